//! Properties that spread from shapes to those that use them, and decide what types derive.

use super::usage::{Usage, reached};
use crate::collections::HashSet;
use crate::model::{Model, Shape, ShapeKind};

/// Returns the shapes that hold a float somewhere.
pub(super) fn with_floats<'m>(model: &'m Model, usage: &Usage<'m>) -> HashSet<&'m str> {
    let is_float = |shape: &Shape| matches!(shape.kind, ShapeKind::Float | ShapeKind::Double);
    reached(shapes_where(model, is_float), |it| {
        usage.users(it).iter().copied()
    })
}

/// Returns the shapes whose values must not be shown, as a whole or inside a list or map.
pub(super) fn sensitive<'m>(model: &'m Model, usage: &Usage<'m>) -> HashSet<&'m str> {
    let holds_elements = |name: &&str| {
        let shape = model.shapes.get(*name);
        shape.is_some_and(|shape| shape.members().is_none())
    };
    reached(shapes_where(model, |shape| shape.sensitive), |it| {
        usage.users(it).iter().copied().filter(holds_elements)
    })
}

fn shapes_where(model: &Model, condition: impl Fn(&Shape) -> bool) -> impl Iterator<Item = &str> {
    let shapes = model.shapes.iter();
    let shapes = shapes.filter(move |(_, shape)| condition(shape));
    shapes.map(|(name, _)| name.as_str())
}
