//! Strings.

use std::borrow::Cow;

use serde::de::Deserializer;

use super::Decode;
use super::visitor::{Reader, TextReader, decode};

/// Converts text as the format provides it: text that is borrowed from the input needs no allocation.
pub(crate) fn from_text<T: for<'a> From<&'a str> + From<String>>(text: Cow<'_, str>) -> T {
    match text {
        Cow::Borrowed(text) => text.into(),
        Cow::Owned(text) => text.into(),
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
    const SHAPE: &'static str = TextReader::SHAPE;

    fn decode_into<'de, D: Deserializer<'de>>(
        deserializer: D,
        place: &mut Option<Self>,
    ) -> Result<(), D::Error> {
        decode_text(deserializer, place)
    }
}
