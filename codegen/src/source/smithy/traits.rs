//! Traits that several kinds of shapes can have.

use serde_json::{Value, json};

use super::id;
use super::reader::Reader;
use super::vocabulary::{Treatment, treatment};
use crate::model::{ANONYMOUS, Constraints, Deprecated, ShapeKind, TimestampFormat, Traits};
use crate::problem::with_article;
use crate::source::cursor::Cursor;

/// Reads a trait that any part of a model can have, or one that the vocabulary lists.
pub(super) fn any(reader: &Reader<'_, '_>, id: &str, cursor: &Cursor<'_>, traits: &mut Traits) {
    match (id, treatment(id, reader.protocol.is_xml())) {
        ("smithy.api#documentation", _) => traits.documentation = prose(cursor),
        ("smithy.api#deprecated", _) => deprecated(cursor, traits),
        (_, Some(Treatment::Ignored)) => {}
        (_, Some(Treatment::Kept(name))) => traits.keep(name, compact(cursor.value())),
        (_, Some(Treatment::Flag(_))) if !cursor.annotation() => {}
        (_, Some(Treatment::Flag(name))) => traits.keep(name, true),
        _ if reader.document.index.defines_trait(id) => traits.keep(id, cursor.value()),
        _ if is_official(id) => {
            cursor
                .place
                .warning("unknown trait; fix its ID, or add support if Smithy gained it");
            traits.keep(id, cursor.value());
        }
        _ => cursor.problem("unknown trait; fix its ID, remove it, or define it in the document"),
    }
}

fn is_official(id: &str) -> bool {
    let namespace = id::namespace(id);
    namespace.starts_with("aws.") || namespace.starts_with("smithy.")
}

/// Reads prose, which is CommonMark with HTML in it (Smithy 2.0, "documentation trait"), as HTML.
/// If it is HTML already, line breaks and indents have no meaning: like botocore, the model has one
/// space for each.
pub(super) fn prose(cursor: &Cursor<'_>) -> Option<String> {
    let text = cursor.str();
    if !text.starts_with('<') {
        return Some(html(text)).filter(|html| !html.is_empty());
    }
    if text.contains("<pre") {
        return Some(text.to_owned());
    }
    let mut html = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !html.is_empty() {
            html.push(' ');
        }
        html.push_str(word);
    }
    Some(html)
}

/// Converts CommonMark to HTML; a single paragraph needs no tags.
fn html(text: &str) -> String {
    if is_dense(text) {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        return text.replace('>', "&gt;");
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(text));
    let html = html.trim_end();
    let paragraph = html
        .strip_prefix("<p>")
        .and_then(|rest| rest.strip_suffix("</p>"));
    let alone = paragraph.filter(|paragraph| !paragraph.contains("<p>"));
    alone.unwrap_or(html).to_owned()
}

/// Returns `true` if CommonMark has so many marks that its parser could take more than 20 bytes per
/// byte of text, and more than a mebibyte. No model of AWS has such prose; it is read as plain
/// text.
fn is_dense(text: &str) -> bool {
    const BYTES_FOR_A_MARK: usize = 300;
    let marks = text
        .bytes()
        .filter(|byte| b"*_`[]()<>&\\!-+.\n\r".contains(byte));
    marks.count() * BYTES_FOR_A_MARK > (1 << 20) + 16 * text.len()
}

/// Keeps a trait that has no effect in the protocol.
pub(super) fn keep(id: &str, cursor: &Cursor<'_>, traits: &mut Traits) {
    traits.keep(id, compact(cursor.value()));
}

/// Keeps a trait only if it has settings.
pub(super) fn keep_settings(id: &str, cursor: &Cursor<'_>, traits: &mut Traits) {
    let value = compact(cursor.value());
    if value != json!({}) {
        traits.keep(id, value);
    }
}

/// Removes the flags in a value that are false, which mean the same as absent ones.
fn compact(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let entries = entries.into_iter();
            Value::Object(entries.filter(|(_, value)| *value != false).collect())
        }
        value => value,
    }
}

fn deprecated(object: &Cursor<'_>, traits: &mut Traits) {
    let [since, message] = object.keys(["since", "message"]);
    traits.deprecated = Some(Deprecated {
        since: since.map(|it| it.string()),
        message: message.map(|it| it.string()),
    });
}

/// Reads the schemes of the trait `auth`. Without any, only anonymous requests are accepted.
pub(super) fn schemes(cursor: &Cursor<'_>) -> Vec<String> {
    let mut schemes = cursor.strings();
    if schemes.is_empty() {
        schemes.push(ANONYMOUS.to_owned());
    }
    schemes
}

pub(super) const TIMESTAMP_FORMATS: [(&str, TimestampFormat); 3] = [
    ("date-time", TimestampFormat::DateTime),
    ("epoch-seconds", TimestampFormat::EpochSeconds),
    ("http-date", TimestampFormat::HttpDate),
];

/// Reads a constraint trait; returns `false` if it is not one.
pub(super) fn constraint<'a>(
    id: &str,
    type_name: impl FnOnce() -> &'a str,
    cursor: &Cursor<'_>,
    constraints: &mut Constraints,
) -> bool {
    match id {
        "smithy.api#length" | "smithy.api#range" => {
            note_misfit(id, type_name(), cursor);
            let [min, max] = cursor.keys(["min", "max"]);
            constraints.min = min.and_then(|it| it.number());
            constraints.max = max.and_then(|it| it.number());
        }
        "smithy.api#pattern" => constraints.pattern = Some(cursor.string()),
        _ => return false,
    }
    true
}

/// Reports a length on a number and a range on anything else. In a model, they are the same fact.
fn note_misfit(id: &str, type_name: &str, cursor: &Cursor<'_>) {
    let is_number = match ShapeKind::simple(type_name) {
        Some(kind) => kind.is_number(),
        None => type_name == "intEnum",
    };
    let is_range = id == "smithy.api#range";
    if is_number != is_range && !type_name.is_empty() {
        let kind = with_article(type_name);
        cursor.problem(match is_range {
            true => {
                format!("is on {kind}, which is not a number; use `smithy.api#length` for a length")
            }
            false => format!("is on {kind}; use `smithy.api#range`"),
        });
    }
}
