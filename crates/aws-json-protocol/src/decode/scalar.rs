//! Values without parts.

use serde::de::{Deserialize, Deserializer};

use super::{Decode, Mismatch, Numeral, Shape, decode_shape};
use crate::{Document, Number};

macro_rules! decode {
    ($($type:ty)*) => {$(
        impl Decode for $type {
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                decode_shape(deserializer)
            }
        }
    )*};
}

decode! { String bool i8 i16 i32 i64 u16 f32 f64 Number }

impl Shape for String {
    const EXPECTED: &'static str = "a string";

    fn from_text(text: &str) -> Result<Self, Mismatch> {
        Ok(text.to_owned())
    }

    fn from_string(text: String) -> Result<Self, Mismatch> {
        Ok(text)
    }
}

impl Shape for bool {
    const EXPECTED: &'static str = "a boolean";

    fn from_bool(value: bool) -> Result<Self, Mismatch> {
        Ok(value)
    }
}

/// A number of the right type that is none of the right size.
const ANOTHER_NUMBER: Mismatch = Mismatch::Found("another number");

macro_rules! integers {
    ($($integer:ty: $expected:literal,)*) => {$(
        impl Shape for $integer {
            const EXPECTED: &'static str = $expected;

            fn from_number(number: Numeral<'_>) -> Result<Self, Mismatch> {
                let integer = number.as_i64().and_then(|integer| integer.try_into().ok());
                integer.ok_or(ANOTHER_NUMBER)
            }
        }
    )*};
}

integers! {
    i8: "an integer of 8 bits",
    i16: "an integer of 16 bits",
    i32: "an integer of 32 bits",
    i64: "an integer of 64 bits",
    // No shape of a model: the HTTP status of an `ErrorResponse`.
    u16: "an integer of 16 bits without a sign",
}

macro_rules! floats {
    ($($float:ident: $as_float:ident, $expected:literal;)*) => {$(
        impl Shape for $float {
            const EXPECTED: &'static str = $expected;

            fn from_number(number: Numeral<'_>) -> Result<Self, Mismatch> {
                number.$as_float().ok_or(ANOTHER_NUMBER)
            }

            fn from_text(text: &str) -> Result<Self, Mismatch> {
                match text {
                    "NaN" => Ok($float::NAN),
                    "Infinity" => Ok($float::INFINITY),
                    "-Infinity" => Ok($float::NEG_INFINITY),
                    _ => Err(Mismatch::Found("another string")),
                }
            }
        }
    )*};
}

floats! {
    f32: as_f32, r#"a number of 32 bits, "NaN", "Infinity" or "-Infinity""#;
    f64: as_f64, r#"a number, "NaN", "Infinity" or "-Infinity""#;
}

impl Shape for Number {
    const EXPECTED: &'static str = "a number";

    fn from_number(number: Numeral<'_>) -> Result<Self, Mismatch> {
        number.as_number().ok_or(ANOTHER_NUMBER)
    }
}

impl Decode for Document {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    /// Null is a document.
    fn decode_element<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        Self::decode(deserializer).map(Some)
    }
}
