//! What each doc comment says: sentences of our own or the model's prose, then the facts.

mod comment;

use crate::model::{
    Constraints, ErrorTrait, Member, Operation, Pagination, Shape, ShapeKind, TimestampFormat,
};
use crate::plan::Plan;
pub(crate) use crate::problem::visible;
pub(crate) use comment::{DocComment, code};

/// What an operation does, its errors, and where the API reference describes it.
pub(crate) fn operation(plan: &Plan<'_>, name: &str, operation: &Operation) -> DocComment {
    let summary = plan.documentation.operations.get(name);
    let mut comment = DocComment::new(
        summary
            .cloned()
            .unwrap_or_else(|| format!("The operation {}.", code(name))),
    );
    if let Some(pagination) = &operation.pagination {
        comment.paragraph(self::pagination(pagination));
    }
    comment.paragraph(modelled_errors(plan, operation));
    comment.paragraph(since(
        plan.documentation
            .since
            .operations
            .get(name)
            .map(String::as_str),
    ));
    comment.paragraph(api_reference(plan, name));
    comment
}

/// What the input or output of an operation is.
pub(crate) fn input_or_output(
    plan: &Plan<'_>,
    role: &str,
    operation: &str,
    shape: Option<&str>,
) -> DocComment {
    let type_name = plan
        .names
        .operation(operation)
        .map_or(operation, |names| &names.type_name);
    let operation = match plan.has_operations() {
        true => format!("[`{type_name}`]"),
        false => code(operation),
    };
    let mut comment = DocComment::new(format!("{role} of {operation}."));
    comment.paragraph(since(
        shape
            .and_then(|shape| plan.documentation.since.shapes.get(shape))
            .map(String::as_str),
    ));
    comment
}

/// What a structure, union, enum or error is.
pub(crate) fn shape(plan: &Plan<'_>, name: &str, shape: &Shape) -> DocComment {
    let summary = plan.documentation.shapes.get(name);
    let kind = if shape.error.is_some() {
        "error"
    } else {
        shape.kind.name()
    };
    let mut comment = DocComment::new(
        summary
            .cloned()
            .unwrap_or_else(|| format!("The {kind} {}.", code(name))),
    );
    if let Some(error) = &shape.error {
        comment.paragraph(self::error(error));
    }
    comment.paragraph(since(
        plan.documentation
            .since
            .shapes
            .get(name)
            .map(String::as_str),
    ));
    if shape.error.is_none() && shape.members().is_some() {
        comment.paragraph(api_reference(plan, name));
    }
    comment
}

/// A member: its name on the wire, its shape where that has another name, and which values are
/// valid.
pub(crate) fn member(plan: &Plan<'_>, shape: &str, name: &str, member: &Member) -> DocComment {
    let wire_name = code(plan.json_name(name, member));
    let target = code(&member.target);
    let mut sentences = match wire_name == target {
        true => vec![format!("{wire_name}.")],
        false => vec![format!("{wire_name}: {target}.")],
    };
    let mut add = |condition: bool, sentence: &str| {
        if condition {
            sentences.push(sentence.to_owned());
        }
    };
    add(member.required, "Required.");
    add(member.idempotency_token, "Idempotency token.");
    add(plan.is_sensitive(member), "Sensitive.");
    if let Some(target) = plan.model.shapes.get(&member.target) {
        add(
            true,
            &constraints(&target.kind, &member.constraints, &target.constraints),
        );
        let format = plan.timestamp_format(member);
        add(
            format == Some(TimestampFormat::DateTime),
            "Sent as RFC 3339 text.",
        );
        add(
            format == Some(TimestampFormat::HttpDate),
            "Sent as an HTTP date.",
        );
    }
    add(true, &since(plan.documentation.since.member(shape, name)));
    sentences.retain(|sentence| !sentence.is_empty());
    DocComment::new(sentences.join(" "))
}

