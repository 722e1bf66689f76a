//! Keys that objects of every kind in a service-2.json can have.

use crate::collections::IndexMap;
use crate::model::Traits;
use crate::source::cursor::Cursor;

/// The problem of a reference without its target.
pub(super) const NO_SHAPE: &str = "names no shape; add the key `shape`";

/// Reads each value of an object under its key.
pub(super) fn named<T>(
    object: &Cursor<'_>,
    read: impl Fn(&str, &Cursor<'_>) -> T,
) -> IndexMap<String, T> {
    let entries = object.entries();
    entries
        .map(|(name, cursor)| (name.to_owned(), read(name, &cursor)))
        .collect()
}

/// Reads a key that any object can have, or one that the vocabulary of the object lists.
pub(super) fn traits(cursor: &Cursor<'_>, key: &str, traits: &mut Traits, vocabulary: &[&str]) {
    match key {
        "documentation" => {
            traits.documentation = Some(cursor.string()).filter(|prose| !prose.is_empty())
        }
        // A message or a date alone also marks a deprecation; no model has `false`.
        "deprecated" if cursor.flag() => _ = traits.deprecated.get_or_insert_default(),
        "deprecated" => {}
        "deprecatedMessage" => {
            traits.deprecated.get_or_insert_default().message = Some(cursor.string())
        }
        "deprecatedSince" => {
            traits.deprecated.get_or_insert_default().since = Some(cursor.string())
        }
        _ if vocabulary.contains(&key) => traits.keep(key, cursor.value()),
        _ => cursor.unknown_key(),
    }
}
