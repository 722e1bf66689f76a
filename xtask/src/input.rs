//! Models as the command line names them: recorded revisions, files, folders and git objects.

mod git;

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use codegen::model::Model;
use codegen::nearest::hint;
use codegen::problem::Problems;
use codegen::source::{Source, read_with_warnings};

use crate::botocore::data::Folder;
use crate::botocore::texts::{Texts, uncompressed};
use crate::endpoints::EndpointTexts;
use crate::failure::Blame;
use crate::history::Facts;
use crate::note::note;
use crate::revisions::{Revision, RevisionName, Revisions, SERVICE_MODEL};
use crate::workspace::{Root, relative};

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
        if let Ok(revision) = name.parse() {
            return Self::of_revision(revision, root.as_ref().map_err(Clone::clone)?);
        }
        let root = root.as_deref().ok();
        let path = Path::new(name);
        let found = if path.exists() {
            Self::of_file(path, root)
        } else if name.contains(':') {
            Self::of_object(name)
        } else {
            Err(anyhow!(
                "it is not a file, `latest`, `previous`, a revision date (2025-11-21) or GITREV:path{}",
                hint(name, candidates(path, root).iter().map(String::as_str))
            ))
        };
        found.or_unreadable(name)
    }

    fn of_revision(name: RevisionName, root: &Path) -> Result<Self> {
        let revisions = Revisions::read(root)?;
        let revision = revisions.named(name).or_unreadable("the model")?;
        let facts = Facts::read(root, revision)?;
        let file = root.join(revision.date.folder()).join(SERVICE_MODEL);
        Ok(Self {
            id: revision.date.to_string(),
            revision: Some(revision.clone()),
            path: path_in(Some(root), &file),
            texts: Texts {
                model: facts.service_model.into_bytes(),
                paginators: Some(facts.paginators.into_bytes()),
                endpoint_rules: EndpointTexts::read(root)?.rules,
            },
        })
    }

    fn of_file(path: &Path, root: Option<&Path>) -> Result<Self> {
        let file = match path.is_dir() {
            true => path.join(model_among(&names(path)?)?),
            false => path.to_owned(),
        };
        let text = file.to_str().context("its path is not UTF-8")?;
        let name = file.file_name().and_then(|name| name.to_str());
        let id = match file.is_absolute() {
            true => relative(&std::env::current_dir()?, &file)
                .display()
                .to_string(),
            false => text.to_owned(),
        };
        Ok(Self {
            id,
            revision: None,
            path: path_in(root, &file),
            texts: Texts::read(&mut Folder(file.with_file_name("")), name.unwrap_or(text))?,
        })
    }

    fn of_object(name: &str) -> Result<Self> {
        let object = git::model_file(name)?;
        let path = object.split_once(':').map(|(_, path)| path.to_owned());
        Ok(Self {
            texts: git::read(&object)?,
            revision: None,
            // `HEAD:./model.json` is relative to the current folder, not to the repository.
            path: path.filter(|path| !path.starts_with('.')),
            id: object,
        })
    }
}

/// Returns the names of the files in a folder, or in the current folder if the path is empty.
fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(Path::new(".").join(folder))? {
        let entry = entry?;
        if !entry.path().is_dir() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    Ok(names)
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

/// Returns what the name of a path that does not exist can be a misspelling of: revisions, and files
/// beside it.
fn candidates(path: &Path, root: Option<&Path>) -> Vec<String> {
    let folder = path.parent().unwrap_or(path);
    let files = names(folder).unwrap_or_default().into_iter();
    let files = files.filter_map(|name| Some(folder.join(name).to_str()?.to_owned()));
    let revisions = root.and_then(|root| Revisions::read(root).ok());
    let revisions = revisions.into_iter().flat_map(|revisions| revisions.0);
    let dates = revisions.map(|revision| revision.date.to_string());
    let words = ["latest", "previous"].map(str::to_owned);
    words.into_iter().chain(dates).chain(files).collect()
}

/// Returns the path of a file relative to the workspace, with `/` between folders, or `None` if the
/// file is elsewhere.
fn path_in(root: Option<&Path>, file: &Path) -> Option<String> {
    let (root, file) = (root?.canonicalize().ok()?, file.canonicalize().ok()?);
    let inside = file.strip_prefix(root).ok()?.to_str()?;
    Some(inside.replace('\\', "/"))
}

/// Reads a model that may come from elsewhere. Warnings about unknown traits and keys go to standard
/// error, each after the name of the file.
pub(crate) fn read_and_warn(source: Source<'_>, file: &str) -> Result<Model, Problems> {
    let reading = read_with_warnings(source)?;
    for line in reading.warnings.to_string().lines() {
        note(format_args!("warning: {file}: {line}"));
    }
    Ok(reading.model)
}
