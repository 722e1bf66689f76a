//! The service shape.

use super::definition::Definition;
use super::document::Document;
use super::{id, traits};
use crate::endpoints::Partitions;
use crate::model::{Endpoints, Protocol, Service};
use crate::source::cursor::Cursor;
use crate::source::endpoints::{of_rules, with_warnings};

/// The protocols by their traits, most preferred first, each with botocore's name. botocore prefers
/// them in the same order.
const PROTOCOLS: [(&str, Protocol, &str); 7] = [
    (
        "smithy.protocols#rpcv2Cbor",
        Protocol::RpcV2Cbor,
        "smithy-rpc-v2-cbor",
    ),
    ("aws.protocols#awsJson1_0", Protocol::AwsJson1_0, "json"),
    ("aws.protocols#awsJson1_1", Protocol::AwsJson1_1, "json"),
    ("aws.protocols#restJson1", Protocol::RestJson1, "rest-json"),
    ("aws.protocols#restXml", Protocol::RestXml, "rest-xml"),
    ("aws.protocols#awsQuery", Protocol::AwsQuery, "query"),
    ("aws.protocols#ec2Query", Protocol::Ec2Query, "ec2"),
];

/// The authentication schemes. Without the trait `auth`, a service supports those whose traits it
/// has, in this order (Smithy 2.0, "Authentication traits").
const SCHEMES: [&str; 7] = [
    "aws.auth#cognitoUserPools",
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpDigestAuth",
];

/// Reads the names and the protocol of a service.
pub(super) fn read<'n>(document: &Document<'n>, definition: &Definition<'n>) -> Service {
    let shape_name = id::name(definition.id);
    let mut service = Service {
        id: shape_name.to_owned(),
        protocol: protocol(document, definition).unwrap_or_default(),
        ..Service::default()
    };
    if let Some(version) = definition.property("version").next_back() {
        service.api_version = version.cursor(&document.findings).string();
    }
    if service.protocol.is_aws_json() || service.protocol == Protocol::RpcV2Cbor {
        service.target_prefix = Some(shape_name.to_owned());
    }
    let offers = |(id, _, _): &&(&str, Protocol, &str)| definition.traits.get(id).is_some();
    for (_, _, name) in PROTOCOLS.iter().filter(offers) {
        if service.protocols.last().is_none_or(|last| last != name) {
            service.protocols.push((*name).to_owned());
        }
    }
    let has_scheme = |id: &&&str| definition.traits.get(id).is_some();
    service.auth = SCHEMES
        .iter()
        .filter(has_scheme)
        .map(|id| (*id).to_owned())
        .collect();
    let bound = bound_protocol(definition, service.protocol);
    for (id, value) in definition.traits.iter() {
        let cursor = value.cursor(&document.findings);
        service_trait((document, bound), id, &cursor, &mut service);
    }
    finish(service, shape_name)
}

/// Evaluates the endpoint rules of a service, which has them as one of two traits.
pub(super) fn endpoints<'n>(
    document: &Document<'n>,
    definition: &Definition<'n>,
    partitions: &Partitions,
) -> Option<Endpoints> {
    let mut findings = document.findings.borrow_mut();
    if let Some(rules) = definition.traits.get("smithy.rules#endpointRuleSet") {
        return with_warnings(&mut findings, |findings| {
            of_rules(&rules.cursor(findings), partitions)
        });
    }
    let diagram = definition.traits.get("smithy.rules#endpointBdd")?;
    with_warnings(&mut findings, |findings| {
        diagram.cursor(findings).problem(
            "has the endpoint rules as a decision diagram, which this reader does not evaluate; \
             keep `smithy.rules#endpointRuleSet` as well, or set the client's URL by hand",
        );
    });
    None
}

/// Chooses the protocol to use: AWS JSON if the service supports it, since operations are generated
/// only for AWS JSON; otherwise the most preferred one.
fn protocol(document: &Document<'_>, definition: &Definition<'_>) -> Option<Protocol> {
    let offered = || {
        let protocols = PROTOCOLS.iter();
        let offered = protocols.filter(|(id, _, _)| definition.traits.get(id).is_some());
        offered.map(|(_, protocol, _)| *protocol)
    };
    let spoken = offered().find(|protocol| protocol.is_aws_json());
    let spoken = spoken.or_else(|| offered().next());
    if spoken.is_none() {
        definition.place.cursor(&document.findings).problem(
            "has no trait of a known protocol; add one, such as \
             `aws.protocols#awsJson1_1`",
        );
    }
    spoken
}

