//! AWS's partitions.

use std::collections::BTreeMap;

use crate::endpoints::{Partition, Partitions, Value, prefixes};
use crate::source::cursor::Cursor;
use crate::source::json::Node;

/// Reads the top level.
pub(super) fn read(root: &Cursor<'_, '_>) -> Partitions {
    let mut partitions = Partitions::default();
    for (key, node) in root.entries() {
        let cursor = root.key(key, node);
        match key {
            "version" => _ = cursor.str(),
            "partitions" => {
                let elements = cursor.elements();
                partitions.0 = elements
                    .map(|(index, node)| partition(&cursor.index(index, node)))
                    .collect();
            }
            _ => cursor.unknown_key(),
        }
    }
    if partitions.0.is_empty() {
        root.problem("have no partition; add `partitions`");
    }
    partitions
}

fn partition(object: &Cursor<'_, '_>) -> Partition {
    let mut id = String::new();
    let mut regex = None;
    let mut regions = Vec::new();
    let mut outputs = BTreeMap::new();
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "id" => id = cursor.text().unwrap_or_default().to_owned(),
            "outputs" => {
                let entries = cursor.entries();
                outputs = entries
                    .filter_map(|(key, node)| output(key, &cursor.key(key, node)))
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
                    .map(|(name, node)| region(name, &cursor.key(name, node)))
                    .collect();
            }
            _ => cursor.unknown_key(),
        }
    }
    if id.is_empty() || object.lacks_key("regionRegex") {
        object.problem("needs `id` and `regionRegex`");
    }
    outputs.insert("name".to_owned(), id.as_str().into());
    Partition {
        id,
        prefixes: regex.unwrap_or_default(),
        regions,
        outputs,
    }
}

fn output(key: &str, cursor: &Cursor<'_, '_>) -> Option<(String, Value)> {
    let value = match cursor.node() {
        Node::Bool(value) => (*value).into(),
        _ => cursor.str().into(),
    };
    Some((key.to_owned(), value))
}

/// Reads a region. Its endpoints depend on none of its keys.
fn region(name: &str, object: &Cursor<'_, '_>) -> String {
    for (key, node) in object.entries() {
        if key != "description" {
            object.key(key, node).unknown_key();
        }
    }
    name.to_owned()
}
