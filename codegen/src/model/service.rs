//! Services and their protocols.

use serde::{Deserialize, Serialize};

use super::{Endpoints, Traits, is_default};

/// The names and the protocol of a service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Service {
    /// The name that SDKs derive their own from: `Organizations`.
    pub id: String,
    /// The version of the API, a date: `2016-11-28`.
    pub api_version: String,
    /// The protocol to use: AWS JSON if the service supports it, since operations are generated
    /// only for AWS JSON; otherwise the one that the service prefers.
    pub protocol: Protocol,
    /// Every protocol that the service supports, most preferred first: botocore's name (`json`,
    /// `rest-xml`), or the ID of Smithy's trait for a second version of AWS JSON and for a protocol
    /// that botocore does not know. Empty if the model does not list them.
    #[serde(skip_serializing_if = "is_default")]
    pub protocols: Vec<String>,
    /// The full name: `AWS Organizations`.
    #[serde(skip_serializing_if = "is_default")]
    pub title: Option<String>,
    /// The short name: `Organizations`.
    #[serde(skip_serializing_if = "is_default")]
    pub abbreviation: Option<String>,
    /// The prefix of the operation's name in `X-Amz-Target`.
    #[serde(skip_serializing_if = "is_default")]
    pub target_prefix: Option<String>,
    /// The first label of the host name: `organizations`.
    #[serde(skip_serializing_if = "is_default")]
    pub endpoint_prefix: Option<String>,
    /// The host name of a service with one endpoint for all regions.
    #[serde(skip_serializing_if = "is_default")]
    pub global_endpoint: Option<String>,
    /// The endpoints, evaluated from the service's endpoint rules, if the reader was given these
    /// and AWS's partitions. They are not part of a revision of the model, so comparisons leave
    /// them out.
    #[serde(skip_serializing_if = "is_default")]
    pub endpoints: Option<Endpoints>,
    /// The name that requests are signed for, if it differs from the endpoint prefix.
    #[serde(skip_serializing_if = "is_default")]
    pub signing_name: Option<String>,
    /// The version of the signature of requests: `v4`.
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
    /// The traits that any part of a model can have.
    #[serde(flatten)]
    pub traits: Traits,
}

/// The authentication scheme of requests that are not signed.
pub(crate) const ANONYMOUS: &str = "smithy.api#noAuth";

impl Service {
    /// Returns the service and the API version in one name, if the service is one of AWS.
    pub(crate) fn default_uid(&self) -> Option<String> {
        let id = self.id.to_ascii_lowercase().replace(' ', "-");
        self.endpoint_prefix.as_ref()?;
        Some(format!("{id}-{}", self.api_version))
    }
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
    /// Query strings in requests, XML in responses.
    AwsQuery,
    /// Amazon EC2's variant of the query protocol.
    Ec2Query,
    /// Smithy RPC v2 with CBOR.
    RpcV2Cbor,
}

impl Protocol {
    /// Returns the name for display.
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

    /// Returns `true` for a version of AWS JSON, the protocol of generated operations.
    pub fn is_aws_json(self) -> bool {
        self.json_version().is_some()
    }

    /// Returns `true` if a member can have another name in messages than in the model. AWS JSON and
    /// CBOR ignore `jsonName`
    /// ([AWS JSON 1.1 protocol](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html):
    /// its list of supported traits does not have it).
    pub fn renames_members(self) -> bool {
        !self.is_aws_json() && self != Protocol::RpcV2Cbor
    }

    /// Returns the protocol that the bindings and names of a Smithy model are for, of this one and the
    /// others that the service offers. AWS JSON and CBOR have neither.
    pub(crate) fn bound(self, others: impl IntoIterator<Item = Self>) -> Self {
        let mut all = std::iter::once(self).chain(others);
        all.find(|it| it.renames_members()).unwrap_or(self)
    }

    /// Returns `true` if members are bound to parts of the HTTP message. All other protocols put
    /// everything into the body and ignore the bindings.
    pub(crate) fn binds_http(self) -> bool {
        matches!(self, Protocol::RestJson1 | Protocol::RestXml)
    }

    /// Returns the trait of Smithy that names members in documents.
    pub(crate) fn name_trait(self) -> &'static str {
        match self.is_xml() {
            true => "smithy.api#xmlName",
            false => "smithy.api#jsonName",
        }
    }

    /// Returns `true` if a model takes the names of members from `jsonName`.
    pub(crate) fn has_json_names(self) -> bool {
        self.is_aws_json() || self == Protocol::RestJson1
    }

    pub(crate) fn is_xml(self) -> bool {
        matches!(
            self,
            Protocol::RestXml | Protocol::AwsQuery | Protocol::Ec2Query
        )
    }

    /// Returns the version of AWS JSON, or `None` for other protocols.
    pub fn json_version(self) -> Option<&'static str> {
        match self {
            Protocol::AwsJson1_0 => Some("1.0"),
            Protocol::AwsJson1_1 => Some("1.1"),
            _ => None,
        }
    }
}
