//! The one form of what a model file can say in several ways, so that the two formats, and two
//! releases of one, differ only where the service does.

use std::collections::HashSet;

use crate::model::{Constraints, Model, Service, Shape, ShapeKind};

/// Brings a model into its one form.
///
/// - Operations, shapes and an operation's errors are in the order of their names. botocore's
///   files have the first two sorted so, with few exceptions; the order of errors means nothing,
///   and Smithy's published models have it sorted.
/// - A least length of zero, which is no constraint, is absent. Smithy's published models say it
///   at each string with a greatest length, botocore's files at some.
/// - The signing name is absent where it is the endpoint prefix.
pub(super) fn normalized(mut model: Model) -> Model {
    model.operations.sort_unstable_keys();
    model.shapes.sort_unstable_keys();
    for operation in model.operations.values_mut() {
        operation.errors.sort_unstable();
    }
    signing_name(&mut model.service);
    let numbers: HashSet<String> = model
        .shapes
        .iter()
        .filter(|(_, shape)| is_number(shape))
        .map(|(name, _)| name.clone())
        .collect();
    for shape in model.shapes.values_mut() {
        if !is_number(shape) {
            length(&mut shape.constraints);
        }
        for member in shape.references_mut() {
            if !numbers.contains(&member.target) {
                length(&mut member.constraints);
            }
        }
    }
    model
}

fn signing_name(service: &mut Service) {
    if service.signing_name == service.endpoint_prefix {
        service.signing_name = None;
    }
}

fn length(constraints: &mut Constraints) {
    if constraints.min.as_ref().and_then(|min| min.as_f64()) == Some(0.0) {
        constraints.min = None;
    }
}

fn is_number(shape: &Shape) -> bool {
    matches!(
        shape.kind,
        ShapeKind::Byte
            | ShapeKind::Short
            | ShapeKind::Integer
            | ShapeKind::Long
            | ShapeKind::Float
            | ShapeKind::Double
            | ShapeKind::BigInteger
            | ShapeKind::BigDecimal
            | ShapeKind::IntEnum { .. }
    )
}
