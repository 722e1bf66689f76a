//! Changes of operations.

use super::breaks::Breaks;
use super::ends::{INPUT, OUTPUT};
use super::{Bump, Comparison, Entry, Part, Target, Wire};
use crate::diff::change::Direction;
use crate::diff::facts::pointer;
use crate::diff::rules::Rule;
use crate::model::{Http, Operation, Pagination};

impl Comparison<'_> {
    /// Compares the operations.
    pub(super) fn operations(&mut self) {
        let (old, new) = (&self.old.model.operations, &self.new.model.operations);
        for (name, operation) in old {
            match new.get(name) {
                Some(other) => self.operation(name, operation, other),
                None => {
                    let entry = Entry::new(Rule::OperationRemoved, name, Target::Service)
                        .values(name, &())
                        .wire(Wire::RequestBreaking)
                        .rust(Bump::Major);
                    self.add(entry, [pointer("/operations", name)]);
                }
            }
        }
        for name in new.keys().filter(|name| !old.contains_key(*name)) {
            let entry = Entry::new(Rule::OperationAdded, name, Target::Service)
                .values(&(), name)
                .rust(Bump::Minor);
            self.add(entry, [pointer("/operations", name)]);
        }
    }

    fn operation(&mut self, name: &str, old: &Operation, new: &Operation) {
        if old == new {
            return;
        }
        let part = Part {
            path: name.to_owned(),
            facts: pointer("/operations", name),
            target: Target::messages(name, [Direction::Request], ""),
        };
        self.end(name, (old, new), INPUT);
        self.end(name, (old, new), OUTPUT);
        self.errors(name, &part, old, new);
        self.pagination(&part, old, new);
        self.http(&part, old, new);
        if old.wire_name != new.wire_name {
            let entry = part
                .entry(Rule::WireNameChanged)
                .values(&old.wire_name, &new.wire_name)
                .wire(Wire::RequestBreaking);
            self.add(entry, [part.fact("wire_name")]);
        }
        let flags = [
            ("read_only", old.read_only, new.read_only),
            ("idempotent", old.idempotent, new.idempotent),
        ];
        for (key, before, after) in flags.iter().filter(|(_, before, after)| before != after) {
            let entry = part.entry_at(Rule::TraitChanged, key).values(before, after);
            self.add(entry, [part.fact(key)]);
        }
        self.prose_and_deprecation(&part, &old.traits, &new.traits);
        let is_aws_json = self.is_aws_json();
        self.other_traits(&part, &old.traits, &new.traits, |key| {
            let breaks = match is_of_response(key) {
                true => Breaks::RESPONSES,
                false => Breaks::REQUESTS,
            };
            let target = Target::messages(name, breaks.directions(), "");
            let entry = Entry::new(Rule::TraitChanged, format!("{name}@{key}"), target);
            entry.wire(breaks.when(!is_aws_json).verdict())
        });
    }

    fn errors(&mut self, name: &str, part: &Part, old: &Operation, new: &Operation) {
        let facts = part.fact("errors");
        for error in &old.errors {
            let new_name = self.renames.new_name(error).unwrap_or(error);
            if new.errors.iter().any(|other| other == new_name) {
                if new_name != error {
                    self.claims.add(pointer(&facts, error));
                }
                continue;
            }
            let entry = listed_error(Rule::OperationErrorRemoved, name, error).values(error, &());
            self.add(entry, [pointer(&facts, error)]);
        }
        for error in &new.errors {
            let old_name = self.renames.old_name(error).unwrap_or(error);
            if old.errors.iter().any(|other| other == old_name) {
                if old_name != error {
                    self.claims.add(pointer(&facts, error));
                }
                continue;
            }
            let entry = listed_error(Rule::OperationErrorAdded, name, error)
                .values(&(), error)
                .behaviour(Some("a client built before does not expect it".to_owned()));
            self.add(entry, [pointer(&facts, error)]);
        }
    }

    fn pagination(&mut self, part: &Part, old: &Operation, new: &Operation) {
        let (before, after) = (&old.pagination, &new.pagination);
        let (rule, bump) = match (before, after) {
            _ if before == after => return,
            (None, _) => (Rule::PaginationAdded, Bump::Minor),
            (_, None) => (Rule::PaginationRemoved, Bump::Major),
            (Some(before), Some(after)) => {
                // The constant says nothing of what is the same on each page.
                let told = |it: &Pagination| Pagination {
                    non_aggregate_keys: Vec::new(),
                    ..it.clone()
                };
                let bump = match told(before) == told(after) {
                    true => Bump::Patch,
                    false => Bump::Major,
                };
                (Rule::PaginationChanged, bump)
            }
        };
        let is_bound = self.old.plan.is_bound(old) && self.new.plan.is_bound(new);
        let mut part = part.clone();
        part.path += ".pagination";
        let entry =
            part.entry(rule)
                .values(before, after)
                .rust(if is_bound { bump } else { Bump::Patch });
        self.add(entry, [part.fact("pagination")]);
    }

    fn http(&mut self, part: &Part, old: &Operation, new: &Operation) {
        if old.http != new.http {
            let [before, after] = [&old.http, &new.http].map(Option::as_ref);
            let request = |http: &Http| (http.method.clone(), http.uri.clone());
            let breaks = Breaks {
                request: before.map(request) != after.map(request),
                response: before.and_then(|http| http.status) != after.and_then(|http| http.status),
                ..Breaks::NOTHING
            };
            let target = Target::messages(&part.path, breaks.directions(), "");
            let entry = Entry::new(Rule::HttpBindingChanged, &part.path, target)
                .values(&old.http, &new.http)
                .wire(self.unless_aws_json(breaks.verdict()));
            self.add(entry, [part.fact("http")]);
        }
        if old.host_prefix != new.host_prefix {
            let entry = part
                .entry(Rule::EndpointPrefixChanged)
                .values(&old.host_prefix, &new.host_prefix)
                .wire(Wire::RequestBreaking);
            self.add(entry, [part.fact("host_prefix")]);
        }
    }

    /// The verdict for what AWS JSON does not send.
    pub(super) fn unless_aws_json(&self, wire: Wire) -> Wire {
        match self.is_aws_json() {
            true => Wire::Compatible,
            false => wire,
        }
    }

    /// Whether both sides speak AWS JSON, for which alone operations are generated.
    pub(super) fn is_aws_json(&self) -> bool {
        self.old.has_operations() && self.new.has_operations()
    }
}

/// Whether a fact about an operation is one about its response; the others are what clients follow
/// when they make a request.
fn is_of_response(key: &str) -> bool {
    key.starts_with("output.") || key == "eventstreamoutput"
}

fn listed_error(rule: Rule, operation: &str, error: &str) -> Entry {
    let target = Target::messages(operation, [Direction::Error], error);
    Entry::new(rule, format!("{operation}.errors.{error}"), target)
}
