//! The members that need a `Box`, because their structure would otherwise contain itself.

use crate::collections::{HashMap, HashSet};
use crate::model::{Model, Shape};

/// The members that need a `Box`.
///
/// A member needs one if its target is a structure or union that leads back to the member's own
/// without a list or map in between, which would break the cycle already. All members on a cycle
/// are boxed, so that the choice does not depend on the order of shapes.
#[derive(Clone, Debug, Default)]
pub struct Recursion<'m> {
    /// The strongly connected component of each shape.
    components: HashMap<&'m str, usize>,
}

impl<'m> Recursion<'m> {
    /// Finds the cycles of a model (Kosaraju's algorithm).
    pub fn of(model: &'m Model) -> Self {
        let mut users: HashMap<&str, Vec<&str>> = HashMap::default();
        for (name, shape) in &model.shapes {
            for target in targets(shape) {
                users.entry(target).or_default().push(name);
            }
        }
        let mut components = HashMap::default();
        for (component, start) in finished(model).into_iter().rev().enumerate() {
            let mut to_visit = vec![start];
            while let Some(shape) = to_visit.pop() {
                if !components.contains_key(shape) {
                    components.insert(shape, component);
                    to_visit.extend(users.get(shape).into_iter().flatten());
                }
            }
        }
        Self { components }
    }

    /// Returns `true` if a member of `shape` that targets `target` needs a `Box`.
    pub fn needs_box(&self, shape: &str, target: &str) -> bool {
        let component = self.components.get(shape);
        component.is_some() && component == self.components.get(target)
    }
}

/// Returns all shapes in the order in which a depth-first search is finished with them. It keeps a
/// stack of its own, so that no depth of nesting overflows the program's.
fn finished(model: &Model) -> Vec<&str> {
    let mut finished = Vec::new();
    let mut seen = HashSet::default();
    for start in model.shapes.keys() {
        let mut to_visit = vec![(start.as_str(), false)];
        while let Some((name, is_finished)) = to_visit.pop() {
            if is_finished {
                finished.push(name);
            } else if seen.insert(name) {
                to_visit.push((name, true));
                let targets = model.shapes.get(name).into_iter().flat_map(targets);
                to_visit.extend(targets.map(|target| (target, false)));
            }
        }
    }
    finished
}

/// Returns the shapes that a value of a structure or union holds without a list or map in between.
fn targets(shape: &Shape) -> impl Iterator<Item = &str> {
    let members = shape.members().into_iter().flat_map(|it| it.values());
    members.map(|member| member.target.as_str())
}
