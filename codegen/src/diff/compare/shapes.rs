//! Facts of shapes, and of the values of enums.

use serde_json::{Value, json};

use super::breaks::Breaks;
use super::difference::Difference;
use super::kinds::is_measured_alike;
use super::{Comparison, Side};
use crate::diff::facts::{Fact, INTEGER, NAME, ORDER, Pair, Part, WHOLE};
use crate::diff::rules::Rule;
use crate::model::{Constraints, ErrorTrait, Operation, Protocol, Shape, ShapeKind};

impl<'a> Comparison<'a> {
    /// Returns the rule for a fact of a shape, and what it does to messages.
    pub(super) fn shape(
        &self,
        fact: &Fact<'a>,
        name: &'a str,
        sides: [Option<&'a Shape>; 2],
    ) -> Option<(Rule, Difference)> {
        let key = fact.key.as_str();
        let [Some(old), Some(new)] = sides else {
            let (rule, breaks) = self.shape_alone(fact, name, sides)?;
            return Some((rule, breaks.into()));
        };
        let errors = [old, new].map(|shape| shape.error.as_ref());
        let responses = |condition| Breaks::RESPONSES.when(condition);
        let (rule, breaks) = match key {
            "bounds" | "pattern" => {
                let constraints = [&old.constraints, &new.constraints];
                return Some(self.constraint(key, &self.uses(fact), new, constraints));
            }
            "type" => {
                let rule = match (&old.kind, &new.kind) {
                    (ShapeKind::String, ShapeKind::Enum { .. }) => Rule::EnumAddedToString,
                    (ShapeKind::Enum { .. }, ShapeKind::String) => Rule::EnumDroppedFromString,
                    _ => Rule::ShapeKindChanged,
                };
                return Some((rule, self.of_shapes(key, [old, new])?));
            }
            "sparse" => return Some((Rule::SparseChanged, self.of_shapes(key, [old, new])?)),
            NAME => {
                let is_sent = |error: &ErrorTrait| error.code.is_none();
                let is_sent = old.error.as_ref().is_some_and(is_sent);
                let breaks = responses(is_sent).and(self.root_breaks(fact));
                (Rule::ShapeRenamed, breaks)
            }
            ORDER => (Rule::MemberReordered, Breaks::NOTHING),
            "default" => (Rule::DefaultChanged, Breaks::NOTHING),
            "sensitive" => (Rule::SensitiveChanged, Breaks::NOTHING),
            "timestamp_format" => (
                Rule::TimestampFormatChanged,
                self.breaks_in(&self.uses(fact), key),
            ),
            "error" => (Rule::ErrorTraitChanged, Breaks::NOTHING),
            "error/fault" => {
                // A status that is stated has an entry of its own.
                let [before, after] = errors.map(|error| error.and_then(|it| it.http_status));
                let breaks = self.status_breaks([old, new]).when(before == after);
                (Rule::FaultChanged, breaks)
            }
            "error/http_status" => (Rule::HttpBindingChanged, self.status_breaks([old, new])),
            "error/retryable" => (Rule::RetryableChanged, Breaks::NOTHING),
            "error/code" => {
                let [before, after] = [old, new].map(|it| query_code(it, name));
                (Rule::WireNameChanged, responses(before != after))
            }
            _ if key.starts_with("other/") => {
                (Rule::TraitChanged, self.shape_trait(fact, name, [old, new]))
            }
            _ => return None,
        };
        Some((rule, breaks.into()))
    }

    /// Returns what another name of a shape breaks as that of a root element.
    fn root_breaks(&self, fact: &Fact<'a>) -> Breaks {
        let Part::Shape(names, _) = fact.part else {
            return Breaks::NOTHING;
        };
        let is_message = |end: fn(&Operation) -> &Option<String>| {
            let mut ends = self.kept_operations().map(|[old, _]| end(old).as_deref());
            ends.any(|end| end == Some(names[0]))
        };
        let messages = Breaks::new(is_message(|it| &it.input), is_message(|it| &it.output));
        let of_messages = self.of_roots(names).unwrap_or_default().breaks;
        let of_payloads = self.breaks_in(&self.uses(fact), "wire_name");
        of_messages.within(messages).and(of_payloads)
    }

    /// Returns the rule for a shape that only one side has, and what it breaks.
    fn shape_alone(
        &self,
        fact: &Fact<'a>,
        name: &str,
        [old, new]: [Option<&Shape>; 2],
    ) -> Option<(Rule, Breaks)> {
        let came = match old.or(new)?.error {
            Some(_) => Rule::ErrorShapeAdded,
            None => Rule::ShapeAdded,
        };
        let rule = fact.came_or_went(came);
        let is_missed = rule == Rule::ErrorShapeRemoved && self.is_replaced(name);
        Some((rule, Breaks::RESPONSES.when(is_missed)))
    }

    /// Returns `true` if an operation that listed an exception now lists one that is new to the
    /// service, by which an old client does not recognize the failure.
    fn is_replaced(&self, exception: &str) -> bool {
        let [before, _] = self.models();
        let is_new = |error: &String| !before.shapes.contains_key(error);
        self.kept_operations().any(|[old, new]| {
            old.errors.iter().any(|error| error == exception) && new.errors.iter().any(is_new)
        })
    }

    /// Returns what another status of an exception breaks (Smithy 2.0, "httpError trait"), where
    /// clients look at it.
    fn status_breaks(&self, shapes: [&Shape; 2]) -> Breaks {
        let [before, after] = shapes.map(|shape| {
            let error = shape.error.as_ref()?;
            let of_query = query_error(shape, "httpResponseCode").and_then(Value::as_u64);
            let of_query = of_query.filter(|_| self.protocol == Protocol::AwsQuery);
            let default = if error.server_fault { 500 } else { 400 };
            Some(of_query.unwrap_or(error.http_status.unwrap_or(default).into()))
        });
        self.unless_aws_json(Breaks::RESPONSES.when(before != after))
    }

    /// Returns what a changed trait of a shape breaks in the messages that carry it.
    fn shape_trait(&self, fact: &Fact<'a>, name: &str, shapes: [&Shape; 2]) -> Breaks {
        let key = fact.key.as_str();
        match key {
            "other/flattened" | "other/smithy.api#mediaType" => {
                self.breaks_in(&self.uses(fact), key)
            }
            "other/xmlNamespace" | "other/locationName" | "other/wrapper" => self.in_xml(),
            // Readers of XML rely on names, not on order.
            "other/xmlOrder" => self.in_xml().within(Breaks::REQUESTS),
            "other/aws.protocols#awsQueryError" => {
                // It is sent in the header of `awsQueryCompatible`.
                let traits = self.models().map(|model| &model.service.traits.other);
                let is_sent = traits
                    .iter()
                    .all(|it| it.contains_key("awsQueryCompatible"));
                let [before, after] = shapes.map(|it| query_code(it, name));
                Breaks::RESPONSES.when(is_sent && before != after)
            }
            _ => self
                .of_shapes(key, shapes)
                .map_or(Breaks::NOTHING, |it| it.breaks),
        }
    }

    /// Returns the rule for a fact of a value of an enum, and what it breaks.
    pub(super) fn value(&self, fact: &Fact<'a>, pair: Pair<'a>) -> Option<(Rule, Breaks)> {
        Some(match fact.key.as_str() {
            WHOLE => {
                let is_gone = Side::of_fact(fact) == Side::Old && !is_still_sent(fact, pair);
                let rule = fact.came_or_went(Rule::EnumValueAdded);
                (rule, Breaks::REQUESTS.when(is_gone))
            }
            INTEGER => (Rule::WireNameChanged, Breaks::BOTH),
            key if key == "name" || key.starts_with("other/") => {
                (Rule::TraitChanged, Breaks::NOTHING)
            }
            _ => return None,
        })
    }
}

/// Returns a setting of the query protocol that a model of another protocol keeps as a trait.
fn query_error<'s>(shape: &'s Shape, key: &str) -> Option<&'s Value> {
    shape
        .traits
        .other
        .get("aws.protocols#awsQueryError")?
        .get(key)
}

