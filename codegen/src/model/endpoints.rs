//! The endpoints of a service by partition, evaluated from its endpoint rules.

use serde::{Deserialize, Serialize};

use super::is_default;

/// The endpoints of a service in the partitions of AWS, most used partition first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoints {
    /// The partitions. A region without a partition is treated as one of the first.
    pub partitions: Vec<EndpointPartition>,
    /// Parameters of the rules that only a request, an account or the configuration of a client has a
    /// value for. They are taken as not given, or at their defaults.
    #[serde(default, skip_serializing_if = "is_default")]
    pub not_given: Vec<String>,
}

/// The endpoints of a service in one partition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointPartition {
    /// The name: `aws-us-gov`.
    pub name: String,
    /// The prefixes of region names, each followed by a hyphen, a word, a hyphen and a number:
    /// `us-gov`.
    pub prefixes: Vec<String>,
    /// Regions with other names: `aws-us-gov-global`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub others: Vec<String>,
    /// The endpoints. Without a row, the service has no such endpoint.
    pub rows: Vec<EndpointRow>,
}

/// One endpoint of a partition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointRow {
    /// The region of the endpoint; `None` for all regions without a row of their own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub region: Option<String>,
    /// The variant of the endpoint.
    pub variant: EndpointVariant,
    /// The endpoint; `None` for a region that, unlike the others, does not have it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub endpoint: Option<EndpointTemplate>,
}

/// A variant of an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EndpointVariant {
    /// Neither FIPS nor dual-stack.
    Standard,
    /// With validated cryptography (FIPS 140).
    Fips,
    /// With both IPv4 and IPv6 addresses.
    DualStack,
    /// Both FIPS and dual-stack.
    FipsDualStack,
}

impl EndpointVariant {
    /// All variants.
    pub const ALL: [Self; 4] = [
        Self::Standard,
        Self::Fips,
        Self::DualStack,
        Self::FipsDualStack,
    ];

    /// Returns `true` if its cryptography is validated.
    pub fn is_fips(self) -> bool {
        matches!(self, Self::Fips | Self::FipsDualStack)
    }

    /// Returns `true` if it has both IPv4 and IPv6 addresses.
    pub fn is_dual_stack(self) -> bool {
        matches!(self, Self::DualStack | Self::FipsDualStack)
    }
}

/// An endpoint, with `{region}` as the placeholder for the region's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointTemplate {
    /// The URL.
    pub url: String,
    /// The region in the credential scope of a signature, if it differs from the requested one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub signing_region: Option<String>,
    /// The service in the credential scope of a signature, if the rules name it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub signing_name: Option<String>,
}

impl EndpointTemplate {
    /// The placeholder for the region's name.
    pub const REGION: &'static str = "{region}";
}
