//! The values of expressions in endpoint rules: JSON, with null for a value that is not set.

use serde_json::Value;

pub(super) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "not set",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "an integer",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

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

/// Returns the value that a path leads to.
///
/// # Errors
///
/// Returns an error if there is no such key, or if the path indexes a value that is not an array.
pub(super) fn at<'v>(value: &'v Value, path: &[Step]) -> Result<&'v Value, String> {
    let mut value = value;
    for step in path {
        value = match (step, value) {
            (Step::Key(key), Value::Object(record)) => record
                .get(key)
                .ok_or_else(|| format!("there is no attribute `{key}`"))?,
            (Step::Index(index), Value::Array(array)) => match array.get(*index) {
                Some(element) => element,
                // An index is the last step and can be past the end.
                None => return Ok(&Value::Null),
            },
            (Step::Key(key), other) => {
                return Err(format!("{} has no attribute `{key}`", type_name(other)));
            }
            (Step::Index(_), other) => return Err(format!("{} has no elements", type_name(other))),
        };
    }
    Ok(value)
}
