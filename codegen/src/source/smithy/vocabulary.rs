//! The traits that the reader does not interpret, each with the reason.
//!
//! A trait that is neither interpreted nor listed here is kept under its ID if the document defines
//! it, and kept with a warning if it is in a namespace of Smithy or AWS. Any other trait is an
//! error.

use Treatment::{Flag, Ignored, Kept, XmlFlag, XmlKept};

/// The treatment of a trait that the reader does not interpret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Treatment {
    /// Its value is kept in [`Traits::other`](crate::model::Traits::other) under this name:
    /// botocore's if it has the fact, too, else the trait's ID.
    Kept(&'static str),
    /// Its presence is kept under this name, as `true`.
    Flag(&'static str),
    /// As [`Kept`](Self::Kept), but only if the protocol uses XML. Elsewhere it has no meaning, and
    /// botocore drops it.
    XmlKept(&'static str),
    /// As [`XmlKept`](Self::XmlKept), for a flag.
    XmlFlag(&'static str),
    /// It is dropped.
    Ignored,
}

/// Returns the treatment of a trait, if the vocabulary has it.
pub(super) fn treatment(id: &str) -> Option<Treatment> {
    let listed = TRAITS.iter().find(|(name, _, _)| *name == id);
    let in_namespace = || {
        let (namespace, _) = id.split_once('#')?;
        let ignored = NAMESPACES.iter().any(|(name, _)| *name == namespace);
        ignored.then_some(Ignored)
    };
    listed
        .map(|(_, treatment, _)| *treatment)
        .or_else(in_namespace)
}

/// Namespaces whose traits are all dropped for the same reason.
const NAMESPACES: &[(&str, &str)] = &[
    ("aws.apigateway", "how Amazon API Gateway serves the API"),
    (
        "aws.cloudformation",
        "how CloudFormation sees the resources",
    ),
    (
        "aws.endpoints",
        "how endpoints are found; botocore has it in a separate file",
    ),
    ("aws.iam", "what IAM policies can say about the service"),
    ("smithy.mqtt", "how the service is bound to MQTT"),
    ("smithy.openapi", "how the API is written as OpenAPI"),
    ("smithy.test", "tests of a protocol or service"),
    (
        "smithy.waiters",
        "how to poll; botocore has it in a separate file",
    ),
];

const TRAITS: &[(&str, Treatment, &str)] = &[
    ("aws.api#arn", Ignored, "how a resource's ARN is built"),
    (
        "aws.api#arnReference",
        Ignored,
        "which resource an ARN is for",
    ),
    (
        "aws.api#clientDiscoveredEndpoint",
        Kept("endpointdiscovery"),
        "whether a client discovers the endpoint first; a sender's concern",
    ),
    (
        "aws.api#clientEndpointDiscoveryId",
        Flag("endpointdiscoveryid"),
        "an input of endpoint discovery; a sender's concern",
    ),
    ("aws.api#controlPlane", Ignored, "a hint for documentation"),
    ("aws.api#data", Ignored, "a hint for data handling policies"),
    ("aws.api#dataPlane", Ignored, "a hint for documentation"),
    (
        "aws.api#tagEnabled",
        Ignored,
        "which operations tag resources; does not affect their form",
    ),
    (
        "aws.api#taggable",
        Ignored,
        "which operations tag a resource; does not affect their form",
    ),
    (
        "aws.auth#cognitoUserPools",
        Ignored,
        "the settings of an authentication scheme; its name is among the schemes",
    ),
    (
        "aws.customizations#s3UnwrappedXmlOutput",
        Kept("aws.customizations#s3UnwrappedXmlOutput"),
        "whether a response lacks a root element",
    ),
    (
        "aws.protocols#awsQueryCompatible",
        Kept("awsQueryCompatible"),
        "how an AWS JSON error names its code in the query protocol",
    ),
    (
        "aws.protocols#ec2QueryName",
        XmlKept("queryName"),
        "the name in the EC2 query protocol",
    ),
    (
        "aws.protocols#httpChecksum",
        Kept("httpChecksum"),
        "which checksums go with the request; a sender's concern",
    ),
    (
        "smithy.api#addedDefault",
        Flag("smithy.api#addedDefault"),
        "whether the default was added later; the default itself is read",
    ),
    (
        "smithy.api#authDefinition",
        Ignored,
        "whether the shape defines an authentication scheme",
    ),
    (
        "smithy.api#clientOptional",
        Flag("smithy.api#clientOptional"),
        "whether `required` may be removed one day; botocore has only `required`",
    ),
    ("smithy.api#cors", Ignored, "headers for browsers"),
    (
        "smithy.api#eventHeader",
        Flag("eventheader"),
        "whether it is a header of an event; a sender's concern",
    ),
    (
        "smithy.api#eventPayload",
        Flag("eventpayload"),
        "whether it is the payload of an event; a sender's concern",
    ),
    ("smithy.api#examples", Ignored, "prose with sample values"),
    (
        "smithy.api#externalDocumentation",
        Ignored,
        "links, part of the prose",
    ),
    (
        "smithy.api#hostLabel",
        Flag("hostLabel"),
        "whether it fills in the host prefix; a sender's concern",
    ),
    (
        "smithy.api#httpApiKeyAuth",
        Kept("smithy.api#httpApiKeyAuth"),
        "where a request carries the key",
    ),
    (
        "smithy.api#httpBasicAuth",
        Ignored,
        "the settings of an authentication scheme",
    ),
    (
        "smithy.api#httpBearerAuth",
        Ignored,
        "the settings of an authentication scheme",
    ),
    (
        "smithy.api#httpChecksumRequired",
        Flag("httpChecksumRequired"),
        "whether a checksum goes with the request; a sender's concern",
    ),
    (
        "smithy.api#httpDigestAuth",
        Ignored,
        "the settings of an authentication scheme",
    ),
    (
        "smithy.api#idRef",
        Ignored,
        "whether the string is a shape ID; of use in traits only",
    ),
    ("smithy.api#input", Ignored, "the operation says it"),
    (
        "smithy.api#internal",
        Ignored,
        "who may see it; everything in the file is read",
    ),
    (
        "smithy.api#mediaType",
        Kept("smithy.api#mediaType"),
        "what the bytes or the text hold",
    ),
    (
        "smithy.api#nestedProperties",
        Ignored,
        "how members relate to a resource",
    ),
    (
        "smithy.api#noReplace",
        Ignored,
        "how a resource's operation behaves",
    ),
    (
        "smithy.api#notProperty",
        Ignored,
        "how members relate to a resource",
    ),
    ("smithy.api#output", Ignored, "the operation says it"),
    (
        "smithy.api#private",
        Ignored,
        "which namespaces may refer to it",
    ),
    (
        "smithy.api#property",
        Ignored,
        "how members relate to a resource",
    ),
    (
        "smithy.api#protocolDefinition",
        Ignored,
        "whether the shape defines a protocol",
    ),
    (
        "smithy.api#recommended",
        Flag("smithy.api#recommended"),
        "whether it should be set",
    ),
    (
        "smithy.api#references",
        Ignored,
        "which resources it refers to",
    ),
    (
        "smithy.api#requestCompression",
        Kept("requestcompression"),
        "whether the request may be compressed; a sender's concern",
    ),
    (
        "smithy.api#requiresLength",
        Flag("requiresLength"),
        "whether a stream's length is known first; a sender's concern",
    ),
    (
        "smithy.api#resourceIdentifier",
        Ignored,
        "how members relate to a resource",
    ),
    ("smithy.api#since", Ignored, "part of the prose"),
    (
        "smithy.api#suppress",
        Ignored,
        "which warnings of validators to hide",
    ),
    ("smithy.api#tags", Ignored, "labels for tools"),
    (
        "smithy.api#title",
        Ignored,
        "the display name, of anything but a service",
    ),
    (
        "smithy.api#trait",
        Ignored,
        "whether the shape defines a trait",
    ),
    (
        "smithy.api#traitValidators",
        Ignored,
        "how the trait is checked",
    ),
    (
        "smithy.api#uniqueItems",
        Flag("smithy.api#uniqueItems"),
        "whether the elements are unique",
    ),
    (
        "smithy.api#unstable",
        Ignored,
        "whether it may change; anything may",
    ),
    (
        "smithy.api#xmlAttribute",
        XmlFlag("xmlAttribute"),
        "whether it is an XML attribute",
    ),
    (
        "smithy.api#xmlFlattened",
        XmlFlag("flattened"),
        "whether the elements lack a wrapping XML element",
    ),
    (
        "smithy.api#xmlNamespace",
        XmlKept("xmlNamespace"),
        "the namespace of the XML element",
    ),
    (
        "smithy.rules#clientContextParams",
        Kept("clientContextParams"),
        "parameters of endpoint rules; a sender's concern",
    ),
    (
        "smithy.rules#contextParam",
        Kept("contextParam"),
        "a parameter of endpoint rules; a sender's concern",
    ),
    (
        "smithy.rules#endpointBdd",
        Ignored,
        "endpoint rules as a decision diagram, which no reader here evaluates",
    ),
    (
        "smithy.rules#endpointRuleSet",
        Ignored,
        "endpoint rules; read, with AWS's partitions, into the endpoints",
    ),
    (
        "smithy.rules#endpointTests",
        Ignored,
        "tests of the endpoint rules",
    ),
    (
        "smithy.rules#operationContextParams",
        Kept("operationContextParams"),
        "parameters of endpoint rules; a sender's concern",
    ),
    (
        "smithy.rules#staticContextParams",
        Kept("staticContextParams"),
        "parameters of endpoint rules; a sender's concern",
    ),
];

#[cfg(test)]
mod tests {
    use super::{NAMESPACES, TRAITS};

    /// A document whose model is a snapshot of the tests.
    const EVERY_TRAIT: &str = include_str!("../../../tests/fixtures/smithy/vocabulary.json");

    #[test]
    fn each_trait_stands_here_once_and_in_a_test() {
        let ids: Vec<_> = TRAITS.iter().map(|(id, _, _)| *id).collect();
        assert!(ids.is_sorted_by(|one, other| one < other));
        for id in ids {
            assert!(EVERY_TRAIT.contains(&format!("\"{id}\": ")), "{id}");
        }
        for (namespace, _) in NAMESPACES {
            assert!(
                EVERY_TRAIT.contains(&format!("\"{namespace}#")),
                "{namespace}"
            );
        }
    }
}
