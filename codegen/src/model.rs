//! A service model as facts: ordered, serialisable, and free of any source format's spelling and
//! of Rust.
//!
//! The terms are Smithy's: a service has operations, operations refer to shapes, shapes have
//! members, and each of them has traits.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

/// A service: its operations and shapes in the order of their names, their members in the order of
/// the file they were read from.
///
/// Readers ([`source`](crate::source)) make it, [`validate`](mod@crate::validate) checks it, and all
/// that comes after trusts it: a target that is no shape cannot occur in a validated model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// The format of the file that it was read from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub format: Format,
    /// What the service is called and which protocol it speaks.
    pub service: Service,
    /// The operations by name.
    pub operations: IndexMap<String, Operation>,
    /// The shapes by name, simple ones included.
    pub shapes: IndexMap<String, Shape>,
}

/// A format of model files. Which facts a model can have depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Format {
    /// botocore's `service-2.json` and `paginators-1.json`.
    #[default]
    Botocore,
    /// The Smithy JSON AST.
    Smithy,
}

/// What a service is called and which protocol it speaks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Service {
    /// The name that SDKs derive theirs from: `Organizations`.
    pub id: String,
    /// The version of the API, a date: `2016-11-28`.
    pub api_version: String,
    /// The protocol to speak.
    pub protocol: Protocol,
    /// Every protocol the service offers, most preferred first, by botocore's names for them
    /// (`json`, `rest-xml`). Empty where the model has no such list.
    #[serde(skip_serializing_if = "is_default")]
    pub protocols: Vec<String>,
    /// The name for people: `AWS Organizations`.
    #[serde(skip_serializing_if = "is_default")]
    pub title: Option<String>,
    /// The short name for people: `Organizations`.
    #[serde(skip_serializing_if = "is_default")]
    pub abbreviation: Option<String>,
    /// What stands before the operation's name in `X-Amz-Target`.
    #[serde(skip_serializing_if = "is_default")]
    pub target_prefix: Option<String>,
    /// The first label of the host name: `organizations`.
    #[serde(skip_serializing_if = "is_default")]
    pub endpoint_prefix: Option<String>,
    /// The host name of a service with one endpoint for all regions.
    #[serde(skip_serializing_if = "is_default")]
    pub global_endpoint: Option<String>,
    /// The name that requests are signed for, where it is not the endpoint prefix.
    #[serde(skip_serializing_if = "is_default")]
    pub signing_name: Option<String>,
    /// How requests are signed: `v4`.
    #[serde(skip_serializing_if = "is_default")]
    pub signature_version: Option<String>,
    /// The authentication schemes, most preferred first: `aws.auth#sigv4`.
    #[serde(skip_serializing_if = "is_default")]
    pub auth: Vec<String>,
    /// The service and the API version in one name: `organizations-2016-11-28`.
    #[serde(skip_serializing_if = "is_default")]
    pub uid: Option<String>,
    /// The XML namespace of the service's documents.
    #[serde(skip_serializing_if = "is_default")]
    pub xml_namespace: Option<String>,
    /// What any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

/// The protocol of a service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Protocol {
    /// AWS JSON 1.0.
    AwsJson1_0,
    /// AWS JSON 1.1.
    #[default]
    AwsJson1_1,
    /// REST with JSON documents.
    RestJson1,
    /// REST with XML documents.
    RestXml,
    /// Query strings in, XML out.
    AwsQuery,
    /// Amazon EC2's variant of the query protocol.
    Ec2Query,
    /// Smithy RPC v2 with CBOR.
    RpcV2Cbor,
}

impl Protocol {
    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Protocol::AwsJson1_0 => "AWS JSON 1.0",
            Protocol::AwsJson1_1 => "AWS JSON 1.1",
            Protocol::RestJson1 => "AWS REST JSON",
            Protocol::RestXml => "AWS REST XML",
            Protocol::AwsQuery => "AWS Query",
            Protocol::Ec2Query => "Amazon EC2 Query",
            Protocol::RpcV2Cbor => "Smithy RPC v2 CBOR",
        }
    }

    /// Whether this is a version of AWS JSON, which the generated operations speak.
    pub fn is_aws_json(self) -> bool {
        self.json_version().is_some()
    }

    /// The version of AWS JSON, for the protocols that operations are generated for.
    pub fn json_version(self) -> Option<&'static str> {
        match self {
            Protocol::AwsJson1_0 => Some("1.0"),
            Protocol::AwsJson1_1 => Some("1.1"),
            _ => None,
        }
    }
}

