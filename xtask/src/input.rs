//! Models as the command line names them: recorded revisions, files, folders and git objects.

mod disk;
mod git;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use codegen::problem::visible;

use crate::botocore::texts::{Texts, uncompressed};
use crate::endpoints::EndpointTexts;
use crate::failure::Blame;
use crate::generated::SERVICE;
use crate::history::Facts;
use crate::nearest::hint;
use crate::revisions::{Revision, RevisionDate, RevisionName, Revisions, SERVICE_MODEL};
use crate::workspace::Root;

/// A model file with the files that belong to it, not yet read.
#[derive(Debug)]
pub(crate) struct Input {
    /// Its name in reports, which is never an absolute path.
    pub(crate) id: String,
    /// The recorded revision, if it was named by one.
    pub(crate) revision: Option<Revision>,
    /// The path of the model file in the repository, with `/` between folders; `None` if it is
    /// elsewhere.
    pub(crate) path: Option<String>,
    /// The full path of a file on the disk, if it was named by one.
    pub(crate) file: Option<PathBuf>,
    pub(crate) texts: Texts,
}

impl Input {
    /// Finds a model, named by the date of a revision, `latest`, `previous`, a model file, a folder
    /// that contains one, or `GITREV:path` of either. As in `git` itself, a file takes precedence
    /// over a git object.
    ///
    /// The `paginators-1.json` beside a `service-2.json` and botocore's additions to both, the
    /// `.sdk-extras.json`, belong to it. Each may be compressed with gzip.
    pub(crate) fn find(name: &str, root: &Root) -> Result<Self> {
        match name.parse::<RevisionName>() {
            Ok(revision) => {
                let root = root.as_ref().map_err(Clone::clone)?;
                let revisions = Revisions::read(root, SERVICE)?;
                let revision = revisions.named(revision).or_unreadable("the model")?;
                Self::of_revision(revision, &revisions, root)
            }
            Err(_) => {
                let root = root.as_deref().ok();
                if !Path::new(name).exists()
                    && let Some((date, root)) = RevisionDate::meant_by(name).zip(root)
                {
                    return Err(not_a_date(name, date, root)).or_unreadable(name);
                }
                Self::of_path(name, root)
            }
        }
    }

    fn of_revision(revision: &Revision, revisions: &Revisions, root: &Path) -> Result<Self> {
        let facts = Facts::read(root, revisions, revision)?;
        let file = revisions.revision_folder(revision.date).join(SERVICE_MODEL);
        Ok(Self {
            id: revision.date.to_string(),
            revision: Some(revision.clone()),
            path: path_in(Some(root), &root.join(&file)),
            file: None,
            texts: Texts {
                model: facts.service_model.into_bytes(),
                paginators: Some(facts.paginators.into_bytes()),
                endpoint_rules: EndpointTexts::read(root, revisions.folder())?.rules,
            },
        })
    }

    fn of_path(name: &str, root: Option<&Path>) -> Result<Self> {
        let path = Path::new(name);
        let (id, path, file, texts) = if path.exists() {
            let file = disk::model_file(path).or_unreadable(name)?;
            let id = id_of_file(&file, root).or_unreadable(name)?;
            let texts = disk::read(&file).or_unreadable(name)?;
            let path = path_in(root, &file);
            (id, path, std::path::absolute(&file).ok(), texts)
        } else if let Some((_, path)) = name.split_once(':') {
            let object = git::model_file(name).or_unreadable(name)?;
            let texts = git::read(&object).or_unreadable(name)?;
            let inside = object.split_once(':').map(|(_, path)| path.to_owned());
            let inside = inside.filter(|_| !path.starts_with('.'));
            (object, inside, None, texts)
        } else {
            let nothing = anyhow!(
                "it is not a file, `latest`, `previous`, a revision date (2025-11-21) or GITREV:path{}",
                hint(name, near(path).iter().map(String::as_str))
            );
            return Err(nothing).or_unreadable(name);
        };
        Ok(Self {
            id,
            revision: None,
            path,
            file,
            texts,
        })
    }
}

/// Returns the model among the files of a folder: the `service-2.json`, or else the only other JSON
/// file.
fn model_among(names: &[String]) -> Result<&str> {
    let service_model = names
        .iter()
        .filter(|name| uncompressed(name) == SERVICE_MODEL);
    // An uncompressed file takes precedence.
    if let Some(name) = service_model.min_by_key(|name| name.len()) {
        return Ok(name);
    }
    let mut others = names
        .iter()
        .filter(|name| uncompressed(name).ends_with(".json"));
    match (others.next(), others.next()) {
        (Some(name), None) => Ok(name),
        (None, _) => bail!("it is a folder without a {SERVICE_MODEL} or a Smithy JSON AST"),
        (Some(one), Some(other)) => bail!(
            "it is a folder with several JSON files ({one}, {other}) and no {SERVICE_MODEL}: name one of them"
        ),
    }
}

/// Returns the error for a date that is not in the form of revision dates, with a suggestion.
fn not_a_date(name: &str, meant: RevisionDate, root: &Path) -> anyhow::Error {
    let name = visible(name);
    let found = Revisions::read(root, SERVICE);
    match found.and_then(|revisions| Ok(revisions.find(meant)?.date)) {
        Ok(date) => anyhow!("`{name}` is not a revision date; did you mean `{date}`?"),
        Err(nearest) => anyhow!("`{name}` is not a revision date such as {meant}, and {nearest}"),
    }
}

/// Returns similar names of files beside a path that does not exist.
fn near(path: &Path) -> Vec<String> {
    let folder = path.parent().unwrap_or(path);
    let names = disk::names(folder).unwrap_or_default().into_iter();
    let beside = names.filter_map(|name| Some(folder.join(name).to_str()?.to_owned()));
    let words = ["latest", "previous"].map(str::to_owned);
    words.into_iter().chain(beside).collect()
}

/// Returns the name of a file in reports: its path as given or, if that is absolute, the path
/// relative to the workspace or the last two components.
fn id_of_file(file: &Path, root: Option<&Path>) -> Result<String> {
    let text = file.to_str().context("its path is not UTF-8")?;
    if !file.is_absolute() {
        return Ok(text.to_owned());
    }
    let inside = path_in(root, file);
    Ok(inside.unwrap_or_else(|| last_parts(text, SHORTENED)))
}

/// The number of components of an absolute path that reports show.
pub(crate) const SHORTENED: usize = 2;

/// Returns the last components of a path, with `/` between them.
pub(crate) fn last_parts(path: &str, number: usize) -> String {
    let mut parts: Vec<_> = path.rsplit(['/', '\\']).take(number).collect();
    parts.reverse();
    parts.join("/").trim_start_matches('/').to_owned()
}

/// Returns the path of a file relative to the workspace, with `/` between folders, or `None` if the
/// file is elsewhere.
fn path_in(root: Option<&Path>, file: &Path) -> Option<String> {
    let (root, file) = (root?.canonicalize().ok()?, file.canonicalize().ok()?);
    let inside = file.strip_prefix(root).ok()?.to_str()?;
    Some(inside.replace('\\', "/"))
}
