//! The models of a release or of a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use codegen::diff::{Revision, diff};
use codegen::model::Model;

use super::against::Comparison;
use super::report::{Outcome, Report};
use crate::botocore::archive::Archive;
use crate::botocore::data::{DataFiles, Folder};
use crate::botocore::pip;
use crate::botocore::release::Version;
use crate::botocore::texts::{Texts, folder_of_model, uncompressed};
use crate::failure::Blame;
use crate::generated::files_below;
use crate::input::folder::may_be_model;
use crate::input::read_and_warn;
use crate::parallel;
use crate::scratch::Scratch;

/// All models of a release or of a folder.
pub(super) struct Corpus {
    /// The release of botocore, if the models are those of a wheel.
    release: Option<String>,
    /// Reads a model file, and those that belong to it.
    read: Read,
    /// The model files, without the ending for gzip.
    files: BTreeSet<String>,
}

type Read = Box<dyn Fn(&str) -> Result<Texts> + Sync>;

impl Corpus {
    fn new(release: Option<String>, read: Read, files: BTreeSet<String>) -> Result<Self> {
        ensure!(
            !files.is_empty(),
            "it contains no models: name a botocore wheel, or a folder with service-2.json files or Smithy JSON ASTs \
             in it or below it"
        );
        Ok(Self {
            release,
            read,
            files,
        })
    }

    /// Opens the wheel at `path`.
    pub(super) fn of_wheel(path: &Path) -> Result<Self> {
        let mut archive = Archive::open(path)?;
        let (release, _) = archive.release()?;
        let files = archive.names().map(uncompressed);
        let files = files.filter(|file| folder_of_model(file).is_some());
        let files = files.map(str::to_owned).collect();
        let read = Box::new(move |file: &str| Texts::read(&mut archive.clone(), file));
        Self::new(Some(release.to_string()), read, files)
    }

    /// Opens the folder at `path`.
    pub(super) fn of_folder(path: &Path) -> Result<Self> {
        let mut folder = Folder(path.canonicalize()?);
        let mut files = BTreeSet::new();
        for file in files_below_and_linked(path)? {
            let name = file.to_str();
            let name = name.with_context(|| format!("the name of {} is not UTF-8", file.display()));
            let file = uncompressed(name?);
            if folder_of_model(file).is_some()
                || (file.ends_with(".json") && may_be_model(folder.data(file)))
            {
                files.insert(file.to_owned());
            }
        }
        let read = Box::new(move |file: &str| Texts::read(&mut folder.clone(), file));
        Self::new(None, read, files)
    }

    /// Downloads a release from the package index.
    pub(super) fn download(version: &Version) -> Result<Self> {
        let download = pip::download(&pip::release(version)?)?;
        Self::of_wheel(&download.wheel).or_unreadable(download.wheel.display())
    }

    /// Compares each model with the one of the same name in an older corpus, in parallel. Problems
    /// of a model are part of the comparison.
    pub(super) fn against(&self, older: &Self) -> Comparison {
        let in_both: Vec<_> = self.files.intersection(&older.files).collect();
        let diffs = parallel::map(&in_both, |file| {
            let [old, new] = [older.model(file)?, self.model(file)?];
            Ok(diff(
                &Revision::new("old", &old),
                &Revision::new("new", &new),
            ))
        });
        let mut comparison = Comparison::default();
        for (file, diff) in in_both.into_iter().zip(diffs) {
            comparison.add(name(file), diff);
        }
        comparison
    }

    /// Generates each model, in parallel. Problems of a model are part of the report. Its crate is
    /// written to the workspace, if one is given.
    pub(super) fn generate(&self, workspace: Option<&Scratch>) -> Result<Report> {
        let mut models = BTreeMap::new();
        for file in &self.files {
            if let Some(other) = models.insert(crate_name(name(file)), file) {
                bail!("the crates of {other} and {file} would have the same name: rename one");
            }
        }
        let models: Vec<_> = models.into_iter().collect();
        let outcomes = parallel::map(&models, |(crate_name, file)| {
            Outcome::of(name(file), crate_name, self.model(file), workspace)
        });
        Ok(Report {
            release: self.release.clone(),
            models: outcomes.into_iter().collect::<Result<_>>()?,
        })
    }

    fn model(&self, file: &str) -> Result<Model> {
        let texts = (self.read)(file)?;
        Ok(read_and_warn(texts.source(), name(file))?)
    }
}

/// Returns the files below a folder, and below the folders that symbolic links in it lead to, each of
/// which is listed once, however many links lead to it.
fn files_below_and_linked(root: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    let mut found = BTreeSet::from([root.canonicalize()?]);
    while let Some(folder) = folders.pop() {
        let (links, others): (Vec<_>, Vec<_>) = files_below(root, &folder)?
            .into_iter()
            .partition(|file| root.join(file).is_symlink());
        // The names that are not links take precedence.
        for file in others.into_iter().chain(links) {
            let path = root.join(&file);
            // A link to nothing is a file that cannot be read.
            if !found.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
                continue;
            }
            match path.is_dir() {
                true => folders.push(file),
                false => _ = files.insert(file),
            }
        }
    }
    Ok(files)
}

/// Returns the name of the model in a file: `acm/2015-12-08` for that of botocore.
fn name(file: &str) -> &str {
    let name = file.strip_prefix("botocore/data/").unwrap_or(file);
    let name = name.strip_suffix(".json").unwrap_or(name);
    name.strip_suffix("/service-2").unwrap_or(name)
}

/// Returns the name of a model's crate: `corpus-acm-2015-12-08` for `acm/2015-12-08`.
fn crate_name(model: &str) -> String {
    let characters = model.chars().map(|character| match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => character.to_ascii_lowercase(),
        _ => '-',
    });
    format!("corpus-{}", characters.collect::<String>())
}
