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
use crate::history::Entry;
use crate::revisions::{LIST, PAGINATORS, Revision, RevisionDate, SERVICE_MODEL, to_toml};

/// An import that is planned but not yet written.
pub(super) struct Plan<'a> {
    /// The recorded history.
    recorded: &'a [Entry],
    snapshots: &'a [Snapshot],
    /// The resulting history, oldest first.
    pub(super) entries: Vec<Entry>,
}

impl<'a> Plan<'a> {
    /// Adds `snapshots` to the recorded history. They must not contradict it or each other.
    pub(super) fn new(recorded: &'a [Entry], snapshots: &'a [Snapshot]) -> Result<Self> {
        let mut entries: Vec<Entry> = Vec::new();
        for (release, Entry { revision, facts }) in known(recorded, snapshots)? {
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
            recorded,
            snapshots,
            entries,
        })
    }

    /// Plans the files of the revisions, and those of which only the current ones are kept.
    pub(super) fn add_to(&self, endpoints: &EndpointTexts, changes: &mut Changes) -> Result<()> {
        for Entry { revision, .. } in self.recorded {
            let folder = revision.date.folder();
            changes.remove(folder.join(SERVICE_MODEL))?;
            changes.remove(folder.join(PAGINATORS))?;
        }
        for Entry { revision, facts } in &self.entries {
            let folder = revision.date.folder();
            changes.write(folder.join(SERVICE_MODEL), facts.service_model.as_str())?;
            changes.write(folder.join(PAGINATORS), facts.paginators.as_str())?;
        }
        // A file with the same revisions keeps its comments.
        let planned = || self.entries.iter().map(|entry| &entry.revision);
        if !planned().eq(self.recorded.iter().map(|entry| &entry.revision)) {
            changes.write(LIST, to_toml(planned()))?;
        }
        for (path, text) in [
            (RULES, &endpoints.rules),
            (PARTITIONS, &endpoints.partitions),
        ] {
            if let Some(text) = text {
                changes.write(path, text.as_slice())?;
            }
        }
        Ok(())
    }

    /// Returns the files that will determine the endpoints: those of the newest revision if it is
    /// imported, the existing ones otherwise.
    pub(super) fn endpoints(&self, root: &Path) -> Result<EndpointTexts> {
        let mut texts = EndpointTexts::read(root)?;
        let newest = self.entries.last().map(|entry| &entry.revision.botocore);
        let mut snapshots = self.snapshots.iter();
        if let Some(snapshot) = snapshots.find(|snapshot| newest == Some(snapshot.release())) {
            let EndpointTexts { rules, partitions } = snapshot.endpoints.clone();
            texts.rules = rules.or(texts.rules);
            texts.partitions = partitions.or(texts.partitions);
        }
        Ok(texts)
    }

    /// Returns `true` if one revision directly follows the other in the resulting history, but not
    /// in the previous one.
    pub(super) fn is_new_step(&self, old: &Entry, new: &Entry) -> bool {
        let mut steps = self.recorded.array_windows();
        !steps.any(|[one, other]| one.facts == old.facts && other.facts == new.facts)
    }

    /// Returns a line for each imported release and each revision that moved.
    pub(super) fn report(&self) -> String {
        let mut text = String::new();
        let mut line = |Revision { botocore, date, .. }: &Revision, outcome: &str| {
            text += &format!("{botocore:<8}  {}  {outcome}\n", date.day);
        };
        for Snapshot { entry, .. } in self.snapshots {
            line(&entry.revision, &self.outcome(&entry.revision));
        }
        for Entry { revision, .. } in self.recorded {
            if let Some(holder) = self.holder(&revision.botocore)
                && holder.date != revision.date
            {
                let moved = format!("revision {} is now {}", revision.date, holder.date);
                line(revision, &moved);
            }
        }
        text
    }

    fn outcome(&self, Revision { botocore, .. }: &Revision) -> String {
        let mut recorded = self.recorded.iter();
        match self.holder(botocore) {
            Some(holder) if holder.botocore != *botocore => {
                format!("no API change since {}", holder.date)
            }
            _ if recorded.any(|entry| entry.revision.botocore == *botocore) => {
                "already imported".to_owned()
            }
            _ => "new revision".to_owned(),
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
    recorded: &'a [Entry],
    snapshots: &'a [Snapshot],
) -> Result<BTreeMap<&'a Release, &'a Entry>> {
    let mut known: BTreeMap<_, _> = recorded
        .iter()
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
    ensure!(
        (&known.sha256, known.date.day) == (&imported.sha256, imported.date.day),
        "botocore {}: SHA-256 of service-2.json is {}, built on {}, but {}, built on {}, is recorded; \
         find out which wheel is genuine before you continue",
        known.botocore,
        imported.sha256,
        imported.date.day,
        known.sha256,
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
