//! Constraints: lengths, ranges and patterns, and the directions in which they changed.

use std::cmp::Ordering;

use serde_json::Number;

use super::Comparison;
use super::breaks::Breaks;
use super::difference::Difference;
use super::kinds::is_measured_alike;
use super::slot::Slot;
use crate::diff::change::ConstraintChange::{
    self, Equal, Incomparable, Loosened, Tightened, Unknown,
};
use crate::diff::change::bounds;
use crate::diff::facts::Part;
use crate::diff::pattern::{Memo, Texts, Verdict};
use crate::model::{Constraints, ShapeKind, compare_numbers};

impl<'a> Comparison<'a> {
    /// Returns what a constraint on a shape or member does to messages. It is judged by the valid
    /// values in the places where it is in force, or if it is in force nowhere, by the model alone.
    pub(super) fn constraint(
        &self,
        part: Part<'a>,
        key: &str,
        uses: &[[Slot<'a>; 2]],
    ) -> Difference {
        let stated = match part {
            Part::Shape(_, shapes) => shapes.map(|it| Some(&it?.constraints)),
            Part::Member(_, _, members) => members.map(|it| Some(&it?.constraints)),
            _ => [None; 2],
        };
        let ([Some(old), Some(new)], [Some(shape), _]) = (stated, self.bounded(part)) else {
            return Difference::default();
        };
        let stated = self.of_constraints(key, &shape.kind, [old, new]);
        let stated = stated.unwrap_or_default();
        let is_implied = old.pattern.is_some() && stated.constraint == Some(Equal);
        let in_force = uses.iter();
        let in_force = in_force.filter_map(|slots| self.of_members(key, *slots));
        let in_force: Vec<_> = in_force.collect();
        let constraint = match uses {
            [] => stated.constraint,
            _ => in_force
                .iter()
                .filter_map(|it| it.constraint)
                .reduce(together),
        };
        let mut proofs = in_force.iter().filter(|it| it.constraint == constraint);
        let notes = match constraint {
            _ if key == "pattern" => proofs.next().unwrap_or(&stated).notes.clone(),
            Some(Equal) if is_implied => {
                vec!["the pattern already allows only these lengths".to_owned()]
            }
            _ => Vec::new(),
        };
        let breaks = in_force.iter().map(|it| it.breaks);
        Difference {
            constraint,
            notes,
            ..breaks.fold(Breaks::NOTHING, Breaks::and).into()
        }
    }

    /// Returns the difference of the constraints in force on two members in the same place.
    pub(super) fn of_constraints_in_force(
        &self,
        key: &str,
        slots: [Slot<'a>; 2],
    ) -> Option<Difference> {
        let [Some(before), Some(after)] = slots.map(|it| it.target()) else {
            return None;
        };
        is_measured_alike(&before.kind, &after.kind).then_some(())?;
        let constraints = slots.map(|it| it.constraints());
        let difference = self.of_constraints(key, &before.kind, constraints.each_ref())?;
        // Where only listed values are valid, they prove the direction.
        let listed = slots.map(|it| it.listed());
        let Some(verdict) = among(key, listed, constraints.each_ref().map(texts)) else {
            return Some(difference);
        };
        Some(Difference {
            breaks: refusals(verdict.change),
            constraint: Some(verdict.change),
            notes: verdict.proof(),
            ..difference
        })
    }

    fn of_constraints(
        &self,
        key: &str,
        kind: &ShapeKind,
        sides: [&Constraints; 2],
    ) -> Option<Difference> {
        let [old, new] = sides;
        let (change, what, values, notes) = match key {
            "bounds" => {
                let change = bounds_change(kind, sides, &self.patterns)?;
                let what = if kind.is_number() { "range" } else { "length" };
                let text = |it: &Constraints| bounds(it.min.as_ref(), it.max.as_ref());
                (change, what, sides.map(text), Vec::new())
            }
            _ if old.pattern == new.pattern => return None,
            _ => {
                let comparison = self.patterns.compare(texts(old), texts(new));
                let text = |it: &Constraints| it.pattern.clone().unwrap_or("none".to_owned());
                let change = comparison.whole_text.change;
                (change, "pattern", sides.map(text), comparison.notes())
            }
        };
        let mut difference = Difference::new(refusals(change), what, values);
        difference.constraint = Some(change);
        difference.notes = notes;
        Some(difference)
    }
}

fn refusals(change: ConstraintChange) -> Breaks {
    match change {
        Equal | Loosened => Breaks::NOTHING,
        Tightened | Incomparable => Breaks::REQUESTS,
        Unknown => Breaks::UNKNOWN,
    }
}

/// Returns how the least and greatest length or number of values of a kind changed, or `None` if they
/// did not.
fn bounds_change<'a>(
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

fn texts(constraints: &Constraints) -> Texts<'_> {
    let length = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_u64);
    Texts {
        pattern: constraints.pattern.as_deref(),
        min: length(&constraints.min).unwrap_or(0),
        max: length(&constraints.max),
    }
}

/// Returns the direction in which a constraint changed the valid ones of listed values, or `None` if no
/// values were listed or some were not decided. If none are listed now, all texts are new.
fn among(
    key: &str,
    [before, after]: [Option<Vec<&str>>; 2],
    [old, new]: [Texts<'_>; 2],
) -> Option<Verdict> {
    let only_in = |values: Vec<&str>, here: Texts<'_>, there: Texts<'_>| {
        // What the other constraint refuses is for the entry of that one.
        let (pattern, lengths) = match key {
            "pattern" => (there.pattern, here),
            _ => (here.pattern, there),
        };
        let there = Texts { pattern, ..lengths };
        for value in values {
            if here.contains(value)? && !there.contains(value)? {
                return Some(Some(value.to_owned()));
            }
        }
        Some(None)
    };
    let refused = only_in(before?, old, new)?;
    Some(match after {
        None if refused.is_none() => Verdict::unproved(Loosened),
        after => {
            let accepted = only_in(after.unwrap_or_default(), new, old)?;
            Verdict::proved_by([refused, accepted])
        }
    })
}

/// Returns how two constraints changed together. A break outweighs an undecided change.
fn together(one: ConstraintChange, other: ConstraintChange) -> ConstraintChange {
    match (one, other) {
        (one, other) if one == other => one,
        (Equal, change) | (change, Equal) => change,
        (Unknown, Loosened) | (Loosened, Unknown) => Unknown,
        (Unknown, change) | (change, Unknown) => change,
        _ => Incomparable,
    }
}
