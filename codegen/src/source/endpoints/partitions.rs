//! AWS's partitions.

use serde_json::Value;

use crate::endpoints::{Partition, Partitions, prefixes};
use crate::source::cursor::Cursor;
use crate::source::json::Node;

pub(super) fn read(root: &Cursor<'_>) -> Partitions {
    let [_version, partitions] = root.keys(["version", "partitions"]);
    let partitions = partitions.iter().flat_map(|it| it.elements());
    let partitions = Partitions(partitions.map(|element| partition(&element)).collect());
    if partitions.0.is_empty() {
        root.problem("have no partition; add `partitions`");
    }
    partitions
}

fn partition(object: &Cursor<'_>) -> Partition {
    let [id, regex, regions, outputs] = object.keys(["id", "regionRegex", "regions", "outputs"]);
    if id.is_none() || regex.is_none() {
        object.problem("needs `id` and `regionRegex`");
    }
    let id = id.and_then(|it| it.text()).unwrap_or_default();
    let prefixes = regex.and_then(|cursor| {
        let prefixes = prefixes(cursor.str());
        if prefixes.is_none() {
            cursor.problem(r"is not of the form `^(us|eu)\-\w+\-\d+$`, the only supported one; add support for it");
        }
        prefixes
    });
    let outputs = outputs.iter().flat_map(Cursor::entries);
    let outputs = outputs.map(|(key, value)| (key.to_owned(), output(&value)));
    let regions = regions.iter().flat_map(Cursor::entries);
    Partition {
        id: id.to_owned(),
        prefixes: prefixes.unwrap_or_default(),
        regions: regions
            .map(|(name, object)| region(name, &object))
            .collect(),
        outputs: outputs.chain([("name".to_owned(), id.into())]).collect(),
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
    let [_description] = object.keys(["description"]);
    name.to_owned()
}
