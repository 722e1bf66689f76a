//! Scanner for the members of a body that may not be valid JSON throughout.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer as _, Error as _, IntoDeserializer, MapAccess, Visitor,
};
use serde_json::{Deserializer, Error};

/// The members of the outermost object, each with the text of its value.
///
/// Only the end of that text is determined, so it can contain anything: unlimited nesting,
/// unbounded numbers, invalid escapes.
pub(super) struct Members<'a> {
    rest: &'a str,
    /// The character before the next member.
    separator: char,
    value: &'a str,
}

impl<'a> Members<'a> {
    pub(super) fn new(body: &'a str) -> Self {
        Self {
            rest: body.trim_start_matches('\u{feff}'),
            separator: '{',
            value: "",
        }
    }

    /// Returns the members whose values are strings, as far as the object can be read.
    pub(super) fn texts(mut self) -> Vec<(String, String)> {
        let mut texts = Vec::new();
        while let Ok(Some(name)) = self.next_name() {
            texts.extend(unescape(self.value).map(|value| (name, value)));
        }
        texts
    }

    /// Returns the name of the next member and moves to its value, or returns `None` at the end of
    /// the object, or if the body is empty.
    fn next_name(&mut self) -> Result<Option<String>, Error> {
        if self.separator == '{' && self.rest.trim().is_empty() {
            return Ok(None);
        }
        let has_member = self.skip(self.separator) && !(self.separator == '{' && self.skip('}'));
        if has_member {
            self.separator = ',';
            let name = self.take(end_of_text);
            let name = name.and_then(unescape).filter(|_| self.skip(':'));
            self.value = self.take(|text| Some(end_of_value(text))).unwrap_or("");
            return name.map(Some).ok_or_else(not_an_object);
        }
        let is_end = self.separator == '{' || self.skip('}');
        match is_end && self.rest.trim().is_empty() {
            true => Ok(None),
            false => Err(not_an_object()),
        }
    }

    /// Takes a character off the front, after white space.
    fn skip(&mut self, expected: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(expected);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes text off the front, after white space, up to where it ends.
    fn take(&mut self, end: impl FnOnce(&str) -> Option<usize>) -> Option<&'a str> {
        let rest = self.rest.trim_start();
        let (taken, rest) = rest.split_at_checked(end(rest)?)?;
        self.rest = rest;
        Some(taken)
    }
}

fn not_an_object() -> Error {
    Error::custom("not an object")
}

/// Returns the end of the value that the text begins with: the comma or brace after it.
fn end_of_value(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            ',' | '}' | ']' if depth == 0 => break,
            '"' => end_of_text(rest).unwrap_or(rest.len()),
            other => other.len_utf8(),
        };
        match next {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    text.len() - rest.len()
}

/// Returns the end of the string that the text begins with.
fn end_of_text(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    let inside = text.strip_prefix('"')?;
    let end = inside.find(|next| {
        let is_end = next == '"' && !is_escaped;
        is_escaped = next == '\\' && !is_escaped;
        is_end
    })?;
    Some(end + 2)
}

/// Unescapes a string; returns `None` for text that is not one. A lone surrogate becomes the
/// replacement character; a string with an invalid escape is returned unchanged.
fn unescape(text: &str) -> Option<String> {
    let inside = text.trim_end().strip_prefix('"')?.strip_suffix('"')?;
    let unescaped = Deserializer::from_str(text).deserialize_bytes(Lossy);
    Some(unescaped.unwrap_or_else(|_| inside.to_owned()))
}

/// A seed that reads a string as bytes, which serde_json provides even if they are not valid UTF-8.
struct Lossy;

impl Visitor<'_> for Lossy {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let name = self.next_name()?;
        name.map(|name| seed.deserialize(name.into_deserializer()))
            .transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let mut value = Deserializer::from_str(self.value);
        let read = seed.deserialize(&mut value)?;
        value.end()?;
        Ok(read)
    }
}
