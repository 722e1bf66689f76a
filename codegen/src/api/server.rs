//! The server side of the service: a trait with a method for each operation.

use super::{Kind, Type, Violations};
use crate::model::IndexMap;

/// The trait that a server implements, with a method for each bound operation.
#[derive(Clone, Debug)]
pub struct Server {
    /// The name of the trait.
    pub name: String,
    /// The exception for input that violates the model's constraints; `None` for Smithy's
    /// `ValidationException`.
    pub answer: Option<Answer>,
}

/// The exception for input that violates the model's constraints.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The exception's type.
    pub exception: String,
    /// The field that holds the reason, and its type.
    pub reason: Option<(String, String)>,
    /// The values of that field. The first that matches a violation is used.
    pub rows: Vec<AnswerRow>,
}

/// A value of the field that holds the reason.
#[derive(Clone, Debug)]
pub struct AnswerRow {
    /// The variant of `aws_json_protocol::ViolationKind`.
    pub kind: &'static str,
    /// The only member that it applies to, such as `AttachPolicy.TargetId`; `None` for all members.
    pub member: Option<String>,
    /// The variant of the field's type.
    pub variant: String,
}

/// The field that takes the violations.
const MESSAGE: &str = "message";

impl Answer {
    /// Resolves the names in the model. Names that the crate does not have are left out;
    /// [`Violations::problems`] reports them.
    pub(super) fn new(violations: &Violations, types: &IndexMap<&str, Type<'_>>) -> Option<Self> {
        let exception = types.get(violations.exception.as_str())?;
        let fields = exception.structure()?.fields.as_slice();
        if fields.iter().any(|it| it.facts.required) || !fields.iter().any(|it| it.name == MESSAGE)
        {
            return None;
        }
        let reason_member = violations.reason_member.as_deref();
        let reason = fields.iter().find_map(|field| {
            let Kind::Enum(values) = &types.get(field.facts.target.as_str())?.kind else {
                return None;
            };
            (Some(field.member) == reason_member).then_some((field, values))
        });
        let variant = |value: &str| {
            let mut variants = reason?.1.variants.iter();
            variants.find(|it| it.facts.value == value)
        };
        let mut rows = Vec::new();
        for reason in &violations.reasons {
            let Some(variant) = variant(&reason.value) else {
                continue;
            };
            let row = |member: Option<&String>| AnswerRow {
                kind: reason.constraint.variant(),
                member: member.cloned(),
                variant: variant.name.clone(),
            };
            match reason.members.as_slice() {
                [] => rows.push(row(None)),
                members => rows.extend(members.iter().map(|member| row(Some(member)))),
            }
        }
        Some(Self {
            exception: exception.name.clone(),
            reason: reason.map(|(it, _)| (it.name.clone(), it.value.to_string())),
            rows,
        })
    }
}
