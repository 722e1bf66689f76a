//! The additions to each operation, in the form of AWS's change log.

use super::count;
use super::paint::Paint;
use crate::diff::change::{Change, Direction};
use crate::diff::rules::Rule;
use crate::diff::syntax::{ChangedOperation, Piece, Syntax};
use crate::markdown::{code, escaped};
use crate::problem::visible;

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

/// Returns the operations by whether they are new, with a title.
pub(super) fn sections(
    operations: &[ChangedOperation],
) -> impl Iterator<Item = (String, Vec<&ChangedOperation>)> {
    let (new, updated): (Vec<_>, Vec<_>) = operations.iter().partition(|it| it.is_new);
    [("new", new), ("updated", updated)]
        .into_iter()
        .filter(|(_, operations)| !operations.is_empty())
        .map(|(title, operations)| {
            let title = format!("{title}: {}", count(operations.len(), "operation"));
            (title, operations)
        })
}

fn messages(operation: &ChangedOperation) -> impl Iterator<Item = (&'static str, &Syntax)> {
    let request = operation.request.iter().map(|it| ("request", it));
    request.chain(operation.response.iter().map(|it| ("response", it)))
}

/// Returns the complete messages with their names, if the operation has them.
fn whole(operation: &ChangedOperation) -> impl Iterator<Item = (&'static str, &[Piece])> {
    let messages = messages(operation).map(|(name, it)| (name, it.whole.as_slice()));
    messages.filter(|(_, whole)| !whole.is_empty())
}

pub(super) fn text(operation: &ChangedOperation, paint: Paint) -> String {
    let mut text = format!("  {}\n", paint.name(&visible(&operation.operation)));
    for (name, message) in messages(operation) {
        if let Some(new) = &message.new {
            text += &format!("      {name} {new}\n");
        }
    }
    for (name, whole) in whole(operation) {
        let painted = whole.iter().map(|piece| match piece.is_new {
            true => paint.new_part(&piece.text),
            false => piece.text.clone(),
        });
        text += &format!("      {name} syntax:\n");
        for line in painted.collect::<String>().lines() {
            text += &format!("          {line}\n");
        }
    }
    text
}

pub(super) fn markdown(operation: &ChangedOperation) -> String {
    let mut text = format!("- {}\n", code(&operation.operation));
    for (name, message) in messages(operation) {
        if let Some(new) = &message.new {
            text += &format!("  - {name} {}\n", code(new));
        }
    }
    for (name, whole) in whole(operation) {
        // A code block shows no bold, HTML's preformatted text does.
        let whole: String = whole.iter().map(bold_if_new).collect();
        text += &format!(
            "\n  <details><summary>{name} syntax</summary>\n\n  <pre>{}</pre>\n\n  </details>\n",
            whole.replace('\n', "\n  ")
        );
    }
    text
}

fn bold_if_new(piece: &Piece) -> String {
    let text = escaped(&piece.text);
    match piece.is_new {
        true => format!("<b>{text}</b>"),
        false => text,
    }
}
