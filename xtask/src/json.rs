//! JSON documents that keep the order of keys and the spelling of numbers.

use anyhow::{Context, Result, ensure};
use codegen::problem::visible;
use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

/// The maximum depth of a document, so that a deeper one is refused rather than overflowing the
/// stack.
const DEPTH_LIMIT: usize = 128;

/// The maximum memory of a document's values and of the indentation in its text, in bytes. Strings are
/// as long as in the file. AWS's largest document, that of Amazon EC2, has 130,387 values.
const MOST_BYTES: usize = 64 << 20;

/// About the memory of a value without indentation.
const VALUE: usize = 100;

/// The mark that some editors put before UTF-8 text (RFC 8259, section 8.1).
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A JSON value.
///
/// This is not [`serde_json::Value`], in which order and number spelling are kept only with crate
/// features, which Cargo would enable for every crate that is built with this one.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    /// A number as it is spelled, `true`, `false` or `null`.
    Other(Box<RawValue>),
    String(String),
    Array(Vec<Json>),
    Object(IndexMap<String, Json>),
}

impl Json {
    /// Reads a document, in which no key occurs twice in an object.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes).context("not UTF-8")?;
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let _: IgnoredAny = serde_json::from_str(text)?;
        let (rest, left) = (text, MOST_BYTES);
        Scanner { rest, left }.value(DEPTH_LIMIT)
    }

    /// Returns the text of the document, with two spaces per level and a final newline.
    pub(crate) fn to_text(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

/// A reader of the values in a text that is known to be valid JSON.
struct Scanner<'t> {
    rest: &'t str,
    /// How much of [`MOST_BYTES`] is left.
    left: usize,
}

impl<'t> Scanner<'t> {
    fn value(&mut self, depth: usize) -> Result<Json> {
        ensure!(depth > 0, "nested deeper than {DEPTH_LIMIT} levels");
        let memory = VALUE + 2 * (DEPTH_LIMIT - depth);
        ensure!(
            self.left >= memory,
            "too many values, or too deeply nested, for {} MiB of memory",
            MOST_BYTES >> 20
        );
        self.left -= memory;
        if self.takes("{") {
            return self.members(depth - 1).map(Json::Object);
        }
        if self.takes("[") {
            return self.items(depth - 1).map(Json::Array);
        }
        match self.rest.starts_with('"') {
            true => self.scalar().map(Json::String),
            false => self.scalar().map(Json::Other),
        }
    }

    /// Reads the members after an opening brace.
    fn members(&mut self, depth: usize) -> Result<IndexMap<String, Json>> {
        let mut members = IndexMap::new();
        while !self.takes("}") {
            let key: String = self.scalar()?;
            self.takes(":");
            ensure!(
                !members.contains_key(&key),
                "the key `{}` occurs twice",
                visible(&key)
            );
            let value = self.value(depth).with_context(|| key.clone())?;
            members.insert(key, value);
            self.takes(",");
        }
        Ok(members)
    }

    /// Reads the items after an opening bracket.
    fn items(&mut self, depth: usize) -> Result<Vec<Json>> {
        let mut items = Vec::new();
        while !self.takes("]") {
            items.push(self.value(depth)?);
            self.takes(",");
        }
        Ok(items)
    }

    /// Reads a string, a number, `true`, `false` or `null`.
    fn scalar<T: Deserialize<'t>>(&mut self) -> Result<T> {
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter();
        let value = values.next().context("the text ends early")?;
        self.rest = self.rest.get(values.byte_offset()..).unwrap_or_default();
        Ok(value?)
    }

    /// Skips a sign, and the white space before and after it, and returns `true` if the sign comes
    /// next.
    fn takes(&mut self, sign: &str) -> bool {
        self.rest = self.rest.trim_ascii_start();
        let after = self.rest.strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest).trim_ascii_start();
        after.is_some()
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Other(word) => word.serialize(serializer),
            Self::String(text) => text.serialize(serializer),
            Self::Array(items) => items.serialize(serializer),
            Self::Object(members) => members.serialize(serializer),
        }
    }
}
