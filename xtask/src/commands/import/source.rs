//! The releases to import, from files or from the package index.

use anyhow::{Result, anyhow};

use super::Arguments;
use super::facts::Snapshot;
use crate::botocore::pip;
use crate::botocore::release::{Release, Version};
use crate::failure::Blame;
use crate::history::{Entry, Facts};
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
    let mut downloads = Downloads {
        service,
        progress: Progress,
        started: 0,
        found: Vec::new(),
    };
    match (all, newest) {
        (true, Some(Entry { revision, facts })) => {
            let mut releases = pip::releases()?;
            releases.retain(|release| *release > revision.botocore);
            if let Some((last, earlier)) = releases.split_last() {
                let last = downloads.read(last, steps(earlier))?;
                downloads.search(facts, earlier, last)?;
            }
        }
        (true, None) => {
            // There are thousands of releases.
            let latest = pip::release(&Version::Latest)?;
            note(format_args!(
                "note: no revision is recorded yet, so this starts with the latest release, botocore {latest}"
            ));
            let latest = downloads.read(&latest, 0)?;
            downloads.found.push(latest);
        }
        (false, _) => {
            let mut wanted = Vec::new();
            for version in releases {
                let release = pip::release(version)?;
                if !wanted.contains(&release) {
                    wanted.push(release);
                }
            }
            for (left, release) in (0..wanted.len()).rev().zip(&wanted) {
                let snapshot = downloads.read(release, left)?;
                downloads.found.push(snapshot);
            }
        }
    }
    Ok(downloads.found)
}

/// The downloaded releases.
struct Downloads<'a> {
    service: &'a str,
    progress: Progress,
    started: usize,
    found: Vec<Snapshot>,
}

impl Downloads<'_> {
    /// Downloads and reads a release, given about how many more will be.
    fn read(&mut self, release: &Release, left: usize) -> Result<Snapshot> {
        self.started += 1;
        self.progress.step(format_args!(
            "downloading botocore {release} ({} of {})",
            self.started,
            self.started + left
        ));
        let download = pip::download(release)?;
        let snapshot = Snapshot::read(&download.wheel, self.service)?;
        if snapshot.release() != release {
            let other = anyhow!(
                "the package index returned a wheel of {}",
                snapshot.release()
            );
            return Err(other).or_unreadable(format!("botocore {release}"));
        }
        Ok(snapshot)
    }

    /// Searches `releases`, which are between the facts `before` and the snapshot `after`, until each
    /// change is between two neighbouring releases that have been read. Adds the snapshots that it
    /// reads, then `after`.
    ///
    /// If two releases agree, those between them are assumed to agree as well and are not read, so a
    /// change that was reverted between them is not found.
    fn search(&mut self, before: &Facts, releases: &[Release], after: Snapshot) -> Result<()> {
        let (earlier, later) = releases.split_at(releases.len() / 2);
        if let Some((middle, later)) = later.split_first()
            && *before != after.entry.facts
        {
            let middle = self.read(middle, steps(earlier))?;
            let facts = middle.entry.facts.clone();
            self.search(before, earlier, middle)?;
            self.search(&facts, later, after)?;
        } else {
            self.found.push(after);
        }
        Ok(())
    }
}

/// Returns the number of reads that finding one change among `releases` takes.
fn steps(releases: &[Release]) -> usize {
    let halvings = releases.len().checked_ilog2();
    halvings.map_or(0, |halvings| halvings as usize + 1)
}
