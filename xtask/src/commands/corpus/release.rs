//! The models of a release, and their outcomes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use codegen::model::Model;
use tempfile::TempDir;

use super::against::{Comparison, compare};
use super::crates::{Crates, crate_names};
use super::folder::Folder;
use super::generate;
use super::place::Place;
use super::report::Report;
use crate::botocore::archive::Archive;
use crate::botocore::data::{DataFiles, Listed};
use crate::botocore::pip::{Index, Pip};
use crate::botocore::release::Version;
use crate::botocore::service_files::folder_of_model;
use crate::failure::OrUnreadable;
use crate::parallel;
use crate::progress::Progress;

/// All models of a release or of a folder.
#[derive(Clone)]
pub(super) enum Corpus {
    /// A wheel, and the number of its release.
    Wheel(Archive, String),
    Folder(Folder),
}

impl Corpus {
    /// Reads the models that a user names: the path of a wheel, or a release of the package index.
    pub(super) fn named(text: &str) -> Result<Self> {
        match text.ends_with(".whl") {
            true => Self::of_wheel(Path::new(text)),
            false => Self::download(&text.parse()?, &Pip),
        }
    }

    /// Opens the wheel at `path`.
    pub(super) fn of_wheel(path: &Path) -> Result<Self> {
        let open = || {
            let mut archive = Archive::open(path)?;
            let (release, _) = archive.metadata()?;
            anyhow::Ok((archive, release))
        };
        let (archive, release) = open().or_unreadable(path.display())?;
        Ok(Self::Wheel(archive, release.to_string()))
    }

    /// Opens the folder at `path`.
    pub(super) fn of_folder(path: &Path) -> Result<Self> {
        Ok(Self::Folder(
            Folder::open(path).or_unreadable(path.display())?,
        ))
    }

    /// Downloads a release from the package index.
    pub(super) fn download(version: &Version, index: &dyn Index) -> Result<Self> {
        let release = match version {
            Version::Number(release) => release.clone(),
            Version::Latest => index.latest()?,
        };
        Progress::new().step(format_args!("downloading botocore {release}"));
        let folder = TempDir::new().context("cannot create a temporary folder")?;
        Self::of_wheel(&index.download(&release, folder.path())?)
    }

    /// Compares each model with the one of the same name in an older corpus, in parallel.
    ///
    /// # Errors
    ///
    /// Returns an error if a folder cannot be read. Problems of a model are part of the comparison.
    pub(super) fn against(&self, older: &Self) -> Result<Comparison> {
        let known: BTreeMap<_, _> = older.places()?;
        let places = self.places()?.into_iter();
        let pairs = places.filter_map(|(name, place)| Some((known.get(&name)?, name, place)));
        let pairs: Vec<_> = pairs.collect();
        let progress = Progress::new();
        let done = AtomicUsize::new(0);
        let found = parallel::map(&pairs, |(old, name, new)| {
            let compared = || {
                let [old, new] = [older.clone().model(old)?, self.clone().model(new)?];
                Ok(compare(&old, &new))
            };
            let compared = compared();
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress.count(format_args!("{done} of {} services", pairs.len()));
            (name.clone(), compared)
        });
        Ok(Comparison::of(found))
    }

    /// Returns the place of each model, by name.
    fn places(&self) -> Result<BTreeMap<String, Place>> {
        let places: Vec<_> = match self {
            Self::Wheel(archive, _) => folders(archive).collect(),
            Self::Folder(folder) => {
                let asts = folder.asts()?.into_iter().map(Place::Ast);
                folders(folder).chain(asts).collect()
            }
        };
        let named = places.into_iter().map(|it| (it.name().to_owned(), it));
        Ok(named.collect())
    }

    fn model(&mut self, place: &Place) -> Result<Model> {
        match self {
            Self::Wheel(archive, _) => generate::read_model(archive, place),
            Self::Folder(folder) => generate::read_model(folder, place),
        }
    }

    /// Generates each model, in parallel.
    ///
    /// # Errors
    ///
    /// Returns an error if there are no models, or if a crate cannot be written. Problems of a
    /// model are part of the report.
    pub(super) fn generate(&self, crates: Option<&Crates>) -> Result<Report> {
        match self {
            Self::Wheel(archive, release) => {
                all(archive, folders(archive), Some(release.clone()), crates)
            }
            Self::Folder(folder) => {
                let asts = folder.asts()?.into_iter().map(Place::Ast);
                all(folder, folders(folder).chain(asts), None, crates)
            }
        }
    }
}

fn all<F: DataFiles + Clone + Send + Sync>(
    files: &F,
    places: impl Iterator<Item = Place>,
    release: Option<String>,
    crates: Option<&Crates>,
) -> Result<Report> {
    let mut places: Vec<_> = places.collect();
    ensure!(
        !places.is_empty(),
        "it contains no models: name a botocore wheel, or a folder with service-2.json files or Smithy JSON ASTs \
         in it or below it"
    );
    places.sort_by(|one, other| one.name().cmp(other.name()));
    let crate_names = crate_names(places.iter().map(Place::name));
    let models: Vec<_> = places.iter().zip(crate_names).collect();
    let progress = Progress::new();
    let done = AtomicUsize::new(0);
    let outcomes = parallel::map(&models, |(place, crate_name)| {
        let outcome = generate::model(&mut files.clone(), place, crate_name.clone(), crates);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress.count(format_args!("{done} of {} models", models.len()));
        outcome
    });
    let models = outcomes.into_iter().collect::<Result<_>>()?;
    Ok(Report { release, models })
}

/// Returns the folders that contain a `service-2.json`.
fn folders(files: &impl Listed) -> impl Iterator<Item = Place> {
    let folders = files.names().filter_map(folder_of_model);
    let folders: BTreeSet<_> = folders.map(str::to_owned).collect();
    folders.into_iter().map(Place::Folder)
}
