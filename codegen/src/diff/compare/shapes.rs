//! Changes of shapes.

use indexmap::IndexMap;

use super::api::came_or_went;
use super::facets::{Carried, Facets};
use super::members::Pair;
use super::wire::{Breaks, between_kinds};
use super::{Bump, Comparison, Entry, Part, Target, Wire};
use crate::diff::facts::{is_identical, is_reordered, order, pointer};
use crate::diff::rules::Rule;
use crate::docs::code;
use crate::model::{EnumValue, ErrorTrait, Shape, ShapeKind};
use crate::plan::Plan;
use crate::rust_type::is_sparse;

impl Comparison<'_> {
    /// Compares the shapes.
    pub(super) fn shapes(&mut self) {
        let (old, new) = (&self.old.model.shapes, &self.new.model.shapes);
        for (name, shape) in old {
            match (new.get(name), self.renames.new_name(name)) {
                (Some(other), _) => self.shape(name, shape, other),
                (None, Some(new_name)) => self.shape_renamed(name, new_name, shape),
                (None, None) => self.shape_removed(name, shape),
            }
        }
        for (name, shape) in new {
            if !old.contains_key(name) && self.renames.old_name(name).is_none() {
                self.shape_added(name, shape);
            }
        }
        self.declarations("shapes", old.keys(), new.keys());
    }

    /// The part of the model that a shape is.
    pub(super) fn shape_part(&self, name: &str) -> Part {
        Part {
            path: name.to_owned(),
            facts: pointer("/shapes", name),
            target: Target::Shape {
                old: name.to_owned(),
                new: name.to_owned(),
                step: String::new(),
            },
        }
    }

    fn shape_added(&mut self, name: &str, shape: &Shape) {
        let part = self.shape_part(name);
        let brings_type = is_generated(self.new, name) && !is_synthesised(self.old, self.new, name);
        let rust = if brings_type {
            Bump::Minor
        } else {
            Bump::Patch
        };
        let entry = match (&shape.error, self.new.names.error(name)) {
            (Some(error), Some(variant)) => {
                let code = code(error.code.as_deref().unwrap_or(name));
                let note = format!(
                    "{code} arrives as `Error::{variant}`; it used to arrive as `Error::Unknown`"
                );
                let both = self.old.has_operations() && self.new.has_operations();
                part.entry(Rule::ErrorShapeAdded)
                    .behaviour(both.then_some(note))
            }
            _ => part.entry(Rule::ShapeAdded),
        };
        self.add(
            entry.values(&(), &shape.kind.name()).rust(rust),
            [part.facts],
        );
    }

    fn shape_removed(&mut self, name: &str, shape: &Shape) {
        let part = self.shape_part(name);
        let takes_type = is_generated(self.old, name) && !is_synthesised(self.new, self.old, name);
        let rust = if takes_type { Bump::Major } else { Bump::Patch };
        let entry = match (&shape.error, self.old.names.error(name)) {
            (Some(error), Some(variant)) => {
                let code = code(error.code.as_deref().unwrap_or(name));
                let note = format!(
                    "{code} arrives as `Error::Unknown`; it used to arrive as `Error::{variant}`"
                );
                let both = self.old.has_operations() && self.new.has_operations();
                part.entry(Rule::ErrorShapeRemoved)
                    .behaviour(both.then_some(note))
            }
            _ => part.entry(Rule::ShapeRemoved),
        };
        self.add(
            entry.values(&shape.kind.name(), &()).rust(rust),
            [part.facts],
        );
    }

    fn shape_renamed(&mut self, name: &str, new_name: &str, shape: &Shape) {
        let target = Target::Shape {
            old: name.to_owned(),
            new: new_name.to_owned(),
            step: String::new(),
        };
        let types = [(self.old, name), (self.new, new_name)].map(|(plan, name)| {
            let names = plan.names.shape(name).filter(|_| is_generated(plan, name));
            names.map(|names| names.type_name.as_str())
        });
        let is_code = |error: &ErrorTrait| error.code.is_none();
        let wire = match shape.error.as_ref().is_some_and(is_code) {
            true => Wire::ResponseBreaking,
            false => Wire::Compatible,
        };
        let [before, after] = types;
        let entry = Entry::new(Rule::ShapeRenamed, new_name, target)
            .values(&name, &new_name)
            .wire(wire)
            .rust(if before == after {
                Bump::Patch
            } else {
                Bump::Major
            });
        self.add(entry, [name, new_name].map(|name| pointer("/shapes", name)));
    }

    fn shape(&mut self, name: &str, old: &Shape, new: &Shape) {
        if is_identical(old, new) {
            return;
        }
        let pair = Pair {
            name,
            old,
            new,
            carried: self.carried(name),
            generated: is_generated(self.old, name) && is_generated(self.new, name),
        };
        let part = self.shape_part(name);
        match (&old.kind, &new.kind) {
            (ShapeKind::Structure { members: before }, ShapeKind::Structure { members: after })
            | (ShapeKind::Union { members: before }, ShapeKind::Union { members: after }) => {
                self.members(pair, before, after);
            }
            (ShapeKind::List { .. }, ShapeKind::List { .. })
            | (ShapeKind::Map { .. }, ShapeKind::Map { .. }) => self.elements(pair),
            (ShapeKind::Enum { values: before }, ShapeKind::Enum { values: after }) => {
                self.enum_values(pair, &part, before, after);
            }
            (ShapeKind::IntEnum { values: before }, ShapeKind::IntEnum { values: after }) => {
                self.int_enum_values(pair, &part, before, after);
            }
            (before, after) if before != after => self.kind(pair, &part),
            _ => {}
        }
        let facets = (Facets::of_shape(old), Facets::of_shape(new));
        self.facets(&part, pair.carried, &facets.0, &facets.1);
        self.sparse(pair, &part);
        self.error(pair, &part);
        self.traits(&part, &old.traits, &new.traits);
    }

    fn kind(&mut self, pair: Pair<'_>, part: &Part) {
        let (before, after) = (&pair.old.kind, &pair.new.kind);
        let rule = match (before, after) {
            (ShapeKind::String, ShapeKind::Enum { .. }) => Rule::EnumAddedToString,
            (ShapeKind::Enum { .. }, ShapeKind::String) => Rule::EnumDroppedFromString,
            _ => Rule::ShapeKindChanged,
        };
        let rust = match pair.generated {
            true => Bump::Major,
            false => self.type_level(pair.name),
        };
        let shown = |kind: &ShapeKind| match kind {
            ShapeKind::Enum { values } => values
                .iter()
                .map(|value| value.value.as_str())
                .collect::<Vec<_>>()
                .into(),
            kind => serde_json::Value::from(kind.name()),
        };
        let entry = part
            .entry(rule)
            .values(&shown(before), &shown(after))
            .wire(pair.carried.verdict(between_kinds(before, after)))
            .rust(rust);
        let facts = ["type", "values", "members", "member", "key", "value"];
        self.add(entry, facts.map(|key| part.fact(key)));
    }

    fn enum_values(&mut self, pair: Pair<'_>, part: &Part, old: &[EnumValue], new: &[EnumValue]) {
        let facts = part.fact("values");
        let find = |values: &[EnumValue], value: &str| -> Option<EnumValue> {
            values.iter().find(|other| other.value == value).cloned()
        };
        for before in old {
            let value_part = value_part(part, &facts, &before.value);
            match find(new, &before.value) {
                Some(after) => {
                    if before.name != after.name {
                        let entry = value_part
                            .entry_at(Rule::TraitChanged, "name")
                            .values(&before.name, &after.name);
                        self.add(entry, [value_part.fact("name")]);
                    }
                    self.traits(&value_part, &before.traits, &after.traits);
                }
                None => {
                    let note = self.variant_note(pair, &before.value, self.old);
                    let entry = value_part
                        .entry(Rule::EnumValueRemoved)
                        .values(&before.value, &())
                        .wire(pair.carried.verdict(Breaks::REQUESTS))
                        .rust(if pair.generated {
                            Bump::Major
                        } else {
                            Bump::Patch
                        })
                        .behaviour(note);
                    self.add(entry, [value_part.facts]);
                }
            }
        }
        for after in new.iter().filter(|after| find(old, &after.value).is_none()) {
            let value_part = value_part(part, &facts, &after.value);
            let note = self.variant_note(pair, &after.value, self.new);
            let entry = value_part
                .entry(Rule::EnumValueAdded)
                .values(&(), &after.value)
                .rust(if pair.generated {
                    Bump::Minor
                } else {
                    Bump::Patch
                })
                .behaviour(note);
            self.add(entry, [value_part.facts]);
        }
        let texts = |values: &[EnumValue]| -> Vec<String> {
            values.iter().map(|value| value.value.clone()).collect()
        };
        self.value_order(part, &texts(old), &texts(new));
    }

    /// How a response's value arrives on the side that has a variant for it, and on the other.
    fn variant_note(&self, pair: Pair<'_>, value: &str, side: &Plan<'_>) -> Option<String> {
        let names = side.names.shape(pair.name).filter(|_| pair.generated)?;
        let known = format!("{}::{}", names.type_name, names.members.get(value)?);
        let unknown = format!("{}::Unknown({value:?})", names.type_name);
        let (now, before) = match side.model.shapes.get(pair.name) {
            Some(shape) if std::ptr::eq(shape, pair.new) => (known, unknown),
            _ => (unknown, known),
        };
        pair.carried.responses.then(|| {
            let [value, now, before] = [value, &now, &before].map(code);
            format!("{value} arrives as {now}; it used to arrive as {before}")
        })
    }

    fn int_enum_values(
        &mut self,
        pair: Pair<'_>,
        part: &Part,
        old: &IndexMap<String, i32>,
        new: &IndexMap<String, i32>,
    ) {
        let facts = part.fact("values");
        for (name, before) in old {
            let value_part = value_part(part, &facts, name);
            let (rule, breaks) = match new.get(name) {
                Some(after) if after == before => continue,
                Some(_) => (Rule::WireNameChanged, Breaks::BOTH),
                None => (Rule::EnumValueRemoved, Breaks::REQUESTS),
            };
            let entry = value_part
                .entry(rule)
                .values(before, &new.get(name))
                .wire(pair.carried.verdict(breaks));
            self.add(entry, [value_part.facts]);
        }
        for (name, after) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
            let value_part = value_part(part, &facts, name);
            let entry = value_part.entry(Rule::EnumValueAdded).values(&(), after);
            self.add(entry, [value_part.facts]);
        }
        let names =
            |values: &IndexMap<String, i32>| -> Vec<String> { values.keys().cloned().collect() };
        self.value_order(part, &names(old), &names(new));
    }

    fn value_order(&mut self, part: &Part, old: &[String], new: &[String]) {
        if is_reordered(old.iter(), new.iter()) {
            let entry = part.entry(Rule::MemberReordered).values(&old, &new);
            self.add(entry, [order(&part.fact("values"))]);
        }
    }

    fn sparse(&mut self, pair: Pair<'_>, part: &Part) {
        let fact = |shape: &Shape| shape.traits.other.get("sparse").cloned();
        let (before, after) = (fact(pair.old), fact(pair.new));
        if before == after {
            return;
        }
        let breaks = match (is_sparse(pair.old), is_sparse(pair.new)) {
            (false, true) => Breaks::RESPONSES,
            (true, false) => Breaks::REQUESTS,
            _ => Breaks::NOTHING,
        };
        let entry = part
            .entry(Rule::SparseChanged)
            .values(&before, &after)
            .wire(pair.carried.verdict(breaks))
            .rust(self.type_level(pair.name));
        self.add(entry, [pointer(&part.fact("other"), "sparse")]);
    }

    fn error(&mut self, pair: Pair<'_>, part: &Part) {
        let (before, after) = match (&pair.old.error, &pair.new.error) {
            (None, None) => return,
            (Some(before), Some(after)) => (before, after),
            (before, after) => {
                let bump = match self.old.has_operations() || self.new.has_operations() {
                    true => came_or_went(before.is_some(), after.is_some()),
                    false => Bump::Patch,
                };
                let entry = part
                    .entry(Rule::ErrorTraitChanged)
                    .values(before, after)
                    .rust(bump);
                return self.add(entry, [part.fact("error")]);
            }
        };
        let fact = |key: &str| pointer(&part.fact("error"), key);
        let fault = |error: &ErrorTrait| match (error.server_fault, error.sender_fault) {
            (true, false) => "server",
            (false, true) => "sender",
            (true, true) => "both",
            (false, false) => "unstated",
        };
        if fault(before) != fault(after) {
            let entry = part
                .entry(Rule::FaultChanged)
                .values(&fault(before), &fault(after));
            self.add(entry, [fact("server_fault"), fact("sender_fault")]);
        }
        if before.retryable != after.retryable {
            let entry = part
                .entry(Rule::RetryableChanged)
                .values(&before.retryable, &after.retryable);
            self.add(entry, [fact("retryable")]);
        }
        if before.http_status != after.http_status {
            let entry = part
                .entry(Rule::HttpBindingChanged)
                .values(&before.http_status, &after.http_status)
                .wire(self.unless_aws_json(pair.carried.verdict(Breaks::RESPONSES)));
            self.add(entry, [fact("http_status")]);
        }
        if before.code != after.code {
            let entry = part
                .entry(Rule::WireNameChanged)
                .values(&before.code, &after.code)
                .wire(pair.carried.verdict(Breaks::RESPONSES));
            self.add(entry, [fact("code")]);
        }
    }

    /// Which messages carry a shape on both sides: only there can one side misread the other.
    fn carried(&self, name: &str) -> Carried {
        let (old, new) = (&self.old.usage, &self.new.usage);
        Carried {
            requests: old.in_requests(name) && new.in_requests(name),
            responses: old.in_responses(name) && new.in_responses(name),
        }
    }
}

/// The part of the model that an enum value is.
fn value_part(shape: &Part, facts: &str, value: &str) -> Part {
    Part {
        path: format!("{}.{value}", shape.path),
        facts: pointer(facts, value),
        target: shape.target.clone(),
    }
}

/// Whether a type is generated for a shape.
pub(super) fn is_generated(plan: &Plan<'_>, name: &str) -> bool {
    plan.names.shape(name).is_some() && plan.usage.is_used(name)
}

/// Whether `plan` makes up an empty structure in the place where `other` has this shape.
fn is_synthesised(plan: &Plan<'_>, other: &Plan<'_>, name: &str) -> bool {
    let (Some(names), Some(shape)) = (other.names.shape(name), other.model.shapes.get(name)) else {
        return false;
    };
    let mut operations = plan.model.operations.iter();
    crate::surface::module(other, name, shape) == "operation"
        && plan.has_operations()
        && operations.any(|(operation, facts)| {
            plan.names.operation(operation).is_some_and(|operation| {
                (facts.input.is_none() && operation.input == names.type_name)
                    || (facts.output.is_none() && operation.output == names.type_name)
            })
        })
}
