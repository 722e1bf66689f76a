//! The form of a member in messages, wherever the model specifies it: a member's own trait
//! supersedes its target's (Smithy 2.0, "Constraint traits").

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use super::breaks::Breaks;
use super::context::Context;
use super::protocols::bound_protocol;
use crate::diff::change::Direction;
use crate::model::{
    Constraints, Format, HttpBinding, Member, Model, Protocol, Shape, ShapeKind, TimestampFormat,
    Traits, labels,
};

#[derive(Clone, Copy)]
pub(super) struct Slot<'m> {
    pub(super) model: &'m Model,
    /// The protocol of existing clients.
    pub(super) protocol: Protocol,
    pub(super) context: Context<'m>,
    /// The shape that has it.
    pub(super) shape: &'m str,
    pub(super) name: &'m str,
    pub(super) member: &'m Member,
}

/// The place of a member in a message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place<'m> {
    /// The part of the message, or `""` for its document.
    part: &'static str,
    /// The name there. That of a label is not sent, so its place among those of the path counts. The
    /// elements of a list only have a name in XML, and a body if it is a document in XML.
    name: Cow<'m, str>,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.part, &*self.name) {
            ("", name) => f.pad(name),
            ("label", _) | (_, "") => f.pad(self.part),
            (part, name) => write!(f, "{part} {name}"),
        }
    }
}

/// Returns the root element of a structure or union as a body in XML (Smithy 2.0, "`xmlName` trait").
/// Other values have none.
pub(super) fn root<'m>(model: &'m Model, shape: &str) -> Option<&'m str> {
    let (name, shape) = model.shapes.get_key_value(shape)?;
    let stated = trait_value(&shape.traits, "locationName");
    let root = stated.and_then(Value::as_str).unwrap_or(name);
    shape.members().map(|_| root)
}

/// Returns a trait by its name in botocore, which a Smithy model spells out for one protocol; for all
/// others, it keeps the trait by its ID.
pub(super) fn trait_value<'m>(traits: &'m Traits, name: &str) -> Option<&'m Value> {
    let id = match name {
        "flattened" => "smithy.api#xmlFlattened",
        "locationName" => "smithy.api#xmlName",
        "queryName" => "aws.protocols#ec2QueryName",
        "xmlAttribute" => "smithy.api#xmlAttribute",
        "xmlNamespace" => "smithy.api#xmlNamespace",
        name => name,
    };
    traits.other.get(name).or_else(|| traits.other.get(id))
}

/// Returns `true` if a trait is there, and not `false`.
pub(super) fn is_set(traits: &Traits, name: &str) -> bool {
    trait_value(traits, name).is_some_and(|value| *value != false)
}

/// Returns the name that a model states for a member in documents. A Smithy model spells out a single
/// name of a member, for the part of the message that it is bound to and for one protocol, and keeps
/// the traits with the other names.
pub(super) fn stated_name<'m>(
    model: &Model,
    protocol: Protocol,
    member: &'m Member,
) -> Option<&'m str> {
    let id = protocol.name_trait();
    let kept = member.traits.other.get(id).and_then(Value::as_str);
    let is_in_document = matches!(member.http_binding, None | Some(HttpBinding::Payload));
    let spelled_out = member.wire_name.as_deref().filter(|_| is_in_document);
    let is_of_protocol =
        || model.format == Format::Botocore || bound_protocol(&model.service).name_trait() == id;
    kept.or_else(|| spelled_out.filter(|_| is_of_protocol()))
}

