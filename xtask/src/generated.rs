//! The files that belong in `crates/org-types/src/generated/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use codegen::Files;
use codegen::api::Documentation;
use codegen::model::{Endpoints, Model};
use codegen::problem::Problems;
use codegen::source::{Source, read};
use serde::de::DeserializeOwned;

use crate::changes::Changes;
use crate::endpoints::EndpointTexts;
use crate::failure::{Blame, if_exists};
use crate::history::{Entry, History};
use crate::json::Json;
use crate::parallel;
use crate::prose;
use crate::revisions::{RevisionDate, RevisionName};

/// The service that `org-types` is generated from.
pub(crate) const SERVICE: &str = "organizations";

/// The folder that holds only generated files.
pub(crate) const FOLDER: &str = "crates/org-types/src/generated";

/// The maximum number of files that an error names.
const MOST_NAMED: usize = 10;

/// A revision, as read by codegen.
#[derive(Debug)]
pub(crate) struct ReadRevision {
    pub(crate) date: RevisionDate,
    pub(crate) model: Model,
}

/// The generated files, and the problems of our own files about the model.
#[derive(Debug)]
pub(crate) struct Generated {
    pub(crate) files: Files,
    /// Operations and shapes without a summary, and summaries of those that are not in the model.
    pub(crate) summaries: codegen::api::Gaps,
    /// Names in `violations.toml` that are not in the model.
    violations: Problems,
}

/// Reads the revisions of [`SERVICE`] up to one of them, or all.
pub(crate) fn revisions(root: &Path, last: Option<RevisionName>) -> Result<Vec<ReadRevision>> {
    let History {
        revisions,
        mut entries,
    } = History::read(root, SERVICE)?;
    let endpoints = EndpointTexts::read(root, revisions.folder())?;
    if let Some(last) = last {
        let last = revisions.named(last).or_unreadable("the model")?;
        entries.retain(|entry| entry.revision.date <= last.date);
    }
    read_revisions(&entries, &endpoints)
}

/// Reads the models of revisions, strictly, all with the same endpoints.
pub(crate) fn read_revisions(
    entries: &[Entry],
    endpoints: &EndpointTexts,
) -> Result<Vec<ReadRevision>> {
    let endpoints = endpoints.evaluate()?;
    let revisions = parallel::map(entries, |entry| read_revision(entry, endpoints.clone()));
    revisions.into_iter().collect()
}

/// Reads the model of a revision, strictly.
pub(crate) fn read_revision(entry: &Entry, endpoints: Option<Endpoints>) -> Result<ReadRevision> {
    let source = Source::new(entry.facts.service_model.as_bytes())
        .with_paginators(entry.facts.paginators.as_bytes());
    let name = format!("the model of revision {}", entry.revision.date);
    let mut model = read(source).or_unreadable(&name)?;
    model.service.endpoints = endpoints;
    refuse_prose(&model, &entry.facts.service_model).or_unreadable(&name)?;
    Ok(ReadRevision {
        date: entry.revision.date,
        model,
    })
}

/// Refuses prose, including in places that the reader skips, such as the use of a structure in one
/// operation. Parsing every revision again for that would double the time of `generate`, so only a
/// text that contains such a key is parsed.
fn refuse_prose(model: &Model, text: &str) -> Result<()> {
    let in_text = || match prose::is_named_in(text) {
        true => Json::parse(text.as_bytes()).map(|json| prose::first(&json)),
        false => Ok(None),
    };
    let place = match model.first_prose() {
        Some(place) => Some(place),
        None => in_text()?,
    };
    match place {
        Some(place) => bail!(
            "{place}: is prose, which is never committed: restore the file with `git checkout`, or import it again with \
             `cargo xtask import`"
        ),
        None => Ok(()),
    }
}

/// Generates the files for the last of these revisions, which must be oldest first. The others
/// determine the revision that introduced each item.
pub(crate) fn generate(root: &Path, revisions: &[ReadRevision]) -> Result<Generated> {
    let Some(ReadRevision { model, .. }) = revisions.last() else {
        let none = anyhow!("it has no revision: run `cargo xtask import latest`");
        return Err(none).or_unreadable(format!("model/{SERVICE}"));
    };
    let dates: Vec<_> = revisions
        .iter()
        .map(|revision| revision.date.to_string())
        .collect();
    let dated: Vec<_> = dates
        .iter()
        .map(String::as_str)
        .zip(revisions.iter().map(|revision| &revision.model))
        .collect();
    let mut documentation: Documentation =
        beside_the_model(root, "summaries.toml")?.unwrap_or_default();
    documentation.violations = beside_the_model(root, "violations.toml")?;
    documentation.since = codegen::history::since(&dated);
    let files =
        codegen::generate(model, &documentation).context("the model of the last revision")?;
    let violations = documentation.violations.as_ref();
    Ok(Generated {
        files,
        summaries: documentation.gaps(model),
        violations: violations.map(|it| it.problems(model)).unwrap_or_default(),
    })
}

