//! The reader for botocore's `service-2.json` and `paginators-1.json`.
//!
//! The vocabulary is that of botocore's model files, and is read strictly: a key that the reader
//! neither interprets nor lists in its vocabulary is a problem.

mod object;
mod shape;
mod vocabulary;

use std::cell::RefCell;

use super::cursor::Cursor;
use super::findings::Findings;
use super::json::Node;
use crate::collections::IndexSet;
use crate::model::{Http, Model, Operation, Pagination, Protocol, Service, Traits};
use object::{named, traits};

/// Reads a `service-2.json`, and the `paginators-1.json` beside it, if there is one.
///
/// Returns the model with the problems found while reading it; invalid parts are absent from it.
pub(super) fn read(service: &Node<'_>, paginators: Option<&Node<'_>>) -> (Model, Findings) {
    let findings = RefCell::new(Findings::default());
    let mut model = Model::default();
    let mut protocol = ProtocolKeys::default();
    for (key, node) in Cursor::root("(top level)", service, &findings).entries() {
        let cursor = Cursor::root(key, node, &findings);
        match key {
            "version" => version(&cursor),
            "metadata" => metadata(&cursor, &mut model.service, &mut protocol),
            "operations" => model.operations = named(&cursor, operation),
            "shapes" => model.shapes = named(&cursor, shape::read),
            _ => traits(
                &cursor,
                key,
                &mut model.service.traits,
                &vocabulary::SERVICE,
            ),
        }
    }
    protocol.finish(&mut model.service, &findings);
    if let Some(paginators) = paginators {
        pagination(paginators, &mut model, &findings);
    }
    (model, findings.into_inner())
}

/// Checks the version of the file format, if it is given: all models of botocore 1.44.5 with a
/// version have this one.
fn version(cursor: &Cursor<'_, '_>) {
    if cursor.str() != "2.0" {
        cursor.problem("is not a version that this reader knows; expected `2.0`");
    }
}

/// The keys that determine the protocol, together with `protocols`.
#[derive(Default)]
struct ProtocolKeys<'n> {
    protocol: &'n str,
    json_version: &'n str,
}

impl ProtocolKeys<'_> {
    /// Chooses the protocol to use: AWS JSON if the service supports it, since operations are
    /// generated only for AWS JSON; otherwise the one that `protocol` names.
    fn finish(self, service: &mut Service, findings: &RefCell<Findings>) {
        let offers_json = service.protocols.iter().any(|name| name == "json");
        let named = match self.protocol {
            "json" => Ok(Protocol::AwsJson1_1),
            "rest-json" => Ok(Protocol::RestJson1),
            "rest-xml" => Ok(Protocol::RestXml),
            "query" => Ok(Protocol::AwsQuery),
            "ec2" => Ok(Protocol::Ec2Query),
            "smithy-rpc-v2-cbor" => Ok(Protocol::RpcV2Cbor),
            _ => Err((
                "metadata.protocol",
                "is missing or unknown; expected `json`, `rest-json`, `rest-xml`, `query`, `ec2` \
                 or `smithy-rpc-v2-cbor`",
            )),
        };
        let spoken = named.and_then(|named| match self.json_version {
            _ if !offers_json && !named.is_aws_json() => Ok(named),
            "1.0" => Ok(Protocol::AwsJson1_0),
            "1.1" => Ok(Protocol::AwsJson1_1),
            _ => Err((
                "metadata.jsonVersion",
                "is missing or unknown; expected `1.0` or `1.1`",
            )),
        });
        match spoken {
            Ok(protocol) => service.protocol = protocol,
            Err((path, message)) => findings.borrow_mut().problem(path, message),
        }
    }
}

fn metadata<'n>(metadata: &Cursor<'_, 'n>, service: &mut Service, keys: &mut ProtocolKeys<'n>) {
    for (key, node) in metadata.entries() {
        let cursor = metadata.key(key, node);
        match key {
            "apiVersion" => service.api_version = cursor.string(),
            "auth" => service.auth = cursor.strings(),
            "endpointPrefix" => service.endpoint_prefix = Some(cursor.string()),
            "globalEndpoint" => service.global_endpoint = Some(cursor.string()),
            "jsonVersion" => keys.json_version = cursor.str(),
            "protocol" => keys.protocol = cursor.str(),
            "protocols" => service.protocols = cursor.strings(),
            "serviceAbbreviation" => service.abbreviation = Some(cursor.string()),
            "serviceFullName" => service.title = Some(cursor.string()),
            "serviceId" => service.id = cursor.string(),
            "signatureVersion" => service.signature_version = Some(cursor.string()),
            "signingName" => service.signing_name = Some(cursor.string()),
            "targetPrefix" => service.target_prefix = Some(cursor.string()),
            "uid" => service.uid = Some(cursor.string()),
            "xmlNamespace" => service.xml_namespace = Some(cursor.string()),
            _ => traits(&cursor, key, &mut service.traits, &vocabulary::METADATA),
        }
    }
}

