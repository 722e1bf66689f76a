//! The values of expressions in endpoint rules.

use std::collections::BTreeMap;

/// A value. A value that is not set is the `None` of an `Option`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Bool(bool),
    Integer(u64),
    String(String),
    Array(Vec<Value>),
    Record(BTreeMap<String, Value>),
}

impl Value {
    /// Returns the name of the value's type for messages.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Bool(_) => "a boolean",
            Self::Integer(_) => "an integer",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Record(_) => "an object",
        }
    }

    /// Returns the value that a path leads to.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no such key, or if the path indexes a value that is not an
    /// array.
    pub(super) fn at(&self, path: &[Step]) -> Result<Option<Self>, String> {
        let mut value = self;
        for step in path {
            let found = match (step, value) {
                (Step::Key(key), Self::Record(record)) => Some(
                    record
                        .get(key)
                        .ok_or_else(|| format!("there is no attribute `{key}`"))?,
                ),
                // An index is the last step and can be past the end.
                (Step::Index(index), Self::Array(array)) => array.get(*index),
                (Step::Key(key), other) => {
                    return Err(format!("{} has no attribute `{key}`", other.type_name()));
                }
                (Step::Index(_), other) => {
                    return Err(format!("{} has no elements", other.type_name()));
                }
            };
            match found {
                Some(found) => value = found,
                None => return Ok(None),
            }
        }
        Ok(Some(value.clone()))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

/// Parses a path such as `resourceId[1]` (rules engine standard library, "Parsing `path` strings").
pub(crate) fn path(text: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in text.split('.') {
        let (key, index) = match part.split_once('[') {
            Some((key, index)) => (key, Some(index.strip_suffix(']')?.parse().ok()?)),
            None => (part, None),
        };
        if !key.is_empty() {
            steps.push(Step::Key(key.to_owned()));
        } else if index.is_none() {
            return None;
        }
        steps.extend(index.map(Step::Index));
    }
    Some(steps)
}
