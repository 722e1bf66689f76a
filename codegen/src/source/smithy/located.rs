//! A value of the AST that keeps its place, so that it can be read later.

use std::cell::RefCell;

use crate::source::cursor::{Cursor, UnknownKeys};
use crate::source::findings::Findings;
use crate::source::json::Node;

/// The maximum number of keys: `shapes`, a shape ID, `members`, a member, `traits`, a trait.
const LONGEST: usize = 6;

/// A value and the keys that lead to it.
///
/// A member that comes from a mixin keeps the keys of the mixin, so that a problem names the place
/// in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Located<'n> {
    pub(super) node: &'n Node<'n>,
    keys: [&'n str; LONGEST],
    depth: usize,
    unknown_keys: UnknownKeys,
}

impl<'n> Located<'n> {
    /// Returns the value of a key of `shapes`.
    pub(super) fn shape(key: &'n str, node: &'n Node<'n>) -> Self {
        let keys = ["shapes", key, "", "", "", ""];
        Self {
            node,
            keys,
            depth: 2,
            unknown_keys: UnknownKeys::Problems,
        }
    }

    /// Returns the value of a key of this object.
    pub(super) fn key(mut self, key: &'n str, node: &'n Node<'n>) -> Self {
        if let Some(next) = self.keys.get_mut(self.depth) {
            *next = key;
            self.depth += 1;
        }
        Self { node, ..self }
    }

    /// Returns the value of a trait of this object. Smithy adds keys to traits now and then.
    pub(super) fn value_of_trait(self, id: &'n str, node: &'n Node<'n>) -> Self {
        Self {
            unknown_keys: UnknownKeys::Warnings,
            ..self.key(id, node)
        }
    }

    /// Returns the ID of the shape that contains it or, in an `apply` statement, that it is for.
    pub(super) fn shape_id(&self) -> &'n str {
        let [_, key, ..] = self.keys;
        key.split_once('$').map_or(key, |(id, _)| id)
    }

    /// Returns a cursor for the value at its place.
    pub(super) fn cursor<'c>(&'c self, findings: &'c RefCell<Findings>) -> Cursor<'c, 'n> {
        let keys = self.keys.get(..self.depth).unwrap_or(&self.keys);
        Cursor::at(keys, self.node, self.unknown_keys, findings)
    }
}
