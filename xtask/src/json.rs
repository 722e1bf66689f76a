//! A JSON document as it was written: the order of keys and the spelling of numbers stay.

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

/// Deeper documents are refused rather than overflowing the stack.
const DEPTH_LIMIT: usize = 128;

/// One JSON value.
///
/// Not [`serde_json::Value`]: keeping order and number spelling there are crate features, which
/// Cargo would turn on for every crate built beside this one.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Box<RawValue>),
    String(String),
    Array(Vec<Json>),
    Object(IndexMap<String, Json>),
}

impl Json {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// Text that is not JSON, a key that stands twice in one object, or nesting deeper than 128.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self> {
        let raw: &RawValue = serde_json::from_slice(bytes)?;
        Self::from_raw(raw, DEPTH_LIMIT)
    }

    /// The document with two spaces per level and a final newline.
    pub(crate) fn to_text(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// The value of a key, of an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        self.as_object()?.get(key)
    }

    pub(crate) fn as_object(&self) -> Option<&IndexMap<String, Json>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    fn from_raw(raw: &RawValue, depth: usize) -> Result<Self> {
        let text = raw.get();
        if depth == 0 {
            bail!("nested deeper than {DEPTH_LIMIT} levels");
        }
        Ok(match text.bytes().next() {
            Some(b'{') => Self::Object(
                serde_json::from_str::<Members<'_>>(text)?
                    .0
                    .into_iter()
                    .map(|(key, value)| {
                        let value =
                            Self::from_raw(value, depth - 1).with_context(|| key.clone())?;
                        Ok((key, value))
                    })
                    .collect::<Result<_>>()?,
            ),
            Some(b'[') => Self::Array(
                serde_json::from_str::<Vec<&RawValue>>(text)?
                    .into_iter()
                    .map(|item| Self::from_raw(item, depth - 1))
                    .collect::<Result<_>>()?,
            ),
            Some(b'"') => Self::String(serde_json::from_str(text)?),
            Some(b't' | b'f') => Self::Bool(serde_json::from_str(text)?),
            Some(b'n') => Self::Null,
            _ => Self::Number(raw.to_owned()),
        })
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => value.serialize(serializer),
            Self::Number(digits) => digits.serialize(serializer),
            Self::String(text) => text.serialize(serializer),
            Self::Array(items) => items.serialize(serializer),
            Self::Object(members) => members.serialize(serializer),
        }
    }
}

/// The members of an object, in order, each key once.
struct Members<'a>(IndexMap<String, &'a RawValue>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut members = IndexMap::new();
        while let Some((key, value)) = access.next_entry::<String, &RawValue>()? {
            if members.contains_key(&key) {
                return Err(A::Error::custom(format!("the key `{key}` stands twice")));
            }
            members.insert(key, value);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str) -> String {
        Json::parse(text.as_bytes()).unwrap().to_text().unwrap()
    }

    #[test]
    fn order_and_numbers_stay_as_written() {
        assert_eq!(
            rewritten(r#"{"z":1.0,"a":[1e3,-0,12345678901234567890123],"m":{"y":true,"b":null}}"#),
            r#"{
  "z": 1.0,
  "a": [
    1e3,
    -0,
    12345678901234567890123
  ],
  "m": {
    "y": true,
    "b": null
  }
}
"#
        );
    }

    #[test]
    fn text_of_a_text_is_the_same_text() {
        let once = rewritten(r#"{"empty":{},"none":[],"text":"a \u00e9 \"quoted\" \n line"}"#);
        assert_eq!(rewritten(&once), once);
        assert!(once.contains("\"empty\": {}"), "{once}");
    }

    #[test]
    fn a_key_that_stands_twice_is_refused_with_its_name() {
        let error = Json::parse(br#"{"shapes":{"Tag":{},"Tag":{}}}"#).unwrap_err();
        let message = format!("{error:#}");
        assert!(
            message.contains("shapes") && message.contains("`Tag` stands twice"),
            "{message}"
        );
    }

    #[test]
    fn bad_documents_are_errors() {
        let deep = "[".repeat(5000) + &"]".repeat(5000);
        for text in ["", "{", "{}x", "{\"a\":01}", "\"\\ud800\"", deep.as_str()] {
            assert!(
                Json::parse(text.as_bytes()).is_err(),
                "{}",
                &text[..text.len().min(20)]
            );
        }
    }
}
