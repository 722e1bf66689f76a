//! Finds the changes of facts in a long series of releases, while reading only a few.

use anyhow::Result;

use super::facts::Snapshot;
use crate::botocore::release::Release;
use crate::history::Facts;

/// A function that reads a release, given about how many more will be read.
pub(super) type Read<'a> = dyn FnMut(&Release, usize) -> Result<Snapshot> + 'a;

/// Reads releases, given oldest first, until each change since the facts `before` them is between
/// two neighbouring releases that have been read. Always reads the last release.
///
/// If two releases agree, those between them are assumed to agree as well and are not read, so a
/// change that was reverted between them is not found.
///
/// Returns everything that was read, oldest first.
pub(super) fn snapshots(
    before: &Facts,
    releases: &[Release],
    read: &mut Read<'_>,
) -> Result<Vec<Snapshot>> {
    let mut found = Vec::new();
    if let Some((last, earlier)) = releases.split_last() {
        let last = read(last, steps(earlier))?;
        search(before, earlier, last, read, &mut found)?;
    }
    Ok(found)
}

/// Searches `releases`, which are between the facts `before` and the snapshot `after`. Adds the
/// snapshots that it reads, then `after`.
fn search(
    before: &Facts,
    releases: &[Release],
    after: Snapshot,
    read: &mut Read<'_>,
    found: &mut Vec<Snapshot>,
) -> Result<()> {
    let (earlier, later) = releases.split_at(releases.len() / 2);
    if let Some((middle, later)) = later.split_first()
        && *before != after.entry.facts
    {
        let middle = read(middle, steps(earlier))?;
        let facts = middle.entry.facts.clone();
        search(before, earlier, middle, read, found)?;
        search(&facts, later, after, read, found)?;
    } else {
        found.push(after);
    }
    Ok(())
}

/// Returns the number of reads that finding one change among `releases` takes.
fn steps(releases: &[Release]) -> usize {
    releases
        .len()
        .checked_ilog2()
        .map_or(0, |steps| steps as usize + 1)
}
