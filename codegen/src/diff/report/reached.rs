//! The operations that a change affects, in reports for people.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::{is_listed_error, is_plain};
use super::count;
use crate::collections::HashMap;
use crate::diff::change::{Change, Diff, Direction};
use crate::diff::rules::Rule;

/// The changes whose operations have been shown, by each of the lines.
pub(in crate::diff) struct Shown<'d> {
    diff: &'d Diff,
    lists_errors: bool,
    lines: HashMap<String, &'d str>,
}

/// The least number of operations that are not listed twice.
const FEWEST: usize = 4;

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
    /// entry already names them. It lists the operations, or refers to another change that has shown
    /// the same line. Paths and operations are formatted by `name`.
    pub(super) fn lines(
        &mut self,
        change: &'d Change,
        name: impl Fn(&str) -> String,
    ) -> Vec<String> {
        let is_said =
            is_listed_error(change) || is_plain(change) || self.new_operations(change).is_some();
        let mut groups: BTreeMap<(Direction, &str), Vec<&str>> = BTreeMap::new();
        for reach in change.reaches.iter().filter(|_| !is_said) {
            let operations = groups.entry((reach.direction, &reach.path)).or_default();
            operations.push(&reach.operation);
        }
        let lines = groups.into_iter().map(|((direction, path), operations)| {
            let place = match path {
                "" => direction.to_string(),
                path => format!("{direction} {}", name(path)),
            };
            let number = operations.len();
            if !self.lists(direction) {
                return format!("{place}: {}", count(number, "operation"));
            }
            let names: Vec<_> = operations.into_iter().map(&name).collect();
            let line = format!("{place}: {}", names.join(", "));
            match self.lines.get(&line).filter(|_| number >= FEWEST) {
                Some(first) => {
                    format!(
                        "{place}: the same {number} operations as {} above",
                        name(first)
                    )
                }
                None => {
                    self.lines.insert(line.clone(), &change.path);
                    line
                }
            }
        });
        lines.collect()
    }

    /// Counts the operations that use a new shape, if all of them are new; their contents say
    /// which.
    pub(super) fn new_operations(&self, change: &Change) -> Option<String> {
        if change.rule != Rule::ShapeAdded || is_plain(change) {
            return None;
        }
        let reached = operations(change);
        let added = &self.diff.operations.added;
        let are_new = !reached.is_empty() && reached.iter().all(|it| added.contains(it));
        are_new.then(|| count(reached.len(), "new operation"))
    }

    /// Returns `true` if operations that are affected in this direction are listed, and not just
    /// counted.
    pub(super) fn lists(&self, direction: Direction) -> bool {
        self.lists_errors || direction != Direction::Error
    }
}

/// Returns the operations that a change affects, each once.
pub(super) fn operations(change: &Change) -> BTreeSet<&String> {
    let reaches = change.reaches.iter();
    reaches.map(|reach| &reach.operation).collect()
}
