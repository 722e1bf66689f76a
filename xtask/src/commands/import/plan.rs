//! The changes of an import: the resulting history, and its files.
//!
//! A release is a revision if its facts differ from those of the previous known release. The known
//! releases are those recorded and those being imported, in the order of their numbers, regardless
//! of the order of imports. If an older release turns out to have the facts of a recorded revision,
//! that revision moves to the older release, which had those facts first. Releases without changes
//! are not recorded, so a later import of a release between two of them cannot know that its change
//! was reverted.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail, ensure};
use toml::value::Date;

use super::facts::Snapshot;
use crate::botocore::release::Release;
use crate::changes::Changes;
use crate::endpoints::{EndpointTexts, PARTITIONS, RULES};
use crate::history::{Entry, History};
use crate::revisions::{PAGINATORS, Revision, RevisionDate, SERVICE, SERVICE_MODEL, to_toml};

/// An import that is planned but not yet written.
pub(super) struct Plan<'a> {
    history: &'a History,
    snapshots: &'a [Snapshot],
    /// The resulting history, oldest first.
    pub(super) entries: Vec<Entry>,
}

impl<'a> Plan<'a> {
    /// Adds `snapshots` to `history`. They must not contradict it or each other.
    pub(super) fn new(history: &'a History, snapshots: &'a [Snapshot]) -> Result<Self> {
        let mut entries: Vec<Entry> = Vec::new();
        for (release, Entry { revision, facts }) in known(history, snapshots)? {
            let previous = entries.last();
            if previous.is_some_and(|previous| previous.facts == *facts) {
                continue;
            }
            let date = next_date(previous, release, revision.date.day)?;
            let revision = Revision {
                date,
                botocore: release.clone(),
                sha256: revision.sha256.clone(),
            };
            let facts = facts.clone();
            entries.push(Entry { revision, facts });
        }
        Ok(Self {
            history,
            snapshots,
            entries,
        })
    }

    /// Plans the files of the revisions, and those of which only the current ones are kept.
    pub(super) fn add_to(&self, endpoints: &EndpointTexts, changes: &mut Changes) -> Result<()> {
        let revisions = &self.history.revisions;
        for Entry { revision, .. } in &self.history.entries {
            let folder = revisions.revision_folder(revision.date);
            changes.remove(folder.join(SERVICE_MODEL))?;
            changes.remove(folder.join(PAGINATORS))?;
        }
        for Entry { revision, facts } in &self.entries {
            let folder = revisions.revision_folder(revision.date);
            changes.write(folder.join(SERVICE_MODEL), facts.service_model.as_str())?;
            changes.write(folder.join(PAGINATORS), facts.paginators.as_str())?;
        }
        // A file with the same revisions keeps its comments.
        let planned = || self.entries.iter().map(|entry| &entry.revision);
        if !planned().eq(revisions.iter()) {
            changes.write(revisions.file(), to_toml(planned()))?;
        }
        let rules = revisions.folder().join(RULES);
        for (path, text) in [
            (rules.as_path(), &endpoints.rules),
            (Path::new(PARTITIONS), &endpoints.partitions),
        ] {
            if let Some(text) = text {
                changes.write(path, text.as_slice())?;
            }
        }
        Ok(())
    }

    /// Returns the files that will determine the endpoints: those of the newest revision if it is
    /// imported, the existing ones otherwise. Services share the partitions, which stay those of
    /// `org-types`.
    pub(super) fn endpoints(&self, root: &Path) -> Result<EndpointTexts> {
        let mut texts = EndpointTexts::read(root, self.history.revisions.folder())?;
        let newest = self.entries.last().map(|entry| &entry.revision.botocore);
        let mut snapshots = self.snapshots.iter();
        if let Some(snapshot) = snapshots.find(|snapshot| newest == Some(snapshot.release())) {
            let EndpointTexts { rules, partitions } = snapshot.endpoints.clone();
            texts.rules = rules.or(texts.rules);
            if texts.partitions.is_none() || self.history.revisions.folder().ends_with(SERVICE) {
                texts.partitions = partitions.or(texts.partitions);
            }
        }
        Ok(texts)
    }

