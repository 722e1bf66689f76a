//! Which JSON values a service takes, and which a client reads.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use codegen::model::{Member, Model, Shape, ShapeKind, TimestampFormat};
use serde_json::{Map, Number, Value};

use super::on_wire;

/// A service refuses what its model does not allow. A client looks at constraints no more than at
/// members and enum values that it does not know.
#[derive(Clone, Copy)]
pub(super) enum Side<'m> {
    Service,
    Client {
        /// Who it is that sent the value.
        service: &'m Model,
    },
}

impl Side<'_> {
    /// Whether it takes a whole message.
    pub(super) fn takes_root(self, model: &Model, shape: &Shape, value: &Value) -> bool {
        self.takes(model, shape, None, value)
    }

    fn is_service(self) -> bool {
        matches!(self, Side::Service)
    }

    fn takes_target(self, model: &Model, member: &Member, value: &Value) -> bool {
        self.takes(model, &model.shapes[&member.target], Some(member), value)
    }

    /// `member` is what refers to the shape here.
    fn takes(self, model: &Model, shape: &Shape, member: Option<&Member>, value: &Value) -> bool {
        let limits = Limits::of(shape, member);
        let is_valid =
            |size: f64, text: Option<&str>| !self.is_service() || limits.allow(size, text);
        let is_integer = |least: i64, greatest: i64| {
            let integer = value.as_i64();
            integer.is_some_and(|it| least <= it && it <= greatest && is_valid(it as f64, None))
        };
        match (&shape.kind, value) {
            (ShapeKind::Document, _) => true,
            (ShapeKind::String, Value::String(text)) => {
                is_valid(text.chars().count() as f64, Some(text))
                    && (!self.is_service() || is_listed(member, text))
            }
            (ShapeKind::Enum { values }, Value::String(text)) => {
                is_valid(text.chars().count() as f64, Some(text))
                    && (!self.is_service() || values.iter().any(|value| value.value == *text))
            }
            (ShapeKind::Blob, Value::String(text)) => {
                let bytes = STANDARD.decode(text);
                bytes.is_ok_and(|bytes| is_valid(bytes.len() as f64, None))
            }
            (ShapeKind::Boolean, Value::Bool(_)) => true,
            (ShapeKind::Byte, _) => is_integer(i8::MIN.into(), i8::MAX.into()),
            (ShapeKind::Short, _) => is_integer(i16::MIN.into(), i16::MAX.into()),
            (ShapeKind::Integer, _) => is_integer(i32::MIN.into(), i32::MAX.into()),
            (ShapeKind::Long, _) => is_integer(i64::MIN, i64::MAX),
            (ShapeKind::BigInteger, Value::Number(number)) => {
                (number.is_i64() || number.is_u64()) && is_valid(number.as_f64().unwrap(), None)
            }
            (ShapeKind::IntEnum { values }, _) => {
                is_integer(i32::MIN.into(), i32::MAX.into())
                    && match self {
                        Side::Service => values
                            .iter()
                            .any(|it| Some(i64::from(it.value)) == value.as_i64()),
                        Side::Client { service } => {
                            let sent = member.and_then(|it| service.shapes.get(&it.target));
                            means_the_same(sent, shape, value)
                        }
                    }
            }
            (ShapeKind::Float | ShapeKind::Double, Value::String(text)) => {
                ["NaN", "Infinity", "-Infinity"].contains(&text.as_str())
            }
            (
                ShapeKind::Float | ShapeKind::Double | ShapeKind::BigDecimal,
                Value::Number(number),
            ) => {
                let number = number.as_f64().unwrap();
                let fits = shape.kind != ShapeKind::Float || (number as f32).is_finite();
                fits && is_valid(number, None)
            }
            (ShapeKind::Timestamp, value) => is_time(timestamp_format(shape, member), value),
            (ShapeKind::List { member }, Value::Array(elements)) => {
                is_valid(elements.len() as f64, None)
                    && elements
                        .iter()
                        .all(|it| self.takes_element(model, shape, member, it))
            }
            (ShapeKind::Map { key, value: member }, Value::Object(entries)) => {
                is_valid(entries.len() as f64, None)
                    && entries.iter().all(|(name, value)| {
                        self.takes_target(model, key, &Value::String(name.clone()))
                            && self.takes_element(model, shape, member, value)
                    })
            }
            (ShapeKind::Structure { .. }, Value::Object(entries)) => {
                self.takes_members(model, shape, entries)
            }
            (ShapeKind::Union { .. }, Value::Object(entries)) => {
                let set = entries
                    .iter()
                    .filter(|(name, value)| *name != "__type" && !value.is_null());
                set.count() == 1 && self.takes_members(model, shape, entries)
            }
            _ => false,
        }
    }

    /// An element of a list or map, which may be null where the model says so.
    fn takes_element(self, model: &Model, shape: &Shape, member: &Member, value: &Value) -> bool {
        match value {
            Value::Null if shape.sparse => true,
            value => self.takes_target(model, member, value),
        }
    }

    /// A member that is null is not there.
    fn takes_members(self, model: &Model, shape: &Shape, entries: &Map<String, Value>) -> bool {
        let members = || shape.members().into_iter().flatten();
        let mut set = entries.iter().filter(|(_, value)| !value.is_null());
        let knows = set.all(|(name, value)| {
            let member = members().find(|(known, it)| on_wire(model, known, it) == name);
            member.map_or(!self.is_service(), |(_, member)| {
                self.takes_target(model, member, value)
            })
        });
        let is_there = |name: &str| entries.get(name).is_some_and(|value| !value.is_null());
        // Nothing of a union is required.
        let is_union = matches!(shape.kind, ShapeKind::Union { .. });
        let complete = members().all(|(name, member)| {
            is_union || !is_missed(member) || is_there(on_wire(model, name, member))
        });
        knows && complete
    }
}

