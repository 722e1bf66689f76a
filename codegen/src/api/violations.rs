//! A service's answers to invalid input: data that accompanies the model, which does not contain
//! it.

use serde::Deserialize;

use crate::model::{Model, Shape, ShapeKind};
use crate::problem::Problems;

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

/// A constraint that input can violate.
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

impl Violated {
    /// Returns the variant of `aws_json_protocol::ViolationKind`.
    pub fn variant(self) -> &'static str {
        match self {
            Self::Required => "Required",
            Self::MinLength => "MinLength",
            Self::MaxLength => "MaxLength",
            Self::MinValue => "MinValue",
            Self::MaxValue => "MaxValue",
            Self::Pattern => "Pattern",
            Self::UniqueItems => "UniqueItems",
            Self::UnknownValue => "UnknownValue",
        }
    }
}

impl Violations {
    /// Returns the names that are not in the model, each with its path: `reason[2].value`.
    /// Generated code leaves them out.
    pub fn problems(&self, model: &Model) -> Problems {
        let mut problems = Problems::new();
        let exception = model.shapes.get(&self.exception);
        let exception = exception.filter(|it| it.error.is_some());
        let is_required = |exception: &Shape| {
            let mut members = exception.members().into_iter().flatten();
            members.any(|(_, member)| member.required)
        };
        let has_message = |exception: &Shape| {
            let mut members = exception.members().into_iter().flatten();
            members.any(|(name, _)| name.eq_ignore_ascii_case("message"))
        };
        match exception {
            None => problems.add("exception", "the model has no such exception"),
            Some(it) if is_required(it) => {
                problems.add("exception", "no value is known for its required members");
            }
            Some(it) if !has_message(it) => {
                problems.add("exception", "it has no message, for the violations");
            }
            Some(_) => {}
        }
        let values = self.reason_values(model);
        if values.is_none() && (self.reason_member.is_some() || !self.reasons.is_empty()) {
            let message = "the exception has no such member whose shape is an enum";
            problems.add("reason_member", message);
        }
        let values = values.unwrap_or_default();
        for (index, reason) in self.reasons.iter().enumerate() {
            if !values.contains(&reason.value.as_str()) {
                let message = format!("the enum has no value {}", reason.value);
                problems.add(format!("reason[{index}].value"), message);
            }
            for member in reason.members.iter().filter(|it| !has_input(model, it)) {
                let message = format!("no operation has the input member {member}");
                problems.add(format!("reason[{index}].members"), message);
            }
        }
        problems
    }

    /// Returns the values of the member that holds the reason.
    fn reason_values<'m>(&self, model: &'m Model) -> Option<Vec<&'m str>> {
        let member = self.reason_member.as_ref()?;
        let exception = model.shapes.get(&self.exception)?;
        let member = exception.members()?.get(member)?;
        match &model.shapes.get(&member.target)?.kind {
            ShapeKind::Enum { values } => Some(values.iter().map(|it| it.value.as_str()).collect()),
            _ => None,
        }
    }
}

/// Returns `true` if an operation's input has a member, such as `AttachPolicy.TargetId`.
fn has_input(model: &Model, path: &str) -> bool {
    let Some((operation, member)) = path.split_once('.') else {
        return false;
    };
    let operation = model.operations.get(operation);
    let input = operation.and_then(|it| model.shapes.get(it.input.as_ref()?));
    let members = input.and_then(Shape::members);
    members.is_some_and(|members| members.contains_key(member))
}
