//! Normalization of what a model file can express in several ways, so that the two formats, and two
//! releases of one, differ only where the service does.

use serde_json::{Number, Value};

use crate::collections::HashSet;
use crate::model::{Constraints, Model};

/// Normalizes a model.
///
/// - Operations, shapes and an operation's errors are sorted by name. botocore's files sort the
///   first two this way, with few exceptions; the order of errors has no meaning, and Smithy's
///   published models sort them.
/// - A minimum length of zero, which is not a constraint, is absent. Smithy's published models
///   state it for each string with a maximum length, botocore's files for some.
/// - A number in a document is an integer if it can be one: `1.0` and `1e0` are `1`.
/// - The signing name is absent if it is the endpoint prefix.
pub(super) fn normalized(mut model: Model) -> Model {
    model.operations.sort_unstable_keys();
    model.shapes.sort_unstable_keys();
    for operation in model.operations.values_mut() {
        operation.errors.sort_unstable();
    }
    if model.service.signing_name == model.service.endpoint_prefix {
        model.service.signing_name = None;
    }
    for traits in model.traits_mut() {
        traits.other.values_mut().for_each(value);
    }
    let numbers = model
        .shapes
        .iter()
        .filter(|(_, shape)| shape.kind.is_number());
    let numbers: HashSet<String> = numbers.map(|(name, _)| name.clone()).collect();
    for shape in model.shapes.values_mut() {
        constraints(&mut shape.constraints, shape.kind.is_number());
        shape.default.iter_mut().for_each(value);
        for member in shape.references_mut() {
            constraints(&mut member.constraints, numbers.contains(&member.target));
            member.default.iter_mut().for_each(value);
        }
    }
    model
}

fn constraints(constraints: &mut Constraints, are_of_number: bool) {
    if !are_of_number {
        constraints.min.take_if(|min| min.as_f64() == Some(0.0));
    }
}

fn value(value: &mut Value) {
    match value {
        Value::Number(number) => *number = integral(number),
        Value::Array(elements) => elements.iter_mut().for_each(self::value),
        Value::Object(entries) => entries.values_mut().for_each(self::value),
        _ => {}
    }
}

/// Returns a number as an integer if it can be one: `1.0` and `1e0` as `1`.
pub(super) fn integral(number: &Number) -> Number {
    // Up to here, every integer is an IEEE 754 number of 64 bits.
    const GREATEST: f64 = 9_007_199_254_740_992.0;
    let float = number.as_f64().filter(|_| number.is_f64());
    let integer = float.filter(|float| float.fract() == 0.0 && float.abs() <= GREATEST);
    integer.map_or_else(|| number.clone(), |integer| Number::from(integer as i64))
}
