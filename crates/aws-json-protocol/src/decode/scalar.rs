//! Strings, booleans, numbers and documents.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, Error};

use super::{Decode, Numeral, expected};
use crate::{Document, Number};

impl Decode for String {
    const SHAPE: &'static str = "a string";

    fn text<E: Error>(text: Cow<'_, str>) -> Result<Self, E> {
        Ok(text.into_owned())
    }
}

/// Converts text as the format provides it: text that is borrowed from the input needs no allocation.
pub fn from_text<T: for<'a> From<&'a str> + From<String>>(text: Cow<'_, str>) -> T {
    match text {
        Cow::Borrowed(text) => text.into(),
        Cow::Owned(text) => text.into(),
    }
}

impl Decode for bool {
    const SHAPE: &'static str = "a boolean";

    fn boolean<E: Error>(value: bool) -> Result<Self, E> {
        Ok(value)
    }
}

/// Returns a number, or the error for one that is out of range.
fn in_range<T: Decode, E: Error>(number: Option<T>) -> Result<T, E> {
    number.ok_or_else(|| expected(T::SHAPE, "another number"))
}

macro_rules! integers {
    ($($integer:ty: $shape:literal,)*) => {$(
        impl Decode for $integer {
            const SHAPE: &'static str = $shape;

            fn number<E: Error>(number: Numeral<'_>) -> Result<Self, E> {
                in_range(number.as_i64().and_then(|integer| integer.try_into().ok()))
            }
        }
    )*};
}

integers! {
    i8: "an integer of 8 bits",
    i16: "an integer of 16 bits",
    i32: "an integer of 32 bits",
    i64: "an integer of 64 bits",
    // Not shapes of a model, but the bytes and the HTTP status of an `ErrorResponse`.
    u8: "an integer of 8 bits without a sign",
    u16: "an integer of 16 bits without a sign",
}

macro_rules! floats {
    ($($float:ident: $as_float:ident, $shape:literal;)*) => {$(
        impl Decode for $float {
            const SHAPE: &'static str = $shape;

            fn number<E: Error>(number: Numeral<'_>) -> Result<Self, E> {
                in_range(number.$as_float())
            }

            fn text<E: Error>(text: Cow<'_, str>) -> Result<Self, E> {
                match &*text {
                    "NaN" => Ok($float::NAN),
                    "Infinity" => Ok($float::INFINITY),
                    "-Infinity" => Ok($float::NEG_INFINITY),
                    _ => Err(expected(Self::SHAPE, "another string")),
                }
            }
        }
    )*};
}

floats! {
    f32: as_f32, r#"a number of 32 bits, "NaN", "Infinity" or "-Infinity""#;
    f64: as_f64, r#"a number, "NaN", "Infinity" or "-Infinity""#;
}

impl Decode for Number {
    const SHAPE: &'static str = "a number";

    fn number<E: Error>(number: Numeral<'_>) -> Result<Self, E> {
        in_range(number.as_number())
    }
}

impl Decode for Document {
    const SHAPE: &'static str = "a document";

    fn decode_into<'de, D: Deserializer<'de>>(
        deserializer: D,
        place: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        *place = Option::deserialize(deserializer)?;
        Ok(())
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }
}
