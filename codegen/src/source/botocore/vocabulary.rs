//! The keys of a service-2.json that the reader keeps uninterpreted in
//! [`Traits::other`](crate::model::Traits::other), so that a diff shows a change, each with its
//! meaning.

/// The top level.
pub(super) const SERVICE: &[&str] = &[
    "authorizers",         // how Amazon API Gateway authorizes requests
    "clientContextParams", // parameters of endpoint rules
];

/// `metadata`.
pub(super) const METADATA: &[&str] = &[
    "awsQueryCompatible", // how an AWS JSON error names its code in the query protocol
    "checksumFormat",     // how Glacier's payloads are hashed
    "protocolSettings",   // whether HTTP/2 is supported
    "ripServiceName",     // the service's name in AWS's region table
    "signingRegion",      // a fixed region to sign for
    "timestampFormat",    // the default format of the protocol, repeated
];

/// `operations.*`.
pub(super) const OPERATION: &[&str] = &[
    "alias",                  // another name in the AWS CLI
    "auth",                   // which schemes sign the request
    "authtype",               // which scheme signs the request
    "documentationUrl",       // a link that generated documentation already has
    "endpointdiscovery",      // whether a client discovers the endpoint first
    "endpointoperation",      // whether this operation returns the endpoints
    "eventstreaminput",       // whether the request is a stream of events
    "eventstreamoutput",      // whether the response is a stream of events
    "httpChecksum",           // which checksums go with the request
    "httpChecksumRequired",   // whether a checksum goes with the request
    "operationContextParams", // parameters of endpoint rules
    "requestcompression",     // whether the request may be compressed
    "staticContextParams",    // parameters of endpoint rules
    "unsignedPayload",        // whether the payload is not signed
];

/// `operations.*.input` and `operations.*.output`.
pub(super) const OPERATION_SHAPE: &[&str] = &[
    "locationName",  // the root element of the XML document
    "resultWrapper", // the element that wraps a query protocol's response
    "wrapper",       // whether the structure is wrapped in an XML element
    "xmlNamespace",  // the namespace of the XML document
    "payload",       // the payload member, which the structure names, too
    "streaming",     // whether the payload is a stream, as its shape says, too
];

/// `shapes.*`.
pub(super) const SHAPE: &[&str] = &[
    "event",          // whether the structure is an event of an event stream
    "eventstream",    // whether the union is an event stream
    "flattened",      // whether the elements lack a wrapping XML element
    "locationName",   // the name of the XML element
    "requiresLength", // whether a stream's length is known first
    "streaming",      // whether the bytes are a stream
    "synthetic",      // whether AWS added the error while converting the model
    "wrapper",        // whether the structure is wrapped in an XML element
    "xmlNamespace",   // the namespace of the XML element
    "xmlOrder",       // the order of the XML elements
];

/// `shapes.*.members.*`, `shapes.*.member`, `shapes.*.key` and `shapes.*.value`.
pub(super) const MEMBER: &[&str] = &[
    "contextParam",        // a parameter of endpoint rules
    "endpointdiscoveryid", // an input of endpoint discovery
    "eventheader",         // whether it is a header of an event
    "eventpayload",        // whether it is the payload of an event
    "flattened",           // whether the elements lack a wrapping XML element
    "hostLabel",           // whether it fills in the host prefix
    "jsonvalue",           // whether the string holds JSON
    "queryName",           // the name in the EC2 query protocol
    "streaming",           // whether the bytes are a stream
    "xmlAttribute",        // whether it is an XML attribute
    "xmlNamespace",        // the namespace of the XML element
];
