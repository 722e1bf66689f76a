//! The service shape.

use serde_json::json;

use super::definition::Definition;
use super::reader::Reader;
use super::{id, traits};
use crate::model::{Endpoints, Protocol, Service};
use crate::problem::Problems;
use crate::source::cursor::Cursor;
use crate::source::endpoints::evaluated;
use crate::source::json::Node;

/// The protocols by their traits, most preferred first, each with botocore's name. botocore prefers
/// them in the same order.
pub(crate) const PROTOCOLS: [(&str, Protocol, &str); 7] = [
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

const SCHEMES: [&str; 7] = [
    "aws.auth#cognitoUserPools",
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpDigestAuth",
];

/// Returns the protocols of a service, most preferred first.
pub(super) fn offered<'d>(
    definition: &'d Definition<'_>,
) -> impl Iterator<Item = Protocol> + Clone + 'd {
    let offered = PROTOCOLS.iter();
    let offered = offered.filter(|(id, _, _)| definition.traits.contains_key(id));
    offered.map(|(_, protocol, _)| *protocol)
}

/// Chooses the protocol to use: AWS JSON if the service supports it, since operations are generated
/// only for AWS JSON; otherwise the most preferred one.
pub(super) fn protocol(definition: &Definition<'_>) -> Protocol {
    let mut offered = offered(definition);
    let first = offered.clone().next();
    let json = offered.find(|protocol| protocol.is_aws_json());
    json.or(first).unwrap_or_else(|| {
        definition.place.problem(
            "has no trait of a known protocol; add one, such as `aws.protocols#awsJson1_1`",
        );
        Protocol::default()
    })
}

/// Reads the service itself, without its operations and shapes.
pub(super) fn read(reader: &Reader<'_, '_>, definition: &Definition<'_>) -> Service {
    let shape_name = id::name(definition.id);
    let mut service = Service {
        id: shape_name.to_owned(),
        protocol: reader.chosen,
        ..Service::default()
    };
    if let Some(version) = definition.property("version").next_back() {
        service.api_version = version.string();
    }
    if !service.protocol.renames_members() {
        service.target_prefix = Some(shape_name.to_owned());
    }
    service.protocols = protocols(reader, definition);
    // Without the trait `auth`, a service supports the schemes whose traits it has, sorted (Smithy
    // 2.0, "Authentication traits").
    service.auth = own_traits(definition, |id| {
        let index = &reader.document.index;
        SCHEMES.contains(&id) || index.defines(id, "smithy.api#authDefinition")
    });
    for (id, value) in &definition.traits {
        service_trait(reader, id, value, &mut service);
    }
    signature(definition, &mut service);
    if service.id.is_empty() {
        service.id = shape_name.to_owned();
    }
    service.uid = service.uid.take().or_else(|| service.default_uid());
    service
}

/// Returns the names of a service's protocols: those of the table, then others.
fn protocols(reader: &Reader<'_, '_>, definition: &Definition<'_>) -> Vec<String> {
    let is_in_table = |id: &str| PROTOCOLS.iter().any(|(known, _, _)| *known == id);
    let mut names: Vec<String> = Vec::new();
    for (id, _, name) in PROTOCOLS {
        if definition.traits.contains_key(id) {
            // The versions of AWS JSON have one name.
            let is_taken = names.iter().any(|it| it == name);
            names.push(if is_taken { id } else { name }.to_owned());
        }
    }
    names.extend(own_traits(definition, |id| {
        let index = &reader.document.index;
        let is_protocol = id == "smithy.protocols#rpcv2Json"
            || index.defines(id, "smithy.api#protocolDefinition");
        is_protocol && !is_in_table(id)
    }));
    names
}

/// Returns the traits of a service that `is_wanted` accepts, sorted.
fn own_traits(definition: &Definition<'_>, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let ids = definition.traits.keys().filter(|id| is_wanted(id));
    let mut ids: Vec<String> = ids.map(|id| (*id).to_owned()).collect();
    ids.sort_unstable();
    ids
}