/// An operation of a service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Operation {
    /// The name on the wire, where it is not the operation's own.
    #[serde(skip_serializing_if = "is_default")]
    pub wire_name: Option<String>,
    /// The structure that a request carries.
    #[serde(skip_serializing_if = "is_default")]
    pub input: Option<String>,
    /// The structure that a response carries.
    #[serde(skip_serializing_if = "is_default")]
    pub output: Option<String>,
    /// The structures that an error response carries, in the order of their names.
    #[serde(skip_serializing_if = "is_default")]
    pub errors: Vec<String>,
    /// The HTTP binding.
    #[serde(skip_serializing_if = "is_default")]
    pub http: Option<Http>,
    /// How to ask for the next page.
    #[serde(skip_serializing_if = "is_default")]
    pub pagination: Option<Pagination>,
    /// Whether it changes nothing.
    #[serde(skip_serializing_if = "is_default")]
    pub read_only: bool,
    /// Whether doing it twice is like doing it once.
    #[serde(skip_serializing_if = "is_default")]
    pub idempotent: bool,
    /// What stands before the endpoint's host name: `data.`, `{AccountId}.`.
    #[serde(skip_serializing_if = "is_default")]
    pub host_prefix: Option<String>,
    /// What any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

/// The HTTP binding of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Http {
    /// The method: `POST`.
    pub method: String,
    /// The path, with labels in braces: `/v1/tags/{ResourceArn}`.
    pub uri: String,
    /// The status of a successful response, where the model says it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: Option<u16>,
}

/// How to ask for the next page of an operation's results. Each entry is a member's path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pagination {
    /// The input's members that take the tokens.
    pub input_tokens: Vec<String>,
    /// The output's members that hold the tokens of the next page, in the order of the inputs.
    pub output_tokens: Vec<String>,
    /// The input's member that limits the size of a page.
    #[serde(skip_serializing_if = "is_default")]
    pub limit_key: Option<String>,
    /// The output's members that hold the page's items.
    #[serde(skip_serializing_if = "is_default")]
    pub result_keys: Vec<String>,
    /// The output's member that tells whether there are more pages.
    #[serde(skip_serializing_if = "is_default")]
    pub more_results: Option<String>,
    /// The output's members that are the same on each page.
    #[serde(skip_serializing_if = "is_default")]
    pub non_aggregate_keys: Vec<String>,
}

/// A type of the service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// What its values are made of.
    #[serde(flatten)]
    pub kind: ShapeKind,
    /// Which values are valid.
    #[serde(flatten)]
    pub constraints: Constraints,
    /// Whether its values must not be shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sensitive: bool,
    /// How a timestamp is written, where it is not the protocol's way.
    #[serde(default, skip_serializing_if = "is_default")]
    pub timestamp_format: Option<TimestampFormat>,
    /// Whether elements of a list or values of a map may be null.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sparse: bool,
    /// Whether a number or boolean has no zero value of its own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub boxed: bool,
    /// The value that stands for an absent one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: Option<Value>,
    /// What makes a structure an error.
    #[serde(default, skip_serializing_if = "is_default")]
    pub error: Option<ErrorTrait>,
    /// What any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

impl Shape {
    /// A shape without traits.
    pub fn new(kind: ShapeKind) -> Self {
        Self {
            kind,
            constraints: Constraints::default(),
            sensitive: false,
            timestamp_format: None,
            sparse: false,
            boxed: false,
            default: None,
            error: None,
            traits: Traits::default(),
        }
    }

    /// The members of a structure or union by name.
    pub fn members(&self) -> Option<&IndexMap<String, Member>> {
        match &self.kind {
            ShapeKind::Structure { members } | ShapeKind::Union { members } => Some(members),
            _ => None,
        }
    }

