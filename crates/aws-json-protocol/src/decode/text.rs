//! Strings, and the names of members and keys of maps.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, Error};

use super::visitor::{Reader, Visit, decode};
use super::{Decode, expected};

/// Converts text as the format provides it: text that is borrowed from the input needs no allocation.
pub(crate) fn from_text<T: for<'a> From<&'a str> + From<String>>(text: Cow<'_, str>) -> T {
    match text {
        Cow::Borrowed(text) => text.into(),
        Cow::Owned(text) => text.into(),
    }
}

struct TextReader;

impl<'de> Reader<'de> for TextReader {
    type Value = Option<Cow<'de, str>>;

    const SHAPE: &'static str = "a string";

    fn text<E: Error>(self, text: Cow<'de, str>) -> Result<Self::Value, E> {
        Ok(Some(text))
    }
}

/// Implements [`Decode`] for a type that is made of text.
pub fn decode_text<'de, T, D>(deserializer: D, place: &mut Option<T>) -> Result<(), D::Error>
where
    T: for<'a> From<&'a str> + From<String>,
    D: Deserializer<'de>,
{
    *place = decode(deserializer, TextReader)?.map(from_text);
    Ok(())
}

impl Decode for String {
    const SHAPE: &'static str = "a string";

    fn decode_into<'de, D: Deserializer<'de>>(
        deserializer: D,
        place: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        decode_text(deserializer, place)
    }
}

/// A seed that reads the name of a member or the key of a map.
pub(super) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        let name = deserializer.deserialize_identifier(Visit(TextReader))?;
        name.ok_or_else(|| expected(String::SHAPE, "null"))
    }
}
