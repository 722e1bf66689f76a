//! Why JSON is not of the shape that a model asks for.

use std::fmt;

use crate::{Document, TimestampError};

/// JSON is not of its shape: the path to the value, what was expected there and what was found.
///
/// The message never quotes the JSON, which can hold sensitive members: a value is named by its
/// type, and an entry of a map is `[*]` in the path, whatever its key.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use aws_json_protocol::FromDocument;
/// use serde_json::json;
///
/// let error = Vec::<String>::from_document(json!(["a", 2])).unwrap_err();
/// assert_eq!(error.to_string(), "[1]: expected a string, found a number");
/// let error = BTreeMap::<String, i8>::from_document(json!({"pin": 1234})).unwrap_err();
/// assert_eq!(error.to_string(), "[*]: expected an integer of 8 bits, found another number");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// Empty for the value itself.
    path: String,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Missing,
    Unexpected {
        expected: &'static str,
        found: &'static str,
    },
    Members(Vec<String>),
    Timestamp(TimestampError),
}

impl DecodeError {
    /// The value has another type.
    pub(crate) fn unexpected(expected: &'static str, found: &Document) -> Self {
        let found = match found {
            Document::Null => "null",
            Document::Bool(_) => "a boolean",
            Document::Number(_) => "a number",
            Document::String(_) => "a string",
            Document::Array(_) => "an array",
            Document::Object(_) => "an object",
        };
        Self::mismatch(expected, found)
    }

    /// The value has the right type, and yet is none that can be here.
    pub(crate) fn mismatch(expected: &'static str, found: &'static str) -> Self {
        Self::new(Problem::Unexpected { expected, found })
    }

    /// A required member is not there.
    pub(crate) fn missing() -> Self {
        Self::new(Problem::Missing)
    }

    /// A union has these members and not exactly one.
    pub(crate) fn members(found: Vec<String>) -> Self {
        Self::new(Problem::Members(found))
    }

    /// A moment that [`Timestamp`](crate::Timestamp) does not hold.
    pub(crate) fn timestamp(error: TimestampError) -> Self {
        Self::new(Problem::Timestamp(error))
    }

    fn new(problem: Problem) -> Self {
        let path = String::new();
        Self { path, problem }
    }

    /// The same, seen from the object, list or map around the value.
    pub(crate) fn inside(mut self, place: impl fmt::Display) -> Self {
        let separator = match self.path.starts_with('[') || self.path.is_empty() {
            true => "",
            false => ".",
        };
        self.path = format!("{place}{separator}{}", self.path);
        self
    }

    /// Where the value stands, such as `Accounts[0].Id`; empty for the outermost value.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

// By hand: thiserror would add a procedural macro to every build of a generated crate.
impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        match &self.problem {
            Problem::Missing => f.write_str("a required member is missing"),
            Problem::Unexpected { expected, found } => {
                write!(f, "expected {expected}, found {found}")
            }
            Problem::Members(names) if names.is_empty() => {
                f.write_str("expected exactly one member of a union, found none")
            }
            Problem::Members(names) => write!(
                f,
                "expected exactly one member of a union, found {}",
                names.join(", ")
            ),
            Problem::Timestamp(error) => write!(f, "invalid timestamp: {error}"),
        }
    }
}

impl std::error::Error for DecodeError {}
