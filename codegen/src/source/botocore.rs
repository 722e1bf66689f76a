//! The reader for botocore's `service-2.json` and `paginators-1.json`.
//!
//! The vocabulary is that of botocore's model files, and is read strictly: a key that the reader
//! neither interprets nor lists in its vocabulary is a problem.

mod object;
mod operation;
mod shape;
mod vocabulary;

use std::cell::RefCell;

use super::cursor::Cursor;
use super::json::Node;
use crate::model::{Model, Pagination, Protocol, Service};
use crate::problem::{Findings, Place};
use object::{named, traits};
use operation::operation;

/// Reads a `service-2.json`, and the `paginators-1.json` beside it, if there is one. Invalid parts
/// are absent from the model.
pub(super) fn read(
    service: &Node<'_>,
    paginators: Option<&Node<'_>>,
    findings: &RefCell<Findings>,
) -> Model {
    let mut model = Model::default();
    let root = Cursor::new(Place::top_level("(top level)", findings), service);
    for (key, cursor) in root.entries() {
        match key {
            // All models of botocore 1.44.5 with a version have this one.
            "version" => _ = cursor.one_of("a version that this reader knows", &[("2.0", ())]),
            "metadata" => metadata(&cursor, &mut model.service),
            "operations" => model.operations = named(&cursor, operation),
            "shapes" => model.shapes = named(&cursor, shape::read),
            // Prose with sample values.
            "examples" => {}
            _ => traits(&cursor, key, &mut model.service.traits, vocabulary::SERVICE),
        }
    }
    if let Some(metadata) = root.key("metadata") {
        protocol(&metadata, &mut model.service);
    }
    if let Some(paginators) = paginators {
        let top_level = Place::top_level("(top level of the paginators)", findings);
        pagination(&Cursor::new(top_level, paginators), &mut model);
    }
    model
}

fn metadata(metadata: &Cursor<'_>, service: &mut Service) {
    for (key, cursor) in metadata.entries() {
        match key {
            "apiVersion" => service.api_version = cursor.string(),
            "auth" => service.auth = cursor.strings(),
            "endpointPrefix" => service.endpoint_prefix = Some(cursor.string()),
            "globalEndpoint" => service.global_endpoint = Some(cursor.string()),
            // They determine the protocol together with `protocols`.
            "jsonVersion" | "protocol" => _ = cursor.str(),
            "protocols" => service.protocols = cursor.strings(),
            "serviceAbbreviation" => service.abbreviation = Some(cursor.string()),
            "serviceFullName" => service.title = Some(cursor.string()),
            "serviceId" => service.id = cursor.string(),
            "signatureVersion" => service.signature_version = Some(cursor.string()),
            "signingName" => service.signing_name = Some(cursor.string()),
            "targetPrefix" => service.target_prefix = Some(cursor.string()),
            "uid" => service.uid = Some(cursor.string()),
            "xmlNamespace" => service.xml_namespace = Some(cursor.string()),
            _ => traits(&cursor, key, &mut service.traits, vocabulary::METADATA),
        }
    }
}

/// Chooses the protocol to use: AWS JSON if the service supports it, since operations are generated
/// only for AWS JSON; otherwise the one that `protocol` names.
fn protocol(metadata: &Cursor<'_>, service: &mut Service) {
    let text = |key| metadata.key(key).map_or("", |cursor| cursor.str());
    let missing = |key, expected: &str| {
        let message = format!("is missing or unknown; expected {expected}");
        metadata.place.key(key).problem(message);
    };
    let offers_json = service.protocols.iter().any(|name| name == "json");
    let named = match text("protocol") {
        "json" => Protocol::AwsJson1_1,
        "rest-json" => Protocol::RestJson1,
        "rest-xml" => Protocol::RestXml,
        "query" => Protocol::AwsQuery,
        "ec2" => Protocol::Ec2Query,
        "smithy-rpc-v2-cbor" => Protocol::RpcV2Cbor,
        _ => {
            let names = "`json`, `rest-json`, `rest-xml`, `query`, `ec2` or `smithy-rpc-v2-cbor`";
            return missing("protocol", names);
        }
    };
    service.protocol = match text("jsonVersion") {
        _ if !offers_json && !named.is_aws_json() => named,
        "1.0" => Protocol::AwsJson1_0,
        "1.1" => Protocol::AwsJson1_1,
        _ => return missing("jsonVersion", "`1.0` or `1.1`"),
    };
}

/// Reads a `paginators-1.json` into the operations that it names.
fn pagination(paginators: &Cursor<'_>, model: &mut Model) {
    let [_version, pagination] = paginators.keys(["version", "pagination"]);
    for (name, cursor) in pagination.iter().flat_map(Cursor::entries) {
        match model.operations.get_mut(name) {
            Some(operation) => operation.pagination = Some(paginator(&cursor)),
            None => cursor.problem("is not an operation of this service; remove the paginator"),
        }
    }
}

fn paginator(object: &Cursor<'_>) -> Pagination {
    let mut pagination = Pagination::default();
    for (key, cursor) in object.entries() {
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
