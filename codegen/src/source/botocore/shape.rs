//! `shapes.*` of a service-2.json.

use super::object::{named, traits};
use super::vocabulary;
use crate::collections::IndexMap;
use crate::model::{
    EnumValue, ErrorTrait, HttpBinding, Member, Shape, ShapeKind, TimestampFormat, Traits,
};
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
    values: Option<Vec<EnumValue>>,
    union: bool,
    document: bool,
}

/// Reads one shape.
pub(super) fn read(_name: &str, object: &Cursor<'_, '_>) -> Shape {
    let mut shape = Shape::new(ShapeKind::String);
    let mut parts = Parts::default();
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "type" => parts.type_name = cursor.str(),
            "members" => parts.members = Some(named(&cursor, member)),
            "required" => parts.required = cursor.strings(),
            "payload" => parts.payload = Some(cursor.str()),
            "member" => parts.member = Some(member("", &cursor)),
            "key" => parts.key = Some(member("", &cursor)),
            "value" => parts.value = Some(member("", &cursor)),
            "enum" => parts.values = Some(enum_values(&cursor)),
            "union" => parts.union = cursor.flag(),
            "document" => parts.document = cursor.flag(),
            "min" => shape.constraints.min = cursor.number(),
            "max" => shape.constraints.max = cursor.number(),
            "pattern" => shape.constraints.pattern = Some(cursor.string()),
            "sensitive" => shape.sensitive = cursor.flag(),
            "sparse" => shape.sparse = cursor.flag(),
            "box" => shape.boxed = cursor.flag(),
            "timestampFormat" => shape.timestamp_format = timestamp_format(&cursor),
            "exception" | "fault" | "error" | "retryable" => error(&cursor, key, &mut shape.error),
            _ => {
                // botocore represents event streams as structures; each event is one of the
                // members.
                parts.union |= key == "eventstream";
                traits(&cursor, key, &mut shape.traits, &vocabulary::SHAPE);
            }
        }
    }
    shape.kind = parts.kind(object);
    shape
}

impl Parts<'_> {
    fn kind(mut self, object: &Cursor<'_, '_>) -> ShapeKind {
        let kind = match self.type_name {
            "structure" => self.structure(object),
            "list" => ShapeKind::List {
                member: Box::new(
                    self.member
                        .take()
                        .unwrap_or_else(|| absent(object, "member")),
                ),
            },
            "map" => ShapeKind::Map {
                key: Box::new(self.key.take().unwrap_or_else(|| absent(object, "key"))),
                value: Box::new(self.value.take().unwrap_or_else(|| absent(object, "value"))),
            },
            "string" | "character" => match self.values.take() {
                Some(values) => ShapeKind::Enum { values },
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
    fn structure(&mut self, object: &Cursor<'_, '_>) -> ShapeKind {
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
    fn note_leftovers(&self, object: &Cursor<'_, '_>) {
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

fn absent(object: &Cursor<'_, '_>, key: &str) -> Member {
    object.problem(format!("has no `{key}`; add it"));
    Member::default()
}

fn enum_values(array: &Cursor<'_, '_>) -> Vec<EnumValue> {
    let value = |value: String| EnumValue {
        value,
        name: None,
        traits: Traits::default(),
    };
    array.strings().into_iter().map(value).collect()
}

/// Reads a member of a structure, or of a list or map, in which it has no name.
fn member(name: &str, object: &Cursor<'_, '_>) -> Member {
    let mut member = Member::default();
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "shape" => member.target = cursor.string(),
            "location" => member.http_binding = http_binding(&cursor),
            "locationName" => {
                member.wire_name = Some(cursor.string()).filter(|wire_name| wire_name != name)
            }
            "idempotencyToken" => member.idempotency_token = cursor.flag(),
            "sensitive" => member.sensitive = cursor.flag(),
            "box" => member.boxed = cursor.flag(),
            "min" => member.constraints.min = cursor.number(),
            "max" => member.constraints.max = cursor.number(),
            "pattern" => member.constraints.pattern = Some(cursor.string()),
            "timestampFormat" => member.timestamp_format = timestamp_format(&cursor),
            "enum" => {
                _ = member
                    .traits
                    .other
                    .insert(key.to_owned(), cursor.strings().into())
            }
            _ => traits(&cursor, key, &mut member.traits, &vocabulary::MEMBER),
        }
    }
    if member.target.is_empty() {
        object.problem("names no shape; add the key `shape`");
    }
    member
}

fn http_binding(cursor: &Cursor<'_, '_>) -> Option<HttpBinding> {
    Some(match cursor.str() {
        "uri" => HttpBinding::Label,
        "querystring" => HttpBinding::Query,
        "header" => HttpBinding::Header,
        "headers" => HttpBinding::PrefixHeaders,
        "statusCode" => HttpBinding::ResponseCode,
        _ => {
            cursor.problem("is not a location; expected `uri`, `querystring`, `header`, `headers` or `statusCode`");
            return None;
        }
    })
}

fn timestamp_format(cursor: &Cursor<'_, '_>) -> Option<TimestampFormat> {
    Some(match cursor.str() {
        "unixTimestamp" => TimestampFormat::EpochSeconds,
        "iso8601" => TimestampFormat::DateTime,
        "rfc822" => TimestampFormat::HttpDate,
        _ => {
            cursor.problem(
                "is not a timestamp format; expected `unixTimestamp`, `iso8601` or `rfc822`",
            );
            return None;
        }
    })
}

/// Reads one of the keys that mark a structure as an error.
fn error(cursor: &Cursor<'_, '_>, key: &str, error: &mut Option<ErrorTrait>) {
    match key {
        "exception" if !cursor.flag() => {}
        "exception" => _ = error.get_or_insert_default(),
        "fault" => error.get_or_insert_default().server_fault |= cursor.flag(),
        "retryable" => error.get_or_insert_default().retryable = Some(cursor.retryable()),
        _ => details(cursor, error.get_or_insert_default()),
    }
}

fn details(object: &Cursor<'_, '_>, error: &mut ErrorTrait) {
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "code" => error.code = Some(cursor.string()),
            "fault" => error.server_fault |= cursor.flag(),
            "httpStatusCode" => error.http_status = cursor.status(),
            "senderFault" => error.sender_fault = cursor.flag(),
            _ => cursor.unknown_key(),
        }
    }
}
