//! Members of structures, unions, lists and maps.

use super::definition::MemberDefinition;
use super::reader::Reader;
use super::{enumeration, traits};
use crate::model::{HttpBinding, Member};
use crate::source::cursor::Cursor;

/// Reads a member; its name is empty in a list or map.
pub(super) fn read<'n>(
    reader: &Reader<'_, 'n>,
    name: &str,
    definition: &MemberDefinition<'n>,
) -> Member {
    let mut member = Member::new(reader.name(definition.target));
    let mut name_there = None;
    for (id, cursor) in &definition.traits {
        let Some((binding, is_named)) = binding(id) else {
            member_trait(reader, definition.target, id, cursor, &mut member);
            continue;
        };
        let name = is_named.then(|| cursor.string());
        let is_bound = is_named || cursor.annotation();
        if is_bound && reader.protocol.binds_http() {
            member.http_binding = Some(binding);
            name_there = name;
        } else if is_bound {
            traits::keep(id, cursor, &mut member.traits);
        }
    }
    // The name in documents counts where the structure is not a whole message.
    let is_in_document = matches!(member.http_binding, None | Some(HttpBinding::Payload));
    if let Some(name) = member.wire_name.take_if(|_| !is_in_document) {
        member.traits.keep(reader.protocol.name_trait(), name);
    }
    let wire_name = match member.http_binding {
        // The path contains the member's own name (Smithy 2.0, "httpLabel trait").
        Some(HttpBinding::Label) => None,
        _ => name_there.or(member.wire_name),
    };
    member.wire_name = wire_name.filter(|wire_name| wire_name != name);
    member
}

/// Returns the part of the HTTP message that a trait binds a member to, and whether it names the
/// member there.
fn binding(id: &str) -> Option<(HttpBinding, bool)> {
    Some(match id {
        "smithy.api#httpHeader" => (HttpBinding::Header, true),
        "smithy.api#httpLabel" => (HttpBinding::Label, false),
        "smithy.api#httpPayload" => (HttpBinding::Payload, false),
        "smithy.api#httpPrefixHeaders" => (HttpBinding::PrefixHeaders, true),
        "smithy.api#httpQuery" => (HttpBinding::Query, true),
        "smithy.api#httpQueryParams" => (HttpBinding::Query, false),
        "smithy.api#httpResponseCode" => (HttpBinding::ResponseCode, false),
        _ => return None,
    })
}

fn member_trait(
    reader: &Reader<'_, '_>,
    target: &str,
    id: &str,
    cursor: &Cursor<'_>,
    member: &mut Member,
) {
    let target = || reader.document.index.type_name(target);
    if traits::constraint(id, target, cursor, &mut member.constraints) {
        return;
    }
    let protocol = reader.protocol;
    match id {
        "smithy.api#required" => member.required = cursor.annotation(),
        "smithy.api#idempotencyToken" => member.idempotency_token = cursor.annotation(),
        "smithy.api#sensitive" => member.sensitive = cursor.annotation(),
        "smithy.api#box" => member.boxed = cursor.annotation(),
        "smithy.api#default" => member.default = cursor.default(),
        "smithy.api#timestampFormat" => {
            member.timestamp_format =
                cursor.one_of("a timestamp format", &traits::TIMESTAMP_FORMATS)
        }
        // The name in the document. Those of other protocols have no effect.
        "smithy.api#jsonName" if protocol.has_json_names() => {
            member.wire_name = Some(cursor.string());
        }
        "smithy.api#xmlName" if protocol.is_xml() => member.wire_name = Some(cursor.string()),
        "smithy.api#jsonName" | "smithy.api#xmlName" => {
            traits::keep(id, cursor, &mut member.traits);
        }
        // botocore has the values that are valid for one member as a list of strings.
        "smithy.api#enum" => {
            let values = enumeration::listed(cursor).into_iter();
            let values: Vec<String> = values.map(|value| value.value).collect();
            member.traits.keep("enum", values);
        }
        _ => traits::any(reader, id, cursor, &mut member.traits),
    }
}
