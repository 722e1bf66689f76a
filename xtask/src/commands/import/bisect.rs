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
///
/// # Errors
///
/// Returns an error if `read` does.
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
        && *before != after.facts
    {
        let middle = read(middle, steps(earlier))?;
        let facts = middle.facts.clone();
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

#[cfg(test)]
mod tests {
    use super::super::fixture::snapshot;
    use super::*;

    /// Reads releases 1.0.1, 1.0.2, ... whose facts are the letters. Returns those at which the
    /// letter changes, and how many were read.
    fn changes(letters: &str) -> (Vec<usize>, usize) {
        let letters: Vec<char> = letters.chars().collect();
        let name = |position: usize| format!("1.0.{position}");
        let releases: Vec<Release> = (1..letters.len())
            .map(|position| name(position).parse().unwrap())
            .collect();
        let mut reads = 0;
        let before = snapshot("1.0.0", (2024, 1, 1), &letters[0].to_string()).facts;
        let found = snapshots(&before, &releases, &mut |release, _| {
            reads += 1;
            let position = releases.binary_search(release).unwrap() + 1;
            Ok(snapshot(
                &name(position),
                (2024, 1, 1),
                &letters[position].to_string(),
            ))
        })
        .unwrap();
        assert_eq!(found.len(), reads, "everything that was read is returned");
        assert!(found.is_sorted_by(|one, other| one.release < other.release));

        let mut facts = before;
        let mut positions = Vec::new();
        for snapshot in found {
            if snapshot.facts != facts {
                positions.push(releases.binary_search(&snapshot.release).unwrap() + 1);
                facts = snapshot.facts;
            }
        }
        (positions, reads)
    }

    #[test]
    fn every_change_is_found_wherever_it_is() {
        for position in 1..40 {
            let letters = "a".repeat(position) + &"b".repeat(40 - position);
            assert_eq!(changes(&letters).0, [position], "{letters}");
        }
        assert_eq!(changes("abcd").0, [1, 2, 3]);
        assert_eq!(changes("aaabbbbbbcccccccccddde").0, [3, 9, 18, 21]);
        assert_eq!(
            changes("aaaaaaabaaaaaac").0,
            [7, 8, 14],
            "a change taken back, in the path of the search"
        );
    }

    #[test]
    fn few_releases_are_read() {
        let unchanged = "a".repeat(1000);
        assert_eq!(changes(&unchanged), (vec![], 1));
        let (positions, reads) = changes(&("a".repeat(600) + &"b".repeat(400)));
        assert_eq!(positions, [600]);
        assert!(
            reads <= 11,
            "{reads} reads for one change among 1000 releases"
        );
    }

    #[test]
    fn nothing_newer_means_nothing_is_read() {
        assert_eq!(changes("a"), (vec![], 0));
    }
}
