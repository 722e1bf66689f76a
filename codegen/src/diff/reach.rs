//! The operations that a shape is part of, with the shortest paths.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::mem;

use super::change::{Direction, Reach};
use super::contents::step;
use crate::collections::HashMap;
use crate::model::Operation;
use crate::plan::Plan;

pub(super) struct Ways<'m> {
    plans: [&'m Plan<'m>; 2],
    known: RefCell<HashMap<[&'m str; 2], Found<'m>>>,
}

/// The shortest way to a shape from each operation and direction that reaches it.
type Found<'m> = BTreeMap<(&'m str, Direction), Way>;

/// A way through members: their number, and the path that they form. The shorter way is the lesser.
type Way = (usize, String);

impl<'m> Ways<'m> {
    pub(super) fn new(plans: [&'m Plan<'m>; 2]) -> Self {
        Self {
            plans,
            known: RefCell::default(),
        }
    }

    /// Returns the operations that reach a member of a shape, or the shape itself if `last` is
    /// empty. The shape is known by its name on each side. If both sides have it, only messages that
    /// have it on both sides count, if there is one, and of the ways of both sides the shorter one.
    pub(super) fn to(&self, names: [&'m str; 2], last: &str) -> Vec<Reach> {
        let mut known = self.known.borrow_mut();
        let found = known.entry(names).or_insert_with(|| {
            let [old, new] = self.plans;
            let [of_old, of_new] = names;
            match (find(old, of_old), find(new, of_new)) {
                (Some(old), Some(new)) => together(old, new),
                (old, new) => old.or(new).unwrap_or_default(),
            }
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

fn together<'m>(mut old: Found<'m>, mut new: Found<'m>) -> Found<'m> {
    if old.keys().any(|message| new.contains_key(message)) {
        old.retain(|message, _| new.contains_key(message));
        new.retain(|message, _| old.contains_key(message));
    }
    for (message, way) in new {
        let shortest = old.entry(message).or_insert_with(|| way.clone());
        *shortest = way.min(mem::take(shortest));
    }
    old
}

/// Returns the shortest way to a shape from each operation and direction that reaches it, or `None` if
/// the model does not have the shape.
fn find<'m>(plan: &'m Plan<'m>, shape: &'m str) -> Option<Found<'m>> {
    plan.model.shapes.get(shape)?;
    let ways = ways(plan, shape);
    let mut found = Found::new();
    for (name, operation) in &plan.model.operations {
        for (direction, root) in roots(operation) {
            let Some((length, way)) = ways.get(root) else {
                continue;
            };
            let way = match direction {
                Direction::Error => (*length, joined(root, way)),
                Direction::Request | Direction::Response => (*length, way.clone()),
            };
            let shortest = found
                .entry((name.as_str(), direction))
                .or_insert_with(|| way.clone());
            if way < *shortest {
                *shortest = way;
            }
        }
    }
    Some(found)
}

/// Returns the shortest way from each shape that leads to this one. Of equally short ways, the one
/// through the member that the model lists first wins.
fn ways<'m>(plan: &'m Plan<'m>, shape: &'m str) -> HashMap<&'m str, Way> {
    let mut ways = HashMap::from_iter([(shape, Way::default())]);
    let mut to_visit = VecDeque::from([shape]);
    // Breadth first: when a user is found, every nearer shape has its way, and a cycle is left out.
    while let Some(target) = to_visit.pop_front() {
        let length = ways.get(target).map_or(0, |(length, _)| *length);
        for &user in plan.usage.users(target) {
            let Some(shape) = plan
                .model
                .shapes
                .get(user)
                .filter(|_| !ways.contains_key(user))
            else {
                continue;
            };
            let way = shape.references().find_map(|(name, member)| {
                let (rest, way) = ways.get(&*member.target)?;
                (*rest == length).then(|| (length + 1, joined(&step(shape, name), way)))
            });
            if let Some(way) = way {
                ways.insert(user, way);
                to_visit.push_back(user);
            }
        }
    }
    ways
}

/// Returns the structures that an operation's messages are.
fn roots(operation: &Operation) -> impl Iterator<Item = (Direction, &str)> {
    let input = operation.input.iter().map(|it| (Direction::Request, it));
    let output = operation.output.iter().map(|it| (Direction::Response, it));
    let errors = operation.errors.iter().map(|it| (Direction::Error, it));
    let roots = input.chain(output).chain(errors);
    roots.map(|(direction, root)| (direction, root.as_str()))
}

fn joined(start: &str, end: &str) -> String {
    let is_step = start.is_empty() || end.is_empty() || end.starts_with(['[', '{']);
    let separator = if is_step { "" } else { "." };
    format!("{start}{separator}{end}")
}
