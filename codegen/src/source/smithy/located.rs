//! A value of the AST that keeps its place, so that it can be read later.

use std::cell::RefCell;

use crate::problem::{Findings, Place};
use crate::source::cursor::{Cursor, UnknownKeys};
use crate::source::json::Node;

/// The maximum number of keys: `shapes`, a shape ID, `members`, a member, `traits`, a trait.
const LONGEST: usize = 6;

/// A value and the keys that lead to it.
///
/// A member that comes from a mixin keeps the keys of the mixin, so that a problem names the place
/// in the file.
#[derive(Clone, Copy)]
pub(super) struct Located<'n> {
    pub(super) node: &'n Node<'n>,
    keys: [&'n str; LONGEST],
    depth: usize,
    unknown_keys: UnknownKeys,
    findings: &'n RefCell<Findings>,
}

impl<'n> Located<'n> {
    /// Returns the value of a key of `shapes`.
    pub(super) fn shape(key: &'n str, node: &'n Node<'n>, findings: &'n RefCell<Findings>) -> Self {
        Self {
            node,
            keys: ["shapes", key, "", "", "", ""],
            depth: 2,
            unknown_keys: UnknownKeys::Problems,
            findings,
        }
    }

    /// Returns the keys and values of this object.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'n str, Self)> {
        let entries = self.cursor().object().iter();
        entries.map(move |(key, node)| (key.as_ref(), self.entry(key, node)))
    }

    fn entry(mut self, key: &'n str, node: &'n Node<'n>) -> Self {
        if let Some(next) = self.keys.get_mut(self.depth) {
            *next = key;
            self.depth += 1;
        }
        Self { node, ..self }
    }

    /// Returns the traits that are the entries of this object. Smithy adds keys to traits now and
    /// then.
    pub(super) fn traits(self) -> impl Iterator<Item = (&'n str, Self)> {
        let lenient = |value| Self {
            unknown_keys: UnknownKeys::Warnings,
            ..value
        };
        self.entries().map(move |(id, value)| (id, lenient(value)))
    }

    /// Returns the ID of the shape that contains it or, in an `apply` statement, that it is for.
    pub(super) fn shape_id(&self) -> &'n str {
        let [_, key, ..] = self.keys;
        key.split_once('$').map_or(key, |(id, _)| id)
    }

    /// Returns a cursor for the value at its place.
    pub(super) fn cursor(&self) -> Cursor<'_, 'n> {
        let keys = self.keys.get(..self.depth).unwrap_or(&self.keys);
        let cursor = Cursor::new(Place::keys(keys, self.findings), self.node);
        cursor.with_unknown_keys(self.unknown_keys)
    }

    /// Returns the shape ID that an object with the only key `target` names.
    pub(super) fn target(&self) -> Option<&'n str> {
        target(&self.cursor())
    }

    /// Returns the shape IDs that an array of references names.
    pub(super) fn targets(&self) -> Vec<&'n str> {
        let array = self.cursor();
        array.elements().filter_map(|it| target(&it)).collect()
    }

    /// Reports a problem at its place.
    pub(super) fn problem(&self, message: impl AsRef<str>) {
        self.cursor().problem(message);
    }
}

/// The problem of a reference without a target.
pub(super) const NO_TARGET: &str = "names no shape; add the key `target`";

/// Returns the shape ID that an object with the only key `target` names.
pub(super) fn target<'n>(object: &Cursor<'_, 'n>) -> Option<&'n str> {
    let target = object.only("target", |target| target.text());
    object.needs("target", NO_TARGET);
    target.flatten()
}
