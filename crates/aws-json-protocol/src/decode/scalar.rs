//! Scalars.

use serde::de::{Deserialize, Deserializer};

use super::{Decode, Mismatch, Numeral, Scalar, decode_scalar};
use crate::{Document, Number};

macro_rules! decode {
    ($($type:ty: $shape:literal,)*) => {$(
        impl Decode for $type {
            const SHAPE: &'static str = $shape;

            fn decode_into<'de, D: Deserializer<'de>>(
                deserializer: D,
                place: &mut Option<Self>,
            ) -> Result<(), D::Error> {
                decode_scalar(deserializer, place)
            }
        }
    )*};
}

decode! {
    bool: "a boolean",
    i8: "an integer of 8 bits",
    i16: "an integer of 16 bits",
    i32: "an integer of 32 bits",
    i64: "an integer of 64 bits",
    // Not a shape of a model, but the HTTP status of an `ErrorResponse`.
    u16: "an integer of 16 bits without a sign",
    f32: r#"a number of 32 bits, "NaN", "Infinity" or "-Infinity""#,
    f64: r#"a number, "NaN", "Infinity" or "-Infinity""#,
    Number: "a number",
}

impl Scalar for bool {
    fn from_bool(value: bool) -> Result<Self, Mismatch> {
        Ok(value)
    }
}

/// A number of the right type that is out of range.
const ANOTHER_NUMBER: Mismatch = Mismatch::Found("another number");

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Scalar for $integer {
            fn from_number(number: Numeral<'_>) -> Result<Self, Mismatch> {
                let integer = number.as_i64().and_then(|integer| integer.try_into().ok());
                integer.ok_or(ANOTHER_NUMBER)
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 u16 }

macro_rules! floats {
    ($($float:ident: $as_float:ident,)*) => {$(
        impl Scalar for $float {
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
    f32: as_f32,
    f64: as_f64,
}

impl Scalar for Number {
    fn from_number(number: Numeral<'_>) -> Result<Self, Mismatch> {
        number.as_number().ok_or(ANOTHER_NUMBER)
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

    /// Reads a document, which can be null.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn decode_element<'de, D: Deserializer<'de>>(
        deserializer: D,
        place: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        *place = Some(Self::deserialize(deserializer)?);
        Ok(())
    }
}
