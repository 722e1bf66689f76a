//! What both readers read alike.

use super::cursor::Cursor;
use crate::model::{Retryable, ShapeKind};

/// The kind of a simple shape, by the name that both formats have for it.
pub(super) fn simple_kind(name: &str) -> Option<ShapeKind> {
    Some(match name {
        "blob" => ShapeKind::Blob,
        "boolean" => ShapeKind::Boolean,
        "byte" => ShapeKind::Byte,
        "short" => ShapeKind::Short,
        "integer" => ShapeKind::Integer,
        "long" => ShapeKind::Long,
        "float" => ShapeKind::Float,
        "double" => ShapeKind::Double,
        "timestamp" => ShapeKind::Timestamp,
        _ => return None,
    })
}

/// What makes an error retryable.
pub(super) fn retryable(object: &Cursor<'_, '_>) -> Retryable {
    Retryable {
        throttling: object
            .only("throttling", |throttling| throttling.flag())
            .unwrap_or_default(),
    }
}
