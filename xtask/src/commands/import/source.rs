//! The releases to import, from files or from the package index.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow};

use super::Arguments;
use super::facts::Snapshot;
use crate::botocore::pip;
use crate::botocore::release::{Release, Version};
use crate::failure::Blame;
use crate::history::{Entry, Facts};
use crate::note::note;

/// Reads the releases that the arguments name. `newest` is the newest recorded revision.
pub(super) fn snapshots(arguments: &Arguments, newest: Option<&Entry>) -> Result<Vec<Snapshot>> {
    if !arguments.wheels.is_empty() {
        let wheels = arguments.wheels.iter();
        return wheels.map(|file| Snapshot::read(file)).collect();
    }
    if !arguments.all {
        let wanted = arguments.releases.iter().map(pip::release);
        let wanted: BTreeSet<_> = wanted.collect::<Result<_>>()?;
        return wanted.iter().map(download).collect();
    }
    let Some(Entry { revision, facts }) = newest else {
        // There are thousands of releases.
        let latest = pip::release(&Version::Latest)?;
        note(format_args!(
            "note: no revision is recorded yet, so this starts with the latest release, botocore {latest}"
        ));
        return Ok(vec![download(&latest)?]);
    };
    let mut releases = pip::releases()?;
    releases.retain(|release| *release > revision.botocore);
    let mut found = Vec::new();
    if let Some((last, earlier)) = releases.split_last() {
        let last = download(last)?;
        search(facts, earlier, last, &mut found)?;
    }
    Ok(found)
}

/// Downloads and reads a release.
fn download(release: &Release) -> Result<Snapshot> {
    let download = pip::download(release)?;
    let snapshot = Snapshot::read(&download.wheel)?;
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
/// reads to `found`, then `after`.
///
/// If two releases agree, those between them are assumed to agree as well and are not read, so a
/// change that was reverted between them is not found.
fn search(
    before: &Facts,
    releases: &[Release],
    after: Snapshot,
    found: &mut Vec<Snapshot>,
) -> Result<()> {
    let (earlier, later) = releases.split_at(releases.len() / 2);
    if let Some((middle, later)) = later.split_first()
        && *before != after.entry.facts
    {
        let middle = download(middle)?;
        let facts = middle.entry.facts.clone();
        search(before, earlier, middle, found)?;
        search(&facts, later, after, found)?;
    } else {
        found.push(after);
    }
    Ok(())
}
