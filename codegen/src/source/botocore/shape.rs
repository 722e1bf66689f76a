//! `shapes.*` of a service-2.json.

use super::object::{NO_SHAPE, named, traits};
use super::vocabulary;
use crate::collections::IndexMap;
use crate::model::{EnumValue, ErrorTrait, HttpBinding, Member, Shape, ShapeKind, TimestampFormat};
use crate::problem::{printable, with_article};
use crate::source::cursor::Cursor;

/// The keys that together determine the kind of a shape.
#[derive(Default)]
struct Parts<'n> {
    type_name: &'n str,
    members: Option<IndexMap<String, Member>>,
    required: Vec<String>,
    payload: Option<&'n str>,
    member: Option<Member>,
    key: Option<Member>,
    value: Option<Member>,
    values: Option<Vec<String>>,
    union: bool,
    document: bool,
}

pub(super) fn read(_name: &str, object: &Cursor<'_>) -> Shape {
    let mut shape = Shape::new(ShapeKind::String);
    let mut parts = Parts::default();
    for (key, cursor) in object.entries() {
        match key {
            "type" => parts.type_name = cursor.str(),
            "members" => parts.members = Some(named(&cursor, member)),
            "required" => parts.required = cursor.strings(),
            "payload" => parts.payload = Some(cursor.str()),
            "member" => parts.member = Some(member("", &cursor)),
            "key" => parts.key = Some(member("", &cursor)),
            "value" => parts.value = Some(member("", &cursor)),
            "enum" => parts.values = Some(cursor.strings()),
            "union" => parts.union = cursor.flag(),
            "document" => parts.document = cursor.flag(),
            "min" => shape.constraints.min = cursor.number(),
            "max" => shape.constraints.max = cursor.number(),
            "pattern" => shape.constraints.pattern = Some(cursor.string()),
            "sensitive" => shape.sensitive = cursor.flag(),
            "sparse" => shape.sparse = cursor.flag(),
            "box" => shape.boxed = cursor.flag(),
            "timestampFormat" => {
                shape.timestamp_format = cursor.one_of("a timestamp format", &TIMESTAMP_FORMATS)
            }
            "exception" | "fault" | "error" | "retryable" => error(&cursor, key, &mut shape.error),
            _ => {
                // botocore represents event streams as structures; each event is one of the
                // members.
                parts.union |= key == "eventstream";
                traits(&cursor, key, &mut shape.traits, vocabulary::SHAPE);
            }
        }
    }
    shape.kind = parts.kind(object);
    shape
}

impl Parts<'_> {
    fn kind(mut self, object: &Cursor<'_>) -> ShapeKind {
        let kind = match self.type_name {
            "structure" => self.structure(object),
            "list" => ShapeKind::List {
                member: element(object, "member", &mut self.member),
            },
            "map" => ShapeKind::Map {
                key: element(object, "key", &mut self.key),
                value: element(object, "value", &mut self.value),
            },
            "string" | "character" => match self.values.take() {
                Some(values) => ShapeKind::Enum {
                    values: values.into_iter().map(EnumValue::new).collect(),
                },
                None => ShapeKind::String,
            },
            "biginteger" => ShapeKind::BigInteger,
            "bigdecimal" => ShapeKind::BigDecimal,
            name => {
                let Some(kind) = ShapeKind::simple(name) else {
                    object.problem("has no `type`, or an unknown one; correct `type`");
                    return ShapeKind::Document;
                };
                kind
            }
        };
        self.note_leftovers(object);
        kind
    }

    /// Reads a structure, union or document. Without the key `members`, it has no members.
    fn structure(&mut self, object: &Cursor<'_>) -> ShapeKind {
        let mut members = self.members.take().unwrap_or_default();
        for name in std::mem::take(&mut self.required) {
            match members.get_mut(&name) {
                Some(member) if member.required => {
                    object.problem(format!("requires the member `{name}` twice; remove one"));
                }
                Some(member) => member.required = true,
                None => object.problem(format!(
                    "requires `{}`, which is not a member; add the member or correct `required`",
                    printable(&name)
                )),
            }
        }
        if let Some(name) = self.payload.take() {
            match members.get_mut(name) {
                Some(member) => member.http_binding = Some(HttpBinding::Payload),
                None => object.problem(format!(
                    "has the payload `{}`, which is not a member; correct `payload`",
                    printable(name)
                )),
            }
        }
        match (self.document, self.union) {
            (false, false) => ShapeKind::Structure { members },
            (false, true) => ShapeKind::Union { members },
            (true, _) => {
                if !members.is_empty() {
                    object.problem("is a document but has members; remove one of the two");
                }
                ShapeKind::Document
            }
        }
    }

    /// Reports the keys that do not belong to the type.
    fn note_leftovers(&self, object: &Cursor<'_>) {
        let leftovers = [
            ("members", self.members.is_some()),
            ("required", !self.required.is_empty()),
            ("payload", self.payload.is_some()),
            ("member", self.member.is_some()),
            ("key", self.key.is_some()),
            ("value", self.value.is_some()),
            ("enum", self.values.is_some()),
        ];
        for (key, left_over) in leftovers {
            if left_over {
                object.problem(format!(
                    "has `{key}`, which {} cannot have; remove it",
                    with_article(self.type_name)
                ));
            }
        }
    }
}

