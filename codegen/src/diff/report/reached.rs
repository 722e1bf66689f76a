//! The operations that a change affects, in reports for people.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::alike::is_plain;
use super::count;
use crate::collections::HashMap;
use crate::diff::change::{Change, Diff, Direction};
use crate::diff::rules::Rule;

/// The operations that a change affects in the same direction through the same path.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Group<'d> {
    pub(super) direction: Direction,
    pub(super) path: &'d str,
    operations: Vec<&'d str>,
}

/// Groups the operations that a change affects by direction and path.
fn groups(change: &Change) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<(Direction, &str), Vec<&str>> = BTreeMap::new();
    for reach in &change.reaches {
        let operations = groups.entry((reach.direction, &reach.path)).or_default();
        operations.push(&reach.operation);
    }
    let groups = groups.into_iter();
    groups
        .map(|((direction, path), operations)| Group {
            direction,
            path,
            operations,
        })
        .collect()
}

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

    /// Returns the operations that a change affects, unless its entry already names them.
    pub(super) fn groups(&self, change: &'d Change) -> Vec<Group<'d>> {
        let is_said = match change.rule {
            // The path names both.
            Rule::OperationErrorAdded | Rule::OperationErrorRemoved => !self.lists_errors,
            _ => is_plain(change) || self.new_operations(change).is_some(),
        };
        if is_said { Vec::new() } else { groups(change) }
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

    /// Returns `true` if the operations of a group are listed, and not just counted.
    pub(super) fn lists(&self, group: &Group<'_>) -> bool {
        self.lists_errors || group.direction != Direction::Error
    }

    /// Returns the operations of a group, each formatted by `name`, or a reference to another change
    /// that has shown the same line.
    pub(super) fn operations(
        &mut self,
        change: &'d Change,
        group: Group<'d>,
        name: impl Fn(&str) -> String,
    ) -> String {
        const FEWEST: usize = 4;
        let operations = group.operations.len();
        if !self.lists(&group) {
            return count(operations, "operation");
        }
        match self.lines.entry(group) {
            Entry::Occupied(first) if operations >= FEWEST => {
                let path = name(first.get());
                format!("the same {operations} operations as {path} above")
            }
            entry => {
                let names: Vec<_> = entry.key().operations.iter().map(|it| name(it)).collect();
                entry.or_insert(&change.path);
                names.join(", ")
            }
        }
    }
}
