//! Two APIs and their models in, one entry per edit out.

mod api;
mod authentication;
mod breaks;
mod constraints;
mod ends;
mod enums;
mod errors;
mod facets;
mod kept;
mod kinds;
mod members;
mod messages;
mod operations;
mod pair;
mod presence;
mod renames;
mod service;
mod shapes;
mod timestamps;
mod traits;
mod uri;
mod users;
mod wire;

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use super::Revision;
use super::change::{Change, ConstraintChange, Direction, Reach};
use super::facts::{self, Claims, Difference, pointer};
use super::reach::{Ways, reaches, shortest};
use super::rules::Rule;
use super::verdict::{Bump, Wire};
use crate::api::Api;
use crate::model::{Protocol, Shape};
use breaks::Breaks;
use messages::{Messages, Parent};
use renames::Renames;

/// Every change from one revision to another, in no particular order.
pub(super) fn changes(old: &Revision<'_>, new: &Revision<'_>) -> Vec<Change> {
    let protocol = service::judged_by(&old.model().service, &new.model().service);
    let messages = [old.model(), new.model()].map(|model| Messages { model, protocol });
    let mut comparison = Comparison {
        old: &old.api,
        new: &new.api,
        ways: &old.ways,
        messages,
        paths: messages.map(paths),
        renames: Renames::between(old.model(), new.model()),
        entries: Vec::new(),
        claims: Claims::default(),
    };
    comparison.service();
    comparison.operations();
    comparison.shapes();
    comparison.api();
    comparison.unclaimed();
    comparison.finish(&old.ways, &new.ways)
}

/// Two APIs with their models, and what is known of their differences so far.
struct Comparison<'a> {
    old: &'a Api<'a>,
    new: &'a Api<'a>,
    /// Which shapes use which, on the old side.
    ways: &'a Ways<'a>,
    /// The messages of both sides.
    messages: [Messages<'a>; 2],
    /// The paths of the operations whose messages structures are, on both sides.
    paths: [HashMap<&'a str, &'a str>; 2],
    renames: Renames<'a>,
    entries: Vec<Entry>,
    claims: Claims,
}

/// The paths of the operations whose messages structures are, where HTTP binds their members.
fn paths<'a>(messages: Messages<'a>) -> HashMap<&'a str, &'a str> {
    let mut paths = HashMap::new();
    let operations = messages.model.operations.values();
    for operation in operations.filter(|_| messages.binds_http()) {
        let uri = operation.http.as_ref().map_or("", |http| &http.uri);
        let responses = operation.output.iter().chain(&operation.errors);
        paths.extend(responses.map(|name| (name.as_str(), "")));
        paths.extend(operation.input.iter().map(|name| (name.as_str(), uri)));
    }
    paths
}

/// What belongs together on each of two sides.
fn zip<A, B>([old, new]: [A; 2], [of_old, of_new]: [B; 2]) -> [(A, B); 2] {
    [(old, of_old), (new, of_new)]
}

/// A change, and where in the model to look for the operations it reaches.
struct Entry {
    change: Change,
    target: Target,
}

/// What a change is about.
#[derive(Clone, Debug)]
enum Target {
    /// The service as a whole, or an operation that came or went.
    Service,
    /// One operation's messages.
    Operation {
        name: String,
        directions: Vec<Direction>,
        path: String,
    },
    /// A shape, or what `step` leads to in it. `old` and `new` are its name on each side.
    Shape {
        old: String,
        new: String,
        step: String,
    },
}

impl Target {
    /// The messages of an operation that go in these directions.
    fn messages(operation: &str, directions: impl Into<Vec<Direction>>, path: &str) -> Self {
        Self::Operation {
            name: operation.to_owned(),
            directions: directions.into(),
            path: path.to_owned(),
        }
    }
}

/// A part of a model that both sides have: what reports call it, where its facts are, and how
/// operations reach it.
#[derive(Clone, Debug)]
struct Part {
    path: String,
    facts: String,
    target: Target,
}

impl Part {
    /// An entry for this part.
    fn entry(&self, rule: Rule) -> Entry {
        Entry::new(rule, self.path.clone(), self.target.clone())
    }

    /// An entry for a fact of this part that needs its name in the path.
    fn entry_at(&self, rule: Rule, fact: &str) -> Entry {
        Entry::new(rule, format!("{}@{fact}", self.path), self.target.clone())
    }

    /// The pointer to one of its facts.
    fn fact(&self, key: &str) -> String {
        pointer(&self.facts, key)
    }
}

