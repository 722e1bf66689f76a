//! The visitor that reads a value into its place, and the one for names.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Decode, Numeral, expected};

/// The only key of the object that represents a number in serde_json, if any crate in the build
/// enables its feature `arbitrary_precision`; the value is the number's text.
const ARBITRARY_PRECISION: &str = "$serde_json::private::Number";

/// The place that a value is read into.
///
/// A format that is asked for a specific type quotes the value that it finds instead, so it is asked for
/// any.
pub(super) struct Place<'p, T>(pub(super) &'p mut Option<T>);

impl<T> Place<'_, T> {
    #[inline]
    fn put<E>(self, value: Result<T, E>) -> Result<(), E> {
        value.map(|value| *self.0 = Some(value))
    }
}

impl<'de, T: Decode> DeserializeSeed<'de> for Place<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::decode_into(deserializer, self.0)
    }
}

impl<'de, T: Decode> Visitor<'de> for Place<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::SHAPE)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        *self.0 = None;
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.put(T::boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.put(T::number(Numeral::Integer(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        match value.try_into() {
            Ok(value) => self.visit_i64(value),
            Err(_) => self.visit_u128(value.into()),
        }
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.put(T::number(Numeral::Text(&value.to_string())))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        self.put(T::number(Numeral::Text(&value.to_string())))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.put(T::number(Numeral::Float(value)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(T::text(Cow::Borrowed(text)))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        self.put(T::text(Cow::Owned(text)))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<(), E> {
        self.put(T::bytes(bytes))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<(), A::Error> {
        T::array(array, self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        T::object(object, self.0)
    }
}

/// Returns the text of the number that an object stands for, if it does.
pub(super) fn number_in_disguise<'de, A: MapAccess<'de>>(
    mut object: A,
) -> Result<Option<String>, A::Error> {
    match object.next_key_seed(Name)? {
        Some(name) if name == ARBITRARY_PRECISION => object.next_value().map(Some),
        _ => Ok(None),
    }
}

/// Returns the name of the next member or the next key of a map, or `None` at the end. A number in
/// disguise is an error.
pub(super) fn next_name<'de, A: MapAccess<'de>>(
    object: &mut A,
) -> Result<Option<Cow<'de, str>>, A::Error> {
    match object.next_key_seed(Name)? {
        Some(name) if name == ARBITRARY_PRECISION => Err(expected("an object", "a number")),
        name => Ok(name),
    }
}

/// Reads the name of a member or the key of a map, without a copy if the input has it.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

/// Methods for values that are not names, and that the errors of serde would quote.
macro_rules! not_a_name {
    ($($visit:ident: $type:ty, $found:literal;)*) => {$(
        fn $visit<E: Error>(self, _: $type) -> Result<Cow<'de, str>, E> {
            Err(expected(String::SHAPE, $found))
        }
    )*};
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(String::SHAPE)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text))
    }

    not_a_name! {
        visit_bool: bool, "a boolean";
        visit_i64: i64, "a number";
        visit_u64: u64, "a number";
        visit_i128: i128, "a number";
        visit_u128: u128, "a number";
        visit_f64: f64, "a number";
    }
}
