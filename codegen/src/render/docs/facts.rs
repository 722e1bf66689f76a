//! Sentences of our own about the facts in the model.

use serde_json::Value;

use crate::api::{self, Api, Pages, Type};
use crate::markdown::code;
use crate::model::{Constraints, Deprecated, ErrorTrait, Member, Operation, Pagination, ShapeKind};
use crate::problem::capitalised;
use crate::render::constraint::has_unchecked_pattern;

/// Returns words before a list with commas, unless the list is empty.
pub(super) fn listed(words: &str, list: impl IntoIterator<Item = String>) -> Option<String> {
    let list: Vec<_> = list.into_iter().collect();
    (!list.is_empty()).then(|| format!("{words} {}", list.join(", ")))
}

/// Returns a sentence that ends with a list; empty if the list is empty.
fn sentence(words: &str, list: impl IntoIterator<Item = String>) -> String {
    listed(words, list).map_or_else(String::new, |text| text + ".")
}

pub(super) fn since(date: Option<&str>) -> String {
    date.map(|date| format!("Since {date}."))
        .unwrap_or_default()
}

pub(super) fn api_reference(api: &Api<'_>, name: &str) -> String {
    let url = match (&api.documentation.api_reference, &api.model.service.uid) {
        (Some(template), _) => template.replace("{name}", name),
        (None, Some(uid)) if is_url_safe(uid) => {
            format!("https://docs.aws.amazon.com/goto/WebAPI/{uid}/{name}")
        }
        (None, _) => return String::new(),
    };
    format!("[API reference]({url})")
}

fn is_url_safe(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_ascii_alphanumeric() || "-._~".contains(character))
}

pub(super) fn modelled_errors(api: &Api<'_>, operation: &api::Operation<'_>) -> String {
    let errors = operation.facts.errors.iter();
    let variants = errors.filter_map(|error| api.plan.names.error(error));
    let links = variants.map(|variant| format!("[`{variant}`](Error::{variant})"));
    sentence("Modelled errors:", links)
}

pub(super) fn pagination(pagination: &Pagination, pages: Option<&Result<Pages, String>>) -> String {
    let codes = |paths: &[String]| paths.iter().map(|path| code(path)).collect::<Vec<_>>();
    let tokens = listed("Paginated by", codes(&pagination.input_tokens));
    let items = listed("a page's items are in", codes(&pagination.result_keys));
    let text: Vec<_> = tokens.into_iter().chain(items).collect();
    let text = text.join("; ");
    match pages {
        Some(Err(reason)) => format!("{text}. It does not implement `Paginated`: {reason}."),
        Some(Ok(_)) | None => text + ".",
    }
}

/// Returns a sentence on a deprecation, for places that cannot have an attribute.
pub(super) fn deprecated(deprecated: &Deprecated) -> String {
    match &deprecated.since {
        Some(since) => format!("Deprecated since {}.", code(since)),
        None => "Deprecated.".to_owned(),
    }
}

pub(super) fn host_prefix(operation: &Operation) -> String {
    match &operation.host_prefix {
        Some(prefix) => format!("The host name starts with {}.", code(prefix)),
        None => String::new(),
    }
}

pub(super) fn error(name: &str, error: &ErrorTrait) -> String {
    let mut sentences = Vec::new();
    if let Some(code_on_wire) = error.code.as_deref().filter(|code| *code != name) {
        sentences.push(format!("Code {}.", code(code_on_wire)));
    }
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

/// Returns a sentence on the members whose patterns the crate does not check.
pub(super) fn unchecked(api: &Api<'_>, item: &Type<'_>) -> String {
    let fields = item.fields().iter();
    let fields = fields.filter(|field| has_unchecked_pattern(api.model, field.facts));
    let names = fields.map(|field| code(field.wire_name));
    sentence("Validating does not check the pattern of", names)
}

/// Returns a sentence on the model's constraints on an enum, which validation does not check.
pub(super) fn constraints(Constraints { min, max, pattern }: Constraints) -> String {
    let [min, max] = [min, max].map(|bound| bound.map(|number| number.to_string()));
    let (one, many) = (" character", " characters");
    let unit = |number: &str| if number == "1" { one } else { many };
    let bounds = match (min, max) {
        (None, None) => None,
        (Some(min), None) => Some(format!("at least {min}{}", unit(&min))),
        (None, Some(max)) => Some(format!("at most {max}{}", unit(&max))),
        (Some(min), Some(max)) if min == max => Some(format!("exactly {max}{}", unit(&max))),
        (Some(min), Some(max)) => Some(format!("{min} to {max}{}", unit(&max))),
    };
    let pattern = pattern.map(|pattern| format!("pattern {}", code(&pattern)));
    let facts: Vec<_> = pattern.into_iter().chain(bounds).collect();
    match facts.is_empty() {
        true => String::new(),
        false => capitalised(&facts.join(", ")) + ".",
    }
}

/// Returns a sentence on the valid values of a member: those that the member allows, if they are
/// fewer than its shape's, or those of an enum of integers, which has no type.
pub(super) fn valid_values(api: &Api<'_>, member: &Member) -> String {
    let values = member.traits.other.get("enum").and_then(Value::as_array);
    let texts = values.into_iter().flatten().filter_map(Value::as_str);
    let values = sentence("One of", texts.map(code));
    if !values.is_empty() {
        return values;
    }
    let Some((innermost, shape)) = api.model.innermost(member) else {
        return String::new();
    };
    let ShapeKind::IntEnum { values } = &shape.kind else {
        return String::new();
    };
    let names = values.iter().zip(shape.value_names());
    let numbers = names.map(|(it, name)| format!("{} ({})", it.value, code(name)));
    let is_itself = std::ptr::eq(innermost, member);
    sentence(if is_itself { "One of" } else { "Each one of" }, numbers)
}

pub(super) fn default(member: &Member) -> String {
    match member.default.as_ref().filter(|default| !default.is_null()) {
        Some(default) => format!("Default {}.", code(&default.to_string())),
        None => String::new(),
    }
}
