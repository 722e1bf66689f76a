//! The changes in each revision of a model.

mod message;
mod part;
mod path;
mod since;

use std::iter;

use serde::Serialize;

use crate::diff::{Bump, Operations, Revision, diff};
pub use path::{Arrival, UnknownPath, since_path};
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

/// Formats the history as a table with a line per revision. One column counts the operations that
/// are updated in errors only.
pub fn text(history: &[Entry]) -> String {
    let mut text =
        "date        botocore   operations  shapes   new  updated  in errors  removed  bump\n"
            .to_owned();
    for entry in history {
        let (date, operations, shapes) = (&entry.date, entry.operations, entry.shapes);
        let botocore = entry.botocore.as_deref().unwrap_or("-");
        let changes = &entry.changes;
        let (new, removed) = (changes.added.len(), changes.removed.len());
        let (updated, in_errors) = (changes.updated.len(), changes.updated_in_errors.len());
        let bump = entry.bump.map_or("-".to_owned(), |bump| bump.to_string());
        text += &format!(
            "{date:10}  {botocore:9}  {operations:>10}  {shapes:>6}  {new:>4}  {updated:>7}  \
             {in_errors:>9}  {removed:>7}  {bump}\n"
        );
    }
    text
}
