//! Shape IDs (Smithy 2.0, "Shape ID ABNF").

/// Returns the namespace and the name of an absolute shape ID without a member: `com.example` and
/// `Tag` of `com.example#Tag`.
pub(super) fn parts(id: &str) -> Option<(&str, &str)> {
    let (namespace, name) = id.split_once('#')?;
    (namespace.split('.').all(is_identifier) && is_identifier(name)).then_some((namespace, name))
}

/// Returns the name in a shape ID, with or without a namespace.
pub(super) fn name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// Returns the namespace of a shape ID.
pub(super) fn namespace(id: &str) -> &str {
    id.split_once('#').map_or("", |(namespace, _)| namespace)
}

/// Returns `true` if a name is an identifier of Smithy's grammar.
pub(super) fn is_identifier(name: &str) -> bool {
    let start = |character: char| character.is_ascii_alphabetic() || character == '_';
    name.starts_with(start)
        && name.contains(|character: char| character.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|character| start(character) || character.is_ascii_digit())
}
