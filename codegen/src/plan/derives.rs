//! The traits that a structure or union can derive.

use super::usage::Usage;
use crate::collections::HashSet;
use crate::model::{Model, Shape, ShapeKind};

/// The traits that the structures and unions of a model can derive beyond `Clone` and
/// `PartialEq`.
#[derive(Clone, Debug, Default)]
pub struct Derives<'m> {
    /// Structures and unions that hold a float somewhere.
    with_floats: HashSet<&'m str>,
    /// Structures that can be created without any member.
    with_default: HashSet<&'m str>,
    /// Shapes whose values must not be shown, as a whole or inside a list or map.
    sensitive: HashSet<&'m str>,
}

impl<'m> Derives<'m> {
    /// Finds the traits for all shapes of a model.
    pub fn of(model: &'m Model, usage: &Usage<'m>) -> Self {
        let shapes_where = |condition: &dyn Fn(&Shape) -> bool| -> Vec<&'m str> {
            model
                .shapes
                .iter()
                .filter(|(_, shape)| condition(shape))
                .map(|(name, _)| name.as_str())
                .collect()
        };
        let floats =
            shapes_where(&|shape| matches!(shape.kind, ShapeKind::Float | ShapeKind::Double));
        let sensitive = shapes_where(&|shape| shape.sensitive);
        let holds_elements = |name: &str| {
            model
                .shapes
                .get(name)
                .is_some_and(|shape| shape.members().is_none())
        };
        let with_default = model
            .shapes
            .iter()
            .filter(|(name, shape)| match &shape.kind {
                ShapeKind::Structure { members } => {
                    usage.in_responses(name) || members.values().all(|member| !member.required)
                }
                _ => false,
            });
        Self {
            with_floats: spread(floats, usage, |_| true),
            with_default: with_default.map(|(name, _)| name.as_str()).collect(),
            sensitive: spread(sensitive, usage, holds_elements),
        }
    }

    /// Returns `true` if equality of the shape's values is total, so that they can have `Eq` and
    /// `Hash`.
    pub fn eq_and_hash(&self, shape: &str) -> bool {
        !self.with_floats.contains(shape)
    }

    /// Returns `true` if a structure has `Default`: if it requires nothing, and in responses, in
    /// which a missing required member gets its zero value.
    pub fn default(&self, shape: &str) -> bool {
        self.with_default.contains(shape)
    }

    /// Returns `true` if the shape's values must not be shown: it is sensitive, or a list or map of
    /// sensitive values.
    pub fn is_sensitive(&self, shape: &str) -> bool {
        self.sensitive.contains(shape)
    }
}

/// Returns the shapes of `start`, and those that use them, directly or not, as long as `spreads_to`
/// holds.
fn spread<'m>(
    start: Vec<&'m str>,
    usage: &Usage<'m>,
    spreads_to: impl Fn(&str) -> bool,
) -> HashSet<&'m str> {
    let mut reached = HashSet::default();
    let mut to_visit = start;
    while let Some(shape) = to_visit.pop() {
        if reached.insert(shape) {
            let users = usage.users(shape).iter();
            to_visit.extend(users.filter(|user| spreads_to(user)));
        }
    }
    reached
}
