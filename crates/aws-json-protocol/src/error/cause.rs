use std::error::Error;
use std::fmt;

/// The reason that an input and an endpoint cannot be turned into a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    /// The problem.
    pub reason: String,
}

impl RequestError {
    /// Creates an error for an endpoint that is not an absolute URI with a host.
    #[must_use]
    pub fn endpoint(problem: impl fmt::Display) -> Self {
        let reason = format!("the endpoint cannot be used: {problem}");
        Self { reason }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl Error for RequestError {}

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