/// Returns the code of an error in the query protocol.
fn query_code<'s>(shape: &'s Shape, name: &'s str) -> &'s str {
    let code = shape.error.as_ref().and_then(|it| it.code.as_deref());
    let kept = query_error(shape, "code").and_then(Value::as_str);
    code.or(kept).unwrap_or(name)
}

/// Returns `true` if another name now represents the integer.
fn is_still_sent(fact: &Fact<'_>, pair: Pair<'_>) -> bool {
    let [_, new] = pair.shapes;
    match (&new.kind, &fact.values) {
        (ShapeKind::IntEnum { values }, [Some(before), _]) => {
            values.values().any(|after| *before == *after)
        }
        _ => false,
    }
}

/// Returns the kind to show in reports, with the constraints that have no entry of their own.
pub(super) fn shown_kinds([old, new]: [&Shape; 2]) -> [Value; 2] {
    [old, new].map(|shape| {
        let kind = match &shape.kind {
            ShapeKind::Enum { values } => values.iter().map(|it| it.value.as_str()).collect(),
            kind => Value::from(kind.name()),
        };
        let Constraints { min, max, pattern } = &shape.constraints;
        let is_bare = shape.constraints == Constraints::default();
        match is_bare || is_measured_alike(&old.kind, &new.kind) {
            true => kind,
            false => json!({"kind": kind, "min": min, "max": max, "pattern": pattern}),
        }
    })
}