/// Whether nothing stands in for a member that is not there.
fn is_missed(member: &Member) -> bool {
    member.required && member.default.is_none()
}

/// The constraints on a shape's values where a member refers to it: the member's own come first.
pub(super) struct Limits<'m> {
    pub(super) least: Option<f64>,
    pub(super) greatest: Option<f64>,
    pub(super) pattern: Option<&'m str>,
}

impl<'m> Limits<'m> {
    pub(super) fn of(shape: &'m Shape, member: Option<&'m Member>) -> Self {
        let of_shape = &shape.constraints;
        let own = member.map_or(of_shape, |member| &member.constraints);
        let bounds = match (&own.min, &own.max) {
            (None, None) => of_shape,
            _ => own,
        };
        let pattern = own.pattern.as_ref().or(of_shape.pattern.as_ref());
        Self {
            least: bounds.min.as_ref().and_then(Number::as_f64),
            greatest: bounds.max.as_ref().and_then(Number::as_f64),
            pattern: pattern.map(String::as_str),
        }
    }

    /// Patterns are any text or `^…$` around one or more of a class of characters here, which is
    /// all that the tests need.
    fn allow(&self, size: f64, text: Option<&str>) -> bool {
        let matches = match (self.pattern, text) {
            (Some(pattern), Some(_)) if pattern.contains(r"[\s\S]*") => true,
            (Some(pattern), Some(text)) => {
                let class = class(pattern);
                !text.is_empty() && text.chars().all(|character| class.contains(&character))
            }
            _ => true,
        };
        let is_long_enough = self.least.is_none_or(|least| size >= least);
        matches && is_long_enough && self.greatest.is_none_or(|greatest| size <= greatest)
    }
}

/// How a service writes timestamps of a shape where a member refers to it.
pub(super) fn timestamp_format(shape: &Shape, member: Option<&Member>) -> TimestampFormat {
    let own = member.and_then(|member| member.timestamp_format);
    let stated = own.or(shape.timestamp_format);
    stated.unwrap_or(TimestampFormat::EpochSeconds)
}

/// Whether an integer that has a name for the service has that name for the client, if it has it at
/// all.
fn means_the_same(sent: Option<&Shape>, read: &Shape, value: &Value) -> bool {
    let (Some(ShapeKind::IntEnum { values: sent }), ShapeKind::IntEnum { values: read }) =
        (sent.map(|shape| &shape.kind), &read.kind)
    else {
        return true;
    };
    let meant = sent
        .iter()
        .find(|it| Some(i64::from(it.value)) == value.as_i64());
    let known = meant.and_then(|meant| read.iter().find(|it| it.name == meant.name));
    known.is_none_or(|known| *value == known.value)
}

/// Whether a member that lists its values has this one.
fn is_listed(member: Option<&Member>, text: &str) -> bool {
    let listed = member.and_then(|member| member.traits.other.get("enum")?.as_array());
    listed.is_none_or(|values| values.iter().any(|value| value == text))
}

fn is_time(format: TimestampFormat, value: &Value) -> bool {
    let text = value.as_str();
    match format {
        TimestampFormat::EpochSeconds => value.is_number(),
        TimestampFormat::DateTime => text.is_some_and(|it| it.contains('T') && it.ends_with('Z')),
        TimestampFormat::HttpDate => text.is_some_and(|it| it.ends_with(" GMT")),
    }
}

/// The characters of a pattern's class.
pub(super) fn class(pattern: &str) -> std::ops::RangeInclusive<char> {
    match pattern {
        "^[a-z]+$" => 'a'..='z',
        "^[0-9]+$" => '0'..='9',
        "^x+$" => 'x'..='x',
        r"[\s\S]*" | r"^[\s\S]*$" => ' '..='~',
        pattern => panic!("teach this test the pattern {pattern}"),
    }
}