impl Entry {
    /// An entry that changes nothing for anyone, until it is told otherwise.
    fn new(rule: Rule, path: impl Into<String>, target: Target) -> Self {
        let change = Change {
            rule,
            path: path.into(),
            before: None,
            after: None,
            contents: None,
            differences: Vec::new(),
            constraint: None,
            notes: Vec::new(),
            wire: Wire::Compatible,
            rust: Bump::Patch,
            breaks: Vec::new(),
            behaviour: None,
            reaches: Vec::new(),
        };
        Self { change, target }
    }

    fn values(mut self, before: &impl Serialize, after: &impl Serialize) -> Self {
        self.change.before = value(before);
        self.change.after = value(after);
        self
    }

    fn wire(mut self, wire: Wire) -> Self {
        self.change.wire = wire;
        self
    }

    fn rust(mut self, rust: Bump) -> Self {
        self.change.rust = rust;
        self
    }

    fn constraint(mut self, constraint: Option<ConstraintChange>) -> Self {
        self.change.constraint = constraint;
        self
    }

    fn notes(mut self, notes: Vec<String>) -> Self {
        self.change.notes = notes;
        self
    }

    fn differences(mut self, differences: Vec<String>) -> Self {
        self.change.differences = differences;
        self
    }

    fn behaviour(mut self, behaviour: Option<String>) -> Self {
        self.change.behaviour = behaviour;
        self
    }
}

/// A fact as reports show it; nothing where there is none.
fn value(fact: &impl Serialize) -> Option<Value> {
    serde_json::to_value(fact)
        .ok()
        .filter(|fact| !fact.is_null())
}

impl<'a> Comparison<'a> {
    /// The protocol of the messages.
    fn spoken(&self) -> Protocol {
        let [old, _] = self.messages;
        old.protocol
    }

    /// Whether parts of an HTTP message other than its body have members.
    fn binds_http(&self) -> bool {
        let [old, _] = self.messages;
        old.binds_http()
    }

    /// Which messages are XML documents.
    fn in_xml(&self) -> Breaks {
        let [old, _] = self.messages;
        old.in_xml()
    }

    /// What the members of a shape are part of, by its names on both sides.
    fn parents(&self, names: [&str; 2]) -> [Parent<'a>; 2] {
        let sides = zip(self.messages, self.paths.each_ref());
        zip(sides, names).map(|((messages, paths), name)| {
            let shape = messages.model.shapes.get(name);
            match (shape.and_then(Shape::members), paths.get(name)) {
                _ if shape.is_none() => Parent::Structure,
                (None, _) => Parent::Elements,
                (Some(_), Some(uri)) => Parent::Message(uri),
                (Some(_), None) => Parent::Structure,
            }
        })
    }

    /// Adds an entry that accounts for these facts.
    fn add(&mut self, entry: Entry, facts: impl IntoIterator<Item = String>) {
        self.entries.push(entry);
        for fact in facts {
            self.claims.add(fact);
        }
    }

    /// Adds an entry for each fact that no other entry accounts for.
    fn unclaimed(&mut self) {
        for difference in facts::unclaimed(self.old.model, self.new.model, &self.claims) {
            let Difference {
                pointer,
                before,
                after,
            } = difference;
            let entry = Entry::new(Rule::Unclassified, pointer, Target::Service)
                .values(&before, &after)
                .wire(Wire::Unknown)
                .rust(Bump::Major);
            self.entries.push(entry);
        }
    }

    /// The changes, each with the operations that it reaches.
    fn finish(self, old: &Ways<'_>, new: &Ways<'_>) -> Vec<Change> {
        let mut found = HashMap::new();
        let mut changes = Vec::with_capacity(self.entries.len());
        for Entry { mut change, target } in self.entries {
            change.reaches = match target {
                Target::Service => Vec::new(),
                Target::Operation {
                    name,
                    directions,
                    path,
                } => {
                    let reach = |direction| Reach {
                        operation: name.clone(),
                        direction,
                        path: path.clone(),
                    };
                    directions.into_iter().map(reach).collect()
                }
                Target::Shape {
                    old: in_old,
                    new: in_new,
                    step,
                } => {
                    let names = (in_old, in_new);
                    let found = found.entry(names).or_insert_with_key(|(in_old, in_new)| {
                        shortest(old.to(in_old), new.to(in_new))
                    });
                    reaches(found.clone(), &step)
                }
            };
            changes.push(change);
        }
        changes
    }
}
