//! `shapes.*` of a service-2.json.

use super::object::{NO_SHAPE, named, traits};
use super::vocabulary;
use crate::collections::IndexMap;
use crate::model::{EnumValue, ErrorTrait, HttpBinding, Member, Shape, ShapeKind, TimestampFormat};
use crate::problem::{printable, with_article};
use crate::source::cursor::Cursor;
use crate::source::json::Node;

/// The keys that determine the kind of a shape beside `type`, each with the types that have it.
const PARTS: [(&str, &[&str]); 9] = [
    ("members", &["structure"]),
    ("required", &["structure"]),
    ("payload", &["structure"]),
    ("union", &["structure"]),
    ("document", &["structure"]),
    ("member", &["list"]),
    ("key", &["map"]),
    ("value", &["map"]),
    ("enum", &["string", "character"]),
];

pub(super) fn read(_name: &str, object: &Cursor<'_>) -> Shape {
    let mut shape = Shape::new(ShapeKind::Document);
    for (key, cursor) in object.entries() {
        match key {
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
            _ if key == "type" || PARTS.iter().any(|(part, _)| *part == key) => {}
            _ => traits(&cursor, key, &mut shape.traits, vocabulary::SHAPE),
        }
    }
    let type_name = match object.node.get("type") {
        Some(Node::String(name)) => name,
        _ => "",
    };
    match (kind(type_name, object), object.node) {
        (Some(kind), _) => {
            shape.kind = kind;
            note_misfits(type_name, object);
        }
        (None, Node::Object(_)) => {
            object.problem("has no `type`, or an unknown one; correct `type`");
        }
        (None, _) => {}
    }
    shape
}

fn kind(type_name: &str, object: &Cursor<'_>) -> Option<ShapeKind> {
    Some(match type_name {
        "structure" => structure(object),
        "list" => ShapeKind::List {
            member: element(object, "member"),
        },
        "map" => ShapeKind::Map {
            key: element(object, "key"),
            value: element(object, "value"),
        },
        "string" | "character" => match object.key("enum") {
            Some(values) => ShapeKind::Enum {
                values: values.strings().into_iter().map(EnumValue::new).collect(),
            },
            None => ShapeKind::String,
        },
        "biginteger" => ShapeKind::BigInteger,
        "bigdecimal" => ShapeKind::BigDecimal,
        "bigInteger" | "bigDecimal" | "document" => return None,
        name => return ShapeKind::simple(name),
    })
}

/// Reads a structure, union or document. Without the key `members`, it has no members.
fn structure(object: &Cursor<'_>) -> ShapeKind {
    let members = object.key("members");
    let mut members = members.map_or_else(IndexMap::default, |it| named(&it, member));
    for name in object.key("required").iter().flat_map(Cursor::strings) {
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
    if let Some(name) = object.key("payload").map(|it| it.str()) {
        match members.get_mut(name) {
            Some(member) => member.http_binding = Some(HttpBinding::Payload),
            None => object.problem(format!(
                "has the payload `{}`, which is not a member; correct `payload`",
                printable(name)
            )),
        }
    }
    // botocore represents event streams as structures; each event is one of the members.
    let is_stream = object.key("eventstream").is_some();
    let [is_union, is_document] =
        ["union", "document"].map(|key| object.key(key).is_some_and(|it| it.flag()));
    match (is_document, is_union || is_stream) {
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
fn note_misfits(type_name: &str, object: &Cursor<'_>) {
    for (key, types) in PARTS {
        if object.key(key).is_some() && !types.contains(&type_name) {
            object.problem(format!(
                "has `{key}`, which {} cannot have; remove it",
                with_article(type_name)
            ));
        }
    }
}

/// Reads the member of a list, or the key or value of a map.
fn element(object: &Cursor<'_>, key: &'static str) -> Box<Member> {
    object.needs(key, format!("has no `{key}`; add it"));
    let element = object.key(key).map(|cursor| member("", &cursor));
    Box::new(element.unwrap_or_default())
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
            "default" => member.default = cursor.default(),
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
    let [code, fault, status, sender_fault] =
        object.keys(["code", "fault", "httpStatusCode", "senderFault"]);
    error.code = code.map(|it| it.string());
    error.server_fault |= fault.is_some_and(|it| it.flag());
    error.http_status = status.and_then(|it| it.status());
    error.sender_fault = sender_fault.is_some_and(|it| it.flag());
}
