//! Where a model has what fulfils a condition, such as `shapes.Tag.members.type`.

use std::collections::BTreeSet;

use codegen::model::{Member, Model, Shape, ShapeKind};
use codegen::plan::Plan;
use codegen::plan::recursion::recursive_components;

/// The members of generated structures and unions that fulfil a condition on their shape,
/// themselves and their Rust name.
pub(super) fn members(
    plan: &Plan<'_>,
    condition: impl Fn(&str, &Member, &str) -> bool,
) -> Vec<String> {
    let mut places = Vec::new();
    for (name, shape) in plan.generated_shapes() {
        for (member_name, member) in shape.members().into_iter().flatten() {
            let names = plan.names.shape(name);
            let rust_name = names.and_then(|names| names.members.get(member_name));
            if rust_name.is_some_and(|rust_name| condition(name, member, rust_name)) {
                places.push(format!("shapes.{name}.members.{member_name}"));
            }
        }
    }
    places
}

/// The values of generated enums that fulfil a condition.
pub(super) fn values(plan: &Plan<'_>, condition: impl Fn(&str) -> bool) -> Vec<String> {
    let shapes = plan.generated_shapes();
    let values = shapes.flat_map(|(name, shape)| {
        let values = enum_values(shape).unwrap_or_default();
        values.into_iter().map(move |value| (name, value))
    });
    values
        .filter(|(_, value)| condition(value))
        .map(|(name, value)| format!("shapes.{name}.enum {value:?}"))
        .collect()
}

pub(super) fn enum_values(shape: &Shape) -> Option<Vec<String>> {
    match &shape.kind {
        ShapeKind::Enum { values } => {
            Some(values.iter().map(|value| value.value.clone()).collect())
        }
        _ => None,
    }
}

/// The shapes that fulfil a condition, those without a type of their own included.
pub(super) fn shapes(plan: &Plan<'_>, condition: impl Fn(&str, &Shape) -> bool) -> Vec<String> {
    let shapes = plan.model.shapes.iter();
    shapes
        .filter(|(name, shape)| condition(name, shape))
        .map(|(name, _)| format!("shapes.{name}"))
        .collect()
}

/// Names in a generated shape of which an earlier one has the same key.
pub(super) fn twins(
    plan: &Plan<'_>,
    names: impl Fn(&Shape) -> Option<Vec<String>>,
    key: impl Fn(&str) -> String,
) -> Vec<String> {
    let mut places = Vec::new();
    for (shape_name, shape) in plan.generated_shapes() {
        let mut seen = BTreeSet::new();
        for name in names(shape).into_iter().flatten() {
            if !seen.insert(key(&name)) {
                places.push(format!("shapes.{shape_name} {name:?}"));
            }
        }
    }
    places
}

/// The groups of shapes that lead to themselves of which one fulfils a condition, by their first
/// name.
pub(super) fn components(plan: &Plan<'_>, condition: impl Fn(&str) -> bool) -> Vec<String> {
    let components = recursive_components(plan.model).into_iter();
    let fulfil = components.filter(|shapes| shapes.iter().any(|shape| condition(shape)));
    fulfil
        .filter_map(|shapes| Some(format!("shapes.{}", shapes.first()?)))
        .collect()
}

pub(super) fn has_member(shape: &Shape, name: &str) -> bool {
    let mut members = shape.members().into_iter().flatten();
    members.any(|(member, _)| member.eq_ignore_ascii_case(name))
}

/// The shapes that members target.
pub(super) fn targets(model: &Model) -> BTreeSet<&str> {
    let references = model.shapes.values().flat_map(Shape::references);
    references
        .map(|(_, member)| member.target.as_str())
        .collect()
}
