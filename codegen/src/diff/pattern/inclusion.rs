//! Inclusion that is evident from the structure of two expressions.

use std::slice;

use regex_syntax::hir::{Class, Hir, HirKind};

/// The maximum number of pairs of parts that are compared, which also limits the depth.
const MOST_STEPS: u32 = 4_000;

/// Returns `true` if one expression over letters clearly matches all that another one does: it has
/// the same parts, some of them with more letters, wider bounds or more alternatives, and perhaps
/// more parts that need not be there. If not, it may still do so.
///
/// That holds in both readings, since a part that matches more never makes the whole match less.
pub(super) fn includes(outer: &Hir, inner: &Hir) -> bool {
    let mut steps = MOST_STEPS;
    is_within(inner, outer, &mut steps)
}

fn is_within(inner: &Hir, outer: &Hir, steps: &mut u32) -> bool {
    if inner == outer {
        return true;
    }
    if !spend(steps) {
        return false;
    }
    match (inner.kind(), outer.kind()) {
        (HirKind::Empty, _) => matches_empty_text(outer),
        (HirKind::Alternation(inner), _) => inner.iter().all(|it| is_within(it, outer, steps)),
        (_, HirKind::Alternation(outer)) => outer.iter().any(|it| is_within(inner, it, steps)),
        (HirKind::Concat(_), _) | (_, HirKind::Concat(_)) => {
            are_within(parts(inner), parts(outer), steps)
        }
        (HirKind::Literal(letters), HirKind::Class(Class::Bytes(outer))) => {
            let [letter] = *letters.0 else { return false };
            let mut ranges = outer.ranges().iter();
            ranges.any(|it| (it.start()..=it.end()).contains(&letter))
        }
        (HirKind::Class(Class::Bytes(inner)), HirKind::Class(Class::Bytes(outer))) => {
            let mut left = inner.clone();
            left.difference(outer);
            left.ranges().is_empty()
        }
        (HirKind::Repetition(inner), HirKind::Repetition(outer)) => {
            let has_room = |max| inner.max.is_some_and(|inner| inner <= max);
            outer.min <= inner.min
                && outer.max.is_none_or(has_room)
                && is_within(&inner.sub, &outer.sub, steps)
        }
        (_, HirKind::Repetition(outer)) => {
            outer.min <= 1 && outer.max != Some(0) && is_within(inner, &outer.sub, steps)
        }
        _ => false,
    }
}

/// Returns whether a sequence is within another one, which may have more parts that match the empty
/// text. The inner one may ask for more places.
fn are_within(inner: &[Hir], outer: &[Hir], steps: &mut u32) -> bool {
    if !spend(steps) {
        return false;
    }
    match (inner, outer) {
        ([], []) => true,
        ([place, rest @ ..], _)
            if matches!(place.kind(), HirKind::Look(_)) && are_within(rest, outer, steps) =>
        {
            true
        }
        (_, []) => false,
        (_, [first, rest @ ..]) => {
            let is_same_step = inner.split_first().is_some_and(|(part, others)| {
                is_within(part, first, steps) && are_within(others, rest, steps)
            });
            is_same_step || (matches_empty_text(first) && are_within(inner, rest, steps))
        }
    }
}

/// Takes one step, if one is left.
fn spend(steps: &mut u32) -> bool {
    *steps = steps.saturating_sub(1);
    *steps > 0
}

fn parts(expression: &Hir) -> &[Hir] {
    match expression.kind() {
        HirKind::Concat(parts) => parts,
        _ => slice::from_ref(expression),
    }
}

fn matches_empty_text(part: &Hir) -> bool {
    part.properties().minimum_len() == Some(0) && part.properties().look_set().is_empty()
}