/// An enum value: nothing but since when, as the text says the rest.
pub(crate) fn enum_value(plan: &Plan<'_>, shape: &str, value: &str) -> DocComment {
    DocComment::new(since(plan.documentation.since.member(shape, value)))
}

fn since(date: Option<&str>) -> String {
    date.map(|date| format!("Since {date}."))
        .unwrap_or_default()
}

fn api_reference(plan: &Plan<'_>, name: &str) -> String {
    let url = match (&plan.documentation.api_reference, &plan.model.service.uid) {
        (Some(template), _) => template.replace("{name}", name),
        (None, Some(uid)) if is_url_safe(uid) => {
            format!("https://docs.aws.amazon.com/goto/WebAPI/{uid}/{name}")
        }
        (None, _) => return String::new(),
    };
    format!("[API reference]({url})")
}

/// Whether text can stand in an address as it is.
fn is_url_safe(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_ascii_alphanumeric() || "-._~".contains(character))
}

fn modelled_errors(plan: &Plan<'_>, operation: &Operation) -> String {
    let variants = operation
        .errors
        .iter()
        .filter_map(|error| plan.names.error(error));
    let links: Vec<_> = variants
        .map(|variant| format!("[`{variant}`](Error::{variant})"))
        .collect();
    match links.is_empty() {
        true => String::new(),
        false => format!("Modelled errors: {}.", links.join(", ")),
    }
}

fn pagination(pagination: &Pagination) -> String {
    let codes = |paths: &[String]| {
        paths
            .iter()
            .map(|path| code(path))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut text = format!("Paginated by {}", codes(&pagination.input_tokens));
    if !pagination.result_keys.is_empty() {
        text = format!(
            "{text}; a page's items are in {}",
            codes(&pagination.result_keys)
        );
    }
    text + "."
}

fn error(error: &ErrorTrait) -> String {
    let mut sentences = Vec::new();
    if let Some(status) = error.http_status {
        sentences.push(format!("HTTP status {status}."));
    }
    if error.server_fault {
        sentences.push("The service is at fault.".to_owned());
    }
    match error.retryable.map(|retryable| retryable.throttling) {
        Some(true) => sentences.push("Trying again later may help.".to_owned()),
        Some(false) => sentences.push("Trying again may help.".to_owned()),
        None => {}
    }
    sentences.join(" ")
}

/// Which values are valid: `Pattern `^\d+$`, at most 12 characters.`
fn constraints(kind: &ShapeKind, member: &Constraints, shape: &Constraints) -> String {
    let min = member
        .min
        .as_ref()
        .or(shape.min.as_ref())
        .map(ToString::to_string);
    let max = member
        .max
        .as_ref()
        .or(shape.max.as_ref())
        .map(ToString::to_string);
    let pattern = member.pattern.as_ref().or(shape.pattern.as_ref());
    let (one, many) = match kind {
        ShapeKind::String | ShapeKind::Enum { .. } => (" character", " characters"),
        ShapeKind::Blob => (" byte", " bytes"),
        ShapeKind::List { .. } => (" element", " elements"),
        ShapeKind::Map { .. } => (" entry", " entries"),
        _ => ("", ""),
    };
    let unit = |number: &str| if number == "1" { one } else { many };
    let bounds = match (min, max) {
        (None, None) => None,
        (Some(min), None) => Some(format!("at least {min}{}", unit(&min))),
        (None, Some(max)) => Some(format!("at most {max}{}", unit(&max))),
        (Some(min), Some(max)) if min == max => Some(format!("exactly {max}{}", unit(&max))),
        (Some(min), Some(max)) => Some(format!("{min} to {max}{}", unit(&max))),
    };
    let pattern = pattern.map(|pattern| format!("pattern {}", code(pattern)));
    let facts: Vec<_> = pattern.into_iter().chain(bounds).collect();
    match facts.is_empty() {
        true => String::new(),
        false => capitalised(&facts.join(", ")) + ".",
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + characters.as_str(),
        None => String::new(),
    }
}
