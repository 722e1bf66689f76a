//! Members of structures, unions, lists and maps.

use super::definition::MemberDefinition;
use super::reader::Reader;
use super::{enumeration, traits};
use crate::model::{HttpBinding, Member, Protocol};
use crate::source::cursor::Cursor;

/// Reads a member; its name is empty in a list or map.
pub(super) fn read<'n>(
    reader: &Reader<'_, 'n>,
    name: &str,
    definition: &MemberDefinition<'n>,
) -> Member {
    let mut member = Member::new(target(reader, definition));
    let mut wire_names = WireNames::default();
    for (id, cursor) in &definition.traits {
        if !wire_names.read(reader.protocol, id, cursor, &mut member) {
            member_trait(reader, definition.target, id, cursor, &mut member);
        }
    }
    let wire_name = match member.http_binding {
        // The path contains the member's own name (Smithy 2.0, "httpLabel trait").
        Some(HttpBinding::Label) => None,
        _ => wire_names.bound.or(wire_names.document),
    };
    member.wire_name = wire_name.filter(|wire_name| wire_name != name);
    member
}

/// Returns the name of the target; empty if there is none.
fn target(reader: &Reader<'_, '_>, definition: &MemberDefinition<'_>) -> String {
    if let Some(name) = reader.names.get(definition.target) {
        return name.clone();
    }
    if !definition.target.is_empty() {
        let message = traits::not_a_data_shape(definition.target);
        definition.place.problem(message);
    }
    String::new()
}

/// The names that traits give a member on the wire.
#[derive(Default)]
struct WireNames {
    /// In a header or the query string.
    bound: Option<String>,
    document: Option<String>,
}

impl WireNames {
    /// Reads a trait with the place of a member in a message or its name there; returns `false` if
    /// it is not one. Those of other protocols have no effect.
    fn read(
        &mut self,
        protocol: Protocol,
        id: &str,
        cursor: &Cursor<'_>,
        member: &mut Member,
    ) -> bool {
        let alone = |binding| cursor.annotation().then_some(binding);
        let (binding, name) = match id {
            "smithy.api#httpHeader" => (Some(HttpBinding::Header), Some(cursor.string())),
            "smithy.api#httpLabel" => (alone(HttpBinding::Label), None),
            "smithy.api#httpPayload" => (alone(HttpBinding::Payload), None),
            "smithy.api#httpPrefixHeaders" => {
                (Some(HttpBinding::PrefixHeaders), Some(cursor.string()))
            }
            "smithy.api#httpQuery" => (Some(HttpBinding::Query), Some(cursor.string())),
            "smithy.api#httpQueryParams" => (alone(HttpBinding::Query), None),
            "smithy.api#httpResponseCode" => (alone(HttpBinding::ResponseCode), None),
            "smithy.api#jsonName" => {
                if protocol.is_aws_json() || protocol == Protocol::RestJson1 {
                    self.document = Some(cursor.string());
                }
                return true;
            }
            "smithy.api#xmlName" => {
                if protocol.is_xml() {
                    self.document = Some(cursor.string());
                }
                return true;
            }
            _ => return false,
        };
        if protocol.binds_http() {
            member.http_binding = binding;
            self.bound = name;
        }
        true
    }
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
    match id {
        "smithy.api#required" => member.required = cursor.annotation(),
        "smithy.api#idempotencyToken" => member.idempotency_token = cursor.annotation(),
        "smithy.api#sensitive" => member.sensitive = cursor.annotation(),
        "smithy.api#box" => member.boxed = cursor.annotation(),
        "smithy.api#default" => {
            member.default = Some(cursor.value()).filter(|value| !value.is_null());
        }
        "smithy.api#timestampFormat" => {
            member.timestamp_format =
                cursor.one_of("a timestamp format", &traits::TIMESTAMP_FORMATS)
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
