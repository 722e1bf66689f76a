//! Normalization of what a model file can express in several ways, so that the two formats, and two
//! releases of one, differ only where the service does.

use serde_json::{Number, Value};

use crate::collections::HashSet;
use crate::model::{Constraints, Model, Service, Shape, ShapeKind, Traits};

/// Normalizes a model.
///
/// - Operations, shapes and an operation's errors are sorted by name. botocore's files sort the
///   first two this way, with few exceptions; the order of errors has no meaning, and Smithy's
///   published models sort them.
/// - A minimum length of zero, which is not a constraint, is absent. Smithy's published models
///   state it for each string with a maximum length, botocore's files for some.
/// - A number is an integer if it can be one: `1.0` and `1e0` are `1`.
/// - The signing name is absent if it is the endpoint prefix.
pub(super) fn normalized(mut model: Model) -> Model {
    model.operations.sort_unstable_keys();
    model.shapes.sort_unstable_keys();
    for operation in model.operations.values_mut() {
        operation.errors.sort_unstable();
    }
    signing_name(&mut model.service);
    numbers_in(&mut model);
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

/// Normalizes the numbers of constraints, defaults and traits.
fn numbers_in(model: &mut Model) {
    let traits = |traits: &mut Traits| traits.other.values_mut().for_each(value);
    traits(&mut model.service.traits);
    for operation in model.operations.values_mut() {
        traits(&mut operation.traits);
    }
    for shape in model.shapes.values_mut() {
        traits(&mut shape.traits);
        bounds(&mut shape.constraints);
        shape.default.iter_mut().for_each(value);
        for member in shape.references_mut() {
            traits(&mut member.traits);
            bounds(&mut member.constraints);
            member.default.iter_mut().for_each(value);
        }
    }
}

fn bounds(constraints: &mut Constraints) {
    let bounds = constraints.min.iter_mut().chain(&mut constraints.max);
    bounds.for_each(number);
}

fn value(value: &mut Value) {
    match value {
        Value::Number(it) => number(it),
        Value::Array(elements) => elements.iter_mut().for_each(self::value),
        Value::Object(entries) => entries.values_mut().for_each(self::value),
        _ => {}
    }
}

fn number(number: &mut Number) {
    // Up to here, every integer is an IEEE 754 number of 64 bits.
    const GREATEST: f64 = 9_007_199_254_740_992.0;
    if let Some(float) = number.as_f64().filter(|_| number.is_f64())
        && float.fract() == 0.0
        && float.abs() <= GREATEST
    {
        *number = Number::from(float as i64);
    }
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
