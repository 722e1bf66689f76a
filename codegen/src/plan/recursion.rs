//! Cycles of structures and unions, in which members need a `Box`.

use super::usage::Usage;
use crate::collections::{HashMap, HashSet};
use crate::model::{Model, Shape};

/// Returns the strongly connected component of each shape (Kosaraju's algorithm).
pub(super) fn components<'m>(model: &'m Model, usage: &Usage<'m>) -> HashMap<&'m str, usize> {
    let holds_members = |name: &&str| {
        let shape = model.shapes.get(*name);
        shape.is_some_and(|shape| shape.members().is_some())
    };
    let mut components = HashMap::default();
    for (component, start) in finished(model).into_iter().rev().enumerate() {
        let mut to_visit = vec![start];
        while let Some(shape) = to_visit.pop() {
            if !components.contains_key(shape) {
                components.insert(shape, component);
                to_visit.extend(usage.users(shape).iter().copied().filter(holds_members));
            }
        }
    }
    components
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
