//! Clients and services that know a model and nothing of the diff: what a verdict about the wire
//! means, in messages.

mod samples;
mod values;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use codegen::model::{HttpBinding, Member, Model, Operation, Protocol, Service, Shape};
use serde_json::Value;

use samples::DEPTH;
pub(crate) use samples::samples;
use values::Side;

/// A request on its way.
#[derive(Debug)]
pub(crate) struct Request<'m> {
    operation: &'m str,
    address: Address<'m>,
    places: Places<'m>,
    body: Value,
}

/// Where a request goes, and what it looks like apart from its body.
#[derive(Debug, PartialEq)]
struct Address<'m> {
    /// What the host name is made of.
    host: [&'m Option<String>; 3],
    signing_name: &'m Option<String>,
    protocol: Protocol,
    /// The method and path, where they depend on the operation.
    binding: Option<(&'m str, &'m str)>,
    target: [&'m str; 2],
    is_stream: bool,
}

/// Where the members of a message are, for protocols that put them into several places.
type Places<'m> = Vec<(&'m str, Option<HttpBinding>)>;

/// The request that a client with this model sends to an operation.
pub(crate) fn request<'m>(model: &'m Model, operation: &'m str, body: Value) -> Request<'m> {
    let facts = &model.operations[operation];
    Request {
        operation,
        address: address(model, operation, facts),
        places: places(model, &facts.input, &body),
        body,
    }
}

/// Whether a service with this model does what a request of a client with another one asks for.
pub(crate) fn accepts(client: &Model, model: &Model, request: &Request<'_>) -> bool {
    schemes(&client.service).is_subset(&schemes(&model.service))
        && model.operations.iter().any(|(name, operation)| {
            address(model, name, operation) == request.address
                && places(model, &operation.input, &request.body) == request.places
                && Side::Service.takes_root(
                    model,
                    structure(model, &operation.input),
                    &request.body,
                )
        })
}

/// Whether a service with this model can send a response.
pub(crate) fn sends(model: &Model, operation: &str, body: &Value) -> bool {
    let output = &model.operations[operation].output;
    Side::Service.takes_root(model, structure(model, output), body)
}

/// Whether a client with one model reads a response of a service with another one, without failing
/// or missing what it counts on.
pub(crate) fn reads(client: &Model, service: &Model, operation: &str, body: &Value) -> bool {
    let [of_client, of_service] = [client, service].map(|model| &model.operations[operation]);
    let status = |model: &Model, operation: &Operation| match model.service.protocol.is_aws_json() {
        true => None,
        false => {
            let http = operation.http.as_ref();
            Some(http.and_then(|http| http.status).unwrap_or(200))
        }
    };
    let known = places(client, &of_client.output, body);
    client.service.protocol == service.service.protocol
        && is_stream(client, &of_client.output) == is_stream(service, &of_service.output)
        && status(client, of_client) == status(service, of_service)
        && places(service, &of_service.output, body)
            .iter()
            .all(|(name, place)| {
                let mut known = known.iter().filter(|(other, _)| other == name);
                known.all(|(_, other)| other == place)
            })
        && Side::Client { service }.takes_root(client, structure(client, &of_client.output), body)
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
fn address<'m>(model: &'m Model, name: &'m str, operation: &'m Operation) -> Address<'m> {
    let service = &model.service;
    let http = operation.http.as_ref();
    let http = http.filter(|_| !service.protocol.is_aws_json());
    Address {
        host: [
            &operation.host_prefix,
            &service.endpoint_prefix,
            &service.global_endpoint,
        ],
        signing_name: &service.signing_name,
        protocol: service.protocol,
        binding: http.map(|http| (&*http.method, &*http.uri)),
        target: [
            service.target_prefix.as_deref().unwrap_or_default(),
            operation.wire_name.as_deref().unwrap_or(name),
        ],
        is_stream: is_stream(model, &operation.input),
    }
}

/// The schemes that requests can be signed by.
fn schemes(service: &Service) -> BTreeSet<&str> {
    let mut schemes: BTreeSet<_> = service.auth.iter().map(String::as_str).collect();
    let version = service.signature_version.as_deref();
    if schemes.is_empty() || version != Some("v4") {
        schemes.insert(match version {
            Some("v4") => "aws.auth#sigv4",
            version => version.unwrap_or_default(),
        });
    }
    schemes
}

