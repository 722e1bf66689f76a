//! Changes of constraints: lengths, ranges and patterns.

use std::cmp::Ordering;

use serde_json::Number;

use super::breaks::{Breaks, Carried};
use super::{Comparison, Part};
use crate::diff::change::ConstraintChange;
use crate::diff::pattern::{self, Texts, Verdict};
use crate::diff::rules::Rule;
use crate::model::{Constraints, ShapeKind, compare_numbers};

impl Comparison<'_> {
    /// Compares the least and greatest length or number.
    pub(super) fn bounds(
        &mut self,
        part: &Part,
        carried: Carried,
        is_number: bool,
        [old, new]: [&Constraints; 2],
    ) {
        let Some(change) = bounds_change(is_number, old, new) else {
            return;
        };
        let rule = match is_number {
            true => Rule::RangeChanged,
            false => Rule::LengthChanged,
        };
        let bounds = |constraints: &Constraints| match (&constraints.min, &constraints.max) {
            (None, None) => None,
            (min, max) => Some(serde_json::json!({"min": min, "max": max})),
        };
        let entry = part
            .entry(rule)
            .values(&bounds(old), &bounds(new))
            .constraint(Some(change))
            .wire(carried.verdict(refusals(change)));
        self.add(entry, [part.fact("min"), part.fact("max")]);
    }

    /// Compares the patterns.
    pub(super) fn pattern(&mut self, part: &Part, carried: Carried, [old, new]: [&Constraints; 2]) {
        if old.pattern == new.pattern {
            return;
        }
        let (change, notes) = pattern_change(old, new);
        let entry = part
            .entry(Rule::PatternChanged)
            .values(&old.pattern, &new.pattern)
            .constraint(Some(change))
            .notes(notes)
            .wire(carried.verdict(refusals(change)));
        self.add(entry, [part.fact("pattern")]);
    }
}

/// What a constraint breaks that moved this way.
pub(super) fn refusals(change: ConstraintChange) -> Breaks {
    match change {
        ConstraintChange::Equal | ConstraintChange::Loosened => Breaks::NOTHING,
        ConstraintChange::Tightened | ConstraintChange::Incomparable => Breaks::REQUESTS,
        ConstraintChange::Unknown => Breaks::UNKNOWN,
    }
}

/// Whether constraints mean the same of two kinds of values: numbers have a range, texts a number
/// of characters, blobs of bytes, lists and maps of elements.
pub(super) fn is_measured_alike(old: &ShapeKind, new: &ShapeKind) -> bool {
    let is_text = |kind: &ShapeKind| matches!(kind, ShapeKind::String | ShapeKind::Enum { .. });
    std::mem::discriminant(old) == std::mem::discriminant(new)
        || (is_number(old) && is_number(new))
        || (is_text(old) && is_text(new))
}

pub(super) fn is_number(kind: &ShapeKind) -> bool {
    use ShapeKind::{BigDecimal, BigInteger, Byte, Double, Float, IntEnum, Integer, Long, Short};

    matches!(
        kind,
        Byte | Short | Integer | Long | Float | Double | BigInteger | BigDecimal | IntEnum { .. }
    )
}

/// Which way the least and greatest length or number moved.
pub(super) fn bounds_change(
    is_number: bool,
    old: &Constraints,
    new: &Constraints,
) -> Option<ConstraintChange> {
    if (&old.min, &old.max) == (&new.min, &new.max) {
        return None;
    }
    // No length is below zero, so that a least length of zero says nothing.
    let says_something = |min: &&Number| {
        is_number || compare_numbers(min, &Number::from(0)) == Some(Ordering::Greater)
    };
    let min = |side: &'_ Constraints| side.min.clone().filter(|min| says_something(&min));
    let changes = [
        bound_change(min(old).as_ref(), min(new).as_ref(), Ordering::Greater),
        bound_change(old.max.as_ref(), new.max.as_ref(), Ordering::Less),
    ];
    let change = changes.into_iter().flatten().reduce(together);
    Some(change.unwrap_or(ConstraintChange::Loosened))
}

/// Which way one bound moved; `tighter` is how a new bound compares with an old one where fewer
/// values are valid.
fn bound_change(
    old: Option<&Number>,
    new: Option<&Number>,
    tighter: Ordering,
) -> Option<ConstraintChange> {
    Some(match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => ConstraintChange::Tightened,
        (Some(_), None) => ConstraintChange::Loosened,
        (Some(old), Some(new)) => match compare_numbers(new, old) {
            None => ConstraintChange::Incomparable,
            Some(Ordering::Equal) => return None,
            Some(order) if order == tighter => ConstraintChange::Tightened,
            Some(_) => ConstraintChange::Loosened,
        },
    })
}

/// Which way the pattern moved, and what there is to say on that.
pub(super) fn pattern_change(
    old: &Constraints,
    new: &Constraints,
) -> (ConstraintChange, Vec<String>) {
    let comparison = pattern::compare(texts(old), texts(new));
    let change = match comparison.whole_text {
        Verdict::Equal => ConstraintChange::Equal,
        Verdict::Loosened { .. } => ConstraintChange::Loosened,
        Verdict::Tightened { .. } => ConstraintChange::Tightened,
        Verdict::Incomparable { .. } => ConstraintChange::Incomparable,
        Verdict::Unknown(_) => ConstraintChange::Unknown,
    };
    (change, comparison.notes())
}

fn texts(constraints: &Constraints) -> Texts<'_> {
    let length = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_u64);
    Texts {
        pattern: constraints.pattern.as_deref(),
        min: length(&constraints.min).unwrap_or(0),
        max: length(&constraints.max),
    }
}

fn together(one: ConstraintChange, other: ConstraintChange) -> ConstraintChange {
    if one == other {
        one
    } else {
        ConstraintChange::Incomparable
    }
}
