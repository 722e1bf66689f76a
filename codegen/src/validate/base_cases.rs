//! Shapes that lead back to themselves.

use crate::collections::{HashMap, IndexMap};
use crate::model::{Model, ShapeKind};
use crate::problem::Place;

/// Reports each shape that has no finite value, because its required members lead back to it.
pub(super) fn base_cases(model: &Model, shapes: &Place<'_>) {
    let mut users: HashMap<&str, Vec<&str>> = HashMap::default();
    // The number of members that a shape still needs a finite value of: of all required ones of a
    // structure, of one of a union.
    let mut waiting: IndexMap<&str, usize> = IndexMap::default();
    for (name, shape) in &model.shapes {
        let is_union = matches!(shape.kind, ShapeKind::Union { .. });
        let members = shape.members().into_iter().flat_map(|it| it.values());
        let needed = members.filter(|it| is_union || it.required);
        let mut count = 0;
        for member in needed.filter(|it| model.shapes.contains_key(&it.target)) {
            users.entry(&member.target).or_default().push(name);
            count += 1;
        }
        waiting.insert(name, if is_union { count.min(1) } else { count });
    }
    let none_needed = waiting.iter().filter(|(_, count)| **count == 0);
    let mut finite: Vec<&str> = none_needed.map(|(name, _)| *name).collect();
    while let Some(name) = finite.pop() {
        for user in users.remove(name).unwrap_or_default() {
            if let Some(count) = waiting.get_mut(user).filter(|count| **count > 0) {
                *count -= 1;
                if *count == 0 {
                    finite.push(user);
                }
            }
        }
    }
    for (name, _) in waiting.iter().filter(|(_, count)| **count > 0) {
        shapes.key(name).problem(
            "requires itself, directly or through others, so that it has no finite value; \
             make a member optional",
        );
    }
}
