//! The parts of a model that a path can name.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::message::members_at;
use super::since::{has_member, member_names};
use crate::collections::IndexMap;
use crate::model::{Member, Model, Shape};

/// A part of a model.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Service,
    Operation(String),
    Shape(String),
    /// A member or value of a shape.
    Member(String, String),
    /// An error that an operation lists.
    Error(String, String),
    /// A fact of a part: the separator between them, and its key.
    Fact(Box<Part>, char, String),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Service => f.write_str("service"),
            Part::Operation(name) | Part::Shape(name) => f.write_str(name),
            Part::Member(shape, name) => write!(f, "{shape}.{name}"),
            Part::Error(operation, error) => write!(f, "{operation}.errors.{error}"),
            Part::Fact(part, between, key) => write!(f, "{part}{between}{key}"),
        }
    }
}

impl Part {
    /// Returns `true` if a model has it.
    pub(super) fn is_in(&self, model: &Model) -> bool {
        match self {
            Part::Service => true,
            Part::Operation(name) => model.operations.contains_key(name),
            Part::Shape(name) => model.shapes.contains_key(name),
            Part::Member(shape, name) => {
                let shape = model.shapes.get(shape);
                shape.is_some_and(|shape| has_member(shape, name) || refers(shape, name).is_some())
            }
            Part::Error(operation, error) => {
                let operation = model.operations.get(operation);
                operation.is_some_and(|operation| operation.errors.contains(error))
            }
            Part::Fact(part, _, key) => part.facts(model).is_some_and(|facts| {
                let other = facts.get("other").and_then(|other| other.get(key));
                facts.get(key).or(other).is_some_and(says_something)
            }),
        }
    }

    /// Returns the facts of a part, as a model is serialised.
    fn facts(&self, model: &Model) -> Option<Value> {
        match self {
            Part::Service => json(&model.service),
            Part::Operation(name) => json(model.operations.get(name)?),
            Part::Shape(name) => json(model.shapes.get(name)?),
            Part::Member(shape, name) => json(refers(model.shapes.get(shape)?, name)?),
            Part::Error(..) | Part::Fact(..) => None,
        }
    }
}

/// Returns `true` if a fact is there: a key whose value is empty is that of a part without it.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => !elements.is_empty(),
        _ => true,
    }
}

fn json(value: &impl Serialize) -> Option<Value> {
    serde_json::to_value(value).ok()
}

/// Returns the member of a structure or union, `member` of a list, `key` and `value` of a map.
fn refers<'s>(shape: &'s Shape, name: &str) -> Option<&'s Member> {
    let mut members = shape.references();
    members.find_map(|(other, member)| (other == name).then_some(member))
}

/// The parts of a model that have names of their own.
pub(super) struct Parts<'m> {
    model: &'m Model,
    by_name: IndexMap<String, Part>,
}

impl<'m> Parts<'m> {
    /// Collects the operations, shapes, members and values of a model. If a shape has the same name
    /// as an operation, the name means the operation.
    pub(super) fn of(model: &'m Model) -> Self {
        let operations = model.operations.keys();
        let mut by_name: IndexMap<_, _> = operations
            .map(|name| (name.clone(), Part::Operation(name.clone())))
            .collect();
        for (name, shape) in &model.shapes {
            by_name
                .entry(name.clone())
                .or_insert_with(|| Part::Shape(name.clone()));
            for member in member_names(shape) {
                let part = Part::Member(name.clone(), member.to_owned());
                by_name.insert(part.to_string(), part);
            }
        }
        Self { model, by_name }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.by_name.keys()
    }

    /// Returns the parts that a path names: one, several that a path through messages leads to, or
    /// none.
    pub(super) fn named(&self, path: &str) -> Vec<Part> {
        let exact = self.by_name.get(path).cloned();
        if let Some(part) = exact.or_else(|| self.fact(path)) {
            return vec![part];
        }
        let members = members_at(self.model, path).into_iter();
        let members: Vec<_> = members
            .map(|(shape, name)| Part::Member(shape, name))
            .collect();
        if !members.is_empty() {
            return members;
        }
        if let Some(part) = self.spelled(path) {
            return vec![part];
        }
        // A value of an enum stands alone below the enum's name.
        let is_called_so = |part: &&Part| matches!(part, Part::Member(_, name) if name == path);
        self.by_name
            .values()
            .filter(is_called_so)
            .cloned()
            .collect()
    }

    /// Returns the part that a path names in Rust's spelling, or nearly in the model's.
    fn spelled(&self, path: &str) -> Option<Part> {
        let spelled = |path: &str| {
            let path = plain(path);
            let mut parts = self.by_name.iter();
            parts.find_map(|(name, part)| (plain(name) == path).then_some(part))
        };
        let rust_path = without_modules(path);
        let variant = || {
            let exception = rust_path.strip_prefix("Error::")?;
            spelled(exception).or_else(|| spelled(&format!("{exception}Exception")))
        };
        let exact = self.by_name.get(path);
        exact
            .or_else(|| spelled(rust_path))
            .or_else(variant)
            .cloned()
    }

    /// Returns the fact that a path names, as a change does.
    fn fact(&self, path: &str) -> Option<Part> {
        let owner = |name: &str| match name {
            "service" => Some(Part::Service),
            _ => self
                .by_name
                .get(name)
                .cloned()
                .or_else(|| self.reference(name)),
        };
        let at = |between: char, (name, key): (&str, &str)| {
            Some(Part::Fact(Box::new(owner(name)?), between, key.to_owned()))
        };
        let error = path.split_once(".errors.");
        let error = error.map(|(name, error)| Part::Error(name.to_owned(), error.to_owned()));
        let named = [
            error,
            self.reference(path),
            path.split_once('@').and_then(|parts| at('@', parts)),
            path.rsplit_once('.').and_then(|parts| at('.', parts)),
        ];
        let mut named = named.into_iter().flatten();
        named.find(|part| part.is_in(self.model))
    }

    /// Returns the member of a list, or the key or value of a map.
    fn reference(&self, path: &str) -> Option<Part> {
        let (shape, member) = path.split_once('.')?;
        let part = Part::Member(shape.to_owned(), member.to_owned());
        Some(part).filter(|part| part.is_in(self.model))
    }
}

/// Returns a Rust path from its first type on: `Account::email` of
/// `org_types::types::Account::email`.
pub(super) fn without_modules(path: &str) -> &str {
    match path.split_once("::") {
        Some((module, rest)) if module.starts_with(char::is_lowercase) => without_modules(rest),
        _ => path,
    }
}

/// Returns a path without what spellings differ in: case, underscores, and how its two parts are
/// divided.
pub(super) fn plain(path: &str) -> String {
    let path = path.replace("::", ".").replace("r#", "");
    path.chars()
        .filter(|character| character.is_alphanumeric() || *character == '.')
        .flat_map(char::to_lowercase)
        .collect()
}
