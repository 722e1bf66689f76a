//! The server side of the service: one `server!` with a row for each operation.

use super::docs::DocComment;
use super::layout::SourceFile;
use super::table::Table;
use crate::api::{Api, Documentation, Field, ServiceError, Type, Violations};
use crate::model::{Model, Traits};
use crate::plan::Module;
use crate::problem::Problems;

pub(super) fn render(api: &Api<'_>, name: &str) -> SourceFile {
    let mut file = SourceFile::new("The server side of the service.");
    file.imports.add(Module::Operation.path(), "*");
    file.imports.add(Module::Error.path(), ServiceError::NAME);
    let mut table = Table::new("server", &mut file);
    let documentation = "The operations of the service, for a server to implement.";
    table.attributes(&DocComment::new(documentation), &Traits::default());
    table.line(&format!("pub trait {name}: {};", ServiceError::NAME));
    let violations = api.documentation.violations.as_ref();
    if let Some(answer) = violations.and_then(|it| answer(it, api, &mut Problems::new())) {
        self::violations(&answer, &mut table);
    }
    table.open("operations");
    let operations = api.operations.values();
    for operation in operations.filter(|it| it.is_bound) {
        table.line(&format!("{}: {},", operation.file, operation.type_name));
    }
    table.close();
    table.finish();
    file
}

/// Adds the exception for invalid input, with a row for each reason.
fn violations(answer: &Answer<'_>, table: &mut Table<'_>) {
    let exception = &answer.exception.name;
    table.imports().add(Module::Error.path(), exception);
    table.open(&format!("violations {exception}"));
    if let Some(Field { name, value, .. }) = answer.reason {
        table.import(value);
        table.line(&format!("{name}: {value};"));
    }
    for row in &answer.rows {
        table.line(row);
    }
    table.close();
}

/// The exception for input that violates the model's constraints.
struct Answer<'a> {
    exception: &'a Type<'a>,
    /// The field that holds the reason.
    reason: Option<&'a Field<'a>>,
    /// A row for each value of that field. The first that matches a violation is used.
    rows: Vec<String>,
}

impl Violations {
    /// Returns the names that are not in the model, each with its path: `reason[2].value`.
    /// Generated code leaves them out.
    pub fn problems(&self, model: &Model) -> Problems {
        let documentation = Documentation::default();
        let mut problems = Problems::new();
        answer(self, &Api::new(model, &documentation), &mut problems);
        problems
    }
}

/// The field of the exception that lists the violations.
const MESSAGE: &str = "message";

/// Resolves the names in the model. Names that it does not have are left out and reported.
fn answer<'a>(
    violations: &Violations,
    api: &'a Api<'_>,
    problems: &mut Problems,
) -> Option<Answer<'a>> {
    let exception = api.types.get(violations.exception.as_str());
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
    let values = field.and_then(|it| api.types.get(it.facts.target.as_str()));
    let values = values.filter(|it| !it.values().is_empty());
    if values.is_none() && (reason_member.is_some() || !violations.reasons.is_empty()) {
        let message = "the exception has no such member whose shape is an enum";
        problems.add("reason_member", message);
    }
    let rows = rows(violations, values, api.model, problems);
    exception
        .filter(|_| problem.is_none())
        .map(|exception| Answer {
            exception,
            reason: field.filter(|_| values.is_some()),
            rows,
        })
}

fn rows(
    violations: &Violations,
    values: Option<&Type<'_>>,
    model: &Model,
    problems: &mut Problems,
) -> Vec<String> {
    let mut rows = Vec::new();
    for (index, reason) in violations.reasons.iter().enumerate() {
        let variant = values.and_then(|it| it.name_of(&reason.value));
        if variant.is_none() && values.is_some() {
            let message = format!("the enum has no value {}", reason.value);
            problems.add(format!("reason[{index}].value"), message);
        }
        for member in reason.members.iter().filter(|it| !has_input(model, it)) {
            let message = format!("no operation has the input member {member}");
            problems.add(format!("reason[{index}].members"), message);
        }
        let Some(variant) = variant else { continue };
        let mut members: Vec<_> = reason.members.iter().map(|it| format!(" {it:?}")).collect();
        if members.is_empty() {
            members.push(String::new());
        }
        let kind = reason.constraint;
        let members = members.iter();
        rows.extend(members.map(|member| format!("{kind:?}{member} => {variant},")));
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