/// Returns the protocol that bindings and names are for. CBOR has neither: if the service also
/// supports another protocol, they are for that one.
pub(super) fn bound_protocol(definition: &Definition<'_>, spoken: Protocol) -> Protocol {
    let mut others = PROTOCOLS.iter().filter(|(id, protocol, _)| {
        *protocol != Protocol::RpcV2Cbor && definition.traits.get(id).is_some()
    });
    match spoken {
        Protocol::RpcV2Cbor => others.next().map_or(spoken, |(_, protocol, _)| *protocol),
        spoken => spoken,
    }
}

fn service_trait(
    (document, bound): (&Document<'_>, Protocol),
    id: &str,
    cursor: &Cursor<'_, '_>,
    service: &mut Service,
) {
    match id {
        "aws.api#service" => aws_service(cursor, service),
        "aws.auth#sigv4" => sigv4(cursor, service),
        // If `sigv4` is present as well, that trait's name applies.
        "aws.auth#sigv4a" => {
            let name = cursor.only("name", |name| name.string());
            if service.signing_name.is_none() {
                service.signing_name = name;
            }
        }
        "aws.protocols#restXml" if bound == Protocol::RestXml => rest_xml(cursor, service),
        // The other keys of a protocol are settings of the HTTP connection.
        _ if PROTOCOLS.iter().any(|(protocol, _, _)| *protocol == id) => {}
        // botocore has it at the operation that returns the endpoints.
        "aws.api#clientEndpointDiscovery" => {}
        // The default of the operations' traits.
        "smithy.api#paginated" => {}
        "smithy.api#auth" => service.auth = cursor.strings(),
        "smithy.api#title" => service.title = Some(cursor.string()),
        "smithy.api#xmlNamespace" => {
            if traits::speaks_xml(bound) {
                service.xml_namespace = xml_namespace(cursor);
            }
        }
        _ => traits::any_of(document, bound, id, cursor, &mut service.traits),
    }
}

fn aws_service(object: &Cursor<'_, '_>, service: &mut Service) {
    let mut arn_namespace = None;
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "sdkId" => service.id = cursor.string(),
            "endpointPrefix" => service.endpoint_prefix = Some(cursor.string()),
            "docId" => service.uid = Some(cursor.string()),
            "arnNamespace" => arn_namespace = Some(cursor.string()),
            // The names of the service in CloudFormation and CloudTrail.
            "cloudFormationName" | "cloudTrailEventSource" => {}
            _ => cursor.unknown_key(),
        }
    }
    let default =
        || arn_namespace.unwrap_or_else(|| service.id.to_ascii_lowercase().replace(' ', ""));
    if service.endpoint_prefix.is_none() {
        service.endpoint_prefix = Some(default());
    }
}

fn sigv4(object: &Cursor<'_, '_>, service: &mut Service) {
    service.signature_version = Some("v4".to_owned());
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "name" => service.signing_name = Some(cursor.string()),
            _ => cursor.unknown_key(),
        }
    }
}

/// Reads whether errors have an element of their own, which botocore does not specify. The other
/// keys are settings of the HTTP connection.
fn rest_xml(object: &Cursor<'_, '_>, service: &mut Service) {
    let settings = object.entries();
    let bare = settings.filter(|(key, _)| *key == "noErrorWrapping");
    for (key, node) in bare {
        if object.key(key, node).flag() {
            let setting = serde_json::json!({ key: true });
            let other = &mut service.traits.other;
            other.insert("aws.protocols#restXml".to_owned(), setting);
        }
    }
}

fn xml_namespace(object: &Cursor<'_, '_>) -> Option<String> {
    let mut namespace = None;
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "uri" => namespace = Some(cursor.string()),
            "prefix" => {}
            _ => cursor.unknown_key(),
        }
    }
    namespace
}

/// Fills in facts that follow from others but are spelled out in botocore's files.
fn finish(mut service: Service, shape_name: &str) -> Service {
    let is_aws = service.endpoint_prefix.is_some();
    if service.id.is_empty() {
        service.id = shape_name.to_owned();
    }
    if is_aws && service.uid.is_none() {
        let id = service.id.to_ascii_lowercase().replace(' ', "-");
        service.uid = Some(format!("{id}-{}", service.api_version));
    }
    if service.signature_version.is_none() && service.auth == ["smithy.api#httpBearerAuth"] {
        service.signature_version = Some("bearer".to_owned());
    }
    service
}
