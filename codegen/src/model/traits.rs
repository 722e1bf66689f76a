//! Traits of shapes, members and other parts of a model.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::is_default;

/// The constraints on the values of a shape.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Constraints {
    /// The minimum of a number, or the minimum length if it is not zero: characters of a string,
    /// bytes of a blob, elements of a list or map.
    #[serde(skip_serializing_if = "is_default")]
    pub min: Option<Number>,
    /// The maximum of a number, or the maximum length.
    #[serde(skip_serializing_if = "is_default")]
    pub max: Option<Number>,
    /// The regular expression that a string must match somewhere (ECMA 262).
    #[serde(skip_serializing_if = "is_default")]
    pub pattern: Option<String>,
}

impl Constraints {
    /// Returns the constraints on a member's values: each of its own supersedes that of its shape. A
    /// minimum and a maximum are one constraint (Smithy 2.0, "length trait" and "range trait").
    pub(crate) fn over(&self, shape: &Self) -> Self {
        let has_bounds = self.min.is_some() || self.max.is_some();
        let bounds = if has_bounds { self } else { shape };
        let pattern = self.pattern.as_ref().or(shape.pattern.as_ref());
        Self {
            min: bounds.min.clone(),
            max: bounds.max.clone(),
            pattern: pattern.cloned(),
        }
    }
}

/// Compares two numbers; the comparison of integers is exact.
pub(crate) fn compare_numbers(one: &Number, other: &Number) -> Option<Ordering> {
    let integer = |number: &Number| {
        let signed = number.as_i64().map(i128::from);
        signed.or_else(|| number.as_u64().map(i128::from))
    };
    match (integer(one), integer(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

/// The format of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TimestampFormat {
    /// Seconds since 1970 as a number, with a fraction.
    EpochSeconds,
    /// RFC 3339, in UTC.
    DateTime,
    /// IMF-fixdate of RFC 9110.
    HttpDate,
}

/// The trait that marks a structure as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ErrorTrait {
    /// Whether the server is at fault, rather than the client.
    pub server_fault: bool,
    /// Whether the model says that the client is at fault.
    #[serde(skip_serializing_if = "is_default")]
    pub sender_fault: bool,
    /// The code on the wire, if the model specifies it; otherwise it is the structure's name.
    #[serde(skip_serializing_if = "is_default")]
    pub code: Option<String>,
    /// The HTTP status, if the model specifies it.
    #[serde(skip_serializing_if = "is_default")]
    pub http_status: Option<u16>,
    /// Marks the error as retryable.
    #[serde(skip_serializing_if = "is_default")]
    pub retryable: Option<Retryable>,
}

/// The trait that marks an error as retryable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Retryable {
    /// Whether to retry later than after other errors.
    pub throttling: bool,
}

/// The traits that any part of a model can have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Traits {
    /// Its documentation, in HTML.
    #[serde(skip_serializing_if = "is_default")]
    pub documentation: Option<String>,
    /// Marks the part as deprecated.
    #[serde(skip_serializing_if = "is_default")]
    pub deprecated: Option<Deprecated>,
    /// Facts that are kept and compared but do not affect generated code: by botocore's name, or by
    /// the trait's ID if botocore has none.
    #[serde(skip_serializing_if = "is_default")]
    pub other: BTreeMap<String, Value>,
}

impl Traits {
    /// Returns `true` if a flag is set.
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.other.get(flag) == Some(&Value::Bool(true))
    }

    /// Keeps a fact that does not affect generated code.
    pub(crate) fn keep(&mut self, name: &str, value: impl Into<Value>) {
        self.other.insert(name.to_owned(), value.into());
    }
}

/// The trait that marks a part of a model as deprecated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deprecated {
    /// The date or version of the deprecation.
    #[serde(skip_serializing_if = "is_default")]
    pub since: Option<String>,
    /// The reason, and what to use instead.
    #[serde(skip_serializing_if = "is_default")]
    pub message: Option<String>,
}
