//! The changes in each revision of a model.

mod message;
mod part;
mod path;
mod report;
mod since;

use std::iter;

use serde::Serialize;

use crate::diff::{Bump, Operations, Revision, diff};
pub use path::{Arrival, UnknownPath, since_path};
pub use report::text;
pub use since::since;

/// The changes in one revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The revision's date.
    pub date: String,
    /// The first botocore release with the revision.
    pub botocore: Option<String>,
    /// The number of operations.
    pub operations: usize,
    /// The number of shapes.
    pub shapes: usize,
    /// The operations that differ from the previous revision.
    #[serde(flatten)]
    pub changes: Operations,
    /// The version bump that the changes require; `None` for the first revision, and if nothing
    /// changed.
    pub bump: Option<Bump>,
}

/// Returns the changes in each revision, in the order given, which must be chronological.
pub fn history(revisions: &[Revision<'_>]) -> Vec<Entry> {
    let before = iter::once(None).chain(revisions.iter().map(Some));
    let entries = before.zip(revisions).map(|(before, revision)| {
        let diff = before.map(|before| diff(before, revision));
        let (bump, changes) = diff.map_or_else(Default::default, |it| (it.bump, it.operations));
        Entry {
            date: revision.id().to_owned(),
            botocore: revision.botocore().map(str::to_owned),
            operations: revision.model().operations.len(),
            shapes: revision.model().shapes.len(),
            changes,
            bump,
        }
    });
    entries.collect()
}
