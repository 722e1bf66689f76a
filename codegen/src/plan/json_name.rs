//! The keys of members in a JSON document.

use crate::model::{Member, Protocol, Shape};

/// Returns the key of a shape's member in a JSON document.
///
/// Only REST JSON has keys that differ from the members' names. There, a member of the document
/// uses its wire name; a member that is bound to another part of the message uses its own name,
/// unless that is the key of another member.
pub(crate) fn json_name<'a>(
    protocol: Protocol,
    shape: &Shape,
    name: &'a str,
    member: &'a Member,
) -> &'a str {
    if protocol != Protocol::RestJson1 {
        return name;
    }
    let wire_name = member.wire_name.as_deref().unwrap_or(name);
    let is_key = |key: &str| {
        let members = shape.members().into_iter().flatten();
        let mut others = members.filter(|(_, other)| other.http_binding.is_none());
        others.any(|(own, other)| other.wire_name.as_ref().unwrap_or(own) == key)
    };
    match member.http_binding {
        Some(_) if !is_key(name) => name,
        _ => wire_name,
    }
}
