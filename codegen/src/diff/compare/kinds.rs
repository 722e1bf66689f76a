//! The kinds of values, and the effects of a change from one to another.

use super::breaks::Breaks;
use crate::diff::facts::is_alike;
use crate::model::{Constraints, Shape, ShapeKind};

/// Returns what values of another kind break where messages have them as text: a number or a
/// boolean is also a string.
pub(super) fn between_texts(old: &Shape, new: &Shape) -> Breaks {
    let is_value =
        |shape: &Shape| shape.kind.is_number() || matches!(shape.kind, ShapeKind::Boolean);
    let is_any_text = |shape: &Shape| {
        matches!(shape.kind, ShapeKind::String) && shape.constraints == Constraints::default()
    };
    let (holds, was_held) = (
        is_any_text(new) && is_value(old),
        is_any_text(old) && is_value(new),
    );
    between_kinds(&old.kind, &new.kind).within(Breaks::new(!holds, !was_held))
}

/// Returns what values of another kind break, apart from members, elements and enum values.
pub(super) fn between_kinds(old: &ShapeKind, new: &ShapeKind) -> Breaks {
    use ShapeKind::{BigDecimal, BigInteger, Double, Enum, Float, IntEnum, Integer, String};

    match (old, new) {
        _ if is_alike(old, new) => Breaks::NOTHING,
        (String, Enum { .. }) => Breaks::REQUESTS,
        (Enum { .. }, String) | (IntEnum { .. }, Integer) => Breaks::NOTHING,
        // A fraction is not an integer, and a float does not hold integers of any size.
        (BigInteger, Float | Double) | (Float | Double, BigInteger) => Breaks::BOTH,
        (BigInteger, BigDecimal) => Breaks::RESPONSES,
        (BigDecimal, BigInteger) => Breaks::REQUESTS,
        _ => match (width(old), width(new)) {
            // Integers that an enum does not list are refused.
            (Some(narrow), Some(wide)) if narrow < wide => {
                Breaks::RESPONSES.and(Breaks::REQUESTS.when(matches!(new, IntEnum { .. })))
            }
            (Some(_), Some(_)) => Breaks::REQUESTS,
            _ => Breaks::BOTH,
        },
    }
}

/// Returns the rank of a number type: each type holds the numbers of those before it, although a
/// float rounds a large integer. `None` if the values are not numbers.
fn width(kind: &ShapeKind) -> Option<u8> {
    Some(match kind {
        ShapeKind::Byte => 1,
        ShapeKind::Short => 2,
        ShapeKind::Integer | ShapeKind::IntEnum { .. } => 3,
        ShapeKind::Long => 4,
        ShapeKind::Float => 5,
        ShapeKind::Double => 6,
        ShapeKind::BigInteger | ShapeKind::BigDecimal => 7,
        _ => return None,
    })
}

/// Returns `true` if constraints mean the same of two kinds of values: numbers have a range, texts
/// a number of characters, blobs of bytes, lists and maps of elements.
pub(super) fn is_measured_alike(old: &ShapeKind, new: &ShapeKind) -> bool {
    let is_text = |kind: &ShapeKind| matches!(kind, ShapeKind::String | ShapeKind::Enum { .. });
    is_alike(old, new) || (old.is_number() && new.is_number()) || (is_text(old) && is_text(new))
}
