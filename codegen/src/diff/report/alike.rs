//! Changes that reports for people show together: values of the same enum, exceptions that operations
//! list, and shapes that are not visible in the API.

use super::count;
use crate::diff::change::Change;
use crate::diff::rules::Rule;

/// Groups neighbours that are shown together, each group with its first change. Every other change
/// forms a group of its own.
pub(super) fn together<'c, 'd>(
    changes: &'c [&'d Change],
) -> impl Iterator<Item = (&'d Change, &'c [&'d Change])> {
    let groups = changes.chunk_by(|one, other| {
        let are_values = enum_of(one).is_some()
            && enum_of(one) == enum_of(other)
            && (one.wire, one.rust) == (other.wire, other.rust);
        let are_alike = |is: fn(&Change) -> bool| is(one) && is(other);
        one.rule == other.rule && (are_values || are_alike(is_plain) || are_alike(is_listed_error))
    });
    groups.filter_map(|group| Some((*group.first()?, group)))
}

/// Returns the title of a group after its rule: `ActionType, 2 values`, `3 shapes`.
pub(super) fn title(first: &Change, number: usize, name: impl Fn(&str) -> String) -> String {
    match enum_of(first) {
        Some(shape) => format!("{}, {}", name(shape), count(number, "value")),
        None if is_listed_error(first) => count(number, "error"),
        None => count(number, "shape"),
    }
}

/// Returns the name of a change within its group.
pub(super) fn item(change: &Change) -> String {
    let kind = change.after.as_ref().or(change.before.as_ref());
    match (value_of(change), kind.and_then(|kind| kind.as_str())) {
        (Some(value), _) => value.to_owned(),
        (None, Some(kind)) if is_plain(change) => format!("{} ({kind})", change.path),
        (None, _) => change.path.clone(),
    }
}

/// Returns `true` if an operation lists another exception or no longer lists one. The path names both.
pub(super) fn is_listed_error(change: &Change) -> bool {
    matches!(
        change.rule,
        Rule::OperationErrorAdded | Rule::OperationErrorRemoved
    )
}

/// Returns `true` if a change adds or removes a simple shape, a list or a map without an item in
/// Rust. The changes of the members that use it say more.
pub(super) fn is_plain(change: &Change) -> bool {
    matches!(change.rule, Rule::ShapeAdded | Rule::ShapeRemoved) && change.contents.is_none()
}

fn enum_of(change: &Change) -> Option<&str> {
    let parent = change.path.strip_suffix(value_of(change)?)?;
    parent.strip_suffix('.')
}

/// Returns the value of an enum that was added or removed.
fn value_of(change: &Change) -> Option<&str> {
    let value = match change.rule {
        Rule::EnumValueAdded => &change.after,
        Rule::EnumValueRemoved => &change.before,
        _ => return None,
    };
    value.as_ref()?.as_str()
}
