//! The expressions of paginators, of which AWS uses a small part of JMESPath: members, elements of
//! lists, and alternatives (`NextMarker || Contents[-1].Key`).

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment<'p> {
    Member(&'p str),
    /// To an element, counted from the end if the index is negative.
    Index(i64),
}

/// Returns the alternative paths of an expression, or `None` for any other expression. The first
/// path that leads to a value is used.
pub(super) fn alternatives(expression: &str) -> Option<Vec<Vec<Segment<'_>>>> {
    let paths = expression.split("||");
    paths.map(|path| segments(path.trim())).collect()
}

fn segments(path: &str) -> Option<Vec<Segment<'_>>> {
    let mut segments = Vec::new();
    for part in path.split('.') {
        let (name, mut indices) = match part.find('[') {
            Some(start) => part.split_at_checked(start)?,
            None => (part, ""),
        };
        if name.is_empty() || !name.chars().all(is_of_identifier) {
            return None;
        }
        segments.push(Segment::Member(name));
        while !indices.is_empty() {
            let (index, rest) = indices.strip_prefix('[')?.split_once(']')?;
            segments.push(Segment::Index(index.parse().ok()?));
            indices = rest;
        }
    }
    Some(segments)
}

fn is_of_identifier(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}
