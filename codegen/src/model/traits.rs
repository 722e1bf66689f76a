//! What shapes, their members and others can have beside what they are made of.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::is_default;

/// Which values of a shape are valid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Constraints {
    /// The smallest number, or the least length where it is not zero: characters of a string,
    /// bytes of a blob, elements of a list or map.
    #[serde(skip_serializing_if = "is_default")]
    pub min: Option<Number>,
    /// The largest number, or the greatest length.
    #[serde(skip_serializing_if = "is_default")]
    pub max: Option<Number>,
    /// The regular expression that a string matches somewhere (ECMA 262).
    #[serde(skip_serializing_if = "is_default")]
    pub pattern: Option<String>,
}

/// Which of two numbers is greater, integers exactly.
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

/// How a timestamp is written.
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

/// What makes a structure an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ErrorTrait {
    /// Whether the service is at fault, not the client.
    pub server_fault: bool,
    /// Whether the model says that the client is at fault.
    #[serde(skip_serializing_if = "is_default")]
    pub sender_fault: bool,
    /// The code on the wire, where the model says it; the structure's name otherwise.
    #[serde(skip_serializing_if = "is_default")]
    pub code: Option<String>,
    /// The HTTP status, where the model says it.
    #[serde(skip_serializing_if = "is_default")]
    pub http_status: Option<u16>,
    /// Whether trying again may help.
    #[serde(skip_serializing_if = "is_default")]
    pub retryable: Option<Retryable>,
}

/// That trying again after an error may help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Retryable {
    /// Whether to try again later than after other errors.
    pub throttling: bool,
}

/// What any part of a model can have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Traits {
    /// Prose about it, in HTML.
    #[serde(skip_serializing_if = "is_default")]
    pub documentation: Option<String>,
    /// That it should not be used any more.
    #[serde(skip_serializing_if = "is_default")]
    pub deprecated: Option<Deprecated>,
    /// Facts that are kept and compared but change no generated code: by botocore's name for
    /// them, or by the trait's ID where botocore has none.
    #[serde(skip_serializing_if = "is_default")]
    pub other: BTreeMap<String, Value>,
}

/// That something should not be used any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deprecated {
    /// Since when: a date or a version.
    #[serde(skip_serializing_if = "is_default")]
    pub since: Option<String>,
    /// Prose: why, and what to use instead.
    #[serde(skip_serializing_if = "is_default")]
    pub message: Option<String>,
}
