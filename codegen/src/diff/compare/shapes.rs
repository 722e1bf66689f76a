//! Facts of shapes.

use serde_json::{Value, json};

use super::Comparison;
use super::breaks::Breaks;
use super::constraints::{texts, together};
use super::effective::{Aspect, Kept, sparse_breaks};
use super::entry::Entry;
use super::kinds::{between_kinds, is_measured_alike, is_number};
use super::operations::came_or_went;
use super::slot::Place;
use crate::diff::change::{ConstraintChange, Direction};
use crate::diff::facts::{Fact, NAME, ORDER, WHOLE};
use crate::diff::rules::Rule;
use crate::model::{Constraints, ErrorTrait, Shape, ShapeKind};

impl<'a> Comparison<'a> {
    /// Returns the entry for a fact of a shape.
    pub(super) fn shape(
        &self,
        fact: &Fact<'a>,
        [old_name, name]: [&'a str; 2],
        sides: [Option<&'a Shape>; 2],
    ) -> Option<Entry<'a>> {
        let key = fact.key.as_str();
        let [Some(old), Some(new)] = sides else {
            return (key == WHOLE).then(|| self.shape_alone(fact, name, sides));
        };
        let shapes = [old, new];
        let carried = self.carried([old_name, name]);
        let entry = |rule, breaks: Breaks| Entry::of(fact, rule).wire(breaks.within(carried));
        Some(match key {
            NAME => {
                let is_sent = |error: &ErrorTrait| error.code.is_none();
                let is_sent = old.error.as_ref().is_some_and(is_sent);
                Entry::of(fact, Rule::ShapeRenamed).wire(Breaks::RESPONSES.when(is_sent))
            }
            ORDER => Entry::of(fact, Rule::MemberReordered),
            "type" => {
                let rule = match (&old.kind, &new.kind) {
                    (ShapeKind::String, ShapeKind::Enum { .. }) => Rule::EnumAddedToString,
                    (ShapeKind::Enum { .. }, ShapeKind::String) => Rule::EnumDroppedFromString,
                    _ => Rule::ShapeKindChanged,
                };
                let is_alike = is_measured_alike(&old.kind, &new.kind);
                let entry = entry(rule, between_kinds(&old.kind, &new.kind));
                entry.values(shapes.map(|shape| kind(shape, is_alike)))
            }
            "bounds" | "pattern" => self.constraint(
                fact,
                &self.users(name),
                shapes.map(|it| (&it.constraints, it)),
            ),
            "default" => Entry::of(fact, Rule::DefaultChanged)
                .values(shapes.map(|it| default(it.boxed, &it.default))),
            "sensitive" => self.sensitive(fact),
            "timestamp_format" => self.timestamp_format(fact, &self.users(name)),
            "sparse" => entry(Rule::SparseChanged, sparse_breaks(shapes)),
            key if key.starts_with("error") => self.error(fact, name, shapes)?,
            key => {
                let key = key.strip_prefix("other/")?;
                let breaks = self.shape_trait_breaks(key, name, fact.sides());
                entry(Rule::TraitChanged, breaks)
            }
        })
    }

    /// Returns the entry for a shape that only one side has.
    fn shape_alone(
        &self,
        fact: &Fact<'a>,
        name: &str,
        [old, new]: [Option<&Shape>; 2],
    ) -> Entry<'a> {
        let is_error = |shape: &Shape| shape.error.is_some();
        let is_exception = old.or(new).is_some_and(is_error);
        let came = match is_exception {
            true => Rule::ErrorShapeAdded,
            false => Rule::ShapeAdded,
        };
        let is_missed = is_exception && old.is_some() && self.is_replaced(name);
        let breaks = Breaks::RESPONSES.when(is_missed);
        Entry::of(fact, came_or_went(fact, came))
            .wire(breaks)
            .behaviour(self.exception_note(fact, name))
    }

    /// Returns `true` if an operation that listed an exception now lists one that is new to the
    /// service, by which an old client does not recognize the failure.
    fn is_replaced(&self, exception: &str) -> bool {
        let [before, after] = self.models();
        let is_new = |error: &String| !before.shapes.contains_key(error);
        before.operations.iter().any(|(name, operation)| {
            let other = after.operations.get(name);
            operation.errors.iter().any(|error| error == exception)
                && other.is_some_and(|other| other.errors.iter().any(is_new))
        })
    }

    /// Returns the entry for a constraint on a shape or member. It is judged by the valid values in
    /// the places where it is in force. If there are none, it is judged by the model alone.
    pub(super) fn constraint(
        &self,
        fact: &Fact<'a>,
        in_force: &[Kept<'a>],
        sides: [(&Constraints, &Shape); 2],
    ) -> Entry<'a> {
        let [(before, _), (after, target)] = sides;
        let is_number = is_number(&target.kind);
        let stated = |aspect| self.moved(aspect, is_number, [before, after]);
        let (rule, aspect) = match fact.key.as_str() {
            "pattern" => (Rule::PatternChanged, Aspect::Pattern),
            _ if is_number => (Rule::RangeChanged, Aspect::Bounds),
            _ => (Rule::LengthChanged, Aspect::Bounds),
        };
        let moved = in_force.iter().filter_map(|kept| {
            let slots = self.slots(*kept, Direction::Request);
            self.difference(aspect, slots)?.constraint
        });
        let mut entry = Entry::of(fact, rule).wire(self.breaks_in(in_force, aspect));
        entry.change.constraint = match in_force {
            [] => stated(aspect).and_then(|it| it.constraint),
            _ => moved.reduce(together),
        };
        if aspect == Aspect::Pattern {
            entry.change.notes = self.patterns.compare(texts(before), texts(after)).notes();
            return entry;
        }
        if entry.change.constraint == Some(ConstraintChange::Equal) {
            let note = "the pattern matches no text of another length as a whole";
            entry.change.notes = vec![note.to_owned()];
        }
        entry.values([before, after].map(|it| match (&it.min, &it.max) {
            (None, None) => None,
            (min, max) => Some(json!({"min": min, "max": max})),
        }))
    }

