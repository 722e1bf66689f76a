//! The keys of members in a JSON document.

use crate::model::{Member, Protocol, Shape};

/// Whether a protocol's documents are JSON, so that wire names are keys in them.
pub(crate) fn speaks_json(protocol: Protocol) -> bool {
    protocol.is_aws_json() || protocol == Protocol::RestJson1
}

/// The key of a shape's member in a JSON document.
///
/// A member that is bound to another part of the message goes by its own name among those of the
/// document, as in every protocol that is not JSON. Where that name is the key of one of them, it
/// goes by its wire name.
pub(crate) fn json_name<'a>(
    protocol: Protocol,
    shape: &Shape,
    name: &'a str,
    member: &'a Member,
) -> &'a str {
    let wire_name = member.wire_name.as_deref().unwrap_or(name);
    if !speaks_json(protocol) {
        return name;
    }
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