/// Takes the member of a list, or the key or value of a map.
fn element(object: &Cursor<'_>, key: &str, member: &mut Option<Member>) -> Box<Member> {
    if member.is_none() {
        object.problem(format!("has no `{key}`; add it"));
    }
    Box::new(member.take().unwrap_or_default())
}

/// Reads a member of a structure, or of a list or map, in which it has no name.
fn member(name: &str, object: &Cursor<'_>) -> Member {
    let mut member = Member::default();
    for (key, cursor) in object.entries() {
        match key {
            "shape" => member.target = cursor.text().unwrap_or_default().to_owned(),
            "location" => member.http_binding = cursor.one_of("a location", &LOCATIONS),
            "locationName" => {
                member.wire_name = Some(cursor.string()).filter(|wire_name| wire_name != name)
            }
            "idempotencyToken" => member.idempotency_token = cursor.flag(),
            "sensitive" => member.sensitive = cursor.flag(),
            "box" => member.boxed = cursor.flag(),
            "min" => member.constraints.min = cursor.number(),
            "max" => member.constraints.max = cursor.number(),
            "pattern" => member.constraints.pattern = Some(cursor.string()),
            "timestampFormat" => {
                member.timestamp_format = cursor.one_of("a timestamp format", &TIMESTAMP_FORMATS)
            }
            "enum" => member.traits.keep(key, cursor.strings()),
            _ => traits(&cursor, key, &mut member.traits, vocabulary::MEMBER),
        }
    }
    object.needs("shape", NO_SHAPE);
    member
}

const LOCATIONS: [(&str, HttpBinding); 5] = [
    ("uri", HttpBinding::Label),
    ("querystring", HttpBinding::Query),
    ("header", HttpBinding::Header),
    ("headers", HttpBinding::PrefixHeaders),
    ("statusCode", HttpBinding::ResponseCode),
];

const TIMESTAMP_FORMATS: [(&str, TimestampFormat); 3] = [
    ("unixTimestamp", TimestampFormat::EpochSeconds),
    ("iso8601", TimestampFormat::DateTime),
    ("rfc822", TimestampFormat::HttpDate),
];

/// Reads one of the keys that mark a structure as an error.
fn error(cursor: &Cursor<'_>, key: &str, error: &mut Option<ErrorTrait>) {
    match key {
        "exception" if !cursor.flag() => {}
        "exception" => _ = error.get_or_insert_default(),
        "fault" => error.get_or_insert_default().server_fault |= cursor.flag(),
        "retryable" => error.get_or_insert_default().retryable = Some(cursor.retryable()),
        _ => details(cursor, error.get_or_insert_default()),
    }
}

fn details(object: &Cursor<'_>, error: &mut ErrorTrait) {
    for (key, cursor) in object.entries() {
        match key {
            "code" => error.code = Some(cursor.string()),
            "fault" => error.server_fault |= cursor.flag(),
            "httpStatusCode" => error.http_status = cursor.status(),
            "senderFault" => error.sender_fault = cursor.flag(),
            _ => cursor.unknown_key(),
        }
    }
}
