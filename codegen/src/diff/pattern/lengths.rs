//! Texts that are built from the parts of a pattern, without an automaton.

use super::alphabet::of_class;
use super::inclusion::includes;
use super::syntax::Node;

/// The maximum length of a text that is built, in characters.
const LONGEST_TEXT: u64 = 1 << 20;

/// Returns a text that one pattern matches as a whole, and that is too short or too long for
/// another one.
pub(super) fn of_another_length(matching: &Node, other: &Node) -> Option<String> {
    if has_place(matching) {
        return None;
    }
    let (lengths, other) = (Lengths::of(matching)?, Lengths::of(other)?);
    let end = if lengths.least < other.least {
        End::Shortest
    } else {
        let enough = other.most?.checked_add(1)?;
        if lengths.most.is_some_and(|most| most < enough) {
            return None;
        }
        End::Longest { enough }
    };
    let mut room = LONGEST_TEXT;
    text(matching, end, &mut room)
}

/// Returns the shortest text of the alternatives that another pattern does not clearly match too.
/// Whether it matches the one pattern and not the other is left to look up.
pub(super) fn of_new_alternatives(matching: &Node, other: &Node) -> Option<String> {
    let Node::Choice(alternatives) = matching else {
        return None;
    };
    let new = alternatives.iter().filter(|node| !includes(other, node));
    let shortest = new.min_by_key(|node| Lengths::of(node).map_or(u64::MAX, |it| it.least))?;
    let mut room = LONGEST_TEXT;
    text(shortest, End::Shortest, &mut room)
}

fn has_place(node: &Node) -> bool {
    match node {
        Node::Character(_) => false,
        Node::Place(_) => true,
        Node::Sequence(nodes) | Node::Choice(nodes) => nodes.iter().any(has_place),
        Node::Repeat { node, .. } => has_place(node),
    }
}

/// The minimum and maximum number of characters in the texts that a pattern matches as a whole.
pub(super) struct Lengths {
    pub(super) least: u64,
    /// `None` if it is unbounded.
    pub(super) most: Option<u64>,
}

impl Lengths {
    /// Returns the lengths of a node; `None` if a part matches no character at all.
    pub(super) fn of(node: &Node) -> Option<Self> {
        let fixed = |length| Self {
            least: length,
            most: Some(length),
        };
        match node {
            Node::Character(class) => of_class(class).map(|_| fixed(1)),
            Node::Place(_) => Some(fixed(0)),
            Node::Sequence(nodes) => nodes.iter().try_fold(fixed(0), |sum, node| {
                let lengths = Self::of(node)?;
                Some(Self {
                    least: sum.least.saturating_add(lengths.least),
                    most: sum
                        .most
                        .zip(lengths.most)
                        .and_then(|(a, b)| a.checked_add(b)),
                })
            }),
            Node::Choice(nodes) => {
                let lengths: Option<Vec<_>> = nodes.iter().map(Self::of).collect();
                lengths?.into_iter().reduce(|one, other| Self {
                    least: one.least.min(other.least),
                    most: one.most.zip(other.most).map(|(a, b)| a.max(b)),
                })
            }
            Node::Repeat { node, min, max } => {
                let lengths = Self::of(node)?;
                let most = match (lengths.most, max) {
                    (Some(0), _) | (_, Some(0)) => Some(0),
                    (Some(most), Some(max)) => most.checked_mul(u64::from(*max)),
                    _ => None,
                };
                Some(Self {
                    least: lengths.least.saturating_mul(u64::from(*min)),
                    most,
                })
            }
        }
    }
}

/// The text of a pattern to build.
#[derive(Clone, Copy)]
enum End {
    Shortest,
    /// The longest one, or one with at least `enough` characters.
    Longest {
        enough: u64,
    },
}

/// Returns the text, if there is room for it.
fn text(node: &Node, end: End, room: &mut u64) -> Option<String> {
    match node {
        Node::Character(class) => {
            *room = room.checked_sub(1)?;
            of_class(class).map(String::from)
        }
        Node::Place(_) => Some(String::new()),
        Node::Sequence(nodes) => nodes.iter().map(|node| text(node, end, room)).collect(),
        Node::Choice(nodes) => {
            let node = match end {
                End::Shortest => nodes
                    .iter()
                    .min_by_key(|node| Lengths::of(node).map(|it| it.least)),
                End::Longest { .. } => nodes.iter().max_by_key(|node| {
                    let most = Lengths::of(node).and_then(|it| it.most);
                    most.unwrap_or(u64::MAX)
                }),
            };
            text(node?, end, room)
        }
        Node::Repeat { node, min, max } => {
            let times = match (end, max) {
                (End::Shortest, _) => u64::from(*min),
                (End::Longest { .. }, Some(max)) => u64::from(*max),
                (End::Longest { enough }, None) => enough,
            };
            if times == 0 {
                return Some(String::new());
            }
            let before = *room;
            let once = text(node, end, room)?;
            let length = before - *room;
            *room = before.checked_sub(length.checked_mul(times)?)?;
            Some(once.repeat(usize::try_from(times).ok()?))
        }
    }
}
