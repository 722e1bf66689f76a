//! Endpoints: the URL to send a request to, and the region to sign it for.
//!
//! A generated crate has a table of the service's endpoints, `service::ENDPOINTS`, defined with
//! [`endpoints!`](crate::endpoints!). It holds the results of the service's endpoint rules
//! ([Smithy rules engine](https://smithy.io/2.0/additional-specs/rules-engine/specification.html))
//! for every partition of AWS when the crate was generated. [`Endpoint::new`] names a custom server.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

mod table;

#[doc(hidden)]
pub use table::{Partition, Row};

/// The endpoints of a service in every region of every partition. Defined with
/// [`endpoints!`](crate::endpoints!).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoints(#[doc(hidden)] pub &'static [Partition]);

impl Endpoints {
    /// Finds the endpoint for a region.
    ///
    /// A region is in the partition that lists its name, such as `aws-cn-global`; or else in the
    /// one whose region names have the same form, so that regions newer than this table work, too;
    /// or else, as in botocore, in the first partition, `aws`.
    ///
    /// # Errors
    ///
    /// Returns an error if the region cannot be part of a host name, or if the service has no such
    /// endpoint there.
    pub fn resolve(
        &self,
        region: &str,
        options: EndpointOptions,
    ) -> Result<Endpoint, EndpointError> {
        if !is_host_label(region) {
            return Err(EndpointError::InvalidRegion(region.to_owned()));
        }
        let partition = table::partition_of(self.0, region);
        let endpoint = partition.and_then(|partition| partition.endpoint(region, options));
        endpoint.ok_or_else(|| EndpointError::Unsupported {
            region: region.to_owned(),
            partition: partition.map_or("no partition", |partition| partition.name),
            options,
        })
    }
}

/// Returns `true` if a text is one label of a host name
/// ([RFC 1123, section 2.1](https://www.rfc-editor.org/rfc/rfc1123#section-2.1)): any other text
/// would get into the URL.
pub(crate) fn is_host_label(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len())
        && text.bytes().all(is_inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// Options that select one of a service's endpoints in a region. Without options, it is the
/// standard one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EndpointOptions {
    /// Whether the endpoint's cryptography is validated (FIPS 140).
    pub fips: bool,
    /// Whether the endpoint has both IPv4 and IPv6 addresses.
    pub dual_stack: bool,
}

/// An endpoint: where to send requests, and what to sign them for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    /// The URL: scheme, host, and optionally a port and a path.
    pub url: Cow<'static, str>,
    /// The region in the credential scope of a signature. It can differ from the requested one: a
    /// global service signs for one region of each partition.
    pub signing_region: Cow<'static, str>,
    /// The service in the credential scope of a signature, if it is not the service's own
    /// `SIGNING_NAME`.
    pub signing_name: Option<Cow<'static, str>>,
}

impl Endpoint {
    /// Creates an endpoint that is not in a table, such as a test server or a proxy.
    #[must_use]
    pub fn new(url: impl Into<String>, signing_region: impl Into<String>) -> Self {
        Self {
            url: Cow::Owned(url.into()),
            signing_region: Cow::Owned(signing_region.into()),
            signing_name: None,
        }
    }
}

/// The reason that there is no endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// The region is not a label of a host name.
    InvalidRegion(String),
    /// The service has no endpoint with these options in the region.
    Unsupported {
        /// The requested region.
        region: String,
        /// The partition that it is in.
        partition: &'static str,
        /// The requested options.
        options: EndpointOptions,
    },
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRegion(region) => write!(
                f,
                "{region:?} is not a valid region: expected a name such as `us-east-1`"
            ),
            Self::Unsupported {
                region,
                partition,
                options,
            } => {
                let kind = match (options.fips, options.dual_stack) {
                    (false, false) => "",
                    (true, false) => "FIPS ",
                    (false, true) => "dual-stack ",
                    (true, true) => "dual-stack FIPS ",
                };
                write!(
                    f,
                    "the service has no {kind}endpoint in the region `{region}` of {partition}"
                )
            }
        }
    }
}

impl Error for EndpointError {}
