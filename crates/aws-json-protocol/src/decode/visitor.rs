//! The visitor for scalars.

use std::marker::PhantomData;

use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::number::{self, Numeral};
use super::{Decode, expected, problem, refuse};
use crate::TimestampError;

/// A scalar. Values that it cannot be made from are rejected.
pub(crate) trait Scalar: Decode {
    fn from_bool(_: bool) -> Result<Self, Mismatch> {
        Err(Mismatch::Found("a boolean"))
    }

    fn from_number(_: Numeral<'_>) -> Result<Self, Mismatch> {
        Err(Mismatch::Found("a number"))
    }

    fn from_text(_: &str) -> Result<Self, Mismatch> {
        Err(Mismatch::Found("a string"))
    }

    fn from_bytes(_: &[u8]) -> Result<Self, Mismatch> {
        Err(Mismatch::Found("bytes"))
    }
}

/// The reason that a value does not have its shape.
pub(crate) enum Mismatch {
    /// It has this shape instead.
    Found(&'static str),
    /// It is text or a number that is not a [`Timestamp`](crate::Timestamp).
    Timestamp(TimestampError),
}

impl Mismatch {
    #[cold]
    fn error<E: Error>(self, shape: &str) -> E {
        match self {
            Self::Found(found) => expected(shape, found),
            Self::Timestamp(error) => problem(format_args!("invalid timestamp: {error}")),
        }
    }
}

pub(crate) fn decode_scalar<'de, T: Scalar, D: Deserializer<'de>>(
    deserializer: D,
    place: &mut Option<T>,
) -> Result<(), D::Error> {
    *place = deserializer.deserialize_any(ScalarVisitor(PhantomData))?;
    Ok(())
}

struct ScalarVisitor<T>(PhantomData<T>);

/// Returns `Some` of the scalar, or the error.
fn made<T: Scalar, E: Error>(scalar: Result<T, Mismatch>) -> Result<Option<T>, E> {
    match scalar {
        Ok(scalar) => Ok(Some(scalar)),
        Err(mismatch) => Err(mismatch.error(T::SHAPE)),
    }
}

impl<'de, T: Scalar> Visitor<'de> for ScalarVisitor<T> {
    type Value = Option<T>;

    refuse! { T::SHAPE; array }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Option<T>, E> {
        made(T::from_bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Option<T>, E> {
        made(T::from_number(Numeral::Signed(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Option<T>, E> {
        made(T::from_number(Numeral::Unsigned(value)))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Option<T>, E> {
        made(T::from_number(Numeral::Text(&value.to_string())))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Option<T>, E> {
        made(T::from_number(Numeral::Text(&value.to_string())))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Option<T>, E> {
        made(T::from_number(Numeral::Float(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Option<T>, E> {
        made(T::from_text(value))
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<Option<T>, E> {
        made(T::from_bytes(value))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Option<T>, A::Error> {
        match number::arbitrary_precision(&mut object)? {
            Some(text) => made(T::from_number(Numeral::Text(&text))),
            None => Err(expected(T::SHAPE, "an object")),
        }
    }
}
