//! The operations that a shape is part of, with the shortest paths.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};

use super::change::{Direction, Reach};
use crate::collections::HashMap;
use crate::model::{Operation, Shape, ShapeKind};
use crate::plan::Plan;

/// The paths from operations to the shapes of two models.
pub(super) struct Ways<'m> {
    plans: [&'m Plan<'m>; 2],
    known: RefCell<HashMap<[&'m str; 2], Found<'m>>>,
}

/// The shortest path to something, by operation and direction: the number of its members, and their
/// names.
type Found<'m> = BTreeMap<(&'m str, Direction), (usize, String)>;

impl<'m> Ways<'m> {
    pub(super) fn new(plans: [&'m Plan<'m>; 2]) -> Self {
        Self {
            plans,
            known: RefCell::default(),
        }
    }

    /// Returns the operations that reach a shape, by its name on each side, with the shorter way of
    /// both sides; `last` is the step from the shape to what has changed in it.
    pub(super) fn to(&self, names: [&'m str; 2], last: &str) -> Vec<Reach> {
        let mut known = self.known.borrow_mut();
        let found = known.entry(names).or_insert_with(|| {
            let mut found = Found::new();
            for (plan, name) in self.plans.into_iter().zip(names) {
                find(plan, name, &mut found);
            }
            found
        });
        let reaches = found
            .iter()
            .map(|((operation, direction), (_, way))| Reach {
                operation: (*operation).to_owned(),
                direction: *direction,
                path: joined(way, last),
            });
        reaches.collect()
    }
}

/// Adds the shortest way to a shape from each operation and direction that reaches it, unless a
/// shorter one was found.
fn find<'m>(plan: &'m Plan<'m>, shape: &'m str, found: &mut Found<'m>) {
    let distances = distances(plan, shape);
    for (name, operation) in &plan.model.operations {
        for (direction, root) in roots(operation) {
            let Some(&distance) = distances.get(root) else {
                continue;
            };
            let between = members_between(plan, root, &distances);
            let way = match direction {
                Direction::Error => (distance, joined(root, &between)),
                Direction::Request | Direction::Response => (distance, between),
            };
            let end = found.entry((name, direction));
            let shortest = end.or_insert_with(|| way.clone());
            if way < *shortest {
                *shortest = way;
            }
        }
    }
}

/// Returns the number of members between the shape and each shape that leads to it. Each shape is
/// visited once, so that a cycle is walked once.
fn distances<'m>(plan: &'m Plan<'m>, shape: &'m str) -> HashMap<&'m str, usize> {
    let mut distances = HashMap::from_iter([(shape, 0)]);
    let mut to_visit = VecDeque::from([(shape, 0)]);
    while let Some((shape, distance)) = to_visit.pop_front() {
        for &user in plan.usage.users(shape) {
            if !distances.contains_key(user) {
                distances.insert(user, distance + 1);
                to_visit.push_back((user, distance + 1));
            }
        }
    }
    distances
}

/// Returns the members from `root` to where the distance is zero. Of ways of one length, the first
/// member in the order of the model wins.
fn members_between(plan: &Plan<'_>, root: &str, distances: &HashMap<&str, usize>) -> String {
    let mut way = String::new();
    let mut at = root;
    while let Some(remaining) = distances
        .get(at)
        .and_then(|distance| distance.checked_sub(1))
    {
        let shape = plan.model.shapes.get(at);
        let nearer = shape.and_then(|shape| {
            let mut members = shape.references();
            let is_nearer = |it: &str| distances.get(it) == Some(&remaining);
            let (name, member) = members.find(|(_, member)| is_nearer(&member.target))?;
            Some((step(shape, name), member))
        });
        let Some((step, member)) = nearer else { break };
        way = joined(&way, &step);
        at = &member.target;
    }
    way
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
    let roots = input.chain(output).chain(errors);
    roots.map(|(direction, root)| (direction, root.as_str()))
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
fn joined(start: &str, end: &str) -> String {
    let is_step = start.is_empty() || end.is_empty() || end.starts_with(['[', '{']);
    let separator = if is_step { "" } else { "." };
    format!("{start}{separator}{end}")
}
