//! Where traits can stand (Smithy 2.0, "trait selector").

/// Where traits can stand, by their selectors: the type of a shape, or the types of a member's
/// container and target. A `*` is any of them.
const PLACES: &[(&str, &str)] = &[
    (
        "service",
        "aws.api#clientEndpointDiscovery aws.api#controlPlane aws.api#dataPlane aws.api#service \
         aws.api#tagEnabled aws.apigateway#authorizers aws.auth#cognitoUserPools aws.auth#sigv4 \
         aws.auth#sigv4a aws.endpoints#standardRegionalEndpoints aws.iam#defineConditionKeys \
         aws.protocols#awsJson1_0 aws.protocols#awsJson1_1 aws.protocols#awsQuery \
         aws.protocols#awsQueryCompatible aws.protocols#ec2Query aws.protocols#restJson1 \
         aws.protocols#restXml smithy.api#auth smithy.api#cors smithy.api#httpApiKeyAuth \
         smithy.api#httpBasicAuth smithy.api#httpBearerAuth smithy.api#httpDigestAuth \
         smithy.api#paginated smithy.api#title smithy.api#xmlNamespace \
         smithy.protocols#rpcv2Cbor smithy.protocols#rpcv2Json smithy.rules#clientContextParams \
         smithy.rules#endpointBdd smithy.rules#endpointRuleSet smithy.rules#endpointTests",
    ),
    (
        "operation",
        "aws.api#clientDiscoveredEndpoint aws.api#controlPlane aws.api#dataPlane \
         aws.auth#unsignedPayload aws.customizations#s3UnwrappedXmlOutput \
         aws.protocols#httpChecksum smithy.api#auth smithy.api#endpoint smithy.api#examples \
         smithy.api#http smithy.api#httpChecksumRequired smithy.api#idempotent \
         smithy.api#optionalAuth smithy.api#paginated smithy.api#readonly \
         smithy.api#requestCompression smithy.mqtt#publish smithy.rules#operationContextParams \
         smithy.rules#staticContextParams smithy.test#smokeTests smithy.waiters#waitable",
    ),
    (
        "resource",
        "aws.api#arn aws.api#taggable aws.cloudformation#cfnResource smithy.api#noReplace \
         smithy.api#title",
    ),
    (
        "structure",
        "aws.protocols#awsQueryError smithy.api#authDefinition smithy.api#error \
         smithy.api#httpError smithy.api#input smithy.api#output smithy.api#protocolDefinition \
         smithy.api#retryable smithy.api#sensitive smithy.api#trait smithy.api#traitValidators \
         smithy.api#xmlName smithy.api#xmlNamespace smithy.openapi#specificationExtension",
    ),
    (
        "union",
        "smithy.api#sensitive smithy.api#streaming smithy.api#xmlName",
    ),
    (
        "string",
        "aws.api#arnReference aws.api#data smithy.api#enum smithy.api#length smithy.api#mediaType \
         smithy.api#pattern smithy.api#references smithy.api#sensitive smithy.api#xmlNamespace",
    ),
    (
        "blob",
        "smithy.api#length smithy.api#mediaType smithy.api#requiresLength smithy.api#sensitive \
         smithy.api#streaming",
    ),
    ("boolean", "smithy.api#box smithy.api#default"),
    (
        "integer",
        "smithy.api#box smithy.api#default smithy.api#range",
    ),
    (
        "double",
        "smithy.api#box smithy.api#default smithy.api#range",
    ),
    ("timestamp", "smithy.api#timestampFormat"),
    (
        "list",
        "smithy.api#length smithy.api#sparse smithy.api#uniqueItems",
    ),
    ("map", "smithy.api#length smithy.api#sparse"),
    ("*>string", "smithy.api#length smithy.api#pattern"),
    ("*>integer", "smithy.api#range"),
    ("*>double", "smithy.api#range"),
    ("*>biginteger", "smithy.api#range"),
    ("*>bigdecimal", "smithy.api#range"),
    ("*>timestamp", "smithy.api#timestampFormat"),
    ("structure>boolean", "smithy.api#box"),
    ("structure>double", "smithy.api#box"),
    ("*>*", "smithy.api#xmlName smithy.api#xmlNamespace"),
    ("union>*", "smithy.api#jsonName"),
    ("enum>*", "smithy.api#enumValue"),
    ("intEnum>*", "smithy.api#enumValue"),
    (
        "structure>*",
        "aws.protocols#ec2QueryName smithy.api#addedDefault smithy.api#clientOptional \
         smithy.api#default smithy.api#httpPayload smithy.api#jsonName smithy.api#notProperty \
         smithy.api#property smithy.api#recommended smithy.api#required smithy.rules#contextParam",
    ),
    (
        "structure>string",
        "aws.api#clientEndpointDiscoveryId smithy.api#eventHeader smithy.api#eventPayload \
         smithy.api#hostLabel smithy.api#httpHeader smithy.api#httpLabel \
         smithy.api#idRef smithy.api#idempotencyToken smithy.api#resourceIdentifier \
         smithy.api#xmlAttribute",
    ),
    (
        "structure>integer",
        "smithy.api#httpQuery smithy.api#httpResponseCode",
    ),
    (
        "structure>timestamp",
        "smithy.api#eventHeader smithy.api#httpHeader",
    ),
    ("structure>blob", "smithy.api#eventPayload"),
    ("structure>structure", "smithy.api#nestedProperties"),
    ("structure>list", "smithy.api#xmlFlattened"),
    (
        "structure>map",
        "smithy.api#httpPrefixHeaders smithy.api#httpQueryParams smithy.api#xmlFlattened",
    ),
];

/// Traits that everything can have.
const ANYWHERE: &str = "smithy.api#deprecated smithy.api#documentation \
                        smithy.api#externalDocumentation smithy.api#internal smithy.api#private \
                        smithy.api#since smithy.api#suppress smithy.api#tags smithy.api#unstable";

/// Traits that no shape has together.
pub(super) const CONFLICTS: [[&str; 2]; 6] = [
    ["smithy.api#readonly", "smithy.api#idempotent"],
    ["smithy.api#eventHeader", "smithy.api#eventPayload"],
    ["smithy.api#required", "smithy.api#recommended"],
    ["smithy.api#property", "smithy.api#resourceIdentifier"],
    ["smithy.api#xmlAttribute", "smithy.api#xmlNamespace"],
    ["aws.api#controlPlane", "aws.api#dataPlane"],
];

/// Whether a trait can stand in a place.
pub(super) fn can_stand(name: &str, place: &str) -> bool {
    let matches = |pattern: &str| match (pattern.split_once('>'), place.split_once('>')) {
        (Some((of, to)), Some((container, target))) => {
            ["*", container].contains(&of) && ["*", target].contains(&to)
        }
        _ => pattern == place,
    };
    let has = |traits: &str| traits.split_ascii_whitespace().any(|other| other == name);
    has(ANYWHERE)
        || PLACES
            .iter()
            .any(|(pattern, traits)| matches(pattern) && has(traits))
}
