//! One model edit per rule: the entry it gives, and what the verdict on the wire means in data.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
mod consequences;
mod members;
mod operations;
mod reaches;
mod shapes;

use codegen::diff::{Bump, Rule, Wire};
use codegen::model::{
    Deprecated, HttpBinding, Member, Model, Operation, Protocol, Retryable, Shape, ShapeKind,
    TimestampFormat,
};
use common::wire::{accepts, reads};
use common::{
    compare, enum_value, enumeration, find, member, members, model, operation, rename, shape,
    short, structure, union, values,
};
use serde_json::{Value, json};

/// An edit of the small model, and the entry that it must give.
struct Case {
    rule: Rule,
    path: &'static str,
    wire: Wire,
    rust: Bump,
    /// What both sides have beyond the small model.
    both: fn(&mut Model),
    edit: fn(&mut Model),
    /// An operation and a request that the old service takes.
    request: Option<(&'static str, Value)>,
    /// An operation and a response that the new service gives.
    response: Option<(&'static str, Value)>,
}

impl Case {
    fn new(rule: Rule, path: &'static str, wire: Wire, rust: Bump, edit: fn(&mut Model)) -> Self {
        Self {
            rule,
            path,
            wire,
            rust,
            both: |_| {},
            edit,
            request: None,
            response: None,
        }
    }

    fn both(mut self, both: fn(&mut Model)) -> Self {
        self.both = both;
        self
    }

    /// A request that is refused after the edit, if and only if the verdict says so.
    fn request(mut self, operation: &'static str, value: Value) -> Self {
        self.request = Some((operation, value));
        self
    }

    /// A response that an old reader fails on, if and only if the verdict says so.
    fn response(mut self, operation: &'static str, value: Value) -> Self {
        self.response = Some((operation, value));
        self
    }

    fn check(self) -> Rule {
        let mut old = model();
        (self.both)(&mut old);
        let mut new = old.clone();
        (self.edit)(&mut new);
        let name = format!("{} {}", self.rule, self.path);
        assert_eq!(codegen::validate::validate(&new).to_string(), "", "{name}");
        let diff = compare(&old, &new);
        let change = find(&diff, self.rule, self.path);
        let change = change.unwrap_or_else(|| panic!("no {name} in {:#?}", short(&diff)));
        assert_eq!((change.wire, change.rust), (self.wire, self.rust), "{name}");
        assert_eq!(
            diff.unclassified().count(),
            0,
            "{name}: {:#?}",
            short(&diff)
        );
        self.check_data(&name, &old, &new);
        self.rule
    }

    fn check_data(&self, name: &str, old: &Model, new: &Model) {
        let empty = || {
            Shape::new(ShapeKind::Structure {
                members: Default::default(),
            })
        };
        let structure = |model: &Model, name: &Option<String>| match name {
            Some(name) => model.shapes[name].clone(),
            None => empty(),
        };
        if let Some((operation, value)) = &self.request {
            let input = |model: &Model| structure(model, &model.operations[*operation].input);
            assert!(
                accepts(old, &input(old), value),
                "{name}: {value} was no valid request"
            );
            let breaks = matches!(self.wire, Wire::RequestBreaking | Wire::Breaking);
            assert_eq!(accepts(new, &input(new), value), !breaks, "{name}: {value}");
        }
        if let Some((operation, value)) = &self.response {
            let output = |model: &Model| structure(model, &model.operations[*operation].output);
            assert!(
                accepts(new, &output(new), value),
                "{name}: {value} is no response of the new service"
            );
            let breaks = matches!(self.wire, Wire::ResponseBreaking | Wire::Breaking);
            assert_eq!(reads(old, &output(old), value), !breaks, "{name}: {value}");
        }
    }
}

fn check<const N: usize>(cases: [Case; N]) {
    for case in cases {
        case.check();
    }
}
