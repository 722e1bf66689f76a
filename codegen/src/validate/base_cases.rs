//! Shapes that lead back to themselves.

use crate::collections::HashMap;
use crate::model::{Model, Shape, ShapeKind};
use crate::problem::Place;

/// Reports each shape that has no finite value, because its required members lead back to it.
pub(super) fn base_cases(model: &Model, shapes: &Place<'_>) {
    let mut users: HashMap<&str, Vec<&str>> = HashMap::default();
    let mut waits: HashMap<&str, usize> = HashMap::default();
    let mut finite: Vec<&str> = Vec::new();
    for (name, shape) in &model.shapes {
        let (needed, count) = needed_members(model, shape);
        for target in needed {
            users.entry(target).or_default().push(name);
        }
        if count == 0 {
            finite.push(name);
        } else {
            waits.insert(name, count);
        }
    }
    while let Some(name) = finite.pop() {
        for user in users.remove(name).unwrap_or_default() {
            let Some(count) = waits.get_mut(user) else {
                continue;
            };
            *count -= 1;
            if *count == 0 {
                waits.remove(user);
                finite.push(user);
            }
        }
    }
    for name in model
        .shapes
        .keys()
        .filter(|name| waits.contains_key(name.as_str()))
    {
        shapes.key(name).problem(
            "requires itself, directly or through others, so that it has no finite value; \
             make a member optional",
        );
    }
}

/// Returns the targets that a value of the shape consists of, and how many of them it needs: all
/// required ones of a structure, one of a union.
fn needed_members<'m>(model: &'m Model, shape: &'m Shape) -> (Vec<&'m str>, usize) {
    let is_union = match shape.kind {
        ShapeKind::Structure { .. } => false,
        ShapeKind::Union { .. } => true,
        _ => return (Vec::new(), 0),
    };
    let members = shape.members().into_iter().flat_map(|it| it.values());
    let needed = members.filter(|it| is_union || it.required);
    let targets = needed.map(|member| member.target.as_str());
    let targets: Vec<_> = targets
        .filter(|target| model.shapes.contains_key(*target))
        .collect();
    let count = if is_union {
        targets.len().min(1)
    } else {
        targets.len()
    };
    (targets, count)
}
