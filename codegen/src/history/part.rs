//! The parts of a model that a path can name.

use serde_json::Value;

use super::message::members_at;
use super::since::{has_member, member_names};
use crate::collections::IndexSet;
use crate::model::{Member, Model};

/// A part of a model.
pub(super) struct Part {
    /// The path to it, as a change spells it.
    pub(super) path: String,
    is_in: Kind,
}

/// A kind of parts: returns `true` if a model has one with this path.
type Kind = fn(&Model, &str) -> bool;

/// The kinds, in the order in which a path is taken for one.
const KINDS: [Kind; 5] = [
    |model, path| model.operations.contains_key(path),
    |model, path| model.shapes.contains_key(path),
    is_member,
    is_error,
    is_fact,
];

impl Part {
    pub(super) fn is_in(&self, model: &Model) -> bool {
        (self.is_in)(model, &self.path)
    }

    fn exact(model: &Model, path: String) -> Option<Self> {
        let is_in = KINDS.into_iter().find(|is_in| is_in(model, &path))?;
        Some(Self { path, is_in })
    }
}

/// Returns the parts that a path names: one, several that a path through messages leads to, or none.
pub(super) fn named(model: &Model, path: &str) -> Vec<Part> {
    if let Some(part) = Part::exact(model, path.to_owned()) {
        return vec![part];
    }
    let mut paths = members_at(model, path);
    if paths.is_empty() {
        let names = names(model);
        // A value of an enum stands alone below the enum's name.
        let is_called_so = |it: &&String| it.split_once('.').is_some_and(|(_, last)| last == path);
        match spelled(&names, path) {
            Some(name) => paths.extend([name.clone()]),
            None => paths.extend(names.iter().filter(is_called_so).cloned()),
        }
    }
    let parts = paths.into_iter();
    parts.filter_map(|path| Part::exact(model, path)).collect()
}

/// Returns the paths of the operations, shapes, members and values of a model.
pub(super) fn names(model: &Model) -> IndexSet<String> {
    let mut names: IndexSet<_> = model.operations.keys().cloned().collect();
    for (name, shape) in &model.shapes {
        names.insert(name.clone());
        names.extend(member_names(shape).map(|member| format!("{name}.{member}")));
    }
    names
}

/// Returns the name that a path spells as Rust does, or nearly as the model does.
fn spelled<'n>(names: &'n IndexSet<String>, path: &str) -> Option<&'n String> {
    let spelled = |path: &str| {
        let path = plain(path);
        names.iter().find(|name| plain(name) == path)
    };
    let path = without_modules(path);
    spelled(path).or_else(|| {
        let exception = path.strip_prefix("Error::")?;
        spelled(exception).or_else(|| spelled(&format!("{exception}Exception")))
    })
}

/// A member or value of a shape, `member` of a list, `key` or `value` of a map.
fn is_member(model: &Model, path: &str) -> bool {
    path.split_once('.').is_some_and(|(shape, name)| {
        has_member(model, shape, name) || reference(model, path).is_some()
    })
}

fn is_error(model: &Model, path: &str) -> bool {
    path.split_once(".errors.").is_some_and(|(name, error)| {
        let operation = model.operations.get(name);
        operation.is_some_and(|operation| operation.errors.iter().any(|it| it == error))
    })
}

/// A fact of a part, with its key after the part as in the path of a change: `service.title`,
/// `ListRoots@alias`.
fn is_fact(model: &Model, path: &str) -> bool {
    let mut splits = [path.split_once('@'), path.rsplit_once('.')]
        .into_iter()
        .flatten();
    splits.any(|(part, key)| {
        facts(model, part).is_some_and(|facts| {
            let other = facts.get("other").and_then(|other| other.get(key));
            facts.get(key).or(other).is_some_and(says_something)
        })
    })
}

/// Returns the facts of a part, as a model is serialised.
fn facts(model: &Model, part: &str) -> Option<Value> {
    let facts = if part == "service" {
        serde_json::to_value(&model.service)
    } else if let Some(operation) = model.operations.get(part) {
        serde_json::to_value(operation)
    } else if let Some(shape) = model.shapes.get(part) {
        serde_json::to_value(shape)
    } else {
        serde_json::to_value(reference(model, part)?)
    };
    facts.ok()
}

/// Returns `true` if the value of a fact is not empty, as it is for a part without the fact.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => !elements.is_empty(),
        _ => true,
    }
}

/// Returns the member of a structure or union, `member` of a list, `key` and `value` of a map.
fn reference<'m>(model: &'m Model, path: &str) -> Option<&'m Member> {
    let (shape, name) = path.split_once('.')?;
    let mut members = model.shapes.get(shape)?.references();
    members.find_map(|(other, member)| (other == name).then_some(member))
}

/// Returns a Rust path from its first type on: `Account::email` of
/// `org_types::types::Account::email`.
pub(super) fn without_modules(path: &str) -> &str {
    match path.split_once("::") {
        Some((module, rest)) if module.starts_with(char::is_lowercase) => without_modules(rest),
        _ => path,
    }
}

/// Returns a path without the differences between spellings: case, underscores and separators.
fn plain(path: &str) -> String {
    let path = path.replace("::", ".").replace("r#", "");
    path.chars()
        .filter(|character| character.is_alphanumeric() || *character == '.')
        .flat_map(char::to_lowercase)
        .collect()
}
