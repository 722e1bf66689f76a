//! A service and a reader that know a model and nothing else: what a verdict about the wire means,
//! in data.

use codegen::model::{Constraints, Model, Shape, ShapeKind, TimestampFormat};
use serde_json::Value;

/// Whether a service with this model takes a value as a request.
pub(crate) fn accepts(model: &Model, shape: &Shape, value: &Value) -> bool {
    Strictness::Service.takes(model, shape, &Constraints::default(), value)
}

/// Whether a client with this model reads a value without failing or missing what it counts on.
pub(crate) fn reads(model: &Model, shape: &Shape, value: &Value) -> bool {
    Strictness::Reader.takes(model, shape, &Constraints::default(), value)
}

/// A service refuses what its model does not allow. A reader looks at constraints no more than at
/// members and enum values that it does not know.
#[derive(Clone, Copy, PartialEq)]
enum Strictness {
    Service,
    Reader,
}

impl Strictness {
    fn takes(self, model: &Model, shape: &Shape, own: &Constraints, value: &Value) -> bool {
        let is_valid = |length: f64, text: Option<&str>| {
            self == Strictness::Reader
                || [&shape.constraints, own]
                    .iter()
                    .all(|constraints| allows(constraints, length, text))
        };
        match (&shape.kind, value) {
            (ShapeKind::String, Value::String(text)) => {
                is_valid(text.chars().count() as f64, Some(text))
            }
            (ShapeKind::Enum { values }, Value::String(text)) => {
                self == Strictness::Reader || values.iter().any(|value| value.value == *text)
            }
            (ShapeKind::IntEnum { values }, Value::Number(number)) => {
                let number = number.as_i64().unwrap_or_default();
                values.values().any(|value| i64::from(*value) == number)
            }
            (ShapeKind::Boolean, Value::Bool(_)) => true,
            (ShapeKind::Integer, Value::Number(number)) => {
                let integer = number
                    .as_i64()
                    .and_then(|number| i32::try_from(number).ok());
                integer.is_some_and(|integer| is_valid(f64::from(integer), None))
            }
            (ShapeKind::Long, Value::Number(number)) => number.is_i64(),
            (ShapeKind::Double, Value::Number(_)) => true,
            (ShapeKind::Timestamp, value) => match shape.timestamp_format {
                None | Some(TimestampFormat::EpochSeconds) => value.is_number(),
                Some(_) => value.is_string(),
            },
            (ShapeKind::List { member }, Value::Array(elements)) => {
                is_valid(elements.len() as f64, None)
                    && elements.iter().all(|element| match element {
                        Value::Null => shape.sparse,
                        element => {
                            let target = &model.shapes[&member.target];
                            self.takes(model, target, &member.constraints, element)
                        }
                    })
            }
            (ShapeKind::Map { key, value: member }, Value::Object(entries)) => {
                entries.iter().all(|(name, value)| {
                    let name = Value::String(name.clone());
                    self.takes(model, &model.shapes[&key.target], &key.constraints, &name)
                        && self.takes(
                            model,
                            &model.shapes[&member.target],
                            &member.constraints,
                            value,
                        )
                })
            }
            (ShapeKind::Structure { .. } | ShapeKind::Union { .. }, Value::Object(entries)) => {
                self.takes_members(model, shape, entries)
            }
            _ => false,
        }
    }

    fn takes_members(
        self,
        model: &Model,
        shape: &Shape,
        entries: &serde_json::Map<String, Value>,
    ) -> bool {
        let members: Vec<_> = shape
            .members()
            .into_iter()
            .flatten()
            .map(|(name, member)| (member.wire_name.as_ref().unwrap_or(name), member))
            .collect();
        let may_ignore = self == Strictness::Reader;
        let knows = entries.iter().all(|(name, value)| {
            let member = members.iter().find(|(known, _)| *known == name);
            member.map_or(may_ignore, |(_, member)| {
                self.takes(
                    model,
                    &model.shapes[&member.target],
                    &member.constraints,
                    value,
                )
            })
        });
        let complete = members
            .iter()
            .all(|(name, member)| !member.required || entries.contains_key(*name));
        knows && complete
    }
}

/// Patterns are `^…$` around a class of characters here, which is all that the samples need.
fn allows(constraints: &Constraints, length: f64, text: Option<&str>) -> bool {
    let bound = |bound: &Option<serde_json::Number>| bound.as_ref().and_then(|it| it.as_f64());
    let matches = match (&constraints.pattern, text) {
        (Some(pattern), Some(text)) => text.chars().all(|character| match pattern.as_str() {
            "^[a-z]+$" => character.is_ascii_lowercase(),
            "^[0-9]+$" => character.is_ascii_digit(),
            pattern => panic!("teach this test the pattern {pattern}"),
        }),
        _ => true,
    };
    matches
        && bound(&constraints.min).is_none_or(|min| length >= min)
        && bound(&constraints.max).is_none_or(|max| length <= max)
}
