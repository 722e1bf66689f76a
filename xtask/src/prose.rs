//! Takes the prose out of upstream files: `model/` holds facts only.
//!
//! Prose is removed by place, not by name alone: a shape or a member may well be called
//! `documentation`.

use anyhow::{Result, bail};

use crate::json::Json;

/// The members that hold sentences, wherever the format allows them.
const PROSE: [&str; 2] = ["documentation", "deprecatedMessage"];

/// Where `service-2.json` allows them. `*` is every member of an object, `[]` every item of an
/// array.
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

/// Removes the sentences, and the examples, of a `service-2.json`.
///
/// # Errors
///
/// A sentence is left in a place that [`PLACES`] does not list.
pub(crate) fn strip_service_model(model: &mut Json) -> Result<()> {
    if let Json::Object(members) = model {
        members.shift_remove("examples");
    }
    for place in PLACES {
        let path: Vec<_> = place.split('.').filter(|step| !step.is_empty()).collect();
        visit(model, &path, &mut remove_prose);
    }
    refuse_prose(model)
}

/// Removes the sentences of an `endpoint-rule-set-1.json`, and blanks its error messages.
///
/// # Errors
///
/// A sentence is left in a place that is not known.
pub(crate) fn strip_endpoints(endpoints: &mut Json) -> Result<()> {
    visit(endpoints, &["parameters", "*"], &mut remove_prose);
    strip_rule(endpoints);
    refuse_prose(endpoints)
}

/// A rule set is like a rule of type `tree`: it has `rules`.
fn strip_rule(rule: &mut Json) {
    remove_prose(rule);
    // The member itself tells the rule from other kinds, so it stays.
    visit(rule, &["error"], &mut |error| {
        *error = Json::String(String::new())
    });
    visit(rule, &["rules", "[]"], &mut strip_rule);
}

fn remove_prose(json: &mut Json) {
    if let Json::Object(members) = json {
        members.retain(|key, value| !is_prose(key, value));
    }
}

fn is_prose(key: &str, value: &Json) -> bool {
    PROSE.contains(&key) && matches!(value, Json::String(_))
}

fn visit(json: &mut Json, path: &[&str], action: &mut dyn FnMut(&mut Json)) {
    let Some((step, rest)) = path.split_first() else {
        return action(json);
    };
    match (*step, json) {
        ("*", Json::Object(members)) => members
            .values_mut()
            .for_each(|value| visit(value, rest, action)),
        ("[]", Json::Array(items)) => items.iter_mut().for_each(|item| visit(item, rest, action)),
        (key, Json::Object(members)) => {
            if let Some(value) = members.get_mut(key) {
                visit(value, rest, action);
            }
        }
        _ => {}
    }
}

/// Upstream may start to write sentences somewhere else; then nothing is imported until that place
/// is listed.
fn refuse_prose(json: &Json) -> Result<()> {
    match first(json) {
        Some(place) => {
            bail!("{place}: prose in a new place; add it to xtask/src/prose.rs")
        }
        None => Ok(()),
    }
}

/// Whether a text has one of the words for members that hold sentences.
pub(crate) fn is_named_in(text: &str) -> bool {
    PROSE.iter().any(|key| text.contains(key))
}

/// The place of the first sentence in a document, such as `shapes.Tag.documentation`.
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

#[cfg(test)]
mod tests;
