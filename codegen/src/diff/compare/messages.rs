//! How messages have a member, wherever the model says it: a member's own trait supersedes its
//! target's (Smithy 2.0, "Constraint traits").

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use super::breaks::Breaks;
use super::uri::label;
use crate::diff::change::Direction;
use crate::model::{
    Constraints, ErrorTrait, HttpBinding, Member, Model, Protocol, Shape, ShapeKind,
    TimestampFormat, Traits,
};

/// The messages of a service, in the protocol that clients from before speak.
#[derive(Clone, Copy)]
pub(super) struct Messages<'m> {
    pub(super) model: &'m Model,
    pub(super) protocol: Protocol,
}

/// What a member is part of.
#[derive(Clone, Copy)]
pub(super) enum Parent<'m> {
    /// A whole message, of an operation with this path.
    Message(&'m str),
    /// A structure or union within a message.
    Structure,
    /// A list or map.
    Elements,
}

/// Where a message has a member, and what it is called there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place<'m> {
    /// In the document; elements have no name but in XML.
    Document(Cow<'m, str>),
    Attribute(&'m str),
    /// The place of a label among those of the path. Its name is not sent.
    Label(Option<usize>),
    Query(&'m str),
    QueryParams,
    Header(String),
    PrefixHeaders(String),
    /// The whole body, with the name that its root has in XML.
    Payload(&'m str),
    ResponseCode,
}

/// How a message has a member.
pub(super) struct Form<'m> {
    pub(super) place: Place<'m>,
    pub(super) is_flattened: bool,
    pub(super) namespace: Option<&'m Value>,
    /// Whether a header has its text in base64.
    pub(super) is_encoded: bool,
    pub(super) timestamp: Option<TimestampFormat>,
    /// Whether it is a header or the payload of an event.
    pub(super) event: [bool; 2],
}

impl<'m> Form<'m> {
    /// Whether a timestamp is written in another way.
    pub(super) fn is_rewritten(&self, new: &Form<'m>) -> bool {
        matches!((self.timestamp, new.timestamp), (Some(old), Some(new)) if old != new)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Document(name) => f.pad(name),
            Place::Attribute(name) => write!(f, "attribute {name}"),
            Place::Label(_) => f.pad("label"),
            Place::Query(name) => write!(f, "query {name}"),
            Place::QueryParams => f.pad("query"),
            Place::Header(name) => write!(f, "header {name}"),
            Place::PrefixHeaders(prefix) => write!(f, "headers {prefix}"),
            Place::Payload(_) => f.pad("payload"),
            Place::ResponseCode => f.pad("status"),
        }
    }
}

impl<'m> Messages<'m> {
    pub(super) fn target(&self, member: &Member) -> Option<&'m Shape> {
        self.model.shapes.get(&member.target)
    }

    /// Whether parts of an HTTP message other than its body have members.
    pub(super) fn binds_http(&self) -> bool {
        matches!(self.protocol, Protocol::RestJson1 | Protocol::RestXml)
    }

    /// Which messages are XML documents. The query protocols send forms.
    pub(super) fn in_xml(&self) -> Breaks {
        match self.protocol {
            Protocol::RestXml => Breaks::BOTH,
            Protocol::AwsQuery | Protocol::Ec2Query => Breaks::RESPONSES,
            _ => Breaks::NOTHING,
        }
    }

    fn is_xml(&self, direction: Direction) -> bool {
        let in_xml = self.in_xml();
        match direction {
            Direction::Request => in_xml.request,
            Direction::Response | Direction::Error => in_xml.response,
        }
    }

    /// How a message in this direction has a member.
    pub(super) fn form(
        &self,
        parent: Parent<'m>,
        (name, member): (&'m str, &'m Member),
        direction: Direction,
    ) -> Form<'m> {
        let target = self.target(member);
        let has = |key: &str| is_set(&member.traits, key);
        let target_has = |key: &str| target.is_some_and(|it| is_set(&it.traits, key));
        let place = self.place(parent, (name, member), direction);
        // EC2 sends no list otherwise.
        let nests_lists = self.in_xml() != Breaks::NOTHING
            && (self.protocol != Protocol::Ec2Query || direction != Direction::Request);
        let own = member.traits.other.get("xmlNamespace");
        let namespace = own.or_else(|| target?.traits.other.get("xmlNamespace"));
        let is_text = target.is_some_and(|it| matches!(it.kind, ShapeKind::String));
        Form {
            is_flattened: nests_lists && (has("flattened") || target_has("flattened")),
            namespace: namespace.filter(|_| self.is_xml(direction)),
            is_encoded: matches!(place, Place::Header(_))
                && (has("jsonvalue") || is_text && target_has("smithy.api#mediaType")),
            timestamp: self.timestamp_in(&place, member),
            event: [has("eventheader"), has("eventpayload")],
            place,
        }
    }

    /// Where a message in this direction has a member. Paths and query strings are of requests,
    /// statuses of responses (Smithy 2.0, "HTTP binding traits").
    pub(super) fn place(
        &self,
        parent: Parent<'m>,
        (name, member): (&'m str, &'m Member),
        direction: Direction,
    ) -> Place<'m> {
        let own = member.wire_name.as_deref().unwrap_or(name);
        let is_request = direction == Direction::Request;
        let bound = member.http_binding.filter(|_| self.binds_http());
        if let (Parent::Message(uri), Some(binding)) = (parent, bound) {
            match binding {
                HttpBinding::Label if is_request => return Place::Label(label(uri, own)),
                HttpBinding::Query if is_request => {
                    let kind = self.target(member).map(|shape| &shape.kind);
                    return match kind {
                        Some(ShapeKind::Map { .. }) => Place::QueryParams,
                        _ => Place::Query(own),
                    };
                }
                HttpBinding::Header => return Place::Header(own.to_ascii_lowercase()),
                HttpBinding::PrefixHeaders => {
                    let prefix = member.wire_name.as_deref().unwrap_or_default();
                    return Place::PrefixHeaders(prefix.to_ascii_lowercase());
                }
                HttpBinding::Payload => {
                    let is_xml = self.protocol == Protocol::RestXml;
                    return Place::Payload(if is_xml { own } else { "" });
                }
                HttpBinding::ResponseCode if !is_request => return Place::ResponseCode,
                _ => {}
            }
        }
        if self.is_xml(direction) && is_set(&member.traits, "xmlAttribute") {
            return Place::Attribute(own);
        }
        Place::Document(self.document_name(parent, (name, member), is_request))
    }

    fn document_name(
        &self,
        parent: Parent<'m>,
        (name, member): (&'m str, &'m Member),
        is_request: bool,
    ) -> Cow<'m, str> {
        // The name of a header or parameter is not one in a document.
        let is_elsewhere = !matches!(member.http_binding, None | Some(HttpBinding::Payload));
        let wire_name = member.wire_name.as_deref().filter(|_| !is_elsewhere);
        let own = || wire_name.unwrap_or(name);
        let is_element = matches!(parent, Parent::Elements);
        let found = match self.protocol {
            Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::RpcV2Cbor => {
                if is_element {
                    ""
                } else {
                    name
                }
            }
            Protocol::RestJson1 if is_element => "",
            Protocol::Ec2Query if is_request && is_element => "",
            Protocol::Ec2Query if is_request => {
                let query_name = member.traits.other.get("queryName");
                return match query_name.and_then(Value::as_str) {
                    Some(query_name) => query_name.into(),
                    None => capitalised(own()).into(),
                };
            }
            _ => own(),
        };
        found.into()
    }

    /// Which values of a member are valid.
    pub(super) fn constraints(&self, member: &Member) -> Constraints {
        let own = member.constraints.clone();
        let Some(of_target) = self.target(member).map(|shape| &shape.constraints) else {
            return own;
        };
        let has_bounds = own.min.is_some() || own.max.is_some();
        let bounds = if has_bounds { &own } else { of_target };
        Constraints {
            min: bounds.min.clone(),
            max: bounds.max.clone(),
            pattern: own.pattern.or_else(|| of_target.pattern.clone()),
        }
    }

    /// The texts that are valid, where a member or its target lists them.
    pub(super) fn listed(&self, member: &'m Member) -> Option<Vec<&'m str>> {
        if let Some(Value::Array(values)) = member.traits.other.get("enum") {
            return Some(values.iter().filter_map(Value::as_str).collect());
        }
        match self.target(member).map(|shape| &shape.kind) {
            Some(ShapeKind::Enum { values }) => {
                Some(values.iter().map(|value| value.value.as_str()).collect())
            }
            _ => None,
        }
    }

    /// How a member's timestamps are written in a place; none where it holds no timestamp.
    pub(super) fn timestamp_in(
        &self,
        place: &Place<'_>,
        member: &Member,
    ) -> Option<TimestampFormat> {
        let target = self.target(member)?;
        if target.kind != ShapeKind::Timestamp {
            return None;
        }
        // CBOR has a type of its own for them (Smithy 2.0, "Smithy RPC v2 CBOR protocol").
        let is_cbor = self.protocol == Protocol::RpcV2Cbor;
        let said = member.timestamp_format.or(target.timestamp_format);
        let said = said.filter(|_| !is_cbor);
        Some(said.unwrap_or(match place {
            Place::Header(_) | Place::PrefixHeaders(_) => TimestampFormat::HttpDate,
            Place::Query(_) | Place::QueryParams | Place::Label(_) => TimestampFormat::DateTime,
            _ => match self.protocol {
                Protocol::AwsQuery | Protocol::Ec2Query | Protocol::RestXml => {
                    TimestampFormat::DateTime
                }
                _ => TimestampFormat::EpochSeconds,
            },
        }))
    }

    /// The status of an exception (Smithy 2.0, "httpError trait"), where messages have one that
    /// clients look at.
    pub(super) fn status(&self, error: &ErrorTrait) -> Option<u16> {
        let default = if error.server_fault { 500 } else { 400 };
        (!self.protocol.is_aws_json()).then_some(error.http_status.unwrap_or(default))
    }
}

/// Whether a request must have a member, as no default stands in for it.
pub(super) fn is_demanded(member: &Member) -> bool {
    member.required && member.default.is_none()
}

/// What a member breaks that became required or optional, or lost what stood in for it: a default,
/// or the token that a client makes up (Smithy 2.0, "Evolving models").
pub(super) fn presence_breaks(before: &Member, after: &Member) -> Breaks {
    let was_filled_in = is_demanded(before) || before.idempotency_token;
    let was_counted_on = before.required && !is_set(&before.traits, "smithy.api#clientOptional");
    Breaks {
        request: is_demanded(after) && !was_filled_in,
        response: was_counted_on && !after.required && after.default.is_none(),
        ..Breaks::NOTHING
    }
}

/// Whether a trait is there, and not `false`.
pub(super) fn is_set(traits: &Traits, key: &str) -> bool {
    traits.other.get(key).is_some_and(|value| *value != false)
}

fn capitalised(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
