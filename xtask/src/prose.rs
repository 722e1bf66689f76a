//! Removes prose from upstream files: `model/` only holds facts.
//!
//! Prose is removed by place, not only by name, since a shape or a member may be called
//! `documentation`.

use anyhow::{Result, bail};
use memchr::memmem;

use crate::json::Json;

/// The members that hold sentences.
const PROSE: [&str; 2] = ["documentation", "deprecatedMessage"];

/// The places of these members in a `service-2.json`. `*` is every member of an object, `[]` every
/// item of an array.
const PLACES: [&str; 11] = [
    "",
    "clientContextParams.*",
    "operations.*",
    "operations.*.input",
    "operations.*.output",
    "operations.*.errors.[]",
    "shapes.*",
    "shapes.*.members.*",
    "shapes.*.member",
    "shapes.*.key",
    "shapes.*.value",
];

/// Removes the sentences and the examples from a `service-2.json`.
pub(crate) fn strip_service_model(model: &mut Json) -> Result<()> {
    if let Json::Object(members) = model {
        members.shift_remove("examples");
    }
    for place in PLACES {
        visit(model, place, &mut remove_prose);
    }
    refuse_prose(model)
}

/// Removes the sentences from an `endpoint-rule-set-1.json`, and blanks its error messages.
pub(crate) fn strip_endpoints(endpoints: &mut Json) -> Result<()> {
    visit(endpoints, "parameters.*", &mut remove_prose);
    strip_rule(endpoints);
    refuse_prose(endpoints)
}

/// Removes the sentences from a rule, or from a rule set, which has `rules` like a rule of type
/// `tree`.
fn strip_rule(rule: &mut Json) {
    remove_prose(rule);
    // The member itself distinguishes the rule from other kinds, so it is kept.
    visit(rule, "error", &mut |error| {
        *error = Json::String(String::new())
    });
    visit(rule, "rules.[]", &mut strip_rule);
}

fn remove_prose(json: &mut Json) {
    if let Json::Object(members) = json {
        members.retain(|key, value| !is_prose(key, value));
    }
}

fn is_prose(key: &str, value: &Json) -> bool {
    PROSE.contains(&key) && matches!(value, Json::String(_))
}

fn visit(json: &mut Json, place: &str, action: &mut dyn FnMut(&mut Json)) {
    let (step, rest) = place.split_once('.').unwrap_or((place, ""));
    let found: Vec<_> = match (step, json) {
        ("", json) => return action(json),
        ("*", Json::Object(members)) => members.values_mut().collect(),
        ("[]", Json::Array(items)) => items.iter_mut().collect(),
        (key, Json::Object(members)) => members.get_mut(key).into_iter().collect(),
        _ => return,
    };
    for json in found {
        visit(json, rest, action);
    }
}

/// Refuses a document with prose in an unknown place. If upstream starts to write sentences in a
/// new place, nothing is imported until [`PLACES`] lists it.
fn refuse_prose(json: &Json) -> Result<()> {
    match first(json) {
        Some(place) => bail!("{place}: prose in a new place; add it to xtask/src/prose.rs"),
        None => Ok(()),
    }
}

/// Returns `true` if a text contains the name of a member that holds sentences.
pub(crate) fn is_named_in(text: &str) -> bool {
    // Unlike the standard library's search, this one is optimized with its own crate.
    PROSE
        .iter()
        .any(|key| memmem::find(text.as_bytes(), key.as_bytes()).is_some())
}

/// Returns the place of the first sentence in a document, such as `shapes.Tag.documentation`.
pub(crate) fn first(json: &Json) -> Option<String> {
    let below = |key: &str, value: &Json| Some(format!("{key}.{}", first(value)?));
    match json {
        Json::Object(members) => {
            let mut members = members.iter();
            members.find_map(|(key, value)| match is_prose(key, value) {
                true => Some(key.clone()),
                false => below(key, value),
            })
        }
        Json::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(number, item)| below(&number.to_string(), item))
        }
        _ => None,
    }
}
