//! `operations.*` of a service-2.json.

use super::object::{NO_SHAPE, traits};
use super::vocabulary;
use crate::collections::IndexSet;
use crate::model::{Operation, Traits};
use crate::source::cursor::Cursor;

pub(super) fn operation(name: &str, object: &Cursor<'_>) -> Operation {
    let mut operation = Operation::default();
    for (key, cursor) in object.entries() {
        match key {
            "name" => {
                operation.wire_name = Some(cursor.string()).filter(|wire_name| wire_name != name)
            }
            "http" => operation.http = Some(cursor.http("requestUri", "responseCode")),
            "input" => operation.input = reference(&cursor, key, &mut operation.traits),
            "output" => operation.output = reference(&cursor, key, &mut operation.traits),
            "errors" => operation.errors = errors(&cursor),
            "endpoint" => {
                let [prefix] = cursor.keys(["hostPrefix"]);
                operation.host_prefix = prefix.map(|it| it.string());
            }
            "idempotent" => operation.idempotent = cursor.flag(),
            "readonly" => operation.read_only = cursor.flag(),
            _ => traits(&cursor, key, &mut operation.traits, vocabulary::OPERATION),
        }
    }
    operation
}

/// Reads the structure that `input` or `output` names.
fn reference(object: &Cursor<'_>, role: &str, traits: &mut Traits) -> Option<String> {
    let mut target = None;
    for (key, cursor) in object.entries() {
        match key {
            "shape" => target = cursor.text().map(str::to_owned),
            // Prose about this use of the structure.
            "documentation" => {}
            _ if vocabulary::OPERATION_SHAPE.contains(&key) => {
                traits.keep(&format!("{role}.{key}"), cursor.value());
            }
            _ => cursor.unknown_key(),
        }
    }
    object.needs("shape", NO_SHAPE);
    target
}

/// Reads the structures that `errors` names, each once: upstream repeats some.
fn errors(array: &Cursor<'_>) -> Vec<String> {
    let mut errors = IndexSet::default();
    for object in array.elements() {
        // The others are prose about this use of the error, and what the structure says, too.
        let known = ["shape", "documentation", "error", "exception", "fault"];
        let [shape, ..] = object.keys(known);
        errors.extend(shape.and_then(|it| it.text()).map(str::to_owned));
        object.needs("shape", NO_SHAPE);
    }
    errors.into_iter().collect()
}