    /// Returns `true` if one revision directly follows the other in the resulting history, but not
    /// in the previous one.
    pub(super) fn is_new_step(&self, old: &Entry, new: &Entry) -> bool {
        let recorded = &self.history.entries;
        let mut steps = recorded.iter().zip(recorded.iter().skip(1));
        !steps.any(|(one, other)| one.facts == old.facts && other.facts == new.facts)
    }

    /// Returns a line for each imported release and each revision that moved.
    pub(super) fn report(&self) -> String {
        let mut text = String::new();
        let mut line = |Revision { botocore, date, .. }: &Revision, outcome: &str| {
            text += &format!("{botocore:<8}  {}  {outcome}\n", date.day);
        };
        for Snapshot { entry, .. } in self.snapshots {
            line(&entry.revision, &self.outcome(entry));
        }
        for Entry { revision, .. } in &self.history.entries {
            let mut imported = self.snapshots.iter().map(Snapshot::release);
            if let Some(holder) = self.holder(&revision.botocore)
                && holder.date != revision.date
                && !imported.any(|release| *release == revision.botocore)
            {
                let moved = format!("revision {} is now {}", revision.date, holder.date);
                line(revision, &moved);
            }
        }
        text
    }

    fn outcome(&self, imported: &Entry) -> String {
        let release = &imported.revision.botocore;
        let mut recorded = self.history.entries.iter();
        let recorded = recorded.find(|entry| entry.revision.botocore == *release);
        match (self.holder(release), recorded) {
            (Some(holder), _) if holder.botocore != *release => {
                format!("no API change since {}", holder.date)
            }
            (_, None) => "new revision".to_owned(),
            (_, Some(entry)) if entry.facts != imported.facts => {
                "restored the facts of the release".to_owned()
            }
            (_, Some(_)) => "already imported".to_owned(),
        }
    }

    /// Returns the resulting revision that has the facts of a known release.
    fn holder(&self, release: &Release) -> Option<&Revision> {
        self.entries
            .iter()
            .map(|entry| &entry.revision)
            .rfind(|revision| revision.botocore <= *release)
    }
}

/// Returns every release whose facts are known, oldest first.
fn known<'a>(
    history: &'a History,
    snapshots: &'a [Snapshot],
) -> Result<BTreeMap<&'a Release, &'a Entry>> {
    let recorded = history.entries.iter();
    let mut known: BTreeMap<_, _> = recorded
        .map(|entry| (&entry.revision.botocore, entry))
        .collect();
    for Snapshot { entry, .. } in snapshots {
        if let Some(earlier) = known.insert(&entry.revision.botocore, entry) {
            refuse_contradiction(&earlier.revision, &entry.revision)?;
        }
    }
    Ok(known)
}

/// Refuses a release that contradicts what is recorded. A published release never changes, so a
/// different file with its number is damaged or not genuine.
fn refuse_contradiction(known: &Revision, imported: &Revision) -> Result<()> {
    let Revision {
        date,
        botocore,
        sha256,
    } = imported;
    ensure!(
        known.sha256 == *sha256,
        "botocore {botocore}: SHA-256 of service-2.json is {sha256}, but {} is recorded; \
         find out which wheel is genuine before you continue",
        known.sha256
    );
    ensure!(
        known.date.day == date.day,
        "botocore {botocore}: the wheel was built on {}, but {} is recorded; \
         find out which wheel is genuine before you continue",
        date.day,
        known.date.day
    );
    Ok(())
}

/// Returns the name of the revision after `previous`.
fn next_date(previous: Option<&Entry>, release: &Release, built: Date) -> Result<RevisionDate> {
    let number = match previous.map(|previous| &previous.revision) {
        Some(previous) if previous.date.day > built => bail!(
            "botocore {release} was built on {built}, before the older release {} ({}): \
             revisions are named by their days, which would not be in order",
            previous.botocore,
            previous.date.day
        ),
        Some(previous) if previous.date.day == built => previous.date.number + 1,
        _ => 1,
    };
    Ok(RevisionDate { day: built, number })
}
