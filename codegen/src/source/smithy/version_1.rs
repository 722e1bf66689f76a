//! The implicit defaults of Smithy 1.0, made explicit as in 2.0 (Smithy 2.0, "Migrating Smithy 1.0
//! to 2.0").

use serde_json::Value;

use super::prelude::zero;
use crate::collections::{HashMap, IndexMap};
use crate::model::{Shape, ShapeKind};

/// Gives a number or boolean without the trait `box` its default, zero or false.
pub(super) fn give_default(shape: &mut Shape) {
    let is_boxed = std::mem::take(&mut shape.boxed);
    if !is_boxed && shape.default.is_none() {
        shape.default = zero(&shape.kind);
    }
}

/// Gives the members of structures the defaults of their shapes, unless they have the trait `box`.
pub(super) fn give_members_defaults(shapes: &mut IndexMap<String, Shape>) {
    let defaults = shapes.iter();
    let defaults: HashMap<String, Value> = defaults
        .filter_map(|(name, shape)| Some((name.clone(), shape.default.clone()?)))
        .collect();
    for shape in shapes.values_mut() {
        let is_structure = matches!(shape.kind, ShapeKind::Structure { .. });
        for member in shape.references_mut() {
            let is_boxed = std::mem::take(&mut member.boxed);
            if is_structure && !is_boxed && member.default.is_none() {
                member.default = defaults.get(&member.target).cloned();
            }
        }
    }
}
