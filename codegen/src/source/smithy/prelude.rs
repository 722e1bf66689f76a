//! The shapes of the namespace `smithy.api`, which any document can refer to without defining them
//! (Smithy 2.0, "Prelude").

use serde_json::Value;

use crate::collections::IndexMap;
use crate::model::{Shape, ShapeKind};

/// The structure without members, which means "nothing".
pub(super) const UNIT: &str = "smithy.api#Unit";

pub(super) fn shape(id: &str) -> Option<Shape> {
    let name = id.strip_prefix("smithy.api#")?;
    let primitive = name.strip_prefix("Primitive");
    let kind = match primitive.unwrap_or(name) {
        "Boolean" => ShapeKind::Boolean,
        "Byte" => ShapeKind::Byte,
        "Short" => ShapeKind::Short,
        "Integer" => ShapeKind::Integer,
        "Long" => ShapeKind::Long,
        "Float" => ShapeKind::Float,
        "Double" => ShapeKind::Double,
        "Blob" => ShapeKind::Blob,
        "String" => ShapeKind::String,
        "BigInteger" => ShapeKind::BigInteger,
        "BigDecimal" => ShapeKind::BigDecimal,
        "Timestamp" => ShapeKind::Timestamp,
        "Document" => ShapeKind::Document,
        "Unit" => ShapeKind::Structure {
            members: IndexMap::default(),
        },
        _ => return None,
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
