//! Changes of operations.

use super::breaks::Breaks;
use super::ends::{INPUT, OUTPUT};
use super::facets::differing;
use super::uri::nameless;
use super::{Bump, Comparison, Entry, Part, Target, Wire};
use crate::diff::change::Direction;
use crate::diff::facts::pointer;
use crate::diff::rules::Rule;
use crate::model::{Operation, Pagination};

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
                        .wire(self.removal_breaks(operation).verdict())
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
            let is_sent = !self.binds_http();
            let entry = part
                .entry(Rule::WireNameChanged)
                .values(&old.wire_name, &new.wire_name)
                .wire(Breaks::REQUESTS.when(is_sent).verdict());
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
        for (key, [before, after]) in differing(&old.traits, &new.traits) {
            let breaks = self.operation_trait_breaks(key, old, new);
            let directions = match key.starts_with("output.") || key == "eventstreamoutput" {
                true => Breaks::RESPONSES,
                false if breaks.response => Breaks::RESPONSES,
                false => Breaks::REQUESTS,
            };
            let target = Target::messages(name, directions.directions(), "");
            let entry = Entry::new(Rule::TraitChanged, format!("{name}@{key}"), target)
                .values(&before, &after)
                .wire(breaks.verdict());
            self.add(entry, [pointer(&part.fact("other"), key)]);
        }
    }

    /// What an operation breaks that is gone. REST sends no name of an operation: another one with
    /// its method and path may answer.
    fn removal_breaks(&self, old: &Operation) -> Breaks {
        let address = |operation: &Operation| {
            let http = operation.http.as_ref()?;
            Some((
                http.method.clone(),
                nameless(&http.uri),
                operation.host_prefix.clone(),
            ))
        };
        let known = &self.old.model.operations;
        let new = self.new.model.operations.iter();
        let mut came = new.filter(|(name, _)| !known.contains_key(*name));
        let is_heir = |new: &Operation| address(new) == address(old);
        match came.find(|(_, new)| self.binds_http() && is_heir(new)) {
            Some((_, new)) => {
                let [input, output] = [INPUT, OUTPUT].map(|end| self.content((old, new), end));
                let status = Breaks::RESPONSES.when(status(old) != status(new));
                let signed = self.signature_breaks(old, new);
                input.breaks.and(output.breaks).and(status).and(signed)
            }
            None => Breaks::REQUESTS,
        }
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
        let grows = |before: &Pagination, after: &Pagination| {
            before.limit_key.is_none()
                && Pagination {
                    limit_key: after.limit_key.clone(),
                    ..before.clone()
                } == *after
        };
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
                let (before, after) = (told(before), told(after));
                let bump = match before == after {
                    true => Bump::Patch,
                    false if grows(&before, &after) => Bump::Minor,
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
            let request = |operation: &Operation| {
                let http = operation.http.as_ref();
                http.map(|http| (http.method.clone(), nameless(&http.uri)))
            };
            let breaks = Breaks {
                request: request(old) != request(new),
                response: status(old) != status(new),
                ..Breaks::NOTHING
            };
            let target = Target::messages(&part.path, breaks.directions(), "");
            let entry = Entry::new(Rule::HttpBindingChanged, &part.path, target)
                .values(&old.http, &new.http)
                .wire(breaks.when(self.binds_http()).verdict());
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

    /// Whether both sides speak AWS JSON, for which alone operations are generated.
    pub(super) fn is_aws_json(&self) -> bool {
        self.old.has_operations() && self.new.has_operations()
    }
}

/// The status of a successful response (Smithy 2.0, "http trait").
fn status(operation: &Operation) -> u16 {
    let http = operation.http.as_ref();
    http.and_then(|http| http.status).unwrap_or(200)
}

fn listed_error(rule: Rule, operation: &str, error: &str) -> Entry {
    let target = Target::messages(operation, [Direction::Error], error);
    Entry::new(rule, format!("{operation}.errors.{error}"), target)
}
