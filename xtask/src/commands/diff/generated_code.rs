//! The changes to the generated source, line by line.

use anyhow::Result;
use codegen::api::Documentation;

use crate::endpoints::EndpointTexts;
use crate::failure::Blame;
use crate::generated;
use crate::history::{Recorded, recorded};
use crate::revisions::{RevisionDate, RevisionName};
use crate::side::Side;
use crate::unified_diff::unified_diff;
use crate::workspace::Root;

/// Returns the difference between the files generated from the two sides, as a unified diff.
///
/// Both sides have the same documentation. Only recorded revisions have summaries, and the dates on
/// which their parts were added, each according to its own history, and the current endpoints.
pub(super) fn between(sides: &[Side; 2], root: &Root) -> Result<String> {
    let [old, new] = sides;
    let (old, new) = match (&old.input.revision, &new.input.revision) {
        (Some(old), Some(new)) => {
            let (old, new) = (old.date, new.date);
            let root = root.as_ref().map_err(Clone::clone)?;
            let revisions = recorded(root, Some(RevisionName::Date(old.max(new))))?;
            let endpoints = EndpointTexts::read(root)?;
            let files = |date| generated::generate(root, up_to(&revisions, date), &endpoints);
            (files(old)?.files, files(new)?.files)
        }
        _ => {
            let documentation = Documentation::default();
            let files = |side: &Side| {
                codegen::generate(&side.model, &documentation).or_unreadable(&side.input.id)
            };
            (files(old)?, files(new)?)
        }
    };
    Ok(unified_diff("", &old, &new))
}

fn up_to(revisions: &[Recorded], date: RevisionDate) -> &[Recorded] {
    let end = revisions.partition_point(|recorded| recorded.revision.date <= date);
    revisions.get(..end).unwrap_or_default()
}
