//! Inclusion that is evident from the structure of two expressions.

use std::slice;

use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look, Repetition};

/// The maximum number of pairs of parts that are compared, which also limits the depth.
const MOST_STEPS: u32 = 4_000;

/// Returns `true` if one expression over letters clearly matches all that another one does: it has
/// the same parts, some of them with more letters, wider bounds or more alternatives, and perhaps
/// more parts that need not be there. If not, it may still do so.
///
/// That holds in both readings, since a part that matches more never makes the whole match less.
pub(super) fn includes(outer: &Hir, inner: &Hir) -> bool {
    let mut steps = MOST_STEPS;
    is_within(&parts(inner), &parts(outer), &mut steps)
}

/// A part of a sequence.
enum Part<'h> {
    /// One of these letters.
    Letter(ClassBytes),
    Place(Look),
    Repetition(&'h Repetition),
    Choice(&'h [Hir]),
}

/// Returns the parts of a sequence.
fn parts(expression: &Hir) -> Vec<Part<'_>> {
    match expression.kind() {
        HirKind::Empty => Vec::new(),
        HirKind::Literal(literal) => {
            let letters = literal.0.iter();
            let letters = letters.map(|byte| ClassBytes::new([ClassBytesRange::new(*byte, *byte)]));
            letters.map(Part::Letter).collect()
        }
        HirKind::Class(Class::Bytes(class)) => vec![Part::Letter(class.clone())],
        HirKind::Look(look) => vec![Part::Place(*look)],
        HirKind::Repetition(repetition) => vec![Part::Repetition(repetition)],
        HirKind::Alternation(alternatives) => vec![Part::Choice(alternatives)],
        // Expressions over letters have neither captures nor classes of characters.
        kind => kind.subs().iter().flat_map(parts).collect(),
    }
}

/// Returns whether one sequence is within another, which may have more parts that match the empty
/// text. The inner one may ask for more places.
fn is_within(inner: &[Part<'_>], outer: &[Part<'_>], steps: &mut u32) -> bool {
    let Some(left) = steps.checked_sub(1) else {
        return false;
    };
    *steps = left;
    match (inner, outer) {
        ([Part::Choice(inner)], _) => inner.iter().all(|it| is_within(&parts(it), outer, steps)),
        (_, [Part::Choice(outer)]) => outer.iter().any(|it| is_within(inner, &parts(it), steps)),
        ([Part::Place(_), rest @ ..], _) if is_within(rest, outer, steps) => true,
        ([], []) => true,
        (_, []) => false,
        (_, [first_outer, rest_of_outer @ ..]) => {
            let is_same_step = inner.split_first().is_some_and(|(first, rest)| {
                is_part_within(first, first_outer, steps) && is_within(rest, rest_of_outer, steps)
            });
            is_same_step
                || (matches_empty_text(first_outer) && is_within(inner, rest_of_outer, steps))
        }
    }
}

fn is_part_within(inner: &Part<'_>, outer: &Part<'_>, steps: &mut u32) -> bool {
    let only = slice::from_ref::<Part<'_>>;
    match (inner, outer) {
        (Part::Choice(_), _) | (_, Part::Choice(_)) => is_within(only(inner), only(outer), steps),
        (Part::Letter(inner), Part::Letter(outer)) => {
            let mut left = inner.clone();
            left.difference(outer);
            left.ranges().is_empty()
        }
        (Part::Place(inner), Part::Place(outer)) => inner == outer,
        (Part::Repetition(inner), Part::Repetition(outer)) => {
            let has_lower_max = outer
                .max
                .is_none_or(|outer| inner.max.is_some_and(|max| max <= outer));
            outer.min <= inner.min
                && has_lower_max
                && is_within(&parts(&inner.sub), &parts(&outer.sub), steps)
        }
        (_, Part::Repetition(outer)) => {
            let is_once = outer.min <= 1 && outer.max != Some(0);
            is_once && is_within(only(inner), &parts(&outer.sub), steps)
        }
        _ => false,
    }
}

fn matches_empty_text(part: &Part<'_>) -> bool {
    let is_optional = |it: &Hir| {
        it.properties().minimum_len() == Some(0) && it.properties().look_set().is_empty()
    };
    match part {
        Part::Letter(_) | Part::Place(_) => false,
        Part::Repetition(repetition) => repetition.min == 0 || is_optional(&repetition.sub),
        Part::Choice(alternatives) => alternatives.iter().any(is_optional),
    }
}
