//! The shapes of the namespace `smithy.api`, which any document can refer to without defining them
//! (Smithy 2.0, "Prelude").

use serde_json::Value;

use super::id;
use crate::collections::IndexMap;
use crate::model::{Shape, ShapeKind};

/// The structure without members, which means "nothing".
pub(super) const UNIT: &str = "smithy.api#Unit";

/// Returns a shape of the prelude.
pub(super) fn shape(id: &str) -> Option<Shape> {
    let name = id::name(id);
    if id::namespace(id) != "smithy.api" {
        return None;
    }
    let (primitive, name) = match name.strip_prefix("Primitive") {
        Some(name) => (true, name),
        None => (false, name),
    };
    let (kind, zero) = match name {
        "Boolean" => (ShapeKind::Boolean, Some(Value::Bool(false))),
        "Byte" => (ShapeKind::Byte, Some(Value::from(0))),
        "Short" => (ShapeKind::Short, Some(Value::from(0))),
        "Integer" => (ShapeKind::Integer, Some(Value::from(0))),
        "Long" => (ShapeKind::Long, Some(Value::from(0))),
        "Float" => (ShapeKind::Float, Some(Value::from(0))),
        "Double" => (ShapeKind::Double, Some(Value::from(0))),
        "Blob" => (ShapeKind::Blob, None),
        "String" => (ShapeKind::String, None),
        "BigInteger" => (ShapeKind::BigInteger, None),
        "BigDecimal" => (ShapeKind::BigDecimal, None),
        "Timestamp" => (ShapeKind::Timestamp, None),
        "Document" => (ShapeKind::Document, None),
        "Unit" => (
            ShapeKind::Structure {
                members: IndexMap::default(),
            },
            None,
        ),
        _ => return None,
    };
    if primitive && zero.is_none() {
        return None;
    }
    Some(Shape {
        default: zero.filter(|_| primitive),
        ..Shape::new(kind)
    })
}
