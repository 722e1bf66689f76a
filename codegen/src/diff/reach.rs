//! The operations that a shape is part of, with the shortest paths.

use std::collections::{BTreeMap, VecDeque};

use super::change::{Direction, Reach};
use crate::collections::HashMap;
use crate::model::{Model, Operation, Shape, ShapeKind};
use crate::plan::{Plan, Usage};

/// The paths from operations to the shapes of a model.
pub(super) struct Ways<'m> {
    model: &'m Model,
    usage: &'m Usage<'m>,
}

/// A path: the number of its members, and their names. Paths are ordered by length.
type Way = (usize, String);

/// The shortest path to something, by operation and direction.
pub(super) type Found<'m> = BTreeMap<(&'m str, Direction), Way>;

impl<'m> Ways<'m> {
    /// Prepares to find ways in the model of a plan.
    pub(super) fn of(plan: &'m Plan<'m>) -> Self {
        Self {
            model: plan.model,
            usage: &plan.usage,
        }
    }

    /// Returns the shortest way to a shape from each operation and direction that reaches it. Each
    /// shape is visited once, so that a cycle is walked once.
    pub(super) fn to(&self, shape: &str) -> Found<'m> {
        let mut found = Found::new();
        let Some((shape, _)) = self.model.shapes.get_key_value(shape) else {
            return found;
        };
        let distances = self.distances(shape);
        for (name, operation) in &self.model.operations {
            for (direction, root) in roots(operation) {
                let Some(&distance) = distances.get(root) else {
                    continue;
                };
                let mut way = (distance, self.members_between(root, &distances));
                if direction == Direction::Error {
                    way.1 = joined(root, &way.1);
                }
                keep_shorter(&mut found, (name, direction), way);
            }
        }
        found
    }

    /// Returns the number of members between the shape and each shape that leads to it.
    fn distances(&self, shape: &'m str) -> HashMap<&'m str, usize> {
        let mut distances = HashMap::from_iter([(shape, 0)]);
        let mut to_visit = VecDeque::from([(shape, 0)]);
        while let Some((shape, distance)) = to_visit.pop_front() {
            for &user in self.usage.users(shape) {
                if !distances.contains_key(user) {
                    distances.insert(user, distance + 1);
                    to_visit.push_back((user, distance + 1));
                }
            }
        }
        distances
    }

    /// Returns the members from `root` to where the distance is zero. Of ways of one length, the
    /// first member in the order of the model wins.
    fn members_between(&self, root: &str, distances: &HashMap<&str, usize>) -> String {
        let mut way = String::new();
        let mut at = root;
        while let Some(remaining) = distances.get(at).copied().filter(|distance| *distance > 0) {
            let Some(shape) = self.model.shapes.get(at) else {
                break;
            };
            let nearer = shape.references().find(|(_, member)| {
                distances.get(member.target.as_str()) == Some(&(remaining - 1))
            });
            let Some((name, member)) = nearer else { break };
            append(&mut way, &step(shape, name));
            at = &member.target;
        }
        way
    }
}

/// Returns the structures that an operation's messages are.
fn roots(operation: &Operation) -> impl Iterator<Item = (Direction, &str)> {
    let input = operation
        .input
        .iter()
        .map(|root| (Direction::Request, root));
    let output = operation
        .output
        .iter()
        .map(|root| (Direction::Response, root));
    let errors = operation.errors.iter().map(|root| (Direction::Error, root));
    input
        .chain(output)
        .chain(errors)
        .map(|(direction, root)| (direction, root.as_str()))
}

/// Returns the step of a way for a member of a shape.
pub(super) fn step(shape: &Shape, member: &str) -> String {
    match (&shape.kind, member) {
        (ShapeKind::List { .. }, _) => "[]".to_owned(),
        (ShapeKind::Map { .. }, "key") => "{key}".to_owned(),
        (ShapeKind::Map { .. }, _) => "{}".to_owned(),
        _ => member.to_owned(),
    }
}

/// Joins two parts of a way.
pub(super) fn joined(start: &str, end: &str) -> String {
    let mut way = start.to_owned();
    append(&mut way, end);
    way
}

fn append(way: &mut String, end: &str) {
    if !way.is_empty() && !end.is_empty() && !end.starts_with(['[', '{']) {
        way.push('.');
    }
    way.push_str(end);
}

/// Returns the shorter way for each operation and direction, of those on both sides.
pub(super) fn shortest<'m>(mut one: Found<'m>, other: Found<'m>) -> Found<'m> {
    for (end, way) in other {
        keep_shorter(&mut one, end, way);
    }
    one
}

fn keep_shorter<'m>(found: &mut Found<'m>, end: (&'m str, Direction), way: Way) {
    let shortest = found.entry(end).or_insert_with(|| way.clone());
    if way < *shortest {
        *shortest = way;
    }
}

/// Returns the report's form: `last` is the step from the shape to what has changed in it.
pub(super) fn reaches(found: Found<'_>, last: &str) -> Vec<Reach> {
    found
        .into_iter()
        .map(|((operation, direction), (_, way))| Reach {
            operation: operation.to_owned(),
            direction,
            path: joined(&way, last),
        })
        .collect()
}
