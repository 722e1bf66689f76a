//! The names of members on the wire.

use crate::collections::HashMap;
use crate::model::{HttpBinding, Member, Protocol, Shape};
use crate::plan::json_name;
use crate::problem::{Place, printable};

/// Reports an empty name on the wire. Only a prefix of headers may be empty, to match all.
pub(super) fn wire_name(member: &Member, place: &Place<'_>) {
    let is_empty = member.wire_name.as_deref() == Some("");
    if is_empty && member.http_binding != Some(HttpBinding::PrefixHeaders) {
        place.problem("has an empty name on the wire; give it one");
    }
}

/// Reports each member with the key of an earlier one, since JSON keeps only one of the two. Only
/// REST JSON has keys that differ from the members' names. The time is quadratic in the number of
/// members.
pub(super) fn json_names(protocol: Protocol, shape: &Shape, place: &Place<'_>) {
    let Some(members) = shape.members() else {
        return;
    };
    let is_spelled_as_named = members.values().all(|member| member.wire_name.is_none());
    if protocol != Protocol::RestJson1 || is_spelled_as_named {
        return;
    }
    let mut owners: HashMap<&str, &str> = HashMap::default();
    for (name, member) in members {
        let key = json_name(protocol, shape, name, member);
        if let Some(owner) = owners.insert(key, name) {
            let (key, owner) = (printable(key), printable(owner));
            place.key(name).problem(format!(
                "has the same key `{key}` in JSON as `{owner}`; give it another one"
            ));
        }
    }
}
