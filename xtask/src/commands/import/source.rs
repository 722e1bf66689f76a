//! The releases to import, from files or from the package index.

use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use tempfile::TempDir;

use super::bisect;
use super::facts::Snapshot;
use crate::botocore::pip::Index;
use crate::botocore::release::{Release, Version};
use crate::failure::OrUnreadable;
use crate::history::Facts;
use crate::note::note;
use crate::progress::Progress;

/// The releases to import.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// Releases whose wheels are given.
    Wheels(Vec<PathBuf>),
    /// Releases of the package index.
    Releases(Vec<Version>),
    /// Every release that changed the API since the newest revision.
    All,
}

/// The newest recorded revision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Newest<'a> {
    pub(super) release: &'a Release,
    pub(super) facts: &'a Facts,
}

/// Reads the releases that are `wanted`.
///
/// # Errors
///
/// Returns an error if a wheel cannot be downloaded or read.
pub(super) fn snapshots(
    wanted: &Wanted,
    service: &str,
    newest: Option<Newest<'_>>,
    index: &dyn Index,
) -> Result<Vec<Snapshot>> {
    match wanted {
        Wanted::Wheels(files) => files
            .iter()
            .map(|file| Snapshot::read(file, service))
            .collect(),
        Wanted::Releases(releases) => named(releases, &mut Downloads::new(service, index)?),
        Wanted::All => all(newest, &mut Downloads::new(service, index)?),
    }
}

fn named(releases: &[Version], downloads: &mut Downloads<'_>) -> Result<Vec<Snapshot>> {
    let mut resolved = Vec::new();
    for release in releases {
        let release = match release {
            Version::Number(release) => release.clone(),
            Version::Latest => downloads.index.latest()?,
        };
        if !resolved.contains(&release) {
            resolved.push(release);
        }
    }
    let count = resolved.len();
    let numbered = resolved.iter().enumerate();
    numbered
        .map(|(number, release)| downloads.snapshot(release, count - number - 1))
        .collect()
}

/// Reads every release that changed the API since the newest revision. If there is no revision yet,
/// only the latest release is read, since there are thousands.
fn all(newest: Option<Newest<'_>>, downloads: &mut Downloads<'_>) -> Result<Vec<Snapshot>> {
    let Some(newest) = newest else {
        let latest = downloads.index.latest()?;
        note(format_args!(
            "note: no revision is recorded yet, so this starts with the latest release, botocore {latest}"
        ));
        return Ok(vec![downloads.snapshot(&latest, 0)?]);
    };
    let mut releases = downloads.index.releases()?;
    releases.retain(|release| release > newest.release);
    bisect::snapshots(newest.facts, &releases, &mut |release, left| {
        downloads.snapshot(release, left)
    })
}

/// A source of downloaded releases. Each wheel has 15 MB, so it is deleted as soon as it has been
/// read.
struct Downloads<'a> {
    service: &'a str,
    index: &'a dyn Index,
    folder: TempDir,
    progress: Progress,
    started: usize,
}

impl<'a> Downloads<'a> {
    fn new(service: &'a str, index: &'a dyn Index) -> Result<Self> {
        let folder = TempDir::new().context("cannot create a temporary folder")?;
        Ok(Self {
            service,
            index,
            folder,
            progress: Progress::new(),
            started: 0,
        })
    }

    fn snapshot(&mut self, release: &Release, left: usize) -> Result<Snapshot> {
        self.started += 1;
        self.progress.step(format_args!(
            "downloading botocore {release} ({} of {})",
            self.started,
            self.started + left
        ));
        let folder = TempDir::new_in(&self.folder).context("cannot create a temporary folder")?;
        let wheel = self.index.download(release, folder.path())?;
        let snapshot = Snapshot::read(&wheel, self.service)?;
        if snapshot.release != *release {
            let other = anyhow!("the package index returned a wheel of {}", snapshot.release);
            return Err(other).or_unreadable(format!("botocore {release}"));
        }
        Ok(snapshot)
    }
}