    /// Every member: those of a structure or union, of a list, the key and value of a map.
    pub(crate) fn references_mut(&mut self) -> Vec<&mut Member> {
        match &mut self.kind {
            ShapeKind::Structure { members } | ShapeKind::Union { members } => {
                members.values_mut().collect()
            }
            ShapeKind::List { member } => vec![member],
            ShapeKind::Map { key, value } => vec![key, value],
            _ => Vec::new(),
        }
    }

    /// Every member with the key that leads to it: the members of a structure or union, `member`
    /// of a list, `key` and `value` of a map.
    pub fn references(&self) -> impl Iterator<Item = (&str, &Member)> {
        let (named, first, second) = match &self.kind {
            ShapeKind::Structure { members } | ShapeKind::Union { members } => {
                (Some(members), None, None)
            }
            ShapeKind::List { member } => (None, Some(("member", &**member)), None),
            ShapeKind::Map { key, value } => {
                (None, Some(("key", &**key)), Some(("value", &**value)))
            }
            _ => (None, None, None),
        };
        named
            .into_iter()
            .flatten()
            .map(|(name, member)| (name.as_str(), member))
            .chain(first)
            .chain(second)
    }
}

/// What the values of a shape are made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum ShapeKind {
    /// Bytes.
    Blob,
    /// True or false.
    Boolean,
    /// An 8-bit signed integer.
    Byte,
    /// A 16-bit signed integer.
    Short,
    /// A 32-bit signed integer.
    Integer,
    /// A 64-bit signed integer.
    Long,
    /// An IEEE 754 number of 32 bits.
    Float,
    /// An IEEE 754 number of 64 bits.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any size and precision.
    BigDecimal,
    /// Unicode text.
    String,
    /// A point in time.
    Timestamp,
    /// Any JSON-like value.
    Document,
    /// One of these texts; later versions of the service may know more.
    Enum {
        /// The texts.
        values: Vec<EnumValue>,
    },
    /// One of these 32-bit integers; later versions of the service may know more.
    IntEnum {
        /// The integers by name.
        values: IndexMap<String, i32>,
    },
    /// Any number of values of one shape.
    List {
        /// The shape of the values.
        member: Box<Member>,
    },
    /// Values of one shape by text.
    Map {
        /// The shape of the keys, a string or an enum.
        key: Box<Member>,
        /// The shape of the values.
        value: Box<Member>,
    },
    /// Named members.
    Structure {
        /// The members by name.
        members: IndexMap<String, Member>,
    },
    /// One of these members.
    Union {
        /// The members by name.
        members: IndexMap<String, Member>,
    },
}

impl ShapeKind {
    /// Smithy's name for the type.
    pub fn name(&self) -> &'static str {
        match self {
            ShapeKind::Blob => "blob",
            ShapeKind::Boolean => "boolean",
            ShapeKind::Byte => "byte",
            ShapeKind::Short => "short",
            ShapeKind::Integer => "integer",
            ShapeKind::Long => "long",
            ShapeKind::Float => "float",
            ShapeKind::Double => "double",
            ShapeKind::BigInteger => "bigInteger",
            ShapeKind::BigDecimal => "bigDecimal",
            ShapeKind::String => "string",
            ShapeKind::Timestamp => "timestamp",
            ShapeKind::Document => "document",
            ShapeKind::Enum { .. } => "enum",
            ShapeKind::IntEnum { .. } => "intEnum",
            ShapeKind::List { .. } => "list",
            ShapeKind::Map { .. } => "map",
            ShapeKind::Structure { .. } => "structure",
            ShapeKind::Union { .. } => "union",
        }
    }
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnumValue {
    /// The text on the wire.
    pub value: String,
    /// The name of the value, where the model has one that is not its text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: Option<String>,
    /// What any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

/// A member of a structure, union, list or map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// The name of the shape of its values.
    pub target: String,
    /// Whether it is always there.
    #[serde(skip_serializing_if = "is_default")]
    pub required: bool,
    /// The name on the wire, where it is not the member's own.
    #[serde(skip_serializing_if = "is_default")]
    pub wire_name: Option<String>,
    /// Which part of the HTTP message it is bound to, where it is not the body's document.
    #[serde(skip_serializing_if = "is_default")]
    pub http_binding: Option<HttpBinding>,
    /// Whether a client makes up a token where the caller gives none.
    #[serde(skip_serializing_if = "is_default")]
    pub idempotency_token: bool,
    /// Which values are valid here, beyond what the shape says.
    #[serde(flatten)]
    pub constraints: Constraints,
    /// Whether its values must not be shown, whatever the shape says.
    #[serde(skip_serializing_if = "is_default")]
    pub sensitive: bool,
    /// How a timestamp is written here, where it is not the shape's way.
    #[serde(skip_serializing_if = "is_default")]
    pub timestamp_format: Option<TimestampFormat>,
    /// Whether a number or boolean has no zero value here.
    #[serde(skip_serializing_if = "is_default")]
    pub boxed: bool,
    /// The value that stands for an absent one.
    #[serde(skip_serializing_if = "is_default")]
    pub default: Option<Value>,
    /// What any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

impl Member {
    /// A member without traits.
    pub fn new(target: impl Into<String>) -> Self {
        Self {
            target: target.into(),
            ..Self::default()
        }
    }
}

/// The part of an HTTP message that a member is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HttpBinding {
    /// A label of the path.
    Label,
    /// A parameter of the query string, or all of them for a map.
    Query,
    /// A header.
    Header,
    /// All headers that start with a prefix.
    PrefixHeaders,
    /// The whole body.
    Payload,
    /// The status.
    ResponseCode,
}

