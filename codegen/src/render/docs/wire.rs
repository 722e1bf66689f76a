//! The place of a member in a message and its name there, as far as the type does not show them.

use serde_json::Value;

use crate::api::{Api, Field, Type};
use crate::markdown::code;
use crate::model::{HttpBinding, Member, Protocol, Shape, ShapeKind, Traits};
use crate::problem::capitalised;

/// Returns sentences on a member's place in the message, and on its name there if that is neither
/// the name in the model nor the key in JSON.
pub(super) fn place(api: &Api<'_>, item: &Type<'_>, field: &Field<'_>) -> Vec<String> {
    let (name, member) = (field.member, field.facts);
    let target = api.model.shapes.get(&member.target);
    let wire_name = flattened(api, target)
        .or(member.wire_name.as_deref())
        .unwrap_or(name);
    match (api.model.service.protocol, member.http_binding) {
        (Protocol::RestJson1 | Protocol::RestXml, Some(binding)) => {
            vec![http(binding, wire_name, target)]
        }
        (Protocol::RestXml, None) if member.traits.has("xmlAttribute") => {
            vec![format!("XML attribute {}.", code(wire_name))]
        }
        (Protocol::RestXml, None) if wire_name != name => vec![element(wire_name)],
        (Protocol::AwsQuery | Protocol::Ec2Query, _) => {
            let parameter = parameter(api, member, wire_name);
            let is_sent = |shape: &str| api.plan.usage.in_requests(shape);
            let sent = parameter != name && item.shape.is_some_and(is_sent);
            let received = wire_name != name && item.in_responses;
            let sent = sent.then(|| format!("Query parameter {}.", code(&parameter)));
            let received = received.then(|| element(wire_name));
            sent.into_iter().chain(received).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the name of a flattened list's elements, which replaces the list's name in a query. In
/// Smithy, members are flattened instead of lists, and the list's name is used.
fn flattened<'a>(api: &Api<'_>, list: Option<&'a Shape>) -> Option<&'a str> {
    let list = list.filter(|list| list.traits.has("flattened"))?;
    match (api.model.service.protocol, &list.kind) {
        (Protocol::AwsQuery, ShapeKind::List { member }) => member.wire_name.as_deref(),
        _ => None,
    }
}

fn http(binding: HttpBinding, wire_name: &str, target: Option<&Shape>) -> String {
    let is_map = target.is_some_and(|target| matches!(target.kind, ShapeKind::Map { .. }));
    let wire_code = code(wire_name);
    match binding {
        HttpBinding::Label => format!("Label {wire_code} of the path."),
        HttpBinding::Query if is_map => "Further parameters of the query string.".to_owned(),
        HttpBinding::Query => format!("Query parameter {wire_code}."),
        HttpBinding::Header => format!("Header {wire_code}."),
        HttpBinding::PrefixHeaders if wire_name.is_empty() => "All headers.".to_owned(),
        HttpBinding::PrefixHeaders => format!("Headers that start with {wire_code}."),
        HttpBinding::Payload => "The body.".to_owned(),
        HttpBinding::ResponseCode => "The HTTP status.".to_owned(),
    }
}

fn element(wire_name: &str) -> String {
    format!("XML element {}.", code(wire_name))
}

/// Returns the name in a query string. For Amazon EC2, that is a separate name, or the capitalised
/// name in XML.
fn parameter(api: &Api<'_>, member: &Member, wire_name: &str) -> String {
    if api.model.service.protocol != Protocol::Ec2Query {
        return wire_name.to_owned();
    }
    match member.traits.other.get("queryName").and_then(Value::as_str) {
        Some(name) => name.to_owned(),
        None => capitalised(wire_name),
    }
}

/// Returns sentences on a member that is not sent as its type suggests, whatever the protocol.
pub(super) fn nature(api: &Api<'_>, member: &Member) -> Vec<&'static str> {
    let target = api.model.shapes.get(&member.target);
    let has =
        |name| member.traits.has(name) || target.is_some_and(|target| target.traits.has(name));
    let own = &member.traits;
    let facts = [
        (has("streaming"), "Streamed."),
        (has("eventstream"), "Event stream."),
        (own.has("eventheader"), "Header of the event."),
        (own.has("eventpayload"), "Payload of the event."),
        (own.has("hostLabel"), "Part of the host name."),
        (holds_json(member, target), "Holds JSON."),
    ];
    let facts = facts.into_iter().filter(|(is_so, _)| *is_so);
    facts.map(|(_, sentence)| sentence).collect()
}

/// Returns `true` if a string holds JSON. botocore marks it as `jsonvalue`, Smithy with a media
/// type.
fn holds_json(member: &Member, target: Option<&Shape>) -> bool {
    let has_media_type = |traits: &Traits| {
        let media_type = traits.other.get("smithy.api#mediaType");
        media_type.and_then(Value::as_str) == Some("application/json")
    };
    let of_text = target.filter(|target| target.kind == ShapeKind::String);
    member.traits.has("jsonvalue")
        || of_text
            .is_some_and(|target| has_media_type(&target.traits) || has_media_type(&member.traits))
}
