//! The models of a release or of a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use codegen::diff::{Revision, diff};
use codegen::model::Model;
use serde::de::IgnoredAny;

use super::against::Comparison;
use super::crates::crate_names;
use super::report::{Outcome, Report};
use crate::botocore::archive::Archive;
use crate::botocore::data::{DataFiles, Folder};
use crate::botocore::pip;
use crate::botocore::release::Version;
use crate::botocore::texts::{Texts, folder_of_model, uncompressed};
use crate::failure::Blame;
use crate::generated::files_below;
use crate::input::read_and_warn;
use crate::note::{note, progress};
use crate::parallel;
use crate::revisions::SERVICE_MODEL;
use crate::scratch::Scratch;

/// All models of a release or of a folder.
pub(super) struct Corpus {
    /// The release of botocore, if the models are those of a wheel.
    release: Option<String>,
    /// Reads a model file, and those that belong to it.
    read: Read,
    /// Sorted by name.
    models: Vec<Place>,
}

type Read = Box<dyn Fn(&str) -> Result<Texts> + Sync>;

/// The place of a model.
struct Place {
    /// The name of the model: `acm/2015-12-08`.
    name: String,
    file: String,
}

impl Corpus {
    fn new(release: Option<String>, read: Read, models: Vec<Place>) -> Result<Self> {
        ensure!(
            !models.is_empty(),
            "it contains no models: name a botocore wheel, or a folder with service-2.json files or Smithy JSON ASTs \
             in it or below it"
        );
        Ok(Self {
            release,
            read,
            models,
        })
    }

    /// Opens the wheel at `path`.
    pub(super) fn of_wheel(path: &Path) -> Result<Self> {
        let mut archive = Archive::open(path)?;
        let (release, _) = archive.metadata()?;
        let in_data = |folder: &str| {
            let name = folder.strip_prefix("botocore/data/");
            name.unwrap_or(folder).to_owned()
        };
        let models = service_models(archive.names(), in_data);
        let read = Box::new(move |file: &str| Texts::read(&mut archive.clone(), file));
        Self::new(Some(release.to_string()), read, models)
    }

    /// Opens the folder at `path`.
    pub(super) fn of_folder(path: &Path) -> Result<Self> {
        let root = path
            .canonicalize()
            .with_context(|| format!("cannot list {}", path.display()))?;
        let paths = files_below(&root, Path::new(""), true)?;
        let names = paths.iter().map(|path| {
            let name = path.to_str();
            name.with_context(|| format!("{} is not valid UTF-8", path.display()))
        });
        let names: Vec<_> = names.collect::<Result<_>>()?;
        // If the folder is itself that of a model, that has its name.
        let own_name = root.file_name().unwrap_or_default().to_string_lossy();
        let mut models = service_models(names.iter().copied(), |folder| match folder {
            "" => own_name.to_string(),
            folder => folder.to_owned(),
        });
        let mut files = Folder(root.clone());
        for file in names
            .into_iter()
            .filter(|file| folder_of_model(file).is_none())
        {
            if let Some(name) = uncompressed(file).strip_suffix(".json")
                && may_be_ast(files.data(file))
            {
                models.push(Place {
                    name: name.to_owned(),
                    file: file.to_owned(),
                });
            }
        }
        models.sort_by(|one, other| one.name.cmp(&other.name));
        let read = Box::new(move |file: &str| Texts::read(&mut files.clone(), file));
        Self::new(None, read, models)
    }

    /// Downloads a release from the package index.
    pub(super) fn download(version: &Version) -> Result<Self> {
        let release = pip::release(version)?;
        note(format_args!("downloading botocore {release}"));
        let download = pip::download(&release)?;
        Self::of_wheel(&download.wheel).or_unreadable(download.wheel.display())
    }

    /// Compares each model with the one of the same name in an older corpus, in parallel. Problems
    /// of a model are part of the comparison.
    pub(super) fn against(&self, older: &Self) -> Comparison {
        let known = older.models.iter().map(|place| (&place.name, place));
        let known: BTreeMap<_, _> = known.collect();
        let models = self.models.iter();
        let pairs = models.filter_map(|place| Some((*known.get(&place.name)?, place)));
        let pairs: Vec<_> = pairs.collect();
        let compared = each(&pairs, "services", |(old, new)| {
            let compared = || {
                let [old, new] = [older.model(old)?, self.model(new)?];
                Ok(diff(
                    &Revision::new("old", &old),
                    &Revision::new("new", &new),
                ))
            };
            (new.name.clone(), compared())
        });
        Comparison::of(compared)
    }

    /// Generates each model, in parallel. Problems of a model are part of the report.
    pub(super) fn generate(&self, workspace: Option<&Scratch>) -> Result<Report> {
        let crate_names = crate_names(self.models.iter().map(|place| place.name.as_str()));
        let models: Vec<_> = self.models.iter().zip(crate_names).collect();
        let outcomes = each(&models, "models", |(place, crate_name)| {
            Outcome::of(&place.name, crate_name, self.model(place), workspace)
        });
        Ok(Report {
            release: self.release.clone(),
            models: outcomes.into_iter().collect::<Result<_>>()?,
        })
    }

    fn model(&self, place: &Place) -> Result<Model> {
        let texts = (self.read)(&place.file)?;
        Ok(read_and_warn(texts.source(), &place.name)?)
    }
}

/// Applies `work` to each item in parallel, and shows how far it is.
fn each<T: Sync, R: Send>(items: &[T], what: &str, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let done = AtomicUsize::new(0);
    let results = parallel::map(items, |item| {
        let result = work(item);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress(format_args!("{done} of {} {what}", items.len()));
        result
    });
    progress("");
    results
}

/// Returns the place of each `service-2.json`, compressed or not, given the names of all files.
/// `name` is the name of the model in a folder.
fn service_models<'n>(
    files: impl Iterator<Item = &'n str>,
    name: impl Fn(&str) -> String,
) -> Vec<Place> {
    let folders: BTreeSet<_> = files.filter_map(folder_of_model).collect();
    let places = folders.into_iter().map(|folder| Place {
        name: name(folder),
        file: match folder {
            "" => SERVICE_MODEL.to_owned(),
            folder => format!("{folder}/{SERVICE_MODEL}"),
        },
    });
    places.collect()
}

/// Returns `true` if a file is a Smithy JSON AST, or cannot be read, which is reported with the
/// models that fail.
fn may_be_ast(file: Result<Option<Vec<u8>>>) -> bool {
    let Ok(Some(text)) = file else {
        return true;
    };
    match serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(&text) {
        Ok(members) => members.contains_key("smithy"),
        Err(error) => !error.is_data(),
    }
}
