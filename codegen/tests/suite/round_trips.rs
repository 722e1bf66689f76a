//! Values of every type of a crate, drawn at random from its model, and the program that has the crate
//! read and write each of them.

use codegen::api::{Api, Field, Kind, Type};
use codegen::model::{Member, Model, Shape, ShapeKind, TimestampFormat};
use fastrand::Rng;
use serde_json::{Map, Number, Value, json};

/// How many values of each type there are.
const VALUES: usize = 100;

/// How deep structures, lists and maps are filled with what may be absent.
const DEPTH: usize = 5;

/// The program: a table with a row per type, and the values that come from the file beside it.
pub(crate) fn program(api: &Api<'_>, crate_name: &str) -> String {
    let rows: String = api
        .types
        .values()
        .map(|item| {
            let Type { name, .. } = item;
            format!(
                "    ({name:?}, round_trip::<{crate_name}::{}::{name}>),\n",
                item.module().name()
            )
        })
        .collect();
    format!(
        r#"//! Every type of the crate reads and writes values of its shape without loss.

fn round_trip<T: serde::Serialize + serde::de::DeserializeOwned + std::fmt::Debug + PartialEq>(
    text: &str,
) {{
    let value: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{{error}}: {{text}}"));
    let written = serde_json::to_value(&value).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap(), "{{value:?}}");
}}

const TYPES: &[(&str, fn(&str))] = &[
{rows}];

#[test]
fn every_type_reads_and_writes_values_without_loss() {{
    let values: Vec<_> = include_str!("values.txt").lines().map(|it| it.split_once(' ').unwrap()).collect();
    for (name, round_trip) in TYPES {{
        let of_type = values.iter().filter(|(it, _)| it == name);
        assert_eq!(of_type.map(|(_, text)| round_trip(text)).count(), {VALUES}, "{{name}}");
    }}
    assert_eq!(values.len(), {VALUES} * TYPES.len());
}}
"#
    )
}

/// The values: a line each, the name of the type and the JSON.
pub(crate) fn values(api: &Api<'_>) -> String {
    let mut draw = Draw {
        api,
        rng: Rng::with_seed(11),
    };
    let mut lines = String::new();
    for item in api.types.values() {
        for _ in 0..VALUES {
            let value = draw.item(item, DEPTH);
            lines += &format!("{} {value}\n", item.name);
        }
    }
    lines
}

struct Draw<'a, 'm> {
    api: &'a Api<'m>,
    rng: Rng,
}

