//! The contents of each doc comment: a summary of our own or the model's prose, then the facts.

mod comment;
mod facts;
mod html;
mod inline;
mod operations;
mod outline;
mod tag;
mod wire;

use crate::api::{Api, Field, Kind, Operation, Type, Variant};
use crate::markdown::code;
use crate::model::{Deprecated, ShapeKind, Traits};
use crate::plan::Placement;
use crate::problem::visible;
use comment::Block;
pub(super) use comment::DocComment;
pub(super) use operations::unbound_operations;

/// Returns the reason why something is deprecated, or since when. The compiler shows the text as it
/// is, but rustdoc looks for links in it.
pub(super) fn deprecation(deprecated: &Deprecated) -> Option<String> {
    let message = deprecated.message.as_deref().unwrap_or_default();
    let words: Vec<_> = message.split_whitespace().collect();
    let note = match (words.as_slice(), &deprecated.since) {
        ([], None) => return None,
        ([], Some(since)) => format!("since {since}"),
        (words, _) => words.join(" "),
    };
    let note = visible(&note).replace('[', "\\[");
    Some(note.replace(']', "\\]").replace('<', "\\<"))
}

pub(super) fn operation(api: &Api<'_>, operation: &Operation<'_>) -> DocComment {
    let facts = operation.facts;
    let documentation = api.documentation;
    let summary = documentation.operations.get(operation.name);
    let mut comment = introduced(summary, &facts.traits, || {
        format!("The operation {}.", code(operation.name))
    });
    if let Some(pagination) = &facts.pagination {
        comment.paragraph(facts::pagination(pagination, operation.pages.as_ref()));
    }
    comment.paragraph(facts::modelled_errors(api, operation));
    comment.paragraph(facts::host_prefix(facts));
    let since = documentation.since.operations.get(operation.name);
    comment.paragraph(facts::since(since.map(String::as_str)));
    comment.paragraph(facts::api_reference(api, operation.name));
    comment
}

pub(super) fn item(api: &Api<'_>, item: &Type<'_>) -> DocComment {
    let operation = match item.placement {
        Placement::Operation(operation) => api.operations.get(operation),
        _ => None,
    };
    let name = item.shape.unwrap_or_default();
    let error = api.model.shapes.get(name).and_then(|it| it.error.as_ref());
    let mut comment = match operation {
        Some(operation) => body(item, operation),
        None => introduced(api.documentation.shapes.get(name), item.facts, || {
            let kind = api.model.shapes.get(name).map_or("", |it| it.kind.name());
            let kind = error.map_or(kind, |_| "error");
            format!("The {kind} {}.", code(name))
        }),
    };
    comment.paragraph(error.map_or_else(String::new, |error| facts::error(name, error)));
    comment.paragraph(facts::unchecked(api, item));
    let since = api.documentation.since.shapes.get(name);
    comment.paragraph(facts::since(since.map(String::as_str)));
    if operation.is_none() && error.is_none() && !matches!(item.kind, Kind::Enum(_)) {
        comment.paragraph(facts::api_reference(api, name));
    }
    comment
}

/// Returns the start of the documentation of an operation's input or output.
fn body(item: &Type<'_>, operation: &Operation<'_>) -> DocComment {
    let is_bound = operation.is_bound;
    let is_input = operation.input.type_name() == Some(&item.name);
    let role = if is_input { "Input" } else { "Output" };
    let link = match is_bound {
        true => format!("[`{}`]", operation.type_name),
        false => code(operation.name),
    };
    let mut comment = DocComment::new(format!("{role} of {link}."));
    let of_operation = &operation.facts.traits;
    if is_input && !is_bound {
        comment.blocks(prose(of_operation));
    }
    if item.facts.documentation != of_operation.documentation {
        comment.blocks(prose(item.facts));
    }
    comment
}

/// Returns the documentation of a member, below the line that the macros add: its place in a
/// message of a protocol other than AWS JSON, and its valid values.
pub(super) fn member(api: &Api<'_>, item: &Type<'_>, field: &Field<'_>) -> DocComment {
    let facts = field.facts;
    let mut sentences = wire::place(api, item, field);
    sentences.extend(wire::nature(api, facts).into_iter().map(str::to_owned));
    if facts.idempotency_token {
        sentences.push("Idempotency token.".to_owned());
    }
    if let Some(target) = api.model.shapes.get(&facts.target) {
        if let ShapeKind::Enum { .. } = target.kind {
            let constraints = facts.constraints.over(&target.constraints);
            sentences.push(facts::constraints(constraints));
        }
        sentences.push(facts::valid_values(api, facts));
    }
    sentences.push(facts::default(facts));
    sentences.push(member_since(api, item, field.member));
    let mut comment = DocComment::below(&sentences.join(" "));
    comment.blocks(member_prose(api, field));
    comment
}

/// Returns the prose about a member: its own, or that of its shape if the shape has no type of its
/// own.
fn member_prose(api: &Api<'_>, field: &Field<'_>) -> Vec<Block> {
    let facts = field.facts;
    let target = api.model.shapes.get(&facts.target);
    let target = target.map(|target| &target.traits);
    let has_type = api.types.contains_key(facts.target.as_str());
    match (&facts.traits.documentation, target) {
        (Some(own), Some(target)) if has_type && target.documentation.as_ref() == Some(own) => {
            Vec::new()
        }
        (None, Some(target)) if !has_type => prose(target),
        _ => prose(&facts.traits),
    }
}

/// Returns the documentation of an enum value, below the line that the macro adds: the revision
/// that introduced it, and its prose.
pub(super) fn enum_value(api: &Api<'_>, item: &Type<'_>, variant: &Variant<'_>) -> DocComment {
    let mut comment = DocComment::below(&member_since(api, item, &variant.facts.value));
    comment.blocks(prose(&variant.facts.traits));
    comment
}

fn member_since(api: &Api<'_>, item: &Type<'_>, member: &str) -> String {
    let shape = item.shape.unwrap_or_default();
    facts::since(api.documentation.since.member(shape, member))
}

/// Returns a comment that starts with the summary and the prose, or with `otherwise` if neither
/// provides a first sentence.
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

pub(super) fn prose(traits: &Traits) -> Vec<Block> {
    traits
        .documentation
        .as_deref()
        .map(html::blocks)
        .unwrap_or_default()
}