/// Whether a message is a stream of events.
fn is_stream(model: &Model, name: &Option<String>) -> bool {
    let mut members = structure(model, name).references();
    members.any(|(_, member)| {
        let target = &model.shapes[&member.target];
        target.traits.other.contains_key("eventstream")
    })
}

/// Where the members of a message are that its structure knows.
fn places<'m>(model: &'m Model, name: &Option<String>, body: &Value) -> Places<'m> {
    if model.service.protocol.is_aws_json() {
        return Places::new();
    }
    let members = structure(model, name).members().into_iter().flatten();
    members
        .map(|(name, member)| (on_wire(model, name, member), member.http_binding))
        .filter(|(name, _)| body.get(name).is_some())
        .collect()
}

/// The structure of a message; an empty one where there is none.
fn structure<'m>(model: &'m Model, name: &Option<String>) -> &'m Shape {
    static EMPTY: LazyLock<Shape> = LazyLock::new(|| crate::common::structure([]));
    name.as_ref().map_or(&EMPTY, |name| &model.shapes[name])
}

/// What messages call a member. AWS JSON has no names but the model's.
pub(crate) fn on_wire<'m>(model: &Model, name: &'m str, member: &'m Member) -> &'m str {
    match (model.service.protocol, &member.wire_name) {
        (Protocol::AwsJson1_0 | Protocol::AwsJson1_1, _) | (_, None) => name,
        (_, Some(wire_name)) => wire_name,
    }
}

/// Samples of all requests of a client with a model.
pub(crate) fn requests(model: &Model) -> Vec<Request<'_>> {
    let operations = model.operations.iter();
    let requests = operations.flat_map(|(name, operation)| {
        let bodies = samples(model, structure(model, &operation.input)).into_iter();
        bodies.map(|body| request(model, name, body))
    });
    requests.collect()
}

/// Requests of old clients that the new service refuses.
pub(crate) fn refused(old: &Model, requests: &[Request<'_>], new: &Model) -> Vec<String> {
    let touched = touched(old, new);
    let refused = requests
        .iter()
        .filter(|it| touched.contains(it.operation) && !accepts(old, new, it));
    refused.map(|request| format!("{request:?}")).collect()
}

/// Samples of responses of the new service that old clients do not read, and members that the old
/// service sent and the new one never does.
pub(crate) fn unread(old: &Model, new: &Model) -> Vec<String> {
    let mut unread = Vec::new();
    let touched = touched(old, new);
    let names = new.operations.keys();
    for name in names.filter(|it| touched.contains(it.as_str())) {
        let outputs = [old, new].map(|model| structure(model, &model.operations[name].output));
        let [before, after] = outputs;
        let responses = samples(new, after).into_iter();
        let lost = responses.filter(|body| !reads(old, new, name, body));
        unread.extend(lost.map(|body| format!("{name}: {body}")));
        let missed = &members("", old, before, DEPTH) - &members("", new, after, DEPTH);
        unread.extend(missed.iter().map(|way| format!("{name}: no {way}")));
    }
    unread
}

/// The operations of a model of which another does not have the same facts.
fn touched<'m>(old: &'m Model, new: &Model) -> BTreeSet<&'m str> {
    let names = old.operations.keys().map(String::as_str);
    names.filter(|it| !is_untouched(old, new, it)).collect()
}

/// Whether both models have the same facts of an operation, down to the last member.
fn is_untouched(old: &Model, new: &Model, name: &str) -> bool {
    let operations = [old, new].map(|model| model.operations.get(name));
    let mut to_visit: Vec<_> = operations[0]
        .iter()
        .flat_map(|it| it.input.iter().chain(&it.output))
        .collect();
    let mut visited = BTreeSet::new();
    while let Some(name) = to_visit.pop() {
        if old.shapes.get(name) != new.shapes.get(name) {
            return false;
        }
        if visited.insert(name) {
            let members = old.shapes[name].references();
            to_visit.extend(members.map(|(_, member)| &member.target));
        }
    }
    old.service == new.service && operations[0] == operations[1]
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
