//! Changes of operations.

use super::api::came_or_went;
use super::wire::{Breaks, between};
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
            target: message(name, [Direction::Request], ""),
        };
        self.input(name, old, new);
        self.output(name, old, new);
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
            let target = message(name, directions(breaks), "");
            let entry = Entry::new(Rule::TraitChanged, format!("{name}@{key}"), target);
            entry.wire(breaks.when(!is_aws_json).verdict())
        });
    }

    fn input(&mut self, name: &str, old: &Operation, new: &Operation) {
        if old.input == new.input {
            return;
        }
        let (breaks, differences) = match (&old.input, &new.input) {
            (Some(before), Some(after)) => {
                let differences = between((self.old.model, before), (self.new.model, after));
                (differences.breaks.request, differences.told)
            }
            (None, Some(after)) => (
                has_member(self.new.model, after, |member| member.required),
                Vec::new(),
            ),
            (Some(before), None) => (has_member(self.old.model, before, |_| true), Vec::new()),
            (None, None) => (false, Vec::new()),
        };
        let verdict = Breaks {
            request: breaks,
            response: false,
        };
        let types = [self.old, self.new]
            .map(|plan| plan.names.operation(name).map(|names| names.input.as_str()));
        let bump = self.message_level((old, new), types, (&old.input, &new.input));
        self.message(
            (name, "input", Direction::Request),
            (&old.input, &new.input),
            (Rule::OperationInputChanged, verdict, bump),
            differences,
        );
    }

    fn output(&mut self, name: &str, old: &Operation, new: &Operation) {
        if old.output == new.output {
            return;
        }
        let (breaks, differences) = match (&old.output, &new.output) {
            (Some(before), Some(after)) => {
                let differences = between((self.old.model, before), (self.new.model, after));
                (differences.breaks.response, differences.told)
            }
            (Some(before), None) => (has_member(self.old.model, before, |_| true), Vec::new()),
            (None, _) => (false, Vec::new()),
        };
        let verdict = Breaks {
            request: false,
            response: breaks,
        };
        let types = [self.old, self.new].map(|plan| {
            let names = plan.names.operation(name);
            names.map(|names| names.output.as_str())
        });
        let bump = self.message_level((old, new), types, (&old.output, &new.output));
        self.message(
            (name, "output", Direction::Response),
            (&old.output, &new.output),
            (Rule::OperationOutputChanged, verdict, bump),
            differences,
        );
    }

    /// Notes that an operation's input or output is another structure.
    fn message(
        &mut self,
        (name, role, direction): (&str, &str, Direction),
        (before, after): (&Option<String>, &Option<String>),
        (rule, breaks, bump): (Rule, Breaks, Bump),
        differences: Vec<String>,
    ) {
        let fact = pointer(&pointer("/operations", name), role);
        if let (Some(before), Some(after)) = (before, after)
            && self.renames.same(before, after)
        {
            return self.claims.add(fact);
        }
        let entry = Entry::new(
            rule,
            format!("{name}.{role}"),
            message(name, [direction], ""),
        )
        .values(before, after)
        .differences(differences)
        .wire(breaks.verdict())
        .rust(bump);
        self.add(entry, [fact]);
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
        let is_bound = self.old.is_bound(old) && self.new.is_bound(new);
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
            };
            let target = message(&part.path, directions(breaks), "");
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

    /// What another input or output asks for. A type that keeps its name and derived traits may
    /// gain members, required ones of a response too; any other type breaks code that names it.
    fn message_level(
        &self,
        (old, new): (&Operation, &Operation),
        [old_type, new_type]: [Option<&str>; 2],
        (before, after): (&Option<String>, &Option<String>),
    ) -> Bump {
        match (before, after) {
            (None, Some(_)) if !self.old.is_bound(old) => Bump::Minor,
            (None, Some(after)) if old_type == new_type && !self.is_shared(after) => {
                // The empty structure that stood there has them all.
                let derives = &self.new.derives;
                match derives.default(after) && derives.eq_and_hash(after) {
                    true => came_or_went(false, has_member(self.new.model, after, |_| true)),
                    false => Bump::Major,
                }
            }
            (Some(before), None) if old_type == new_type && self.new.is_bound(new) => {
                came_or_went(has_member(self.old.model, before, |_| true), false)
            }
            _ => Bump::Major,
        }
    }

    /// Whether a structure of the new model stands in another module than synthesised ones.
    fn is_shared(&self, name: &str) -> bool {
        let shape = self.new.model.shapes.get(name);
        shape.is_none_or(|shape| crate::surface::module(self.new, name, shape) != "operation")
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

/// The messages of an operation that go in these directions.
pub(super) fn message(name: &str, directions: impl Into<Vec<Direction>>, path: &str) -> Target {
    Target::Operation {
        name: name.to_owned(),
        directions: directions.into(),
        path: path.to_owned(),
    }
}

/// The directions that a difference is about.
pub(super) fn directions(breaks: Breaks) -> Vec<Direction> {
    let request = breaks.request.then_some(Direction::Request);
    let response = breaks.response.then_some(Direction::Response);
    request.into_iter().chain(response).collect()
}

/// Whether a fact about an operation is one about its response; the others are what clients follow
/// when they make a request.
fn is_of_response(key: &str) -> bool {
    key.starts_with("output.") || key == "eventstreamoutput"
}

fn listed_error(rule: Rule, operation: &str, error: &str) -> Entry {
    let target = message(operation, [Direction::Error], error);
    Entry::new(rule, format!("{operation}.errors.{error}"), target)
}

/// Whether a structure has a member of this kind.
fn has_member(
    model: &crate::model::Model,
    structure: &str,
    condition: impl Fn(&crate::model::Member) -> bool,
) -> bool {
    let members = model
        .shapes
        .get(structure)
        .and_then(|shape| shape.members());
    members.is_some_and(|members| members.values().any(condition))
}
