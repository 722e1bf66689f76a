//! The directions in which constraints changed: lengths, ranges and patterns.

use std::cmp::Ordering;

use serde_json::Number;

use super::breaks::Breaks;
use crate::diff::change::ConstraintChange::{
    self, Equal, Incomparable, Loosened, Tightened, Unknown,
};
use crate::diff::pattern::{Memo, Texts};
use crate::model::{Constraints, ShapeKind, compare_numbers};

pub(super) fn refusals(change: ConstraintChange) -> Breaks {
    match change {
        Equal | Loosened => Breaks::NOTHING,
        Tightened | Incomparable => Breaks::REQUESTS,
        Unknown => Breaks::UNKNOWN,
    }
}

/// Returns how the least and greatest length or number of values of a kind changed, or `None` if they
/// did not.
pub(super) fn bounds_change<'a>(
    kind: &ShapeKind,
    [old, new]: [&'a Constraints; 2],
    patterns: &Memo,
) -> Option<ConstraintChange> {
    if (&old.min, &old.max) == (&new.min, &new.max) {
        return None;
    }
    // A bound that all values of the kind are within says nothing.
    let [lowest, highest] = &bounds_of(kind);
    let least = |it: &'a Constraints| {
        let stated = it.min.as_ref();
        stated.filter(|min| !is_at(lowest.as_ref(), Ordering::Greater, Some(min)))
    };
    let most = |it: &'a Constraints| {
        let stated = it.max.as_ref();
        stated.filter(|max| !is_at(highest.as_ref(), Ordering::Less, Some(max)))
    };
    let allows = |outer: &'a Constraints, inner: &'a Constraints| {
        is_at(least(inner), Ordering::Greater, least(outer))
            && is_at(most(inner), Ordering::Less, most(outer))
    };
    let keeps = |old, new| allows(new, old) || is_implied([old, new], patterns);
    Some(match (keeps(old, new), keeps(new, old)) {
        (true, true) => Equal,
        (true, false) => Loosened,
        (false, true) => Tightened,
        (false, false) => Incomparable,
    })
}

/// Returns the least and greatest number or length of values of a kind, where it has one.
fn bounds_of(kind: &ShapeKind) -> [Option<Number>; 2] {
    match kind {
        ShapeKind::Byte => [i8::MIN.into(), i8::MAX.into()].map(Some),
        ShapeKind::Short => [i16::MIN.into(), i16::MAX.into()].map(Some),
        ShapeKind::Integer | ShapeKind::IntEnum { .. } => {
            [i32::MIN.into(), i32::MAX.into()].map(Some)
        }
        ShapeKind::Long => [i64::MIN.into(), i64::MAX.into()].map(Some),
        kind if kind.is_number() => [None, None],
        _ => [Some(0.into()), None],
    }
}

/// Returns `true` if a bound is the same as another, or compares with it in this way. Everything is
/// within a bound that is not there.
fn is_at(inner: Option<&Number>, order: Ordering, outer: Option<&Number>) -> bool {
    let Some(outer) = outer else {
        return true;
    };
    let compared = inner.and_then(|inner| compare_numbers(inner, outer));
    compared == Some(Ordering::Equal) || compared == Some(order)
}

/// Returns `true` if all texts that match the old pattern have a length that is valid now.
fn is_implied([old, new]: [&Constraints; 2], patterns: &Memo) -> bool {
    let [before, after] = [texts(old), texts(new)];
    let Some((least, most)) = before.pattern.and_then(|it| patterns.lengths(it)) else {
        return false;
    };
    let longest = before.max.into_iter().chain(most).min();
    after.min <= before.min.max(least)
        && (after.max).is_none_or(|max| longest.is_some_and(|longest| longest <= max))
}

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
