//! Inclusion that is evident from the structure of two patterns.

use std::slice;

use super::characters;
use super::syntax::Node;

/// The maximum number of pairs of parts that are compared, which also limits the depth.
const MOST_STEPS: u32 = 4_000;

/// Returns `true` if one pattern clearly matches all that another one does: it has the same parts,
/// some of them with more characters, wider bounds or more alternatives, and perhaps more parts
/// that need not be there. If not, it may still do so.
///
/// That holds in both readings, since a part that matches more never makes the whole match less.
pub(super) fn includes(outer: &Node, inner: &Node) -> bool {
    let mut steps = MOST_STEPS;
    is_within(inner, outer, &mut steps)
}

fn is_within(inner: &Node, outer: &Node, steps: &mut u32) -> bool {
    use Node::{Character, Choice, Place, Repeat, Sequence};

    if !has_step(steps) {
        return false;
    }
    match (inner, outer) {
        (Choice(inner), outer) => inner.iter().all(|inner| is_within(inner, outer, steps)),
        (inner, Choice(outer)) => outer.iter().any(|outer| is_within(inner, outer, steps)),
        (Character(inner), Character(outer)) => characters::includes(outer, inner),
        (Place(inner), Place(outer)) => inner == outer,
        (Sequence(inner), Sequence(outer)) => is_sequence_within(inner, outer, steps),
        (inner, Sequence(outer)) => is_sequence_within(slice::from_ref(inner), outer, steps),
        (Sequence(inner), outer) => is_sequence_within(inner, slice::from_ref(outer), steps),
        (
            Repeat { node, min, max },
            Repeat {
                node: outer,
                min: outer_min,
                max: outer_max,
            },
        ) => {
            let is_no_less = outer_min <= min;
            let is_no_more = outer_max.is_none_or(|outer| max.is_some_and(|max| max <= outer));
            is_no_less && is_no_more && is_within(node, outer, steps)
        }
        (inner, Repeat { node, min, max }) => {
            let is_once = *min <= 1 && *max != Some(0);
            is_once && is_within(inner, node, steps)
        }
        _ => false,
    }
}

/// Returns the same of parts one after the other, where the outer ones may have more that match the
/// empty text, and the inner ones may ask for more places.
fn is_sequence_within(inner: &[Node], outer: &[Node], steps: &mut u32) -> bool {
    if !has_step(steps) {
        return false;
    }
    if let Some((Node::Place(_), rest)) = inner.split_first()
        && is_sequence_within(rest, outer, steps)
    {
        return true;
    }
    let Some((first_outer, rest_of_outer)) = outer.split_first() else {
        return inner.is_empty();
    };
    let is_same_step = inner.split_first().is_some_and(|(first, rest)| {
        is_within(first, first_outer, steps) && is_sequence_within(rest, rest_of_outer, steps)
    });
    is_same_step
        || (matches_empty_text(first_outer) && is_sequence_within(inner, rest_of_outer, steps))
}

/// Takes a step, if one is left.
fn has_step(steps: &mut u32) -> bool {
    let left = steps.checked_sub(1);
    *steps = left.unwrap_or(0);
    left.is_some()
}

fn matches_empty_text(node: &Node) -> bool {
    match node {
        Node::Character(_) | Node::Place(_) => false,
        Node::Sequence(nodes) => nodes.iter().all(matches_empty_text),
        Node::Choice(nodes) => nodes.iter().any(matches_empty_text),
        Node::Repeat { node, min, .. } => *min == 0 || matches_empty_text(node),
    }
}