impl<'m> Slot<'m> {
    pub(super) fn target(&self) -> Option<&'m Shape> {
        self.model.shapes.get(&self.member.target)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        is_set(&self.member.traits, key)
    }

    fn target_has(&self, key: &str) -> bool {
        self.target().is_some_and(|it| is_set(&it.traits, key))
    }

    /// Returns the context of its target.
    pub(super) fn inner(&self) -> Context<'m> {
        let context = Context::new(self.context.direction, None);
        let kind = self.target().map(|it| &it.kind);
        match kind {
            Some(ShapeKind::List { .. } | ShapeKind::Map { .. }) => Context {
                list: self.beside_body(),
                is_flat: self.is_flattened(),
                ..context
            },
            _ => context,
        }
    }

    /// Returns `true` if a request must have it, since no default replaces it. A stream that is not
    /// there is an empty one (Smithy 2.0, "Deserializing streaming blobs").
    pub(super) fn is_demanded(&self) -> bool {
        let is_stream = self.target_has("streaming") || self.has("streaming");
        let is_body = self.bound() == Some(HttpBinding::Payload) && is_stream;
        self.member.required && self.member.default.is_none() && !is_body
    }

    /// Returns the elements of a list that a query string has as a parameter for each, so that a single
    /// parameter is a list of one.
    pub(super) fn parameters(self) -> Option<Self> {
        let (shape, list) = self.model.shapes.get_key_value(&self.member.target)?;
        let (name, member) = list.references().next()?;
        let is_list = matches!(list.kind, ShapeKind::List { .. });
        let is_repeated = is_list && self.bound() == Some(HttpBinding::Query);
        is_repeated.then(|| Slot {
            context: self.inner(),
            shape,
            name,
            member,
            ..self
        })
    }

    pub(super) fn is_element(&self) -> bool {
        let shape = self.model.shapes.get(self.shape);
        shape.is_some_and(|shape| shape.members().is_none())
    }

    /// Returns `true` if its shape has a member of this name.
    pub(super) fn has_sibling(&self, name: &str) -> bool {
        let shape = self.model.shapes.get(self.shape);
        let members = shape.and_then(Shape::members);
        members.is_some_and(|members| members.contains_key(name))
    }

    /// Returns `true` if it is a member of a stream of events.
    pub(super) fn is_event(&self) -> bool {
        let shape = self.model.shapes.get(self.shape);
        shape.is_some_and(|shape| is_set(&shape.traits, "eventstream"))
    }

    /// Returns the messages that it can break.
    pub(super) fn carriers(&self) -> Breaks {
        Breaks::towards(self.context.direction)
    }

    fn is_request(&self) -> bool {
        self.context.direction == Direction::Request
    }

    fn is_in_xml(&self) -> bool {
        Breaks::of_xml(self.protocol).within(self.carriers()) != Breaks::NOTHING
            && self.beside_body().is_none()
    }

    /// Returns the part of the HTTP message that has it, if there is one. Paths and query strings are
    /// of requests, statuses of responses (Smithy 2.0, "HTTP binding traits").
    fn bound(&self) -> Option<HttpBinding> {
        let own = self.context.uri.and(self.member.http_binding);
        let bound = self.context.list.or(own);
        bound.filter(|binding| match binding {
            HttpBinding::Label | HttpBinding::Query => self.is_request(),
            HttpBinding::ResponseCode => !self.is_request(),
            HttpBinding::Header | HttpBinding::PrefixHeaders | HttpBinding::Payload => true,
        })
    }

    /// Returns the same, unless it is the body.
    fn beside_body(&self) -> Option<HttpBinding> {
        self.bound().filter(|it| *it != HttpBinding::Payload)
    }

    fn is_in_form_of_ec2(&self) -> bool {
        self.protocol == Protocol::Ec2Query && self.is_request()
    }

    /// Returns `true` if the elements of lists have names, unless the list is flattened. The forms of
    /// EC2 flatten all lists.
    fn has_named_elements(&self) -> bool {
        self.protocol.is_xml() && !self.is_in_form_of_ec2()
    }

    pub(super) fn is_flattened(&self) -> bool {
        self.has_named_elements()
            && self.beside_body().is_none()
            && (self.has("flattened") || self.target_has("flattened"))
    }

    /// Returns `true` if a header has its text in base64.
    pub(super) fn is_encoded(&self) -> bool {
        let is_text = |shape: &Shape| matches!(shape.kind, ShapeKind::String);
        self.bound() == Some(HttpBinding::Header)
            && (self.has("jsonvalue")
                || self.target().is_some_and(is_text) && self.target_has("smithy.api#mediaType"))
    }

    /// Returns the media type that a request has beside its body, if that is not a document (Smithy
    /// 2.0, "AWS restJson1 protocol", "Content-Type").
    pub(super) fn content_type(&self) -> Option<&'m str> {
        let is_body = self.bound() == Some(HttpBinding::Payload) && self.is_request();
        let target = self.target().filter(|_| is_body)?;
        let stated = target.traits.other.get("smithy.api#mediaType");
        stated.and_then(Value::as_str).or(match target.kind {
            ShapeKind::Blob => Some("application/octet-stream"),
            ShapeKind::String | ShapeKind::Enum { .. } => Some("text/plain"),
            _ => None,
        })
    }

    /// Returns `true` if values are text without a type: beside the body, in a form, or in XML.
    pub(super) fn is_text(&self) -> bool {
        !self.has("eventheader") && (self.beside_body().is_some() || self.protocol.is_xml())
    }

    pub(super) fn namespace(&self) -> Option<&'m Value> {
        let own = trait_value(&self.member.traits, "xmlNamespace");
        // Smithy ignores that of a target that is not at the top of a document.
        let is_root = self.bound() == Some(HttpBinding::Payload);
        let counts = is_root || self.model.format == Format::Botocore;
        let target = self.target().filter(|_| counts);
        let namespace = own.or_else(|| trait_value(&target?.traits, "xmlNamespace"));
        namespace.filter(|_| self.is_in_xml())
    }

    pub(super) fn place(&self) -> Place<'m> {
        let wire_name = self.member.wire_name.as_deref();
        let own = match self.context.list {
            // An element of a header has no name of its own.
            Some(_) => "",
            None => wire_name.unwrap_or(self.name),
        };
        let lowercase = |name: &str| Cow::from(name.to_ascii_lowercase());
        let is_map = |shape: &Shape| matches!(shape.kind, ShapeKind::Map { .. });
        let (part, name) = match self.bound() {
            Some(HttpBinding::Label) => {
                let mut labels = labels(self.context.uri.unwrap_or(""));
                let index = labels.position(|label| label == own);
                let index = index.map(|index| index.to_string());
                ("label", index.unwrap_or_default().into())
            }
            Some(HttpBinding::Query) if self.target().is_some_and(is_map) => ("query", "".into()),
            Some(HttpBinding::Query) => ("query", own.into()),
            Some(HttpBinding::Header) => ("header", lowercase(own)),
            Some(HttpBinding::PrefixHeaders) => {
                ("headers", lowercase(wire_name.unwrap_or_default()))
            }
            Some(HttpBinding::Payload) => ("payload", self.root().into()),
            Some(HttpBinding::ResponseCode) => ("status", "".into()),
            None if self.is_in_xml() && self.has("xmlAttribute") => {
                ("attribute", self.stated_name().unwrap_or(self.name).into())
            }
            None => ("", self.document_name()),
        };
        Place { part, name }
    }

    /// Returns the root element of a body in XML.
    fn root(&self) -> &'m str {
        let root = root(self.model, &self.member.target);
        let root = root.filter(|_| self.protocol == Protocol::RestXml);
        let stated = self.stated_name().filter(|_| root.is_some());
        stated.or(root).unwrap_or_default()
    }

    fn stated_name(&self) -> Option<&'m str> {
        stated_name(self.model, self.protocol, self.member)
    }

    fn document_name(&self) -> Cow<'m, str> {
        let own = self.stated_name().unwrap_or(self.name);
        // A flattened list gives its elements its own name. botocore lets them have another.
        let is_of_list = self.is_element() && self.name == "member";
        let is_unnamed = is_of_list && self.context.is_flat && self.model.format == Format::Smithy;
        match self.protocol {
            _ if self.is_element() && !self.has_named_elements() => "".into(),
            protocol if is_unnamed || !protocol.renames_members() => self.name.into(),
            _ if self.is_in_form_of_ec2() => {
                let query_name = trait_value(&self.member.traits, "queryName");
                match query_name.and_then(Value::as_str) {
                    Some(query_name) => query_name.into(),
                    None => capitalised(own).into(),
                }
            }
            _ => own.into(),
        }
    }

    /// Returns the constraints in force.
    pub(super) fn constraints(&self) -> Constraints {
        let own = &self.member.constraints;
        self.target()
            .map_or_else(|| own.clone(), |shape| own.over(&shape.constraints))
    }

    /// Returns the texts that are valid, where the member or its target lists them.
    pub(super) fn listed(&self) -> Option<Vec<&'m str>> {
        if let Some(Value::Array(values)) = self.member.traits.other.get("enum") {
            return Some(values.iter().filter_map(Value::as_str).collect());
        }
        match &self.target()?.kind {
            ShapeKind::Enum { values } => Some(values.iter().map(|it| it.value.as_str()).collect()),
            _ => None,
        }
    }

    /// Returns how its timestamps are written, or `None` if it holds none.
    pub(super) fn timestamp(&self) -> Option<TimestampFormat> {
        let target = self.target()?;
        if target.kind != ShapeKind::Timestamp {
            return None;
        }
        // CBOR and the headers of events have a type of their own for them (Smithy 2.0, "Smithy RPC v2
        // CBOR protocol" and "Amazon Event Stream Specification").
        let has_type = self.protocol == Protocol::RpcV2Cbor || self.has("eventheader");
        let stated = self.member.timestamp_format.or(target.timestamp_format);
        Some(stated.filter(|_| !has_type).unwrap_or(match self.bound() {
            Some(HttpBinding::Header) => TimestampFormat::HttpDate,
            Some(HttpBinding::Query | HttpBinding::Label) => TimestampFormat::DateTime,
            _ if self.protocol.is_xml() => TimestampFormat::DateTime,
            _ => TimestampFormat::EpochSeconds,
        }))
    }
}

fn capitalised(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
