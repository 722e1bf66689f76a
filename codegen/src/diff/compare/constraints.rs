//! The directions in which constraints changed: lengths, ranges and patterns.

use std::cmp::Ordering;

use serde_json::Number;

use super::breaks::Breaks;
use crate::diff::change::ConstraintChange::{
    self, Equal, Incomparable, Loosened, Tightened, Unknown,
};
use crate::diff::pattern::{Texts, lengths};
use crate::model::{Constraints, compare_numbers};

/// Returns what a constraint breaks that changed in this direction.
pub(super) fn refusals(change: ConstraintChange) -> Breaks {
    match change {
        Equal | Loosened => Breaks::NOTHING,
        Tightened | Incomparable => Breaks::REQUESTS,
        Unknown => Breaks::UNKNOWN,
    }
}

/// Returns how the least and greatest length or number changed, or `None` if they did not.
pub(super) fn bounds_change(
    is_number: bool,
    [old, new]: [&Constraints; 2],
) -> Option<ConstraintChange> {
    if (&old.min, &old.max) == (&new.min, &new.max) {
        return None;
    }
    // No length is below zero, so that a least length of zero says nothing.
    let says_something = |min: &&Number| {
        is_number || compare_numbers(min, &Number::from(0)) == Some(Ordering::Greater)
    };
    let [least, no_less] = [old, new].map(|it| it.min.as_ref().filter(says_something));
    let changes = [
        bound_change(least, no_less, Ordering::Greater),
        bound_change(old.max.as_ref(), new.max.as_ref(), Ordering::Less),
    ];
    let change = changes.into_iter().flatten().reduce(together);
    Some(match change.unwrap_or(Loosened) {
        Tightened if is_implied([old, new]) => Equal,
        Incomparable if is_implied([old, new]) => Loosened,
        change => change,
    })
}

/// Returns `true` if all texts that match the old pattern have a length that is valid now.
fn is_implied([old, new]: [&Constraints; 2]) -> bool {
    let [before, after] = [texts(old), texts(new)];
    let Some((least, most)) = before.pattern.and_then(lengths) else {
        return false;
    };
    let longest = before.max.into_iter().chain(most).min();
    after.min <= before.min.max(least)
        && (after.max).is_none_or(|max| longest.is_some_and(|longest| longest <= max))
}

/// Returns how one bound changed; `tighter` is how a new bound compares with an old one where fewer
/// values are valid.
fn bound_change(
    old: Option<&Number>,
    new: Option<&Number>,
    tighter: Ordering,
) -> Option<ConstraintChange> {
    Some(match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => Tightened,
        (Some(_), None) => Loosened,
        (Some(old), Some(new)) => match compare_numbers(new, old) {
            None => Incomparable,
            Some(Ordering::Equal) => return None,
            Some(order) if order == tighter => Tightened,
            Some(_) => Loosened,
        },
    })
}

/// Returns the texts that are valid.
pub(super) fn texts(constraints: &Constraints) -> Texts<'_> {
    let length = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_u64);
    Texts {
        pattern: constraints.pattern.as_deref(),
        min: length(&constraints.min).unwrap_or(0),
        max: length(&constraints.max),
    }
}

/// Returns how two constraints changed together. A break outweighs an undecided change.
pub(super) fn together(one: ConstraintChange, other: ConstraintChange) -> ConstraintChange {
    match (one, other) {
        (one, other) if one == other => one,
        (Equal, change) | (change, Equal) => change,
        (Unknown, Loosened) | (Loosened, Unknown) => Unknown,
        (Unknown, change) | (change, Unknown) => change,
        _ => Incomparable,
    }
}
