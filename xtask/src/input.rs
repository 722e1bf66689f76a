//! Models as the command line names them: recorded revisions, files, folders and git objects.

pub(crate) mod folder;
mod git;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use codegen::model::Model;
use codegen::nearest::hint;
use codegen::problem::Problems;
use codegen::source::{Source, read_with_warnings};

use crate::botocore::data::Folder;
use crate::botocore::texts::Texts;
use crate::endpoints::EndpointTexts;
use crate::failure::Blame;
use crate::history::Facts;
use crate::note::note;
use crate::revisions::{Revision, RevisionName, Revisions, SERVICE_MODEL};
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
        if let Ok(revision) = name.parse::<RevisionName>() {
            let root = root.as_ref().map_err(Clone::clone)?;
            let revisions = Revisions::read(root)?;
            let revision = revisions.named(revision).or_unreadable(name)?;
            return Self::of_revision(revision, root);
        }
        let root = root.as_deref().ok();
        let path = Path::new(name);
        let found = match path.try_exists() {
            Ok(true) => Self::of_file(path, root),
            _ if name.contains("://") => {
                Err(anyhow!("it is a URL: download it, and name the file"))
            }
            _ if name.contains(':') => Self::of_object(name),
            Ok(false) => Err(not_found(name, root)),
            Err(error) => Err(error.into()),
        };
        found.or_unreadable(name)
    }

    fn of_revision(revision: &Revision, root: &Path) -> Result<Self> {
        let facts = Facts::read(root, revision)?;
        let file = root.join(revision.date.folder()).join(SERVICE_MODEL);
        Ok(Self {
            id: revision.date.to_string(),
            revision: Some(revision.clone()),
            path: path_in(Some(root), &file),
            file: None,
            texts: Texts {
                model: facts.service_model.into_bytes(),
                paginators: Some(facts.paginators.into_bytes()),
                endpoint_rules: EndpointTexts::read(root)?.rules,
            },
        })
    }

    fn of_file(path: &Path, root: Option<&Path>) -> Result<Self> {
        let file = match path.is_dir() {
            true => path.join(folder::model_in(path)?),
            false => path.to_owned(),
        };
        let mut texts = texts_of(&file)?;
        // They may be beside the target of a link. A pipe, such as `/dev/fd/63`, can be read only once.
        if texts.paginators.is_none() && file.is_symlink() && file.is_file() {
            texts = texts_of(&file.canonicalize()?)?;
        }
        let path = path_in(root, &file);
        let id = match &path {
            Some(path) if file.is_absolute() => path.clone(),
            None if file.is_absolute() => last_parts(&file, SHORTENED),
            _ => file.display().to_string(),
        };
        Ok(Self {
            id,
            revision: None,
            path,
            file: std::path::absolute(&file).ok(),
            texts,
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
            file: None,
            id: object,
        })
    }
}

/// Reads a model file on the disk, and the files beside it that belong to it.
fn texts_of(file: &Path) -> Result<Texts> {
    let name = file.file_name().and_then(|name| name.to_str());
    let name = name.context("the name of the file is not UTF-8")?;
    Texts::read(&mut Folder(file.with_file_name("")), name)
}

/// Returns the error for the name of nothing, with similar names.
fn not_found(name: &str, root: Option<&Path>) -> anyhow::Error {
    let path = Path::new(name);
    if let Ok(target) = path.read_link() {
        let target = target.display();
        return anyhow!("it is a symbolic link to {target}, which does not exist");
    }
    let is_part = |character: char| character.is_ascii_digit() || "-./".contains(character);
    if name.starts_with(|first: char| first.is_ascii_digit()) && name.chars().all(is_part) {
        let meant = root.and_then(|root| revision_meant_by(name, root));
        let hint = meant.map(|date| format!("; did you mean `{date}`?"));
        let hint = hint.unwrap_or_default();
        return anyhow!("it is not a date: expected one such as 2025-11-21{hint}");
    }
    let folder = path.parent().unwrap_or(path);
    let files = folder::names(folder).unwrap_or_default().into_iter();
    let files = files.filter_map(|name| Some(folder.join(name).to_str()?.to_owned()));
    let words = ["latest", "previous"].map(str::to_owned);
    let candidates: Vec<_> = words.into_iter().chain(files).collect();
    anyhow!(
        "it is not a file, `latest`, `previous`, a revision date (2025-11-21) or GITREV:path{}",
        hint(name, candidates.iter().map(String::as_str))
    )
}

/// Returns the date of the revision that is meant by `2017-9-29`, `20170929` or `2017/09/29`: the one
/// with the same numbers, or the same digits.
fn revision_meant_by(name: &str, root: &Path) -> Option<String> {
    let numbers = |text: &str| -> Vec<_> {
        let parts = text.split(['-', '.', '/']);
        parts.map(|part| part.parse::<u32>().ok()).collect()
    };
    let revisions = Revisions::read(root).ok()?.0.into_iter();
    let mut dates = revisions.map(|revision| revision.date.to_string());
    dates.find(|date| numbers(date) == numbers(name) || date.replace('-', "") == name)
}

/// The number of components of an absolute path that reports show.
pub(crate) const SHORTENED: usize = 2;

/// Returns the last components of a path, with `/` between them.
pub(crate) fn last_parts(path: &Path, number: usize) -> String {
    let parts = path.iter().map(|part| part.to_string_lossy());
    let parts: Vec<_> = parts.collect();
    let start = parts.len().saturating_sub(number);
    let last = parts.into_iter().skip(start.max(1));
    last.collect::<Vec<_>>().join("/")
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
