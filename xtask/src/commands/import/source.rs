//! The releases to import, from files or from the package index.

use anyhow::{Context, Result, anyhow};
use tempfile::TempDir;

use super::facts::Snapshot;
use super::{Arguments, bisect};
use crate::botocore::pip;
use crate::botocore::release::{Release, Version};
use crate::failure::Blame;
use crate::history::Entry;
use crate::note::note;
use crate::progress::Progress;

/// Reads the releases that the arguments name. `newest` is the newest recorded revision.
pub(super) fn snapshots(arguments: &Arguments, newest: Option<&Entry>) -> Result<Vec<Snapshot>> {
    let Arguments {
        releases,
        all,
        wheels,
        service,
    } = arguments;
    if !wheels.is_empty() {
        let snapshots = wheels.iter().map(|file| Snapshot::read(file, service));
        return snapshots.collect();
    }
    let mut downloads = Downloads::new(service)?;
    match (all, newest) {
        (true, Some(Entry { revision, facts })) => {
            let mut releases = pip::releases()?;
            releases.retain(|release| *release > revision.botocore);
            bisect::snapshots(facts, &releases, &mut |release, left| {
                downloads.snapshot(release, left)
            })
        }
        (true, None) => {
            // There are thousands of releases.
            let latest = pip::release(&Version::Latest)?;
            note(format_args!(
                "note: no revision is recorded yet, so this starts with the latest release, botocore {latest}"
            ));
            Ok(vec![downloads.snapshot(&latest, 0)?])
        }
        (false, _) => {
            let mut resolved = Vec::new();
            for version in releases {
                let release = pip::release(version)?;
                if !resolved.contains(&release) {
                    resolved.push(release);
                }
            }
            let left = (0..resolved.len()).rev();
            let numbered = resolved.iter().zip(left);
            numbered
                .map(|(release, left)| downloads.snapshot(release, left))
                .collect()
        }
    }
}

/// A source of downloaded releases. Each wheel has 15 MB, so it is deleted as soon as it has been
/// read.
struct Downloads<'a> {
    service: &'a str,
    folder: TempDir,
    progress: Progress,
    started: usize,
}

impl<'a> Downloads<'a> {
    fn new(service: &'a str) -> Result<Self> {
        let folder = TempDir::new().context("cannot create a temporary folder")?;
        Ok(Self {
            service,
            folder,
            progress: Progress,
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
        let wheel = pip::download(release, folder.path())?;
        let snapshot = Snapshot::read(&wheel, self.service)?;
        if snapshot.release() != release {
            let other = anyhow!(
                "the package index returned a wheel of {}",
                snapshot.release()
            );
            return Err(other).or_unreadable(format!("botocore {release}"));
        }
        Ok(snapshot)
    }
}
