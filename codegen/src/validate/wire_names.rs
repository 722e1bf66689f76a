//! The names of members on the wire.

use std::collections::HashMap;

use crate::model::{HttpBinding, Member, Protocol, Shape};
use crate::plan::json_name;
use crate::problem::{Place, Problems, printable};

/// Notes a name on the wire that is empty. Only the prefix of headers may be: then it is all.
pub(super) fn wire_name(member: &Member, place: Place<'_>, problems: &mut Problems) {
    let is_empty = member.wire_name.as_deref() == Some("");
    if is_empty && member.http_binding != Some(HttpBinding::PrefixHeaders) {
        problems.add(place, "has an empty name on the wire; give it one");
    }
}

/// Notes each member with the key of an earlier one: of the two, JSON keeps one. Only REST JSON has
/// keys that are not the members' own names. It takes the square of the number of members.
pub(super) fn json_names(
    protocol: Protocol,
    shape: &Shape,
    place: Place<'_>,
    problems: &mut Problems,
) {
    let Some(members) = shape.members() else {
        return;
    };
    let is_spelled_as_named = members.values().all(|member| member.wire_name.is_none());
    if protocol != Protocol::RestJson1 || is_spelled_as_named {
        return;
    }
    let mut owners: HashMap<&str, &str> = HashMap::new();
    for (name, member) in members {
        let key = json_name(protocol, shape, name, member);
        if let Some(owner) = owners.insert(key, name) {
            let (key, owner) = (printable(key), printable(owner));
            problems.add(
                place.key(name),
                format!("is called `{key}` in JSON, as `{owner}` is; give it another name there"),
            );
        }
    }
}
