//! A service's answers to invalid input: data that accompanies the model, which does not contain
//! it.

use serde::Deserialize;

/// A service's answers to input that violates the model's constraints.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Violations {
    /// The name of the exception's shape.
    pub exception: String,
    /// The member of the exception that holds the reason; its shape is an enum.
    pub reason_member: Option<String>,
    /// The values of that member. The first that matches a violation is used.
    #[serde(default, rename = "reason")]
    pub reasons: Vec<Reason>,
}

/// A value of the member that holds the reason.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The constraint that is violated.
    pub constraint: Violated,
    /// The members of inputs that it applies to, such as `AttachPolicy.TargetId`; empty for all.
    #[serde(default)]
    pub members: Vec<String>,
    /// The value.
    pub value: String,
}

/// A constraint that input can violate, named like the variant of `aws_json_protocol::ViolationKind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Violated {
    /// A required member is present.
    Required,
    /// The minimum length.
    MinLength,
    /// The maximum length.
    MaxLength,
    /// The minimum of a number.
    MinValue,
    /// The maximum of a number.
    MaxValue,
    /// The pattern.
    Pattern,
    /// The elements of a list differ from each other.
    UniqueItems,
    /// The value of an enum or the member of a union is known.
    UnknownValue,
}
