//! The kinds of values, and the effects of a change from one to another.

use super::breaks::Breaks;
use super::slot::Slot;
use crate::diff::facts::is_alike;
use crate::model::{Constraints, ShapeKind};

/// Returns what values of another kind break where messages have them as text: a number, a boolean or
/// a timestamp is also a string. Readers look at no constraints, and keep texts that an enum does not
/// list.
pub(super) fn between_texts(slots: [Slot<'_>; 2]) -> Breaks {
    let [Some(old), Some(new)] = slots.map(|it| Some(&it.target()?.kind)) else {
        return Breaks::BOTH;
    };
    let is_value = |kind: &ShapeKind| {
        kind.is_number() || matches!(kind, ShapeKind::Boolean | ShapeKind::Timestamp)
    };
    let [_, slot] = slots;
    let is_valid = matches!(new, ShapeKind::String) && slot.constraints() == Constraints::default();
    let is_read = matches!(old, ShapeKind::String | ShapeKind::Enum { .. });
    let (refused, misread) = (!is_value(old) || !is_valid, !is_value(new) || !is_read);
    between_kinds(old, new).within(Breaks::new(refused, misread))
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
