//! Booleans, numbers and documents.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error};

use super::visitor::{Reader, decode};
use super::{Decode, Numeral, expected};
use crate::{Document, Number};

/// A reader of a scalar.
pub(crate) struct Scalar<T>(PhantomData<T>);

/// Implements [`Decode`] for a scalar.
pub(crate) fn decode_scalar<'de, T, D>(
    deserializer: D,
    place: &mut Option<T>,
) -> Result<(), D::Error>
where
    Scalar<T>: Reader<'de, Value = Option<T>>,
    D: Deserializer<'de>,
{
    *place = decode(deserializer, Scalar(PhantomData))?;
    Ok(())
}

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
    // Not shapes of a model, but the bytes and the HTTP status of an `ErrorResponse`.
    u8: "an integer of 8 bits without a sign",
    u16: "an integer of 16 bits without a sign",
    f32: r#"a number of 32 bits, "NaN", "Infinity" or "-Infinity""#,
    f64: r#"a number, "NaN", "Infinity" or "-Infinity""#,
    Number: "a number",
}

impl<'de> Reader<'de> for Scalar<bool> {
    type Value = Option<bool>;

    const SHAPE: &'static str = bool::SHAPE;

    fn boolean<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(value))
    }
}

/// Returns the number, or an error if it was out of range.
fn in_range<T: Decode, E: Error>(number: Option<T>) -> Result<Option<T>, E> {
    match number {
        Some(number) => Ok(Some(number)),
        None => Err(expected(T::SHAPE, "another number")),
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl<'de> Reader<'de> for Scalar<$integer> {
            type Value = Option<$integer>;

            const SHAPE: &'static str = <$integer>::SHAPE;

            fn number<E: Error>(self, number: Numeral<'_>) -> Result<Self::Value, E> {
                in_range(number.as_i64().and_then(|integer| integer.try_into().ok()))
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 u8 u16 }

macro_rules! floats {
    ($($float:ident: $as_float:ident,)*) => {$(
        impl<'de> Reader<'de> for Scalar<$float> {
            type Value = Option<$float>;

            const SHAPE: &'static str = $float::SHAPE;

            fn number<E: Error>(self, number: Numeral<'_>) -> Result<Self::Value, E> {
                in_range(number.$as_float())
            }

            fn text<E: Error>(self, text: Cow<'de, str>) -> Result<Self::Value, E> {
                match &*text {
                    "NaN" => Ok(Some($float::NAN)),
                    "Infinity" => Ok(Some($float::INFINITY)),
                    "-Infinity" => Ok(Some($float::NEG_INFINITY)),
                    _ => Err(expected(Self::SHAPE, "another string")),
                }
            }
        }
    )*};
}

floats! {
    f32: as_f32,
    f64: as_f64,
}

impl<'de> Reader<'de> for Scalar<Number> {
    type Value = Option<Number>;

    const SHAPE: &'static str = Number::SHAPE;

    fn number<E: Error>(self, number: Numeral<'_>) -> Result<Self::Value, E> {
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
