use std::error::Error;
use std::fmt;

use super::ErrorResponse;

/// A response that reports success but does not hold the output.
#[derive(Debug)]
pub struct ResponseError {
    /// The response: status, headers, and the unmodified body.
    pub response: ErrorResponse,
    /// The problem with its body.
    pub source: serde_json::Error,
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response cannot be read: {}", self.source)?;
        self.response.write_origin(f)
    }
}

impl Error for ResponseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}

/// The reason that an input and an endpoint cannot be turned into a request.
#[derive(Debug)]
#[non_exhaustive]
pub enum RequestError {
    /// The endpoint is not an absolute URI with a host.
    Endpoint {
        /// The problem.
        reason: String,
    },
    /// A member of the input cannot be part of a host name
    /// ([`hostLabel` trait](https://smithy.io/2.0/spec/endpoint-traits.html#hostlabel-trait)).
    HostLabel {
        /// The name of the member.
        member: &'static str,
    },
    /// The operation's target cannot be the value of a header.
    Target {
        /// The target.
        target: &'static str,
    },
    /// The input cannot be written as JSON.
    Input(serde_json::Error),
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint { reason } => write!(f, "the endpoint cannot be used: {reason}"),
            Self::HostLabel { member } => write!(
                f,
                "{member} cannot be part of a host name: it takes 1 to 63 letters, digits and hyphens, \
                 with no hyphen first or last"
            ),
            Self::Target { target } => {
                write!(f, "the target {target:?} cannot be the value of a header")
            }
            Self::Input(error) => write!(f, "the input cannot be written as JSON: {error}"),
        }
    }
}

impl Error for RequestError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Input(error) => Some(error),
            Self::Endpoint { .. } | Self::HostLabel { .. } | Self::Target { .. } => None,
        }
    }
}

/// A request that was not answered.
#[derive(Debug)]
pub struct TransportError {
    /// The error of the HTTP client.
    pub source: Box<dyn Error + Send + Sync>,
    /// Whether the service may have carried out the request.
    pub may_have_been_sent: bool,
}

impl TransportError {
    /// Creates an error for a failed connection: the request was not sent, and can be sent again.
    #[must_use]
    pub fn not_sent(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            source: source.into(),
            may_have_been_sent: false,
        }
    }

    /// Creates an error for a missing response: the service may have carried out the request.
    #[must_use]
    pub fn not_answered(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            source: source.into(),
            may_have_been_sent: true,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.may_have_been_sent {
            true => "no answer",
            false => "no connection",
        };
        write!(f, "{what}: {}", self.source)
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
