//! The visitor for values of every shape, and for the names of members and the keys of maps.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::expected;
use super::number::Numeral;

/// The only key of the object that represents a number in serde_json, if any crate in the build
/// enables its feature `arbitrary_precision`; the value is the number's text.
const ARBITRARY_PRECISION: &str = "$serde_json::private::Number";

/// Reads the values of one shape: a method per kind of value. The kinds that the shape is not read from are
/// errors.
pub(crate) trait Reader<'de>: Sized {
    /// What reading returns; the default if the value is null.
    type Value: Default;

    /// The name of the shape in errors.
    const SHAPE: &'static str;

    fn boolean<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Err(expected(Self::SHAPE, "a boolean"))
    }

    fn number<E: Error>(self, _: Numeral<'_>) -> Result<Self::Value, E> {
        Err(expected(Self::SHAPE, "a number"))
    }

    fn text<E: Error>(self, _: Cow<'de, str>) -> Result<Self::Value, E> {
        Err(expected(Self::SHAPE, "a string"))
    }

    fn bytes<E: Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        Err(expected(Self::SHAPE, "bytes"))
    }

    fn array<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(expected(Self::SHAPE, "an array"))
    }

    /// Reads an object, which can be a number in disguise.
    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        match object.next_key_seed(Name)? {
            Some(name) if name == ARBITRARY_PRECISION => {
                let text: String = object.next_value()?;
                self.number(Numeral::Text(&text))
            }
            _ => Err(expected(Self::SHAPE, "an object")),
        }
    }
}

/// Reads a value.
///
/// A format that is asked for a specific type quotes the value that it finds instead, so it is asked for
/// any.
pub(crate) fn decode<'de, R: Reader<'de>, D: Deserializer<'de>>(
    deserializer: D,
    reader: R,
) -> Result<R::Value, D::Error> {
    deserializer.deserialize_any(Visit(reader))
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

/// A reader of text.
pub(super) struct TextReader;

impl<'de> Reader<'de> for TextReader {
    type Value = Option<Cow<'de, str>>;

    const SHAPE: &'static str = "a string";

    fn text<E: Error>(self, text: Cow<'de, str>) -> Result<Self::Value, E> {
        Ok(Some(text))
    }
}

/// A seed that reads the name of a member or the key of a map.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        let name = deserializer.deserialize_identifier(Visit(TextReader))?;
        name.ok_or_else(|| expected(TextReader::SHAPE, "null"))
    }
}

struct Visit<R>(R);

impl<'de, R: Reader<'de>> Visitor<'de> for Visit<R> {
    type Value = R::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(R::SHAPE)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(R::Value::default())
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(R::Value::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        self.0.boolean(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        self.0.number(Numeral::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        self.0.number(Numeral::Unsigned(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Self::Value, E> {
        self.0.number(Numeral::Text(&value.to_string()))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Self::Value, E> {
        self.0.number(Numeral::Text(&value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        self.0.number(Numeral::Float(value))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        self.0.text(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        self.0.text(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        self.0.text(Cow::Owned(text))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        self.0.bytes(bytes)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Self::Value, A::Error> {
        self.0.array(array)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        self.0.object(object)
    }
}
