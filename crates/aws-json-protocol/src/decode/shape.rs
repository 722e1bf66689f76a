//! One visitor for all shapes.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::number::{self, Numeral};
use super::{Decode, problem};
use crate::TimestampError;

/// What a value can be read from. All that a shape does not override is refused.
pub(crate) trait Shape: Sized {
    /// The shape's name in errors.
    const EXPECTED: &'static str;

    fn from_bool(_: bool) -> Result<Self, Mismatch> {
        Err(Mismatch::Found("a boolean"))
    }

    fn from_number(_: Numeral<'_>) -> Result<Self, Mismatch> {
        Err(Mismatch::Found("a number"))
    }

    fn from_text(_: &str) -> Result<Self, Mismatch> {
        Err(Mismatch::Found("a string"))
    }

    fn from_string(text: String) -> Result<Self, Mismatch> {
        Self::from_text(&text)
    }

    fn from_bytes(_: &[u8]) -> Result<Self, Mismatch> {
        Err(Mismatch::Found("bytes"))
    }

    fn from_array<'de, A: SeqAccess<'de>>(_: A) -> Result<Self, A::Error> {
        Err(mismatch::<Self, _>(Mismatch::Found("an array")))
    }

    fn from_object<'de, A: MapAccess<'de>>(mut object: A) -> Result<Self, A::Error> {
        match number::arbitrary_precision(&mut object)? {
            Some(text) => Self::from_number(Numeral::Text(&text)).map_err(mismatch::<Self, _>),
            None => Err(mismatch::<Self, _>(Mismatch::Found("an object"))),
        }
    }
}

/// Why a value is not of its shape.
pub(crate) enum Mismatch {
    /// It is this.
    Found(&'static str),
    /// It is text or a number that is not a [`Timestamp`](crate::Timestamp).
    Timestamp(TimestampError),
}

#[cold]
pub(crate) fn mismatch<T: Shape, E: Error>(mismatch: Mismatch) -> E {
    match mismatch {
        Mismatch::Found(found) => problem(format_args!("expected {}, found {found}", T::EXPECTED)),
        Mismatch::Timestamp(error) => problem(format_args!("invalid timestamp: {error}")),
    }
}

/// Reads a value of a shape. It asks for any value, since the errors of a format that was asked for
/// a type quote the value that is of another one.
pub(crate) fn decode_shape<'de, T: Shape, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(Any(PhantomData))
}

struct Any<T>(PhantomData<T>);

impl<'de, T: Shape> Visitor<'de> for Any<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        T::from_bool(value).map_err(mismatch::<T, _>)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        T::from_number(Numeral::Signed(value)).map_err(mismatch::<T, _>)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        T::from_number(Numeral::Unsigned(value)).map_err(mismatch::<T, _>)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<T, E> {
        T::from_number(Numeral::Text(&value.to_string())).map_err(mismatch::<T, _>)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<T, E> {
        T::from_number(Numeral::Text(&value.to_string())).map_err(mismatch::<T, _>)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        T::from_number(Numeral::Float(value)).map_err(mismatch::<T, _>)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        T::from_text(value).map_err(mismatch::<T, _>)
    }

    fn visit_string<E: Error>(self, value: String) -> Result<T, E> {
        T::from_string(value).map_err(mismatch::<T, _>)
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<T, E> {
        T::from_bytes(value).map_err(mismatch::<T, _>)
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        self.visit_unit()
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Err(mismatch::<T, _>(Mismatch::Found("null")))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<T, A::Error> {
        T::from_array(array)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T, A::Error> {
        T::from_object(object)
    }
}

/// Reads a value as part of another: what null stands for is `None`.
pub(crate) struct Seed<T, const ELEMENT: bool>(PhantomData<T>);

impl<T> Seed<T, false> {
    /// Null is absent.
    pub(crate) const MEMBER: Self = Self(PhantomData);
}

impl<T> Seed<T, true> {
    /// The type says what null is.
    pub(crate) const ELEMENT: Self = Self(PhantomData);
}

impl<'de, T: Decode, const ELEMENT: bool> DeserializeSeed<'de> for Seed<T, ELEMENT> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        if ELEMENT {
            T::decode_element(deserializer)
        } else {
            Option::decode(deserializer)
        }
    }
}
