//! Facts of shapes, and of the values of enums.

use serde_json::{Value, json};

use super::breaks::Breaks;
use super::context::Counterparts;
use super::kinds::is_measured_alike;
use super::slot::Slot;
use super::{Comparison, zip};
use crate::diff::change::Direction;
use crate::diff::facts::{Fact, NAME, Pair, WHOLE};
use crate::model::{Constraints, ErrorTrait, Protocol, Shape, ShapeKind};

impl<'a> Comparison<'a> {
    pub(super) fn shape(
        &self,
        key: &str,
        (names, shapes): ([&'a str; 2], [&'a Shape; 2]),
        uses: &[[Slot<'a>; 2]],
    ) -> Breaks {
        let [old, _] = shapes;
        match key {
            NAME => {
                let is_sent = |error: &ErrorTrait| error.code.is_none();
                let is_sent = old.error.as_ref().is_some_and(is_sent);
                let as_root = self.root_breaks("wire_name", names, uses);
                Breaks::RESPONSES.when(is_sent).and(as_root)
            }
            "other/locationName" | "other/smithy.api#xmlName" if self.are_smithy() => {
                self.root_breaks("wire_name", names, uses)
            }
            "other/smithy.api#xmlNamespace" | "other/xmlNamespace" if self.are_smithy() => {
                self.root_breaks("other/xmlNamespace", names, uses)
            }
            "timestamp_format" | "other/flattened" | "other/smithy.api#mediaType" => {
                self.breaks_in(uses, key)
            }
            "error/fault" => {
                // A status that is stated has an entry of its own.
                let [before, after] = shapes.map(|it| it.error.as_ref()?.http_status);
                self.status_breaks(shapes).when(before == after)
            }
            "error/http_status" => self.status_breaks(shapes),
            "error/code" => code_breaks(names, shapes),
            "other/aws.protocols#awsQueryError" => {
                let is_query = self.protocol == Protocol::AwsQuery;
                // Other protocols send the code in the header of `awsQueryCompatible`.
                let traits = self.models().map(|model| &model.service.traits.other);
                let mut traits = traits.iter();
                let is_sent = is_query || traits.all(|it| it.contains_key("awsQueryCompatible"));
                let code = code_breaks(names, shapes).when(is_sent);
                code.and(self.status_breaks(shapes).when(is_query))
            }
            _ => {
                let difference = self.of_shapes(key, shapes, uses);
                difference.unwrap_or_default().breaks
            }
        }
    }

    /// Returns what a shape breaks as a root element in a fact of members.
    fn root_breaks(&self, key: &str, names: [&'a str; 2], uses: &[[Slot<'a>; 2]]) -> Breaks {
        // The root of an error is that of all errors.
        let is_own =
            |it: &Counterparts<'_>| it.are_messages() && it.direction() != Direction::Error;
        let messages = self.carried(names).filter(is_own);
        let messages = messages.map(|it| Breaks::towards(it.direction()));
        let messages = messages.fold(Breaks::NOTHING, Breaks::and);
        let of_messages = match key {
            "other/xmlNamespace" => self.of_root_namespaces(names),
            _ => self.of_roots(names),
        };
        let of_messages = of_messages.unwrap_or_default().breaks;
        of_messages.within(messages).and(self.breaks_in(uses, key))
    }

    /// Returns `true` if an operation that listed an exception now lists one that is new to the
    /// service and has another code, by which an old client does not recognize the failure.
    pub(super) fn is_replaced(&self, exception: &str) -> bool {
        let [before, after] = self.models();
        let gone = before.shapes.get_key_value(exception);
        let is_new = |error: &String| {
            let came = after.shapes.get_key_value(error);
            !before.shapes.contains_key(error) && came.map(code) != gone.map(code)
        };
        self.answered().any(|[old, new]| {
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
}

fn code_breaks(names: [&str; 2], shapes: [&Shape; 2]) -> Breaks {
    let [before, after] = zip(names, shapes).map(code);
    Breaks::RESPONSES.when(before != after)
}

/// Returns the code of an exception, which is its name unless the model states another.
fn code<'s>((name, shape): (impl AsRef<str> + 's, &'s Shape)) -> String {
    let code = shape.error.as_ref().and_then(|it| it.code.as_deref());
    let kept = query_error(shape, "code").and_then(Value::as_str);
    code.or(kept).unwrap_or(name.as_ref()).to_owned()
}

pub(super) fn value_breaks(fact: &Fact<'_>, pair: Pair<'_>) -> Breaks {
    let [_, new] = pair.shapes;
    match (fact.key.as_str(), fact.sides(), &new.kind) {
        // Another name may now represent the integer.
        (WHOLE, [Some(before), None], ShapeKind::IntEnum { values }) => {
            Breaks::REQUESTS.when(values.iter().all(|it| *before != it.value))
        }
        (WHOLE, [Some(_), None], _) => Breaks::REQUESTS,
        ("value", ..) => Breaks::BOTH,
        _ => Breaks::NOTHING,
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
