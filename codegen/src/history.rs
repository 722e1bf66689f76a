//! What the revisions of a model brought, one after another.

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

/// What one revision brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The revision's date.
    pub date: String,
    /// The botocore release that first had it.
    pub botocore: Option<String>,
    /// How many operations it has.
    pub operations: usize,
    /// How many shapes it has.
    pub shapes: usize,
    /// The operations that it has and the revision before has not.
    pub added: Vec<String>,
    /// The operations that the revision before has and it has not.
    pub removed: Vec<String>,
    /// The operations that both have and a change reaches in requests or responses.
    pub updated: Vec<String>,
    /// The operations that both have and changes reach in errors alone.
    pub updated_in_errors: Vec<String>,
    /// What the changes together ask for; nothing for the first revision, and where nothing
    /// changed.
    pub bump: Option<Bump>,
}

/// What each revision brought, in the order given, which is the order of time.
pub fn history(revisions: &[Revision<'_>]) -> Vec<Entry> {
    let before = std::iter::once(None).chain(revisions.iter().map(Some));
    before
        .zip(revisions)
        .map(|(before, revision)| entry(revision, before.map(|before| diff(before, revision))))
        .collect()
}

/// What one revision brought, with its diff from the one before, where there is one.
pub fn entry(revision: &Revision<'_>, diff: Option<Diff>) -> Entry {
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
