//! Cycles of structures and unions, in which members need a `Box`.

use super::usage::Usage;
use crate::collections::{HashMap, HashSet};
use crate::model::{IndexMap, Member, Model};

/// Returns the strongly connected component of each structure and union (Kosaraju's algorithm).
pub(super) fn components<'m>(model: &'m Model, usage: &Usage<'m>) -> HashMap<&'m str, usize> {
    let mut components = HashMap::default();
    for (component, start) in finished(model).into_iter().rev().enumerate() {
        let mut to_visit = vec![start];
        while let Some(shape) = to_visit.pop() {
            if !components.contains_key(shape) {
                components.insert(shape, component);
                let users = usage.users(shape).iter().copied();
                to_visit.extend(users.filter(|user| members(model, user).is_some()));
            }
        }
    }
    components
}

/// Returns all structures and unions in the order in which a depth-first search is finished with
/// them. It keeps a stack of its own, so that no depth of nesting overflows the program's.
fn finished(model: &Model) -> Vec<&str> {
    let mut finished = Vec::new();
    let mut seen = HashSet::default();
    for start in model.shapes.keys() {
        let mut to_visit = vec![(start.as_str(), false)];
        while let Some((name, is_finished)) = to_visit.pop() {
            if is_finished {
                finished.push(name);
            } else if let Some(members) = members(model, name).filter(|_| seen.insert(name)) {
                to_visit.push((name, true));
                // A list or map in between breaks a cycle.
                to_visit.extend(members.values().map(|it| (it.target.as_str(), false)));
            }
        }
    }
    finished
}

fn members<'m>(model: &'m Model, name: &str) -> Option<&'m IndexMap<String, Member>> {
    model.shapes.get(name)?.members()
}
