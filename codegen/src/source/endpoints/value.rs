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

pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// Parses a path such as `resourceId[1]` (rules engine standard library, "Parsing `path` strings").
pub(super) fn path(text: &str) -> Option<Vec<Step>> {
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
        let found = match (step, value) {
            (Step::Key(key), _) => value.get(key).ok_or_else(|| format!("attribute `{key}`")),
            // The element at an index past the end is not set, and neither is anything in it.
            (Step::Index(index), Value::Array(array)) => match array.get(*index) {
                Some(element) => Ok(element),
                None => return Ok(&Value::Null),
            },
            (Step::Index(_), _) => Err("elements".to_owned()),
        };
        let type_name = type_name(value);
        value = found.map_err(|part| format!("the value is {type_name}, which has no {part}"))?;
    }
    Ok(value)
}
