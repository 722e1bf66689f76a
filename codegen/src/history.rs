//! The changes in each revision of a model.

mod message;
mod part;
mod path;
mod report;
mod since;

use serde::Serialize;

use crate::diff::{Bump, Diff, Revision, diff};
pub use path::{Arrival, UnknownPath, since_path};
pub use report::{json, text};
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
    /// The operations that the previous revision does not have.
    pub added: Vec<String>,
    /// The operations that only the previous revision has.
    pub removed: Vec<String>,
    /// The operations of both revisions whose requests or responses a change affects.
    pub updated: Vec<String>,
    /// The operations of both revisions whose errors alone are affected.
    pub updated_in_errors: Vec<String>,
    /// The version bump that the changes require; `None` for the first revision, and if nothing
    /// changed.
    pub bump: Option<Bump>,
}

/// Returns the changes in each revision, in the order given, which must be chronological.
pub fn history(revisions: &[Revision<'_>]) -> Vec<Entry> {
    let before = std::iter::once(None).chain(revisions.iter().map(Some));
    before
        .zip(revisions)
        .map(|(before, revision)| entry(revision, before.map(|before| diff(before, revision))))
        .collect()
}

/// Returns the changes in one revision, given its diff from the previous one, if there is one.
fn entry(revision: &Revision<'_>, diff: Option<Diff>) -> Entry {
    let model = revision.model();
    let (bump, operations) = match diff {
        Some(diff) => (diff.bump, diff.operations),
        None => Default::default(),
    };
    Entry {
        date: revision.id().to_owned(),
        botocore: revision.botocore().map(str::to_owned),
        operations: model.operations.len(),
        shapes: model.shapes.len(),
        added: operations.added,
        removed: operations.removed,
        updated: operations.updated,
        updated_in_errors: operations.updated_in_errors,
        bump,
    }
}
