//! JSON as the readers see it: objects keep their order and their duplicate keys, and numbers and
//! strings are as written in the file.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::de::{Read, SliceRead, StrRead};
use serde_json::{Number, Value};

/// A JSON value that borrows its strings from the text it was read from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node<'a> {
    Null,
    Bool(bool),
    Number(Number),
    String(Cow<'a, str>),
    Array(Vec<Node<'a>>),
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl<'a> Node<'a> {
    pub(crate) fn parse(text: &'a [u8]) -> serde_json::Result<Self> {
        // UTF-8 is checked faster at once than string by string, which finds the line of an error.
        match str::from_utf8(text) {
            Ok(text) => Self::read(StrRead::new(text)),
            Err(_) => Self::read(SliceRead::new(text)),
        }
    }

    fn read(text: impl Read<'a>) -> serde_json::Result<Self> {
        let mut deserializer = serde_json::Deserializer::new(text);
        let count = Cell::new(0);
        let node = NodeVisitor { count: &count }.deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(node)
    }

    /// Returns the value of a key of an object, the first one if the key is duplicated.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let Node::Object(entries) = self else {
            return None;
        };
        let (_, value) = entries.iter().find(|(name, _)| name == key)?;
        Some(value)
    }

    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Bool(_) => "a boolean",
            Node::Number(_) => "a number",
            Node::String(_) => "a string",
            Node::Array(_) => "an array",
            Node::Object(_) => "an object",
        }
    }

    /// Returns the same value, owned. The last value of a duplicate key is kept.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Node::Null => Value::Null,
            Node::Bool(value) => Value::Bool(*value),
            Node::Number(value) => Value::Number(value.clone()),
            Node::String(value) => Value::String(value.to_string()),
            Node::Array(values) => values.iter().map(Node::to_value).collect(),
            Node::Object(entries) => entries
                .iter()
                .map(|(key, value)| (key.to_string(), value.to_value()))
                .collect(),
        }
    }
}

/// The maximum number of values in a text, including keys. The largest `service-2.json` of AWS,
/// that of Amazon EC2, has 130,387. A reader takes less than 400 bytes for any value, so this
/// bounds its memory: a text of a few bytes per value would take a hundred times its size.
const MOST_VALUES: usize = 2_000_000;

/// Reads one value and those in it.
#[derive(Clone, Copy)]
struct NodeVisitor<'c> {
    /// The number of values so far.
    count: &'c Cell<usize>,
}

impl<'de> DeserializeSeed<'de> for NodeVisitor<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        self.count.set(self.count.get() + 1);
        if self.count.get() > MOST_VALUES {
            let message = format!("more than {MOST_VALUES} values and keys");
            return Err(D::Error::custom(message));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeVisitor<'_> {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
        Number::from_f64(value)
            .map(Node::Number)
            .ok_or_else(|| E::custom("a number that is not finite"))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Node::String(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Node::String(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(self)? {
            reserve_one(&mut array);
            array.push(element);
        }
        Ok(Node::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut object = Vec::new();
        while let Some(key) = entries.next_key_seed(self)? {
            let Node::String(key) = key else {
                return Err(A::Error::custom("an object key that is not a string"));
            };
            let value = entries.next_value_seed(self)?;
            reserve_one(&mut object);
            object.push((key, value));
        }
        Ok(Node::Object(object))
    }
}

/// Reserves room for only the first element: most arrays and objects have no other, and a vector
/// would reserve room for four.
fn reserve_one<T>(elements: &mut Vec<T>) {
    if elements.is_empty() {
        elements.reserve_exact(1);
    }
}
