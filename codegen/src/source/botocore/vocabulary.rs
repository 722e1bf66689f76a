//! The keys of a service-2.json that the reader does not interpret, each with the reason.
//!
//! A key that is neither interpreted nor listed here is an error.

/// Keys of one kind of object that the reader does not interpret.
pub(super) struct Vocabulary {
    /// Kept in [`Traits::other`](crate::model::Traits::other), so that a diff shows a change.
    kept: &'static [(&'static str, &'static str)],
    /// Dropped.
    ignored: &'static [(&'static str, &'static str)],
}

impl Vocabulary {
    /// Whether the key is a fact to keep uninterpreted.
    pub(super) fn keeps(&self, key: &str) -> bool {
        self.kept.iter().any(|(name, _)| *name == key)
    }

    /// Whether the key is to be dropped.
    pub(super) fn ignores(&self, key: &str) -> bool {
        self.ignored.iter().any(|(name, _)| *name == key)
    }
}

/// The top level.
pub(super) const SERVICE: Vocabulary = Vocabulary {
    kept: &[(
        "clientContextParams",
        "parameters of endpoint rules; a sender's concern",
    )],
    ignored: &[("examples", "prose with sample values")],
};

/// `metadata`.
pub(super) const METADATA: Vocabulary = Vocabulary {
    kept: &[
        (
            "awsQueryCompatible",
            "how an AWS JSON error names its code in the query protocol",
        ),
        (
            "checksumFormat",
            "how Glacier's payloads are hashed; a sender's concern",
        ),
        (
            "protocolSettings",
            "whether HTTP/2 is offered; a sender's concern",
        ),
        ("ripServiceName", "the service's name in AWS's region table"),
        (
            "signingRegion",
            "a fixed region to sign for; a sender's concern",
        ),
        (
            "timestampFormat",
            "the default format of the protocol, said again",
        ),
    ],
    ignored: &[],
};

/// `operations.*`.
pub(super) const OPERATION: Vocabulary = Vocabulary {
    kept: &[
        ("alias", "another name in the AWS CLI"),
        ("auth", "which schemes sign the request; a sender's concern"),
        (
            "authtype",
            "which scheme signs the request; a sender's concern",
        ),
        (
            "documentationUrl",
            "a link that generated documentation has already",
        ),
        (
            "endpointdiscovery",
            "that a client asks for the endpoint first; a sender's concern",
        ),
        (
            "endpointoperation",
            "that this operation tells the endpoints; a sender's concern",
        ),
        (
            "eventstreaminput",
            "that the request is a stream of events; a sender's concern",
        ),
        (
            "eventstreamoutput",
            "that the response is a stream of events; a sender's concern",
        ),
        (
            "httpChecksum",
            "which checksums go with the request; a sender's concern",
        ),
        (
            "httpChecksumRequired",
            "that a checksum goes with the request; a sender's concern",
        ),
        (
            "operationContextParams",
            "parameters of endpoint rules; a sender's concern",
        ),
        (
            "requestcompression",
            "that the request may be compressed; a sender's concern",
        ),
        (
            "staticContextParams",
            "parameters of endpoint rules; a sender's concern",
        ),
        (
            "unsignedPayload",
            "that the payload is not signed; a sender's concern",
        ),
    ],
    ignored: &[],
};

/// `operations.*.input` and `operations.*.output`.
pub(super) const OPERATION_SHAPE: Vocabulary = Vocabulary {
    kept: &[
        ("locationName", "the root element of the XML document"),
        (
            "resultWrapper",
            "an element around the XML of a query protocol's response",
        ),
        ("wrapper", "that the structure is wrapped in an XML element"),
        ("xmlNamespace", "the namespace of the XML document"),
        (
            "payload",
            "the payload member, which the structure names too",
        ),
        (
            "streaming",
            "that the payload is a stream, which its shape says too",
        ),
    ],
    ignored: &[(
        "documentation",
        "prose about the use of the structure in this one place",
    )],
};

/// `operations.*.errors[]`. The structure itself says what kind of error it is.
pub(super) const OPERATION_ERROR: Vocabulary = Vocabulary {
    kept: &[],
    ignored: &[
        (
            "documentation",
            "prose about the use of the error in this one place",
        ),
        ("error", "the structure says it too"),
        ("exception", "the structure says it too"),
        ("fault", "the structure says it too"),
    ],
};

/// `shapes.*`.
pub(super) const SHAPE: Vocabulary = Vocabulary {
    kept: &[
        (
            "event",
            "that the structure is an event of an event stream; a sender's concern",
        ),
        (
            "eventstream",
            "that the union is an event stream; a sender's concern",
        ),
        (
            "flattened",
            "that the elements have no XML element around them",
        ),
        ("locationName", "the name of the XML element"),
        (
            "requiresLength",
            "that a stream's length is known first; a sender's concern",
        ),
        (
            "streaming",
            "that the bytes are a stream; a sender's concern",
        ),
        (
            "synthetic",
            "that AWS made the error up while it converted the model",
        ),
        ("wrapper", "that the structure is wrapped in an XML element"),
        ("xmlNamespace", "the namespace of the XML element"),
        ("xmlOrder", "the order of the XML elements"),
    ],
    ignored: &[],
};

/// `shapes.*.members.*`, `shapes.*.member`, `shapes.*.key` and `shapes.*.value`.
pub(super) const MEMBER: Vocabulary = Vocabulary {
    kept: &[
        (
            "contextParam",
            "a parameter of endpoint rules; a sender's concern",
        ),
        (
            "endpointdiscoveryid",
            "an input of endpoint discovery; a sender's concern",
        ),
        (
            "eventheader",
            "that it is a header of an event; a sender's concern",
        ),
        (
            "eventpayload",
            "that it is the payload of an event; a sender's concern",
        ),
        (
            "flattened",
            "that the elements have no XML element around them",
        ),
        (
            "hostLabel",
            "that it fills in the host prefix; a sender's concern",
        ),
        ("jsonvalue", "that the string holds JSON"),
        ("queryName", "the name in the EC2 query protocol"),
        (
            "streaming",
            "that the bytes are a stream; a sender's concern",
        ),
        ("xmlAttribute", "that it is an XML attribute"),
        ("xmlNamespace", "the namespace of the XML element"),
    ],
    ignored: &[],
};
