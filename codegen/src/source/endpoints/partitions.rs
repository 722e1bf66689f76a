//! AWS's partitions.

use serde_json::{Map, Value};

use crate::endpoints::{Partition, Partitions, prefixes};
use crate::source::cursor::Cursor;
use crate::source::json::Node;

pub(super) fn read(root: &Cursor<'_>) -> Partitions {
    let mut partitions = Partitions::default();
    for (key, cursor) in root.entries() {
        match key {
            "version" => _ = cursor.str(),
            "partitions" => {
                let elements = cursor.elements();
                partitions.0 = elements.map(|element| partition(&element)).collect();
            }
            _ => cursor.unknown_key(),
        }
    }
    if partitions.0.is_empty() {
        root.problem("have no partition; add `partitions`");
    }
    partitions
}

fn partition(object: &Cursor<'_>) -> Partition {
    let mut id = String::new();
    let mut regex = None;
    let mut regions = Vec::new();
    let mut outputs = Map::new();
    for (key, cursor) in object.entries() {
        match key {
            "id" => id = cursor.text().unwrap_or_default().to_owned(),
            "outputs" => {
                let entries = cursor.entries();
                outputs = entries
                    .map(|(key, value)| (key.to_owned(), output(&value)))
                    .collect();
            }
            "regionRegex" => {
                regex = prefixes(cursor.str());
                if regex.is_none() {
                    cursor.problem(r"is not of the form `^(us|eu)\-\w+\-\d+$`, the only supported one; add support for it");
                }
            }
            "regions" => {
                let entries = cursor.entries();
                regions = entries
                    .map(|(name, object)| region(name, &object))
                    .collect();
            }
            _ => cursor.unknown_key(),
        }
    }
    let message = "needs `id` and `regionRegex`";
    match id.as_str() {
        "" => object.problem(message),
        _ => object.needs("regionRegex", message),
    }
    outputs.insert("name".to_owned(), id.as_str().into());
    Partition {
        id,
        prefixes: regex.unwrap_or_default(),
        regions,
        outputs,
    }
}

fn output(cursor: &Cursor<'_>) -> Value {
    match cursor.node {
        Node::Bool(_) => cursor.value(),
        _ => cursor.str().into(),
    }
}

/// Reads a region. Its endpoints depend on none of its keys.
fn region(name: &str, object: &Cursor<'_>) -> String {
    let unknown = object.entries().filter(|(key, _)| *key != "description");
    unknown.for_each(|(_, cursor)| cursor.unknown_key());
    name.to_owned()
}
