//! The traits that the reader does not interpret.
//!
//! A trait that is neither interpreted nor listed here is kept under its ID if the document defines
//! it, and kept with a warning if it is in a namespace of Smithy or AWS. Any other trait is an
//! error.

use Treatment::{Flag, Ignored, Kept};

/// The treatment of a trait that the reader does not interpret.
#[derive(Clone, Copy)]
pub(super) enum Treatment<'a> {
    /// Its value is kept in [`Traits::other`](crate::model::Traits::other) under this name:
    /// botocore's if it has the fact, too, else the trait's ID.
    Kept(&'a str),
    /// Its presence is kept under this name, as `true`.
    Flag(&'a str),
    /// It is dropped.
    Ignored,
}

/// Returns the treatment of a trait, if the vocabulary has it. botocore drops what only a protocol
/// with XML uses from models of other protocols.
pub(super) fn treatment(id: &str, uses_xml: bool) -> Option<Treatment<'_>> {
    let in_xml = |name| if uses_xml { name } else { id };
    Some(match id {
        // How a client finds the endpoint.
        "aws.api#clientDiscoveredEndpoint" => Kept("endpointdiscovery"),
        "aws.api#clientEndpointDiscoveryId" => Flag("endpointdiscoveryid"),
        "smithy.api#hostLabel" => Flag("hostLabel"),
        "smithy.rules#clientContextParams" => Kept("clientContextParams"),
        "smithy.rules#contextParam" => Kept("contextParam"),
        "smithy.rules#operationContextParams" => Kept("operationContextParams"),
        "smithy.rules#staticContextParams" => Kept("staticContextParams"),
        // How a client sends a request.
        "aws.auth#cognitoUserPools" => Kept("aws.auth#cognitoUserPools"),
        "aws.protocols#httpChecksum" => Kept("httpChecksum"),
        "smithy.api#cors" => Kept("smithy.api#cors"),
        "smithy.api#eventHeader" => Flag("eventheader"),
        "smithy.api#eventPayload" => Flag("eventpayload"),
        "smithy.api#httpApiKeyAuth" => Kept("smithy.api#httpApiKeyAuth"),
        "smithy.api#httpChecksumRequired" => Flag("httpChecksumRequired"),
        "smithy.api#requestCompression" => Kept("requestcompression"),
        "smithy.api#requiresLength" => Flag("requiresLength"),
        // How the values are written in protocols that nothing is generated for.
        "aws.customizations#s3UnwrappedXmlOutput" => {
            Kept("aws.customizations#s3UnwrappedXmlOutput")
        }
        "aws.protocols#awsQueryCompatible" => Kept("awsQueryCompatible"),
        "aws.protocols#ec2QueryName" => Kept(in_xml("queryName")),
        "smithy.api#xmlAttribute" => Flag(in_xml("xmlAttribute")),
        "smithy.api#xmlFlattened" => Flag(in_xml("flattened")),
        "smithy.api#xmlNamespace" => Kept(in_xml("xmlNamespace")),
        // What else values are like; botocore has none of it.
        "smithy.api#addedDefault" => Flag("smithy.api#addedDefault"),
        "smithy.api#clientOptional" => Flag("smithy.api#clientOptional"),
        "smithy.api#mediaType" => Kept("smithy.api#mediaType"),
        "smithy.api#recommended" => Flag("smithy.api#recommended"),
        "smithy.api#uniqueItems" => Flag("smithy.api#uniqueItems"),
        _ if is_ignored(id) => Ignored,
        _ => return None,
    })
}

fn is_ignored(id: &str) -> bool {
    let is_listed =
        |ignored: &&str| id == *ignored || ignored.ends_with('#') && id.starts_with(*ignored);
    IGNORED.iter().any(is_listed)
}

/// The traits and, with a `#` at the end, the namespaces of traits that are dropped.
const IGNORED: &[&str] = &[
    "aws.api#arn",                      // how a resource's ARN is built
    "aws.api#arnReference",             // which resource an ARN is for
    "aws.api#controlPlane",             // a hint for documentation
    "aws.api#data",                     // a hint for data handling policies
    "aws.api#dataPlane",                // a hint for documentation
    "aws.api#tagEnabled",               // which operations tag resources
    "aws.api#taggable",                 // which operations tag a resource
    "aws.apigateway#",                  // how Amazon API Gateway serves the API
    "aws.cloudformation#",              // how CloudFormation sees the resources
    "aws.endpoints#",                   // how endpoints are found; in a separate file of botocore
    "aws.iam#",                         // what IAM policies can say about the service
    "smithy.api#authDefinition",        // whether the shape defines an authentication scheme
    "smithy.api#examples",              // prose with sample values
    "smithy.api#externalDocumentation", // links, part of the prose
    "smithy.api#httpBasicAuth",         // the settings of an authentication scheme
    "smithy.api#httpBearerAuth",        // the settings of an authentication scheme
    "smithy.api#httpDigestAuth",        // the settings of an authentication scheme
    "smithy.api#idRef",                 // whether the string is a shape ID; of use in traits only
    "smithy.api#input",                 // the operation says it
    "smithy.api#internal",              // who may see it; everything in the file is read
    "smithy.api#nestedProperties",      // how members relate to a resource
    "smithy.api#noReplace",             // how a resource's operation behaves
    "smithy.api#notProperty",           // how members relate to a resource
    "smithy.api#output",                // the operation says it
    "smithy.api#private",               // which namespaces may refer to it
    "smithy.api#property",              // how members relate to a resource
    "smithy.api#protocolDefinition",    // whether the shape defines a protocol
    "smithy.api#references",            // which resources it refers to
    "smithy.api#resourceIdentifier",    // how members relate to a resource
    "smithy.api#since",                 // part of the prose
    "smithy.api#suppress",              // which warnings of validators to hide
    "smithy.api#tags",                  // labels for tools
    "smithy.api#title",                 // the display name, of anything but a service
    "smithy.api#trait",                 // whether the shape defines a trait
    "smithy.api#traitValidators",       // how the trait is checked
    "smithy.api#unstable",              // whether it may change; anything may
    "smithy.mqtt#",                     // how the service is bound to MQTT
    "smithy.openapi#",                  // how the API is written as OpenAPI
    "smithy.protocols#rpcv2Json",       // a protocol; in the list of the service's
    "smithy.rules#endpointBdd",         // endpoint rules as a decision diagram
    "smithy.rules#endpointRuleSet",     // endpoint rules; read with AWS's partitions
    "smithy.rules#endpointTests",       // tests of the endpoint rules
    "smithy.test#",                     // tests of a protocol or service
    "smithy.waiters#",                  // how to poll; in a separate file of botocore
];
