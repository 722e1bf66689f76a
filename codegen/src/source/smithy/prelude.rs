//! The shapes of the namespace `smithy.api`, which any document can refer to without defining them
//! (Smithy 2.0, "Prelude").

use serde_json::Value;

use crate::collections::IndexMap;
use crate::model::{SIMPLE, Shape, ShapeKind};
use crate::problem::capitalised;

/// The structure without members, which means "nothing".
pub(super) const UNIT: &str = "smithy.api#Unit";

pub(super) fn shape(id: &str) -> Option<Shape> {
    let name = id.strip_prefix("smithy.api#")?;
    let primitive = name.strip_prefix("Primitive");
    let name = primitive.unwrap_or(name);
    let mut simple = SIMPLE.iter();
    let kind = match simple.find(|kind| capitalised(kind.name()) == name) {
        Some(kind) => kind.clone(),
        None if id == UNIT => ShapeKind::Structure {
            members: IndexMap::default(),
        },
        None => return None,
    };
    let default = match primitive {
        Some(_) => Some(zero(&kind)?),
        None => None,
    };
    Some(Shape {
        default,
        ..Shape::new(kind)
    })
}

/// Returns the default of a number or boolean that always has one.
pub(super) fn zero(kind: &ShapeKind) -> Option<Value> {
    match kind {
        ShapeKind::Boolean => Some(Value::Bool(false)),
        ShapeKind::BigInteger | ShapeKind::BigDecimal | ShapeKind::IntEnum { .. } => None,
        kind => kind.is_number().then(|| Value::from(0)),
    }
}
