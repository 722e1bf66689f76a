//! Values of a shape that show as much of it as possible: the shortest and the longest, each enum
//! value, each member there and not there.

use codegen::model::{Member, Model, Shape, ShapeKind, TimestampFormat};
use serde_json::{Map, Value, json};

use super::on_wire;
use super::values::{Limits, Side, class, timestamp_format};

/// How deep structures and lists are filled.
pub(super) const DEPTH: usize = 4;

/// Values that a service with this model takes and sends. There are none where constraints exclude
/// every one, as a pattern can all values of an enum.
pub(crate) fn samples(model: &Model, shape: &Shape) -> Vec<Value> {
    let mut samples = Samples { model }.of(shape, None, DEPTH);
    samples.retain(|value| Side::Service.takes_root(model, shape, value));
    samples
}

struct Samples<'m> {
    model: &'m Model,
}

impl Samples<'_> {
    fn of_target(&self, member: &Member, depth: usize) -> Vec<Value> {
        self.of(&self.model.shapes[&member.target], Some(member), depth)
    }

    fn of(&self, shape: &Shape, member: Option<&Member>, depth: usize) -> Vec<Value> {
        let limits = Limits::of(shape, member);
        let integers = |least: i64, greatest: i64| {
            let least = limits.least.map_or(least, |bound| bound as i64);
            vec![
                json!(least),
                json!(limits.greatest.map_or(greatest, |bound| bound as i64)),
            ]
        };
        match &shape.kind {
            ShapeKind::Document => vec![json!({"a": [1, null]})],
            ShapeKind::String => limits.texts(member),
            ShapeKind::Blob => limits
                .lengths(3)
                .map(|length| json!("AAAA".repeat(length)))
                .into(),
            ShapeKind::Enum { values } => values.iter().map(|value| json!(value.value)).collect(),
            ShapeKind::IntEnum { values } => {
                values.iter().map(|value| json!(value.value)).collect()
            }
            ShapeKind::Boolean => vec![json!(false), json!(true)],
            ShapeKind::Byte => integers(i8::MIN.into(), i8::MAX.into()),
            ShapeKind::Short => integers(i16::MIN.into(), i16::MAX.into()),
            ShapeKind::Integer => integers(i32::MIN.into(), i32::MAX.into()),
            ShapeKind::Long => integers(i64::MIN, i64::MAX),
            ShapeKind::BigInteger => vec![json!(0), json!(u64::MAX)],
            ShapeKind::Float => vec![json!(0.5), json!("NaN")],
            ShapeKind::Double | ShapeKind::BigDecimal => vec![json!(0.5), json!(1e300)],
            ShapeKind::Timestamp => {
                vec![match timestamp_format(shape, member) {
                    TimestampFormat::EpochSeconds => json!(1_488_153_600.5),
                    TimestampFormat::DateTime => json!("2017-02-27T00:00:00Z"),
                    TimestampFormat::HttpDate => json!("Mon, 27 Feb 2017 00:00:00 GMT"),
                }]
            }
            ShapeKind::List { member } => self.lists(shape, member, &limits, depth),
            ShapeKind::Map { key, value } => self.maps(shape, key, value, depth),
            ShapeKind::Structure { .. } => self.structures(shape, depth),
            ShapeKind::Union { .. } => self.unions(shape, depth),
        }
    }

    /// The elements of a list or map, null among them where that is allowed.
    fn elements(&self, shape: &Shape, member: &Member, depth: usize) -> Vec<Value> {
        let Some(depth) = depth.checked_sub(1) else {
            return Vec::new();
        };
        let mut elements = self.of_target(member, depth);
        if shape.sparse {
            elements.push(Value::Null);
        }
        elements
    }

    fn lists(
        &self,
        shape: &Shape,
        member: &Member,
        limits: &Limits<'_>,
        depth: usize,
    ) -> Vec<Value> {
        let elements = self.elements(shape, member, depth);
        let [least, greatest] = limits.lengths(2);
        let list = |element: &Value, length: usize| json!(vec![element; length]);
        let mut lists: Vec<_> = elements.iter().map(|it| list(it, least.max(1))).collect();
        lists.extend(elements.first().map(|it| list(it, greatest)));
        if least == 0 {
            lists.push(json!([]));
        }
        lists
    }

    fn maps(&self, shape: &Shape, key: &Member, value: &Member, depth: usize) -> Vec<Value> {
        let keys = self.of_target(key, depth);
        let values = self.elements(shape, value, depth);
        let entry = |key: &Value, value: &Value| key.as_str().map(|key| json!({ key: value }));
        let mut maps = vec![json!({})];
        maps.extend(
            values
                .iter()
                .filter_map(|value| entry(keys.first()?, value)),
        );
        maps.extend(keys.iter().filter_map(|key| entry(key, values.first()?)));
        maps
    }

    /// With nothing but what is required or clients fill in, and with each member in each way.
    fn structures(&self, shape: &Shape, depth: usize) -> Vec<Value> {
        let members: Vec<_> = shape
            .members()
            .into_iter()
            .flatten()
            .map(|(name, member)| {
                let name = on_wire(self.model, name, member);
                let is_sent = member.required || member.idempotency_token;
                let values = match depth.checked_sub(1) {
                    Some(depth) => self.of_target(member, depth),
                    None if is_sent => self.of_target(member, 0),
                    None => Vec::new(),
                };
                (name, is_sent, values)
            })
            .collect();
        let sent = members.iter().filter(|(_, is_sent, _)| *is_sent);
        let least: Map<_, _> = sent
            .filter_map(|(name, _, values)| Some(((*name).to_owned(), values.first()?.clone())))
            .collect();
        let mut structures = vec![Value::Object(least.clone())];
        for (name, _, values) in members {
            structures.extend(values.into_iter().map(|value| {
                let mut members = least.clone();
                members.insert(name.to_owned(), value);
                Value::Object(members)
            }));
        }
        structures
    }

    fn unions(&self, shape: &Shape, depth: usize) -> Vec<Value> {
        let members = shape.members().into_iter().flatten();
        let values = members.flat_map(|(name, member)| {
            let name = on_wire(self.model, name, member);
            let values = self.of_target(member, depth.saturating_sub(1));
            values.into_iter().map(move |value| json!({ name: value }))
        });
        values.collect()
    }
}

impl Limits<'_> {
    /// The least and the greatest length, that one never too long to handle.
    fn lengths(&self, unbounded: usize) -> [usize; 2] {
        let least = self.least.map_or(0, |least| least.max(0.0) as usize);
        let greatest = self
            .greatest
            .map_or(least + unbounded, |greatest| greatest as usize);
        [least, greatest.min(least + 200)]
    }

    fn texts(&self, member: Option<&Member>) -> Vec<Value> {
        if let Some(Value::Array(values)) = member.and_then(|it| it.traits.other.get("enum")) {
            return values.clone();
        }
        let characters: Vec<_> = match self.pattern {
            Some(pattern) => class(pattern).take(3).collect(),
            // What JSON escapes, and what takes more than one byte.
            None => vec!['"', '\0', '\u{1f980}'],
        };
        let [least, greatest] = self.lengths(4);
        let least = least.max(usize::from(self.pattern.is_some()));
        let text = |length: usize| characters.iter().cycle().take(length).collect::<String>();
        vec![json!(text(least)), json!(text(greatest))]
    }
}