/// Which values of a shape are valid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Constraints {
    /// The smallest number, or the least length where it is not zero: characters of a string,
    /// bytes of a blob, elements of a list or map.
    #[serde(skip_serializing_if = "is_default")]
    pub min: Option<Number>,
    /// The largest number, or the greatest length.
    #[serde(skip_serializing_if = "is_default")]
    pub max: Option<Number>,
    /// The regular expression that a string matches somewhere (ECMA 262).
    #[serde(skip_serializing_if = "is_default")]
    pub pattern: Option<String>,
}

/// Which of two numbers is greater, integers exactly.
pub(crate) fn compare_numbers(one: &Number, other: &Number) -> Option<Ordering> {
    let integer = |number: &Number| {
        let signed = number.as_i64().map(i128::from);
        signed.or_else(|| number.as_u64().map(i128::from))
    };
    match (integer(one), integer(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

/// How a timestamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TimestampFormat {
    /// Seconds since 1970 as a number, with a fraction.
    EpochSeconds,
    /// RFC 3339, in UTC.
    DateTime,
    /// IMF-fixdate of RFC 9110.
    HttpDate,
}

/// What makes a structure an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ErrorTrait {
    /// Whether the service is at fault, not the client.
    pub server_fault: bool,
    /// Whether the model says that the client is at fault.
    #[serde(skip_serializing_if = "is_default")]
    pub sender_fault: bool,
    /// The code on the wire, where the model says it; the structure's name otherwise.
    #[serde(skip_serializing_if = "is_default")]
    pub code: Option<String>,
    /// The HTTP status, where the model says it.
    #[serde(skip_serializing_if = "is_default")]
    pub http_status: Option<u16>,
    /// Whether trying again may help.
    #[serde(skip_serializing_if = "is_default")]
    pub retryable: Option<Retryable>,
}

/// That trying again after an error may help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Retryable {
    /// Whether to try again later than after other errors.
    pub throttling: bool,
}

/// What any part of a model can have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Traits {
    /// Prose about it, in HTML.
    #[serde(skip_serializing_if = "is_default")]
    pub documentation: Option<String>,
    /// That it should not be used any more.
    #[serde(skip_serializing_if = "is_default")]
    pub deprecated: Option<Deprecated>,
    /// Facts that are kept and compared but change no generated code: by botocore's name for
    /// them, or by the trait's ID where botocore has none.
    #[serde(skip_serializing_if = "is_default")]
    pub other: BTreeMap<String, Value>,
}

/// That something should not be used any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deprecated {
    /// Since when: a date or a version.
    #[serde(skip_serializing_if = "is_default")]
    pub since: Option<String>,
    /// Prose: why, and what to use instead.
    #[serde(skip_serializing_if = "is_default")]
    pub message: Option<String>,
}

/// Whether a fact is absent, so that a serialised model says only what there is.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
