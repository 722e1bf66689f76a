//! Properties that spread from shapes to those that use them, and decide what types derive.

use super::usage::{Usage, reached};
use crate::collections::HashSet;
use crate::model::{Model, Shape, ShapeKind};

/// The shapes with values that are not totally equal, or must not be shown.
#[derive(Clone, Debug, Default)]
pub struct Derives<'m> {
    /// Shapes that hold a float somewhere.
    with_floats: HashSet<&'m str>,
    /// Shapes whose values must not be shown, as a whole or inside a list or map.
    sensitive: HashSet<&'m str>,
}

impl<'m> Derives<'m> {
    /// Finds the properties of all shapes of a model.
    pub fn of(model: &'m Model, usage: &Usage<'m>) -> Self {
        let shapes_where = |condition: fn(&Shape) -> bool| {
            let shapes = model.shapes.iter();
            let shapes = shapes.filter(move |(_, shape)| condition(shape));
            shapes.map(|(name, _)| name.as_str())
        };
        let floats =
            shapes_where(|shape| matches!(shape.kind, ShapeKind::Float | ShapeKind::Double));
        let sensitive = shapes_where(|shape| shape.sensitive);
        let users = |shape| usage.users(shape).iter().copied();
        let holds_elements = |name: &&str| {
            let shape = model.shapes.get(*name);
            shape.is_some_and(|shape| shape.members().is_none())
        };
        Self {
            with_floats: reached(floats, users),
            sensitive: reached(sensitive, |shape| users(shape).filter(holds_elements)),
        }
    }

    /// Returns `true` if equality of the shape's values is total, so that they can have `Eq` and
    /// `Hash`.
    pub fn eq_and_hash(&self, shape: &str) -> bool {
        !self.with_floats.contains(shape)
    }

    /// Returns `true` if the shape's values must not be shown: it is sensitive, or a list or map of
    /// sensitive values.
    pub fn is_sensitive(&self, shape: &str) -> bool {
        self.sensitive.contains(shape)
    }
}