/// Reads one of our own files about the model, if it exists.
fn beside_the_model<T: DeserializeOwned>(root: &Path, name: &str) -> Result<Option<T>> {
    let path = Path::new("model").join(SERVICE).join(name);
    let text = if_exists(std::fs::read_to_string(root.join(&path)));
    let value = text.or_unreadable(path.display())?;
    let value = value.map(|text| toml::from_str(&text));
    value.transpose().or_unreadable(path.display())
}

impl Generated {
    /// Plans the files, and the removal of all others from their folder.
    pub(crate) fn add_to(&self, changes: &mut Changes, root: &Path) -> Result<()> {
        add_folder(&self.files, Path::new(FOLDER), changes, root)
    }

    /// Returns notes on our own files where they do not match the model: missing and stale
    /// summaries, and names in `violations.toml` that are not in the model. The text is empty if
    /// there are none.
    pub(crate) fn misfits(&self) -> String {
        let mut text = String::new();
        for (name, what) in [
            ("has no summary", &self.summaries.missing),
            (
                "is not part of the model; remove its summary",
                &self.summaries.left_over,
            ),
        ] {
            for path in what {
                text += &format!("model/{SERVICE}/summaries.toml: {path} {name}\n");
            }
        }
        for problem in self.violations.iter() {
            text += &format!("model/{SERVICE}/violations.toml: {problem}\n");
        }
        text
    }
}

/// Returns the files below `folder`, relative to `root`, that do not start with the sentence that
/// generated files start with, in a line comment or in documentation.
pub(crate) fn foreign(files: &Files, folder: &Path, root: &Path) -> Result<Vec<PathBuf>> {
    let present = files_below(root, folder)?.into_iter();
    let is_foreign = |path: &PathBuf| {
        let text = std::fs::read(root.join(path)).unwrap_or_default();
        !is_generated(&text, files)
    };
    Ok(present.filter(is_foreign).collect())
}

/// Returns the error for files in a folder that is for generated files only.
pub(crate) fn not_generated(files: &[PathBuf]) -> anyhow::Error {
    let names = files.iter().take(MOST_NAMED);
    let names: Vec<_> = names.map(|path| path.display().to_string()).collect();
    let more = match files.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    anyhow!(
        "the folder of generated files contains files that are not generated: {}{more}; move them elsewhere",
        names.join(", ")
    )
}

fn is_generated(text: &[u8], files: &Files) -> bool {
    fn header(text: &str) -> Option<&str> {
        let line = text.lines().next()?.trim_start_matches(['/', '!', ' ']);
        line.split(". ").next()
    }
    let text = String::from_utf8_lossy(text);
    files.values().any(|file| header(file) == header(&text))
}

/// Plans that `folder`, relative to `root`, contains only these files.
///
/// # Errors
///
/// Returns an error if the folder contains a file that is not generated, since it must not be
/// removed.
pub(crate) fn add_folder(
    files: &Files,
    folder: &Path,
    changes: &mut Changes,
    root: &Path,
) -> Result<()> {
    let wanted: BTreeSet<PathBuf> = files.keys().map(|path| folder.join(path)).collect();
    for (path, text) in files {
        changes.write(folder.join(path), text.as_str())?;
    }
    let mut foreign = foreign(files, folder, root)?;
    foreign.retain(|path| !wanted.contains(path));
    if !foreign.is_empty() {
        return Err(not_generated(&foreign));
    }
    for stale in files_below(root, folder)?.difference(&wanted) {
        changes.remove(stale)?;
    }
    Ok(())
}

/// Returns the files below `folder`, relative to `root`; none if the folder does not exist.
pub(crate) fn files_below(root: &Path, folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let cannot_list = || format!("cannot list {}", folder.display());
        let entries = if_exists(std::fs::read_dir(root.join(&folder)));
        for entry in entries.with_context(cannot_list)?.into_iter().flatten() {
            let entry = entry.with_context(cannot_list)?;
            let path = folder.join(entry.file_name());
            if entry.file_type().is_ok_and(|file_type| file_type.is_dir()) {
                folders.push(path);
            } else {
                files.insert(path);
            }
        }
    }
    Ok(files)
}
