//! Strings, and the names of members and keys of maps.

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::{Decode, expected, refuse};

/// The name of the shape in errors.
const SHAPE: &str = "a string";

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

/// Implements [`Decode`] for a type that is made of text.
pub fn decode_text<'de, T, D>(deserializer: D, place: &mut Option<T>) -> Result<(), D::Error>
where
    T: for<'a> From<&'a str> + From<String>,
    D: Deserializer<'de>,
{
    let text = deserializer.deserialize_any(TextVisitor)?;
    *place = text.map(Text::into);
    Ok(())
}

impl Decode for String {
    const SHAPE: &'static str = SHAPE;

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
        let name = deserializer.deserialize_identifier(TextVisitor)?;
        name.ok_or_else(|| expected(SHAPE, "null"))
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<Text<'de>>;

    refuse! { SHAPE; boolean number bytes array object }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Text::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Text::Owned(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(Text::Owned(text)))
    }
}
