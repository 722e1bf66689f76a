//! The server side of the service: a trait with a method for each operation.

use super::{Type, Variant, Violated, Violations};
use crate::model::{IndexMap, Model};
use crate::plan::Module;
use crate::problem::Problems;

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
    /// The constraint that is violated.
    pub kind: Violated,
    /// The only member that it applies to, such as `AttachPolicy.TargetId`; `None` for all members.
    pub member: Option<String>,
    /// The variant of the field's type.
    pub variant: String,
}

/// The field of the exception that lists the violations.
const MESSAGE: &str = "message";

impl Answer {
    /// Resolves the names in the model. Names that it does not have are left out and reported.
    pub(super) fn new(
        violations: &Violations,
        types: &IndexMap<&str, Type<'_>>,
        model: &Model,
        problems: &mut Problems,
    ) -> Option<Self> {
        let exception = types.get(violations.exception.as_str());
        let exception = exception.filter(|it| it.module() == Module::Error);
        let fields = exception.map(Type::fields).unwrap_or_default();
        let problem = match exception {
            None => Some("the model has no such exception"),
            _ if fields.iter().any(|it| it.facts.required) => {
                Some("no value is known for its required members")
            }
            _ if fields.iter().all(|it| it.name != MESSAGE) => {
                Some("it has no member `message` to list the violations in")
            }
            _ => None,
        };
        if let Some(problem) = problem {
            problems.add("exception", problem);
        }
        let reason_member = violations.reason_member.as_deref();
        let field = fields.iter().find(|it| Some(it.member) == reason_member);
        let values = field.and_then(|it| types.get(it.facts.target.as_str()));
        let values = values.map(Type::values).unwrap_or_default();
        if values.is_empty() && (reason_member.is_some() || !violations.reasons.is_empty()) {
            let message = "the exception has no such member whose shape is an enum";
            problems.add("reason_member", message);
        }
        let rows = rows(violations, values, model, problems);
        let field = field.filter(|_| !values.is_empty());
        exception.filter(|_| problem.is_none()).map(|it| Self {
            exception: it.name.clone(),
            reason: field.map(|it| (it.name.clone(), it.value.to_string())),
            rows,
        })
    }
}

fn rows(
    violations: &Violations,
    values: &[Variant<'_>],
    model: &Model,
    problems: &mut Problems,
) -> Vec<AnswerRow> {
    let mut rows = Vec::new();
    for (index, reason) in violations.reasons.iter().enumerate() {
        let variant = values.iter().find(|it| it.facts.value == reason.value);
        if variant.is_none() && !values.is_empty() {
            let message = format!("the enum has no value {}", reason.value);
            problems.add(format!("reason[{index}].value"), message);
        }
        for member in reason.members.iter().filter(|it| !has_input(model, it)) {
            let message = format!("no operation has the input member {member}");
            problems.add(format!("reason[{index}].members"), message);
        }
        let for_all = reason.members.is_empty().then_some(None);
        let members = reason.members.iter().cloned().map(Some).chain(for_all);
        rows.extend(members.filter_map(|member| {
            Some(AnswerRow {
                kind: reason.constraint,
                member,
                variant: variant?.name.clone(),
            })
        }));
    }
    rows
}

/// Returns `true` if an operation's input has a member, such as `AttachPolicy.TargetId`.
fn has_input(model: &Model, path: &str) -> bool {
    let find = || {
        let (operation, member) = path.split_once('.')?;
        let input = model.operations.get(operation)?.input.as_ref()?;
        model.shapes.get(input)?.members()?.get(member)
    };
    find().is_some()
}
