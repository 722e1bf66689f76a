//! Changes of constraints: lengths, ranges and patterns.

use std::cmp::Ordering;

use serde_json::Number;

use super::breaks::Breaks;
use super::facets::InForce;
use super::{Comparison, Part, Wire};
use crate::diff::change::ConstraintChange;
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
        let (change, wire) = judged(in_force, [old, new], pattern_change);
        let entry = part
            .entry(Rule::PatternChanged)
            .values(&old.pattern, &new.pattern)
            .constraint(change)
            .wire(wire);
        self.add(entry, [part.fact("pattern")]);
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
        breaks = breaks.and(carried.of(refusals(change)));
        changes.extend(change);
    }
    let change = match in_force.is_empty() {
        true => moved(said[0], said[1]),
        false => changes.into_iter().reduce(together),
    };
    (change, breaks.verdict())
}

/// What a constraint breaks that moved this way, if it moved. Of two that cannot be compared,
/// requests may be refused.
pub(super) fn refusals(change: Option<ConstraintChange>) -> Breaks {
    let may_refuse = change.is_some_and(|change| change != ConstraintChange::Loosened);
    Breaks::REQUESTS.when(may_refuse)
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

/// Which way the pattern moved. Nobody can tell which of two patterns allows more.
pub(super) fn pattern_change(old: &Constraints, new: &Constraints) -> Option<ConstraintChange> {
    match (demand(old), demand(new)) {
        (None, None) => None,
        (None, Some(_)) => Some(ConstraintChange::Tightened),
        (Some(_), None) => Some(ConstraintChange::Loosened),
        (Some(old), Some(new)) => (old != new).then_some(ConstraintChange::Incomparable),
    }
}

/// The pattern, where it is not one that models write for any text.
fn demand(constraints: &Constraints) -> Option<&str> {
    const ANY_TEXT: [&str; 2] = [r"[\s\S]*", r"[\S\s]*"];
    let pattern = constraints.pattern.as_deref()?;
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    (!ANY_TEXT.contains(&inner)).then_some(pattern)
}

fn together(one: ConstraintChange, other: ConstraintChange) -> ConstraintChange {
    if one == other {
        one
    } else {
        ConstraintChange::Incomparable
    }
}
