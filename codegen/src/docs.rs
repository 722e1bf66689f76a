//! What each doc comment says: sentences of our own or the model's prose, then the facts.

mod comment;
mod facts;
mod html;
mod inline;
mod operations;
mod outline;
mod tag;
#[cfg(test)]
mod tests;
mod wire;
mod words;

use crate::model::{
    Deprecated, EnumValue, Member, Operation, Shape, ShapeKind, TimestampFormat, Traits,
};
use crate::plan::Plan;
pub(crate) use crate::problem::visible;
use comment::Block;
pub(crate) use comment::DocComment;
use facts::{api_reference, constraints, modelled_errors, since};
pub(crate) use operations::unbound_operations;
pub(crate) use words::code;

/// Why something should not be used any more, or since when. The compiler shows it as it is, but
/// rustdoc looks for links in it.
pub(crate) fn deprecation(deprecated: &Deprecated) -> Option<String> {
    let message = deprecated.message.as_deref().map(html::plain_text);
    let since = || Some(format!("since {}", deprecated.since.as_ref()?));
    let note = message
        .filter(|message| !message.is_empty())
        .or_else(since)?;
    let mut escaped = String::with_capacity(note.len());
    for character in visible(&note).chars() {
        if matches!(character, '[' | ']' | '<') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    Some(escaped)
}

/// What the service is.
pub(crate) fn service(plan: &Plan<'_>) -> DocComment {
    let mut comment = DocComment::default();
    comment.blocks(prose(&plan.model.service.traits));
    comment
}

/// What an operation does, its errors, and where the API reference describes it.
pub(crate) fn operation(plan: &Plan<'_>, name: &str, operation: &Operation) -> DocComment {
    let summary = plan.documentation.operations.get(name);
    let mut comment = introduced(summary, &operation.traits, || {
        format!("The operation {}.", code(name))
    });
    if let Some(pagination) = &operation.pagination {
        comment.paragraph(facts::pagination(pagination));
    }
    comment.paragraph(modelled_errors(plan, operation));
    comment.paragraph(facts::host_prefix(operation));
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
    (name, operation): (&str, &Operation),
    shape: Option<&str>,
) -> DocComment {
    let type_name = plan
        .names
        .operation(name)
        .map_or(name, |names| &names.type_name);
    let is_bound = plan.is_bound(operation);
    let link = match is_bound {
        true => format!("[`{type_name}`]"),
        false => code(name),
    };
    let mut comment = DocComment::new(format!("{role} of {link}."));
    let own = shape
        .and_then(|shape| plan.model.shapes.get(shape))
        .map(|shape| &shape.traits);
    if role == "Input" && !is_bound {
        comment.blocks(prose(&operation.traits));
    }
    if let Some(own) = own.filter(|own| own.documentation != operation.traits.documentation) {
        comment.blocks(prose(own));
    }
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
    let mut comment = introduced(summary, &shape.traits, || {
        format!("The {kind} {}.", code(name))
    });
    if let Some(error) = &shape.error {
        comment.paragraph(facts::error(name, error));
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

/// A member: its name as serde writes it, its shape where that has another name, where it stands in
/// a message of a protocol that is not AWS JSON, and which values are valid.
pub(crate) fn member(plan: &Plan<'_>, shape: &str, name: &str, member: &Member) -> DocComment {
    let owner = plan.model.shapes.get(shape);
    let wire_name = owner.map_or(name, |owner| plan.json_name(owner, name, member));
    let wire_name = code(wire_name);
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
    let is_variant = matches!(
        owner.map(|shape| &shape.kind),
        Some(ShapeKind::Union { .. })
    );
    for sentence in wire::place(plan, shape, name, member) {
        add(true, &sentence);
    }
    for sentence in wire::nature(plan, member) {
        add(true, sentence);
    }
    add(member.required && !is_variant, "Required.");
    add(member.idempotency_token, "Idempotency token.");
    add(plan.is_sensitive(member), "Sensitive.");
    if let Some(target) = plan.model.shapes.get(&member.target) {
        add(
            true,
            &constraints(&target.kind, &member.constraints, &target.constraints),
        );
        add(true, &facts::valid_values(plan, member));
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
    let mut comment = DocComment::new(sentences.join(" "));
    comment.blocks(member_prose(plan, member));
    comment
}

/// The prose about a member: its own, or that of its shape where that has no type to stand at.
fn member_prose(plan: &Plan<'_>, member: &Member) -> Vec<Block> {
    let target = plan.model.shapes.get(&member.target);
    let target = target.map(|target| &target.traits);
    let has_type = plan.names.shape(&member.target).is_some();
    match (&member.traits.documentation, target) {
        (Some(own), Some(target)) if has_type && target.documentation.as_ref() == Some(own) => {
            Vec::new()
        }
        (None, Some(target)) if !has_type => prose(target),
        _ => prose(&member.traits),
    }
}

/// An enum value: its prose, and since when it is there.
pub(crate) fn enum_value(plan: &Plan<'_>, shape: &str, value: &EnumValue) -> DocComment {
    let mut comment = DocComment::default();
    comment.blocks(prose(&value.traits));
    comment.paragraph(since(plan.documentation.since.member(shape, &value.value)));
    comment
}

/// A comment that starts with the summary and the prose; where neither makes a sentence to start
/// with, with `otherwise`.
fn introduced(
    summary: Option<&String>,
    traits: &Traits,
    otherwise: impl FnOnce() -> String,
) -> DocComment {
    let prose = prose(traits);
    let mut comment = match (summary, prose.first()) {
        (Some(summary), _) => DocComment::new(summary),
        (None, Some(Block::Paragraph(_))) => DocComment::default(),
        (None, _) => DocComment::new(otherwise()),
    };
    comment.blocks(prose);
    comment
}

fn prose(traits: &Traits) -> Vec<Block> {
    traits
        .documentation
        .as_deref()
        .map(html::blocks)
        .unwrap_or_default()
}
