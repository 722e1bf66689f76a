//! The files that belong in `crates/org-types/src/generated/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use codegen::Files;
use codegen::api::Documentation;
use serde::de::DeserializeOwned;

use crate::changes::Changes;
use crate::endpoints::EndpointTexts;
use crate::failure::{Blame, if_exists};
use crate::history::{Recorded, last, with_dates};
use crate::revisions;

/// The folder that holds only generated files.
pub(crate) const FOLDER: &str = "crates/org-types/src/generated";

/// The generated files, and the problems of our own files about the model.
#[derive(Debug)]
pub(crate) struct Generated {
    pub(crate) files: Files,
    /// A line for each missing or stale summary, and for each name in `violations.toml` that is not in
    /// the model.
    pub(crate) misfits: String,
}

/// Generates the files for the last of these revisions, which must be oldest first, with these
/// endpoints. The other revisions determine the one that introduced each item.
pub(crate) fn generate(
    root: &Path,
    revisions: &[Recorded],
    endpoints: &EndpointTexts,
) -> Result<Generated> {
    let mut model = last(revisions)?.model.clone();
    model.service.endpoints = endpoints.evaluate()?;
    let documentation = Documentation {
        violations: beside_the_model(root, "violations.toml")?,
        since: with_dates(revisions, codegen::history::since),
        ..beside_the_model(root, "summaries.toml")?.unwrap_or_default()
    };
    let violations = documentation.violations.as_ref();
    let violations = violations.map(|it| it.problems(&model));
    let mut misfits = String::new();
    for (file, problems) in [
        ("summaries.toml", documentation.problems(&model)),
        ("violations.toml", violations.unwrap_or_default()),
    ] {
        for problem in problems.to_string().lines() {
            misfits += &format!("{}/{file}: {problem}\n", revisions::FOLDER);
        }
    }
    Ok(Generated {
        files: codegen::generate(&model, &documentation)
            .context("the model of the last revision")?,
        misfits,
    })
}

/// Reads one of our own files about the model, if it exists.
fn beside_the_model<T: DeserializeOwned>(root: &Path, name: &str) -> Result<Option<T>> {
    let path = Path::new(revisions::FOLDER).join(name);
    let text = if_exists(std::fs::read_to_string(root.join(&path)));
    let value = text.or_unreadable(path.display())?;
    let value = value.map(|text| toml::from_str(&text));
    value.transpose().or_unreadable(path.display())
}

impl Generated {
    /// Plans the files, and the removal of all others from their folder.
    pub(crate) fn add_to(&self, changes: &mut Changes, root: &Path) -> Result<()> {
        add_folder(&self.files, Path::new(FOLDER), true, changes, root)
    }
}

/// Returns the files below `folder`, relative to `root`, that do not start with the sentence that
/// generated files start with, in a line comment or in documentation.
pub(crate) fn foreign(files: &Files, folder: &Path, root: &Path) -> Result<Vec<PathBuf>> {
    fn header(text: &str) -> Option<&str> {
        let line = text.lines().next()?.trim_start_matches(['/', '!', ' ']);
        line.split(". ").next()
    }
    let mut present = Vec::from_iter(files_below(root, folder)?);
    present.retain(|path| {
        let text = std::fs::read(root.join(path)).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        !files.values().any(|file| header(file) == header(&text))
    });
    Ok(present)
}

/// Plans that `folder`, relative to `root`, contains only these files. A file that is not generated
/// is refused, since it must not be removed. If `replaces_edited` is set, one of these files may
/// replace it.
pub(crate) fn add_folder(
    files: &Files,
    folder: &Path,
    replaces_edited: bool,
    changes: &mut Changes,
    root: &Path,
) -> Result<()> {
    let wanted: BTreeSet<PathBuf> = files.keys().map(|path| folder.join(path)).collect();
    for (path, text) in files {
        changes.write(folder.join(path), text.as_str())?;
    }
    let mut foreign = foreign(files, folder, root)?;
    foreign.retain(|path| !replaces_edited || !wanted.contains(path));
    if let Some(path) = foreign.first() {
        bail!(
            "the folder of generated files contains {}, which is not generated: move it elsewhere",
            path.display()
        )
    }
    for stale in files_below(root, folder)?.difference(&wanted) {
        changes.remove(stale)?;
    }
    Ok(())
}

/// Returns the files below `folder`, relative to `root`; none if the folder does not exist. A symbolic
/// link is a file, whatever it leads to.
pub(crate) fn files_below(root: &Path, folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let full = root.join(&folder);
        let cannot_list = || format!("cannot list {}", full.display());
        let entries = if_exists(std::fs::read_dir(&full)).with_context(cannot_list)?;
        for entry in entries.into_iter().flatten() {
            let entry = entry.with_context(cannot_list)?;
            let path = folder.join(entry.file_name());
            match entry.file_type().with_context(cannot_list)?.is_dir() {
                true => folders.push(path),
                false => _ = files.insert(path),
            }
        }
    }
    Ok(files)
}