/// Evaluates the endpoint rules of a service, which has them as one of two traits.
pub(super) fn endpoints(
    definition: &Definition<'_>,
    partitions: &Node<'_>,
) -> Option<Result<Endpoints, Problems>> {
    if let Some(rules) = definition.traits.get("smithy.rules#endpointRuleSet") {
        let path = rules.place.to_string();
        return Some(evaluated(&path, rules.node, partitions));
    }
    if let Some(diagram) = definition.traits.get("smithy.rules#endpointBdd") {
        diagram.place.warning(
            "has the endpoint rules as a decision diagram, which this reader does not evaluate; \
             keep `smithy.rules#endpointRuleSet` as well, or set the client's URL by hand",
        );
    }
    None
}

fn service_trait(reader: &Reader<'_, '_>, id: &str, cursor: &Cursor<'_>, service: &mut Service) {
    match id {
        "aws.api#service" => aws_service(cursor, service),
        "aws.auth#sigv4" | "aws.auth#sigv4a" => {}
        _ if PROTOCOLS.iter().any(|(protocol, _, _)| *protocol == id) => {
            let [is_unwrapped] = cursor.some_keys(["noErrorWrapping"]);
            _ = is_unwrapped.map(|it| it.flag());
            traits::keep_settings(id, cursor, &mut service.traits);
        }
        // botocore has it at the operation that returns the endpoints.
        "aws.api#clientEndpointDiscovery" => {}
        // The default of the operations' traits.
        "smithy.api#paginated" => traits::keep(id, cursor, &mut service.traits),
        "smithy.api#auth" => service.auth = traits::schemes(cursor),
        "smithy.api#title" => service.title = Some(cursor.string()),
        "smithy.api#xmlNamespace" if reader.protocol.is_xml() => {
            let [uri, _prefix] = cursor.keys(["uri", "prefix"]);
            service.xml_namespace = uri.map(|it| it.string());
        }
        _ => traits::any(reader, id, cursor, &mut service.traits),
    }
}

/// Reads the schemes that sign requests. The name in `sigv4` applies; `sigv4a` is kept apart if it
/// has another one.
fn signature(definition: &Definition<'_>, service: &mut Service) {
    let schemes = ["aws.auth#sigv4", "aws.auth#sigv4a"].map(|id| definition.traits.get(id));
    let [name, other_name] = schemes.map(|scheme| {
        let [name] = scheme?.keys(["name"]);
        Some(name?.string())
    });
    service.signing_name = name.or_else(|| other_name.clone());
    let [sigv4, sigv4a] = schemes;
    if let Some(scheme) = sigv4a.filter(|_| other_name != service.signing_name) {
        service.traits.keep("aws.auth#sigv4a", scheme.value());
    }
    let is_bearer = service.auth == ["smithy.api#httpBearerAuth"];
    let version = sigv4.map(|_| "v4").or(is_bearer.then_some("bearer"));
    service.signature_version = version.map(str::to_owned);
}

fn aws_service(object: &Cursor<'_>, service: &mut Service) {
    // The last two are the names of the service in CloudFormation and CloudTrail.
    let known = [
        "sdkId",
        "endpointPrefix",
        "docId",
        "arnNamespace",
        "cloudFormationName",
        "cloudTrailEventSource",
    ];
    let values = object.keys(known).map(|it| it.map(|it| it.string()));
    let [id, endpoint_prefix, uid, arn_namespace, ..] = values;
    service.id = id.unwrap_or_else(|| std::mem::take(&mut service.id));
    let default = || service.id.to_ascii_lowercase().replace(' ', "");
    service.endpoint_prefix = endpoint_prefix
        .or(arn_namespace.clone())
        .or_else(|| Some(default()));
    service.uid = uid;
    if let Some(arn_namespace) = arn_namespace {
        let setting = json!({ "arnNamespace": arn_namespace });
        service.traits.keep("aws.api#service", setting);
    }
}