impl<'m> Draw<'_, 'm> {
    fn model(&self) -> &'m Model {
        self.api.model
    }

    /// A value of a type: every member or none but the required, or each with even odds.
    fn item(&mut self, item: &Type<'_>, depth: usize) -> Value {
        match &item.kind {
            Kind::Structure(structure) => self.structure(&structure.fields, depth),
            Kind::Union(variants) => match self.rng.choice(variants) {
                Some(variant) if depth > 0 && self.rng.u8(..) > 25 => {
                    json!({ variant.wire_name: self.member(variant.facts, depth - 1) })
                }
                _ => json!({"NewerMember": {"Deep": [1, null]}}),
            },
            Kind::Enum(enumeration) => match self.rng.choice(&enumeration.variants) {
                Some(variant) if self.rng.u8(..) > 50 => json!(variant.facts.value),
                _ => self.text(),
            },
        }
    }

    fn structure(&mut self, fields: &[Field<'_>], depth: usize) -> Value {
        let odds = *self.rng.choice(&[0.0, 0.5, 1.0]).unwrap();
        let mut object = Map::new();
        for field in fields {
            let is_there = field.facts.required || field.default.is_some();
            if is_there || (depth > 0 && self.rng.f64() < odds) {
                let value = self.member(field.facts, depth.saturating_sub(1));
                object.insert(field.wire_name.to_owned(), value);
            }
        }
        object.into()
    }

    fn member(&mut self, member: &Member, depth: usize) -> Value {
        let shape = &self.model().shapes[&member.target];
        match self.api.types.get(member.target.as_str()) {
            Some(item) => self.item(item, depth),
            None => self.simple(shape, member, depth),
        }
    }

    /// A value of a shape that has no type of its own.
    fn simple(&mut self, shape: &Shape, member: &Member, depth: usize) -> Value {
        let rng = &mut self.rng;
        let length = if depth == 0 { 0 } else { rng.usize(..4) };
        match &shape.kind {
            ShapeKind::Boolean => rng.bool().into(),
            ShapeKind::Byte => extreme(rng, [i8::MIN, i8::MAX, 0], |rng| rng.i8(..)),
            ShapeKind::Short => extreme(rng, [i16::MIN, i16::MAX, 0], |rng| rng.i16(..)),
            ShapeKind::Integer | ShapeKind::IntEnum { .. } => {
                extreme(rng, [i32::MIN, i32::MAX, 0], |rng| rng.i32(..))
            }
            ShapeKind::Long => extreme(rng, [i64::MIN, i64::MAX, 0], |rng| rng.i64(..)),
            ShapeKind::BigInteger => extreme(rng, [0, u64::MAX], |rng| rng.u64(..)),
            ShapeKind::Float => float(rng, [f32::MIN, f32::MAX, f32::MIN_POSITIVE].map(f64::from)),
            ShapeKind::Double => float(rng, [f64::MIN, f64::MAX, f64::MIN_POSITIVE]),
            ShapeKind::BigDecimal => json!(rng.f64() * 1e9),
            ShapeKind::Blob => (*rng.choice(&["", "AA==", "/+8="]).unwrap()).into(),
            ShapeKind::Timestamp => {
                timestamp(rng, member.timestamp_format.or(shape.timestamp_format))
            }
            ShapeKind::Document => json!({"a": [1, null, {"b": "c"}]}),
            ShapeKind::List { member } => (0..length)
                .map(|_| self.element(shape, member, depth - 1))
                .collect(),
            ShapeKind::Map { key, value } => {
                let entries = (0..length).map(|_| {
                    let key = self.member(key, 0).as_str().unwrap_or_default().to_owned();
                    (key, self.element(shape, value, depth - 1))
                });
                Value::Object(entries.collect())
            }
            _ => self.text(),
        }
    }

    /// An element of a list or a value of a map.
    fn element(&mut self, shape: &Shape, member: &Member, depth: usize) -> Value {
        match shape.sparse && self.rng.bool() {
            true => Value::Null,
            false => self.member(member, depth),
        }
    }

    fn text(&mut self) -> Value {
        let rng = &mut self.rng;
        let characters = [
            'a', 'Z', '0', '"', '\\', '\u{0}', '\n', 'ä', '\u{2028}', '🦀',
        ];
        let length = *rng.choice(&[0, 1, 7, 300]).unwrap();
        let text = (0..length).map(|_| *rng.choice(&characters).unwrap());
        Value::String(text.collect())
    }
}

/// One of the extremes, or a value in between.
fn extreme<T: Copy + Into<Number>, const N: usize>(
    rng: &mut Rng,
    extremes: [T; N],
    between: fn(&mut Rng) -> T,
) -> Value {
    let value = match rng.bool() {
        true => extremes[rng.usize(..N)],
        false => between(rng),
    };
    Value::Number(value.into())
}

fn float(rng: &mut Rng, extremes: [f64; 3]) -> Value {
    match rng.u8(..6) {
        0 => "NaN".into(),
        1 => "Infinity".into(),
        2 => "-Infinity".into(),
        3 => json!(extremes[rng.usize(..3)]),
        _ => json!(f64::from(rng.i16(..)) / 8.0),
    }
}

fn timestamp(rng: &mut Rng, format: Option<TimestampFormat>) -> Value {
    let epoch = || {
        vec![
            json!(0),
            json!(-1),
            json!(1_488_153_600.5),
            json!(253_402_300_799_i64),
        ]
    };
    let texts = |texts: &[&str]| texts.iter().map(|text| json!(text)).collect();
    let values: Vec<Value> = match format {
        None | Some(TimestampFormat::EpochSeconds) => epoch(),
        Some(TimestampFormat::DateTime) => texts(&[
            "1970-01-01T00:00:00Z",
            "2017-02-27T00:00:00.250Z",
            "9999-12-31T23:59:59Z",
        ]),
        Some(TimestampFormat::HttpDate) => texts(&[
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "Mon, 27 Feb 2017 00:00:00 GMT",
        ]),
    };
    values[rng.usize(..values.len())].clone()
}
