//! Shape IDs (Smithy 2.0, "Shape ID ABNF").

use crate::validate::is_identifier;

/// Returns `true` for an absolute shape ID without a member, such as `com.example#Tag`.
pub(super) fn is_absolute(id: &str) -> bool {
    id.split_once('#').is_some_and(|(namespace, name)| {
        namespace.split('.').all(is_identifier) && is_identifier(name)
    })
}

/// Returns the name in a shape ID, with or without a namespace.
pub(super) fn name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// Returns the namespace of a shape ID.
pub(super) fn namespace(id: &str) -> &str {
    id.split_once('#').map_or("", |(namespace, _)| namespace)
}
