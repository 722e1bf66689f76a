//! Patterns as trees.

use regex_syntax::hir::ClassUnicode;

use super::characters::any;

/// A parsed pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Syntax {
    pub(super) node: Node,
    /// Whether the tree is equivalent to the pattern. Otherwise, look-around and backreferences
    /// were left out, and the tree matches more texts.
    pub(super) is_exact: bool,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// One of these characters.
    Character(ClassUnicode),
    /// A position in the text.
    Place(Place),
    /// Parts in sequence; an empty sequence matches the empty text.
    Sequence(Vec<Node>),
    /// One of these parts.
    Choice(Vec<Node>),
    /// A repeated part.
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
    },
}

/// A position in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `^`.
    Start,
    /// `$`.
    End,
    /// `\b`: the start or end of a word.
    WordBoundary,
    /// `\B`.
    NoWordBoundary,
}

impl Node {
    /// Returns `true` if a match always begins at the start of the text, and ends at its end.
    pub(super) fn is_anchored(&self) -> bool {
        match self {
            Self::Sequence(nodes) => {
                nodes.first() == Some(&Self::Place(Place::Start))
                    && nodes.last() == Some(&Self::Place(Place::End))
            }
            Self::Choice(nodes) => nodes.iter().all(Self::is_anchored),
            _ => false,
        }
    }

    pub(super) fn any_text() -> Self {
        Self::Repeat {
            node: Box::new(Self::Character(any())),
            min: 0,
            max: None,
        }
    }

    pub(super) fn empty() -> Self {
        Self::Sequence(Vec::new())
    }
}
