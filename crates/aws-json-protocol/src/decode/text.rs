//! Strings, and the names of members and keys of maps.

use serde::de::{DeserializeSeed, Deserializer, Error};

use super::visitor::{Reader, Visit, decode};
use super::{Decode, expected};

/// Text as the format provides it: text that is borrowed from the input needs no allocation.
pub(crate) enum Text<'de> {
    Borrowed(&'de str),
    Owned(String),
}

impl Text<'_> {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Owned(text) => text,
        }
    }

    /// Converts the text, borrowed or owned.
    pub(crate) fn into<T: for<'a> From<&'a str> + From<String>>(self) -> T {
        match self {
            Self::Borrowed(text) => text.into(),
            Self::Owned(text) => text.into(),
        }
    }
}

struct TextReader;

impl<'de> Reader<'de> for TextReader {
    type Value = Option<Text<'de>>;

    const SHAPE: &'static str = "a string";

    fn text<E: Error>(self, text: Text<'de>) -> Result<Self::Value, E> {
        Ok(Some(text))
    }
}

/// Implements [`Decode`] for a type that is made of text.
pub fn decode_text<'de, T, D>(deserializer: D, place: &mut Option<T>) -> Result<(), D::Error>
where
    T: for<'a> From<&'a str> + From<String>,
    D: Deserializer<'de>,
{
    *place = decode(deserializer, TextReader)?.map(Text::into);
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
    type Value = Text<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Text<'de>, D::Error> {
        let name = deserializer.deserialize_identifier(Visit(TextReader))?;
        name.ok_or_else(|| expected(String::SHAPE, "null"))
    }
}
