//! One model edit per rule: the entry it gives, and what the verdict on the wire means in messages.

mod consequences;
mod members;
mod notes;
mod operations;
mod patterns;
mod reaches;
mod shapes;

use std::collections::BTreeSet;

use crate::common::wire::{accepts, can_break, casualties, knows_error, reads, request, status};
use crate::common::{
    compare, enum_value, enumeration, find, member, members, model, operation, rename, shape,
    short, structure, union, values,
};
use codegen::diff::{Bump, Diff, Rule, Wire};
use codegen::model::{
    Deprecated, HttpBinding, Member, Model, Operation, Protocol, Retryable, Shape, ShapeKind,
    TimestampFormat,
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
    /// An operation and a request that a client of before sends to it.
    request: Option<(&'static str, Value)>,
    /// An operation and a response that the service of after gives.
    response: Option<(&'static str, Value)>,
    /// An exception whose status is another, if and only if the verdict says so.
    status: Option<&'static str>,
    /// The code of an error before and after.
    error: Option<[&'static str; 2]>,
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
            status: None,
            error: None,
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

    /// The codes of one error before and after. An old client does not know it any more, if and
    /// only if the verdict says so.
    fn error(mut self, before: &'static str, after: &'static str) -> Self {
        self.error = Some([before, after]);
        self
    }

    /// An exception whose status old clients know, if and only if the verdict does not say
    /// otherwise.
    fn status(mut self, exception: &'static str) -> Self {
        self.status = Some(exception);
        self
    }

    fn check(&self) {
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
        let (wires, bumps) = (self.rule.wires(), self.rule.bumps());
        assert!(
            wires.contains(&self.wire) && bumps.contains(&self.rust),
            "{name}"
        );
        assert_eq!(
            diff.unclassified().count(),
            0,
            "{name}: {:#?}",
            short(&diff)
        );
        self.check_request(&name, &old, &new);
        self.check_response(&name, &old, &new);
        check_survivors(&name, &diff, &old, &new);
    }

    fn check_request(&self, name: &str, old: &Model, new: &Model) {
        let breaks = breaks_requests(self.wire);
        let Some((operation, value)) = &self.request else {
            assert!(!breaks, "{name} has no request that is refused");
            return;
        };
        let request = request(old, operation, value);
        assert!(accepts(old, &request), "{name}: {request:?}");
        assert_eq!(accepts(new, &request), !breaks, "{name}: {request:?}");
    }

    fn check_response(&self, name: &str, old: &Model, new: &Model) {
        let breaks = breaks_responses(self.wire);
        if let Some((operation, value)) = &self.response {
            let is_read = reads(old, new, operation, value);
            assert_eq!(is_read, !breaks, "{name}: {value}");
        }
        if let Some([before, after]) = self.error {
            assert!(
                knows_error(old, before) && knows_error(new, after),
                "{name}"
            );
            assert_eq!(knows_error(old, after), !breaks, "{name}: {after}");
        }
        if let Some(exception) = self.status {
            let is_known = status(old, exception) == status(new, exception);
            assert_eq!(is_known, !breaks, "{name}");
        }
        let has_example = self.response.is_some() || self.error.is_some() || self.status.is_some();
        assert!(
            !breaks || has_example,
            "{name} has no response that breaks a client"
        );
    }
}

/// No message suffers in a direction that no change of the diff breaks.
fn check_survivors(name: &str, diff: &Diff, old: &Model, new: &Model) {
    let any = |breaks: fn(Wire) -> bool| diff.changes.iter().any(|change| breaks(change.wire));
    let casualties = casualties(old, new);
    if !any(breaks_requests) {
        assert_eq!(casualties.refused, [""; 0], "{name}");
    }
    if !any(breaks_responses) {
        assert_eq!(casualties.unread, [""; 0], "{name}");
    }
}

fn breaks_requests(wire: Wire) -> bool {
    matches!(wire, Wire::RequestBreaking | Wire::Breaking)
}

fn breaks_responses(wire: Wire) -> bool {
    matches!(wire, Wire::ResponseBreaking | Wire::Breaking)
}

/// A request to `CreateThing` with a thing that has this member besides what it must have.
fn pattern(member: &str, value: Value) -> Value {
    let mut thing = json!({"Name": "ana", "Kind": "BIG"});
    thing[member] = value;
    json!({"Name": "ana", "Count": 1, "Pattern": thing})
}

/// The cases of all files.
fn cases() -> Vec<Case> {
    [
        consequences::cases(),
        members::cases(),
        operations::cases(),
        shapes::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn each_edit_gives_its_entry_and_does_to_messages_what_that_says() {
    for case in cases() {
        case.check();
    }
}

/// `check` demands a message of every case that breaks some.
#[test]
fn each_rule_has_a_case_for_each_kind_of_verdict() {
    let cases = cases();
    let rules = |condition: &dyn Fn(&Case) -> bool| -> BTreeSet<Rule> {
        let cases = cases.iter().filter(|case| condition(case));
        cases.map(|case| case.rule).collect()
    };
    // Prose has a test of its own, and there is no edit that no rule knows.
    let has_no_case = [Rule::ProseChanged, Rule::Unclassified];
    let expected = |condition: fn(Rule) -> bool| -> BTreeSet<Rule> {
        let rules = Rule::ALL
            .into_iter()
            .filter(|rule| !has_no_case.contains(rule));
        rules.filter(|rule| condition(*rule)).collect()
    };
    assert_eq!(rules(&|_| true), expected(|_| true));
    let breaks = |case: &Case| case.wire != Wire::Compatible;
    assert_eq!(rules(&breaks), expected(can_break));
}
