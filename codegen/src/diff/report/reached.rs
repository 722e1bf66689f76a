//! The operations that a change affects, in reports for people.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::alike::is_plain;
use super::count;
use crate::collections::HashMap;
use crate::diff::change::{Change, Diff, Direction};
use crate::diff::rules::Rule;

/// The direction and path through which a change affects operations, and these.
type Group<'d> = ((Direction, &'d str), Vec<&'d str>);

/// The changes whose operations have been shown, by each of the lines.
pub(in crate::diff) struct Shown<'d> {
    diff: &'d Diff,
    lists_errors: bool,
    lines: HashMap<Group<'d>, &'d str>,
}

impl<'d> Shown<'d> {
    /// Creates an empty record. `lists_errors` is whether operations reached through errors are
    /// listed, rather than counted.
    pub(in crate::diff) fn new(diff: &'d Diff, lists_errors: bool) -> Self {
        Self {
            diff,
            lists_errors,
            lines: HashMap::default(),
        }
    }

    /// Returns a line for each direction and path by which a change affects operations, unless its
    /// entry already names them. Paths and operations are formatted by `name`.
    pub(super) fn lines(
        &mut self,
        change: &'d Change,
        name: impl Fn(&str) -> String,
    ) -> Vec<String> {
        let is_said = match change.rule {
            // The path names both.
            Rule::OperationErrorAdded | Rule::OperationErrorRemoved => !self.lists_errors,
            _ => is_plain(change) || self.new_operations(change).is_some(),
        };
        let mut groups: BTreeMap<(Direction, &str), Vec<&str>> = BTreeMap::new();
        for reach in change.reaches.iter().filter(|_| !is_said) {
            let operations = groups.entry((reach.direction, &reach.path)).or_default();
            operations.push(&reach.operation);
        }
        let lines = groups.into_iter().map(|group| {
            let (direction, path) = group.0;
            let path = match path.is_empty() {
                true => String::new(),
                false => format!(" {}", name(path)),
            };
            let operations = self.operations(change, group, &name);
            format!("{direction}{path}: {operations}")
        });
        lines.collect()
    }

    /// Counts the operations that use a new shape, if all of them are new; their contents say
    /// which.
    pub(super) fn new_operations(&self, change: &Change) -> Option<String> {
        let reached: BTreeSet<_> = change
            .reaches
            .iter()
            .map(|reach| &reach.operation)
            .collect();
        let added = &self.diff.operations.added;
        let mut operations = reached.iter();
        let is_new = change.rule == Rule::ShapeAdded && !is_plain(change);
        (is_new && !reached.is_empty() && operations.all(|operation| added.contains(operation)))
            .then(|| count(reached.len(), "new operation"))
    }

    /// Returns `true` if operations that are affected in this direction are listed, and not just
    /// counted.
    pub(super) fn lists(&self, direction: Direction) -> bool {
        self.lists_errors || direction != Direction::Error
    }

    /// Returns the operations of a group, or a reference to another change that has shown the same
    /// line.
    fn operations(
        &mut self,
        change: &'d Change,
        group: Group<'d>,
        name: impl Fn(&str) -> String,
    ) -> String {
        const FEWEST: usize = 4;
        let ((direction, _), operations) = &group;
        let number = operations.len();
        if !self.lists(*direction) {
            return count(number, "operation");
        }
        match self.lines.entry(group) {
            Entry::Occupied(first) if number >= FEWEST => {
                let path = name(first.get());
                format!("the same {number} operations as {path} above")
            }
            entry => {
                let names: Vec<_> = entry.key().1.iter().map(|it| name(it)).collect();
                entry.or_insert(&change.path);
                names.join(", ")
            }
        }
    }
}
