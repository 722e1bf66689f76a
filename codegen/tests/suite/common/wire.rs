//! Clients and services that know a model and nothing of the diff: what a verdict about the wire
//! means, in messages.

mod samples;
mod values;

use std::collections::BTreeSet;

use codegen::diff::Rule;
use codegen::model::{
    Http, HttpBinding, Member, Model, Operation, Protocol, Service, Shape, ShapeKind,
};
use serde_json::Value;

use samples::DEPTH;
pub(crate) use samples::samples;
use values::Side;

/// A request on its way.
#[derive(Debug)]
pub(crate) struct Request {
    /// What the host name is made of.
    host: [Option<String>; 3],
    /// The schemes that it can be signed by, and the name that it is signed for.
    signature: (BTreeSet<String>, Option<String>),
    protocol: Protocol,
    /// The method and path, where they depend on the operation.
    binding: Option<(String, String)>,
    target: String,
    is_stream: bool,
    places: Places,
    body: Value,
}

/// Where the members of a message are, for protocols that put them into several places.
type Places = Vec<(String, Option<HttpBinding>)>;

/// The request that a client with this model sends to an operation.
pub(crate) fn request(model: &Model, operation: &str, body: &Value) -> Request {
    let facts = &model.operations[operation];
    assert!(
        Side::Service.takes_root(model, &structure(model, &facts.input), body),
        "{body} was no valid request"
    );
    Request {
        places: places(model, &facts.input, body),
        body: body.clone(),
        ..address(model, operation, facts)
    }
}

/// Whether a service with this model does what a request asks for.
pub(crate) fn accepts(model: &Model, request: &Request) -> bool {
    model.operations.iter().any(|(name, operation)| {
        let own = address(model, name, operation);
        (&own.host, own.protocol, &own.binding, &own.target)
            == (
                &request.host,
                request.protocol,
                &request.binding,
                &request.target,
            )
            && request.signature.0.is_subset(&own.signature.0)
            && request.signature.1 == own.signature.1
            && own.is_stream == request.is_stream
            && places(model, &operation.input, &request.body) == request.places
            && Side::Service.takes_root(model, &structure(model, &operation.input), &request.body)
    })
}

/// Whether a client with one model reads a response of a service with another one, without failing
/// or missing what it counts on.
pub(crate) fn reads(client: &Model, service: &Model, operation: &str, body: &Value) -> bool {
    let [of_client, of_service] = [client, service].map(|model| &model.operations[operation]);
    assert!(
        Side::Service.takes_root(service, &structure(service, &of_service.output), body),
        "{body} is no response of the service"
    );
    let status = |model: &Model, operation: &Operation| match model.service.protocol.is_aws_json() {
        true => None,
        false => {
            let http = operation.http.as_ref();
            Some(http.and_then(|http| http.status).unwrap_or(200))
        }
    };
    client.service.protocol == service.service.protocol
        && is_stream(client, &of_client.output) == is_stream(service, &of_service.output)
        && status(client, of_client) == status(service, of_service)
        && places(service, &of_service.output, body)
            .iter()
            .all(|(name, place)| {
                let known = places(client, &of_client.output, body);
                let mut known = known.iter().filter(|(other, _)| other == name);
                known.all(|(_, other)| other == place)
            })
        && Side::Client { service }.takes_root(client, &structure(client, &of_client.output), body)
}

/// The status of an error, where messages have one.
pub(crate) fn status(model: &Model, error: &str) -> Option<u16> {
    let error = model.shapes[error].error.as_ref().unwrap();
    let by_fault = if error.server_fault { 500 } else { 400 };
    let is_aws_json = model.service.protocol.is_aws_json();
    (!is_aws_json).then_some(error.http_status.unwrap_or(by_fault))
}

/// Whether a client with this model tells an error with this code from others.
pub(crate) fn knows_error(model: &Model, code: &str) -> bool {
    model.shapes.iter().any(|(name, shape)| {
        let error = shape.error.as_ref();
        error.is_some_and(|error| error.code.as_ref().unwrap_or(name) == code)
    })
}

/// Where requests to an operation go.
fn address(model: &Model, name: &str, operation: &Operation) -> Request {
    let service = &model.service;
    let binding = |http: &Http| (http.method.clone(), http.uri.clone());
    let prefix = service.target_prefix.as_deref().unwrap_or_default();
    let name = operation.wire_name.as_deref().unwrap_or(name);
    Request {
        host: [
            operation.host_prefix.clone(),
            service.endpoint_prefix.clone(),
            service.global_endpoint.clone(),
        ],
        signature: (schemes(service), service.signing_name.clone()),
        protocol: service.protocol,
        binding: match service.protocol.is_aws_json() {
            true => None,
            false => operation.http.as_ref().map(binding),
        },
        target: format!("{prefix}.{name}"),
        is_stream: is_stream(model, &operation.input),
        places: Places::new(),
        body: Value::Null,
    }
}