fn operation(name: &str, object: &Cursor<'_, '_>) -> Operation {
    let mut operation = Operation::default();
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "name" => {
                operation.wire_name = Some(cursor.string()).filter(|wire_name| wire_name != name)
            }
            "http" => operation.http = Some(http(&cursor)),
            "input" => operation.input = reference(&cursor, key, &mut operation.traits),
            "output" => operation.output = reference(&cursor, key, &mut operation.traits),
            "errors" => operation.errors = errors(&cursor),
            "endpoint" => {
                operation.host_prefix = cursor.only("hostPrefix", |prefix| prefix.string())
            }
            "idempotent" => operation.idempotent = cursor.flag(),
            "readonly" => operation.read_only = cursor.flag(),
            _ => traits(&cursor, key, &mut operation.traits, &vocabulary::OPERATION),
        }
    }
    operation
}

fn http(object: &Cursor<'_, '_>) -> Http {
    let mut http = Http {
        method: String::new(),
        uri: String::new(),
        status: None,
    };
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "method" => http.method = cursor.string(),
            "requestUri" => http.uri = cursor.string(),
            "responseCode" => http.status = cursor.status(),
            _ => cursor.unknown_key(),
        }
    }
    http
}

/// Reads the structure that `input` or `output` names.
fn reference(object: &Cursor<'_, '_>, role: &str, traits: &mut Traits) -> Option<String> {
    let mut target = None;
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        if key == "shape" {
            target = Some(cursor.string());
        } else if vocabulary::OPERATION_SHAPE.keeps(key) {
            traits.other.insert(format!("{role}.{key}"), cursor.value());
        } else if !vocabulary::OPERATION_SHAPE.ignores(key) {
            cursor.unknown_key();
        }
    }
    if target.is_none() {
        object.problem("names no shape; add the key `shape`");
    }
    target
}

/// Reads the structures that `errors` names, each once: upstream repeats some.
fn errors(array: &Cursor<'_, '_>) -> Vec<String> {
    let mut errors = IndexSet::default();
    for (index, node) in array.elements() {
        let object = array.index(index, node);
        for (key, node) in object.entries() {
            let cursor = object.key(key, node);
            if key == "shape" {
                errors.insert(cursor.string());
            } else if !vocabulary::OPERATION_ERROR.ignores(key) {
                cursor.unknown_key();
            }
        }
    }
    errors.into_iter().collect()
}

/// Reads a `paginators-1.json` into the operations that it names.
fn pagination(paginators: &Node<'_>, model: &mut Model, findings: &RefCell<Findings>) {
    for (key, node) in Cursor::root("(top level of the paginators)", paginators, findings).entries()
    {
        let object = Cursor::root(key, node, findings);
        match key {
            "version" => {}
            "pagination" => {
                for (name, node) in object.entries() {
                    let cursor = object.key(name, node);
                    match model.operations.get_mut(name) {
                        Some(operation) => operation.pagination = Some(paginator(&cursor)),
                        None => cursor
                            .problem("is not an operation of this service; remove the paginator"),
                    }
                }
            }
            _ => object.unknown_key(),
        }
    }
}

fn paginator(object: &Cursor<'_, '_>) -> Pagination {
    let mut pagination = Pagination::default();
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "input_token" => pagination.input_tokens = cursor.one_or_more_strings(),
            "output_token" => pagination.output_tokens = cursor.one_or_more_strings(),
            "limit_key" => pagination.limit_key = Some(cursor.string()),
            "result_key" => pagination.result_keys = cursor.one_or_more_strings(),
            "more_results" => pagination.more_results = Some(cursor.string()),
            "non_aggregate_keys" => pagination.non_aggregate_keys = cursor.strings(),
            _ => cursor.unknown_key(),
        }
    }
    pagination
}
