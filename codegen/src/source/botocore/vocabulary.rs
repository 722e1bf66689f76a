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
    /// Returns `true` if the key is a fact to keep uninterpreted.
    pub(super) fn keeps(&self, key: &str) -> bool {
        self.kept.iter().any(|(name, _)| *name == key)
    }

    /// Returns `true` if the key is to be dropped.
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
            "whether HTTP/2 is supported; a sender's concern",
        ),
        ("ripServiceName", "the service's name in AWS's region table"),
        (
            "signingRegion",
            "a fixed region to sign for; a sender's concern",
        ),
        (
            "timestampFormat",
            "the default format of the protocol, repeated",
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
            "a link that generated documentation already has",
        ),
        (
            "endpointdiscovery",
            "whether a client discovers the endpoint first; a sender's concern",
        ),
        (
            "endpointoperation",
            "whether this operation returns the endpoints; a sender's concern",
        ),
        (
            "eventstreaminput",
            "whether the request is a stream of events; a sender's concern",
        ),
        (
            "eventstreamoutput",
            "whether the response is a stream of events; a sender's concern",
        ),
        (
            "httpChecksum",
            "which checksums go with the request; a sender's concern",
        ),
        (
            "httpChecksumRequired",
            "whether a checksum goes with the request; a sender's concern",
        ),
        (
            "operationContextParams",
            "parameters of endpoint rules; a sender's concern",
        ),
        (
            "requestcompression",
            "whether the request may be compressed; a sender's concern",
        ),
        (
            "staticContextParams",
            "parameters of endpoint rules; a sender's concern",
        ),
        (
            "unsignedPayload",
            "whether the payload is not signed; a sender's concern",
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
            "the element that wraps a query protocol's response",
        ),
        (
            "wrapper",
            "whether the structure is wrapped in an XML element",
        ),
        ("xmlNamespace", "the namespace of the XML document"),
        (
            "payload",
            "the payload member, which the structure names, too",
        ),
        (
            "streaming",
            "whether the payload is a stream, as its shape says, too",
        ),
    ],
    ignored: &[("documentation", "prose about this use of the structure")],
};

/// `operations.*.errors[]`. The structure itself determines the kind of error.
pub(super) const OPERATION_ERROR: Vocabulary = Vocabulary {
    kept: &[],
    ignored: &[
        ("documentation", "prose about this use of the error"),
        ("error", "the structure says it, too"),
        ("exception", "the structure says it, too"),
        ("fault", "the structure says it, too"),
    ],
};

/// `shapes.*`.
pub(super) const SHAPE: Vocabulary = Vocabulary {
    kept: &[
        (
            "event",
            "whether the structure is an event of an event stream; a sender's concern",
        ),
        (
            "eventstream",
            "whether the union is an event stream; a sender's concern",
        ),
        (
            "flattened",
            "whether the elements lack a wrapping XML element",
        ),
        ("locationName", "the name of the XML element"),
        (
            "requiresLength",
            "whether a stream's length is known first; a sender's concern",
        ),
        (
            "streaming",
            "whether the bytes are a stream; a sender's concern",
        ),
        (
            "synthetic",
            "whether AWS added the error while converting the model",
        ),
        (
            "wrapper",
            "whether the structure is wrapped in an XML element",
        ),
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
            "whether it is a header of an event; a sender's concern",
        ),
        (
            "eventpayload",
            "whether it is the payload of an event; a sender's concern",
        ),
        (
            "flattened",
            "whether the elements lack a wrapping XML element",
        ),
        (
            "hostLabel",
            "whether it fills in the host prefix; a sender's concern",
        ),
        ("jsonvalue", "whether the string holds JSON"),
        ("queryName", "the name in the EC2 query protocol"),
        (
            "streaming",
            "whether the bytes are a stream; a sender's concern",
        ),
        ("xmlAttribute", "whether it is an XML attribute"),
        ("xmlNamespace", "the namespace of the XML element"),
    ],
    ignored: &[],
};