/// The schemes that requests can be signed by.
fn schemes(service: &Service) -> BTreeSet<String> {
    let mut schemes: BTreeSet<_> = service.auth.iter().cloned().collect();
    let version = service.signature_version.as_deref();
    if schemes.is_empty() || version != Some("v4") {
        schemes.insert(match version {
            Some("v4") => "aws.auth#sigv4".to_owned(),
            version => version.unwrap_or_default().to_owned(),
        });
    }
    schemes
}

/// Whether a message is a stream of events.
fn is_stream(model: &Model, name: &Option<String>) -> bool {
    let structure = structure(model, name);
    let mut members = structure.references();
    members.any(|(_, member)| {
        let target = &model.shapes[&member.target];
        target.traits.other.contains_key("eventstream")
    })
}

/// Where the members of a message are that its structure knows.
fn places(model: &Model, name: &Option<String>, body: &Value) -> Places {
    if model.service.protocol.is_aws_json() {
        return Places::new();
    }
    let structure = structure(model, name);
    let members = structure.members().into_iter().flatten();
    members
        .map(|(name, member)| (on_wire(model, name, member), member))
        .filter(|(name, _)| body.get(name).is_some())
        .map(|(name, member)| (name.to_owned(), member.http_binding))
        .collect()
}

/// The structure of a message; an empty one where there is none.
fn structure(model: &Model, name: &Option<String>) -> Shape {
    match name {
        Some(name) => model.shapes[name].clone(),
        None => Shape::new(ShapeKind::Structure {
            members: Default::default(),
        }),
    }
}

/// Whether a rule can have another verdict than `compatible`, as its explanation says.
pub(crate) fn can_break(rule: Rule) -> bool {
    rule.can_break_messages()
}

/// What messages call a member. AWS JSON has no names but the model's.
pub(crate) fn on_wire<'m>(model: &Model, name: &'m str, member: &'m Member) -> &'m str {
    match (model.service.protocol, &member.wire_name) {
        (Protocol::AwsJson1_0 | Protocol::AwsJson1_1, _) | (_, None) => name,
        (_, Some(wire_name)) => wire_name,
    }
}

/// What does not survive of all that clients of one model and services of another say to each
/// other, as far as samples show it.
#[derive(Debug, Default)]
pub(crate) struct Casualties {
    /// Requests of old clients that the new service refuses.
    pub(crate) refused: Vec<String>,
    /// Responses of the new service that old clients do not read, and members that the old service
    /// sent and the new one never does.
    pub(crate) unread: Vec<String>,
}

/// Has old clients send samples of requests, and the new service samples of responses.
pub(crate) fn casualties(old: &Model, new: &Model) -> Casualties {
    let mut casualties = Casualties::default();
    for (name, operation) in &old.operations {
        for body in samples(old, &structure(old, &operation.input)) {
            let request = request(old, name, &body);
            if !accepts(new, &request) {
                casualties.refused.push(format!("{request:?}"));
            }
        }
    }
    let kept = |name: &&String| old.operations.contains_key(*name);
    for name in new.operations.keys().filter(kept) {
        let outputs = [old, new].map(|model| structure(model, &model.operations[name].output));
        let [before, after] = &outputs;
        let responses = samples(new, after).into_iter();
        let unread = responses.filter(|body| !reads(old, new, name, body));
        casualties
            .unread
            .extend(unread.map(|body| format!("{name}: {body}")));
        let missed = &members("", old, before, DEPTH) - &members("", new, after, DEPTH);
        casualties
            .unread
            .extend(missed.iter().map(|way| format!("{name}: no {way}")));
    }
    casualties
}

/// The ways to all members that messages of this shape can have.
fn members(way: &str, model: &Model, shape: &Shape, depth: usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let Some(depth) = depth.checked_sub(1) else {
        return found;
    };
    let is_object = shape.members().is_some();
    for (name, member) in shape.references() {
        let mut way = way.to_owned();
        if is_object {
            way = format!("{way}.{}", on_wire(model, name, member));
            found.insert(way.clone());
        }
        found.extend(members(&way, model, &model.shapes[&member.target], depth));
    }
    found
}
