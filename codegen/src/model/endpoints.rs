//! Where a service is: what its endpoint rules give, by partition.

use serde::{Deserialize, Serialize};

use super::is_default;

/// The endpoints of a service in the partitions of AWS, most used partition first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoints {
    /// The partitions. A region that none of them has is taken for one of the first.
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
    /// What names of regions begin with, before a hyphen, a word, a hyphen and a number: `us-gov`.
    pub prefixes: Vec<String>,
    /// Regions with other names: `aws-us-gov-global`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub others: Vec<String>,
    /// Which endpoint is where. What no row has, the service does not have.
    pub rows: Vec<EndpointRow>,
}

/// One endpoint of a partition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointRow {
    /// The region that it is for; all for which there is no such row, where there is none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub region: Option<String>,
    /// Which of the region's endpoints it is.
    pub variant: EndpointVariant,
    /// The endpoint; none in a region that, unlike the others, does not have it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub endpoint: Option<EndpointTemplate>,
}

/// A variant of an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EndpointVariant {
    /// Neither of what the others are.
    Standard,
    /// Its cryptography is validated (FIPS 140).
    Fips,
    /// It has addresses of IPv4 and IPv6.
    DualStack,
    /// Both.
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

    /// Whether its cryptography is validated.
    pub fn is_fips(self) -> bool {
        matches!(self, Self::Fips | Self::FipsDualStack)
    }

    /// Whether it has addresses of IPv4 and IPv6.
    pub fn is_dual_stack(self) -> bool {
        matches!(self, Self::DualStack | Self::FipsDualStack)
    }
}

/// An endpoint, with `{region}` in the place of the region's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointTemplate {
    /// The URL.
    pub url: String,
    /// The region in the credential scope of a signature, where it is not the one that is asked for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub signing_region: Option<String>,
    /// The service in the credential scope of a signature, where the rules name it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub signing_name: Option<String>,
}

impl EndpointTemplate {
    /// What stands in the place of the region's name.
    pub const REGION: &'static str = "{region}";
}
