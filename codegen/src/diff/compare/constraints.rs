//! Changes of constraints: lengths, ranges and patterns.

use std::cmp::Ordering;

use serde_json::Number;

use super::breaks::Breaks;
use super::facets::InForce;
use super::{Comparison, Part, Wire};
use crate::diff::change::ConstraintChange;
use crate::diff::pattern::{self, Texts, Verdict};
use crate::diff::rules::Rule;
use crate::model::{Constraints, compare_numbers};

impl Comparison<'_> {
    /// Compares the least and greatest length or number.
    pub(super) fn bounds(
        &mut self,
        part: &Part,
        in_force: &[InForce],
        is_number: bool,
        [old, new]: [&Constraints; 2],
    ) {
        if (&old.min, &old.max) == (&new.min, &new.max) {
            return;
        }
        let (change, wire) = judged(in_force, [old, new], |old, new| {
            bounds_change(is_number, old, new)
        });
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
            .constraint(change)
            .wire(wire);
        self.add(entry, [part.fact("min"), part.fact("max")]);
    }

    /// Compares the patterns.
    pub(super) fn pattern(
        &mut self,
        part: &Part,
        in_force: &[InForce],
        [old, new]: [&Constraints; 2],
    ) {
        if old.pattern == new.pattern {
            return;
        }
        let (change, wire) = judged(in_force, [old, new], pattern_moved);
        let (_, notes) = pattern_change(old, new);
        let entry = part
            .entry(Rule::PatternChanged)
            .values(&old.pattern, &new.pattern)
            .constraint(change)
            .notes(notes)
            .wire(wire);
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

/// Which way a constraint moved in all places that it is in force in, and what that breaks; where
/// there is none, which way it moved as the model says it.
fn judged(
    in_force: &[InForce],
    said: [&Constraints; 2],
    moved: impl Fn(&Constraints, &Constraints) -> Option<ConstraintChange>,
) -> (Option<ConstraintChange>, Wire) {
    let mut breaks = Breaks::NOTHING;
    let mut changes = Vec::new();
    for InForce {
        constraints: [old, new],
        carried,
    } in in_force
    {
        let change = moved(old, new);
        breaks = breaks.and(carried.of(change.map_or(Breaks::NOTHING, refusals)));
        changes.extend(change);
    }
    let change = match in_force.is_empty() {
        true => moved(said[0], said[1]),
        false => changes.into_iter().reduce(together),
    };
    (change, breaks.verdict())
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

/// Which way the pattern moved, if it did.
fn pattern_moved(old: &Constraints, new: &Constraints) -> Option<ConstraintChange> {
    (old.pattern != new.pattern).then(|| pattern_change(old, new).0)
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

/// Which way two constraints moved together. What breaks messages outweighs what was not decided.
fn together(one: ConstraintChange, other: ConstraintChange) -> ConstraintChange {
    use ConstraintChange::{Equal, Incomparable, Loosened, Unknown};

    match (one, other) {
        (one, other) if one == other => one,
        (Equal, change) | (change, Equal) => change,
        (Unknown, Loosened) | (Loosened, Unknown) => Unknown,
        (Unknown, change) | (change, Unknown) => change,
        _ => Incomparable,
    }
}