    /// Returns the entry for what makes a structure an error.
    fn error(&self, fact: &Fact<'a>, name: &str, shapes: [&Shape; 2]) -> Option<Entry<'a>> {
        let responses = |is_other| {
            Breaks::RESPONSES
                .when(is_other)
                .within(self.carried([name; 2]))
        };
        let [Some(before), Some(after)] = shapes.map(|it| it.error.as_ref()) else {
            let entry = Entry::of(fact, Rule::ErrorTraitChanged);
            return (fact.key == "error").then(|| entry.behaviour(self.exception_note(fact, name)));
        };
        // The status of an exception (Smithy 2.0, "httpError trait"), where clients look at it.
        let status = |error: &ErrorTrait| {
            let default = if error.server_fault { 500 } else { 400 };
            error.http_status.unwrap_or(default)
        };
        let is_moved = status(before) != status(after) && !self.protocol.is_aws_json();
        let fault = |error: &ErrorTrait| match (error.server_fault, error.sender_fault) {
            (true, false) => "server",
            (false, true) => "sender",
            (true, true) => "both",
            (false, false) => "unstated",
        };
        Some(match fact.key.as_str() {
            "error/fault" => {
                // A status that is stated has an entry of its own.
                let is_stated = before.http_status != after.http_status;
                Entry::of(fact, Rule::FaultChanged)
                    .values([before, after].map(fault))
                    .wire(responses(is_moved && !is_stated))
            }
            "error/retryable" => Entry::of(fact, Rule::RetryableChanged),
            "error/http_status" => {
                Entry::of(fact, Rule::HttpBindingChanged).wire(responses(is_moved))
            }
            "error/code" => {
                let [old, new] = [before, after].map(|it| it.code.as_deref().unwrap_or(name));
                Entry::of(fact, Rule::WireNameChanged).wire(responses(old != new))
            }
            _ => return None,
        })
    }

    /// Returns what a changed trait of a shape breaks in the messages that carry it.
    fn shape_trait_breaks(&self, key: &str, name: &str, sides: [Option<&Value>; 2]) -> Breaks {
        let [before, after] = sides;
        let in_xml = self.in_xml();
        match key {
            "smithy.api#uniqueItems" | "requiresLength" => {
                Breaks::REQUESTS.when(before.is_none() && after.is_some())
            }
            "flattened" => self.breaks_in(&self.users(name), Aspect::Flattened),
            "smithy.api#mediaType" => {
                let users = self.users(name);
                let is_body = |kept: &Kept<'a>| {
                    let [_, new] = self.slots(*kept, Direction::Request);
                    kept.carried.request && matches!(new.place(), Place::Payload(_))
                };
                let typed = Breaks::REQUESTS.when(users.iter().any(is_body));
                self.breaks_in(&users, Aspect::Encoded).and(typed)
            }
            "xmlNamespace" | "locationName" | "wrapper" => in_xml,
            // Readers of XML rely on names, not on order.
            "xmlOrder" => in_xml.within(Breaks::REQUESTS),
            "aws.protocols#awsQueryError" => {
                // It is sent in the header of `awsQueryCompatible`.
                let has_header = |model: &crate::model::Model| {
                    let traits = &model.service.traits.other;
                    traits.contains_key("awsQueryCompatible")
                };
                let [before, after] = sides.map(|value| value.and_then(|it| it.get("code")));
                let is_sent = self.models().into_iter().all(has_header);
                Breaks::RESPONSES.when(is_sent && before != after)
            }
            "eventstream" | "streaming" => self.unless_aws_json(Breaks::BOTH),
            _ => Breaks::NOTHING,
        }
    }
}

/// Returns the default to show in reports. A boxed number or boolean has no zero value.
pub(super) fn default(boxed: bool, default: &Option<Value>) -> Option<Value> {
    match boxed {
        false => default.clone(),
        true => Some(json!({"box": true, "default": default})),
    }
}

/// Returns the kind to show in reports, with the constraints that have no entry of their own.
fn kind(shape: &Shape, is_measured_alike: bool) -> Value {
    let kind = match &shape.kind {
        ShapeKind::Enum { values } => values.iter().map(|it| it.value.as_str()).collect(),
        kind => Value::from(kind.name()),
    };
    let Constraints { min, max, pattern } = &shape.constraints;
    match is_measured_alike || shape.constraints == Constraints::default() {
        true => kind,
        false => json!({"kind": kind, "min": min, "max": max, "pattern": pattern}),
    }
}
