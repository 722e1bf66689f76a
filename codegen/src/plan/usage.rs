//! The uses of shapes by each other, and by requests and responses.

use crate::collections::{HashMap, HashSet};
use crate::model::{Model, Shape};

/// The uses of shapes: by each other, and by requests and responses, errors included.
#[derive(Clone, Debug, Default)]
pub struct Usage<'m> {
    requests: HashSet<&'m str>,
    responses: HashSet<&'m str>,
    /// The shapes whose members target each shape, in model order.
    users: HashMap<&'m str, Vec<&'m str>>,
}

impl<'m> Usage<'m> {
    /// Follows every member from the inputs, outputs and errors of a model. Errors that no
    /// operation lists count as well, since services return those, too.
    pub fn of(model: &'m Model) -> Self {
        let operations = model.operations.values();
        let inputs = operations
            .clone()
            .filter_map(|operation| operation.input.as_deref());
        let outputs = operations.filter_map(|operation| operation.output.as_deref());
        let is_error = |(_, shape): &(&String, &Shape)| shape.error.is_some();
        let errors = model
            .shapes
            .iter()
            .filter(is_error)
            .map(|(name, _)| name.as_str());
        let targets = |name| {
            let shape = model.shapes.get(name).into_iter();
            let members = shape.flat_map(Shape::references);
            members.map(|(_, member)| member.target.as_str())
        };
        Self {
            requests: reached(inputs, targets),
            responses: reached(outputs.chain(errors), targets),
            users: users(model),
        }
    }

    /// Returns the shapes whose members target the shape, each once and in model order.
    pub fn users(&self, shape: &str) -> &[&'m str] {
        self.users.get(shape).map_or(&[], Vec::as_slice)
    }

    /// Returns `true` if a request can carry the shape.
    pub fn in_requests(&self, shape: &str) -> bool {
        self.requests.contains(shape)
    }

    /// Returns `true` if a response can carry the shape.
    pub fn in_responses(&self, shape: &str) -> bool {
        self.responses.contains(shape)
    }

    /// Returns `true` if a message can carry the shape. Other shapes are not generated.
    pub fn is_used(&self, shape: &str) -> bool {
        self.in_requests(shape) || self.in_responses(shape)
    }
}

/// Returns the shapes of `start`, and those that `next` leads to, directly or not.
pub(super) fn reached<'m, Next: IntoIterator<Item = &'m str>>(
    start: impl Iterator<Item = &'m str>,
    next: impl Fn(&'m str) -> Next,
) -> HashSet<&'m str> {
    let mut reached = HashSet::default();
    let mut to_visit: Vec<&str> = start.collect();
    while let Some(name) = to_visit.pop() {
        if reached.insert(name) {
            to_visit.extend(next(name));
        }
    }
    reached
}

fn users(model: &Model) -> HashMap<&str, Vec<&str>> {
    let mut users: HashMap<&str, Vec<&str>> = HashMap::default();
    for (name, shape) in &model.shapes {
        for (_, member) in shape.references() {
            let users = users.entry(&member.target).or_default();
            if users.last() != Some(&name.as_str()) {
                users.push(name);
            }
        }
    }
    users
}
