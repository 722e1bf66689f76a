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

impl Answer {
    /// Resolves the names in the model. Names that the crate does not have are left out;
    /// [`Violations::problems`] reports them.
    pub(super) fn new(violations: &Violations, types: &IndexMap<&str, Type<'_>>) -> Option<Self> {
        let exception = types.get(violations.exception.as_str())?;
        let reason_member = violations.reason_member.as_deref();
        let mut fields = exception.structure()?.fields.iter();
        let reason = fields.find(|field| Some(field.member) == reason_member);
        let variants = match reason.and_then(|it| Some(&types.get(it.facts.target.as_str())?.kind))
        {
            Some(Kind::Enum(enumeration)) => enumeration.variants.as_slice(),
            _ => &[],
        };
        let variant = |value: &str| variants.iter().find(|it| it.facts.value == value);
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
            reason: reason.map(|it| (it.name.clone(), it.value.to_string())),
            rows,
        })
    }
}
