//! The additions to each operation, in the form of AWS's change log.

use super::count;
use crate::diff::change::{Change, Direction};
use crate::diff::rules::Rule;
use crate::diff::syntax::{ChangedOperation, Piece, Syntax};

/// The heading of the changes that are not [shown](is_shown).
pub(super) const BEYOND: &str = "Beyond what is new in requests and responses:";

/// Returns `true` if the additions to the operations show all of a change: it adds a part of a
/// request or response, and breaks nothing.
pub(super) fn is_shown(change: &Change) -> bool {
    let mut reaches = change.reaches.iter();
    let is_part = match change.rule {
        Rule::OperationAdded => true,
        Rule::ShapeAdded | Rule::MemberAdded | Rule::EnumValueAdded => {
            reaches.any(|reach| reach.direction != Direction::Error)
        }
        _ => false,
    };
    is_part && !change.is_breaking()
}

/// Returns the operations that are new and those that have additions, each group with a title.
pub(super) fn sections(
    operations: &[ChangedOperation],
) -> impl Iterator<Item = (String, Vec<&ChangedOperation>)> {
    let (new, updated): (Vec<_>, Vec<_>) = operations.iter().partition(|it| it.is_new);
    [("new", new), ("with additions", updated)]
        .into_iter()
        .filter(|(_, operations)| !operations.is_empty())
        .map(|(title, operations)| {
            let title = format!("{title}: {}", count(operations.len(), "operation"));
            (title, operations)
        })
}

/// Returns the messages of an operation with their names.
pub(super) fn messages(
    operation: &ChangedOperation,
) -> impl Iterator<Item = (&'static str, &Syntax)> {
    let request = operation.request.iter().map(|it| ("request", it));
    request.chain(operation.response.iter().map(|it| ("response", it)))
}

/// Returns the complete messages with their names, if the operation has them.
pub(super) fn whole(
    operation: &ChangedOperation,
) -> impl Iterator<Item = (&'static str, &[Piece])> {
    let messages = messages(operation).map(|(name, it)| (name, it.whole.as_slice()));
    messages.filter(|(_, whole)| !whole.is_empty())
}
