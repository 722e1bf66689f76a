use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::{ErrorResponse, ServiceError};
use crate::RepeatedToken;

/// An error from calling an operation.
///
/// Each kind keeps its cause: [`service_error`](Self::service_error) returns the service's error,
/// and [`source`](Error::source) leads to the others. `Display` prints one line: the operation and
/// what is wrong.
///
/// ```
/// use aws_json_protocol::{CallError, CallErrorKind, ErrorResponse, ServiceError, service_error};
///
/// service_error! {
///     /// What an operation can fail with.
///     pub enum Error {}
/// }
///
/// let body = r#"{"__type":"SlowDown","message":"Not so fast."}"#;
/// let answer = Error::from_response(ErrorResponse::new(503, body).with_request_id("6a5b"));
/// let error = CallError::service("ListAccounts", answer);
/// assert_eq!(error.kind(), CallErrorKind::Service);
/// assert!(error.is_throttling() && error.is_retryable());
/// assert_eq!(
///     error.to_string(),
///     "ListAccounts: SlowDown: Not so fast. (HTTP 503, request ID 6a5b)",
/// );
/// ```
#[derive(Debug)]
pub struct CallError<E> {
    operation: &'static str,
    cause: Cause<E>,
}

#[derive(Debug)]
enum Cause<E> {
    Service(E),
    Response(ResponseError),
    Request(RequestError),
    Credentials(Box<dyn Error + Send + Sync>),
    Transport(TransportError),
    RepeatedToken(RepeatedToken),
}

/// The kind of a [`CallError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CallErrorKind {
    /// The service returned an error.
    Service,
    /// The service reported success, but its response does not hold the output: a
    /// [`ResponseError`].
    Response,
    /// The input cannot be turned into a request: a [`RequestError`].
    Request,
    /// There are no credentials for signing the request.
    Credentials,
    /// The request was not answered: a [`TransportError`].
    Transport,
    /// The page that came leads to itself: a [`RepeatedToken`].
    RepeatedToken,
}

impl<E> CallError<E> {
    /// Creates an error for a call that the service answered with an error.
    #[must_use]
    pub fn service(operation: &'static str, error: E) -> Self {
        let cause = Cause::Service(error);
        Self { operation, cause }
    }

    /// Creates an error for a successful response that does not hold the output.
    #[must_use]
    pub fn response(operation: &'static str, error: ResponseError) -> Self {
        let cause = Cause::Response(error);
        Self { operation, cause }
    }

    /// Creates an error for an input that cannot be turned into a request.
    #[must_use]
    pub fn request(operation: &'static str, error: RequestError) -> Self {
        let cause = Cause::Request(error);
        Self { operation, cause }
    }

    /// Creates an error for a request without credentials for signing it.
    #[must_use]
    pub fn credentials(
        operation: &'static str,
        error: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        let cause = Cause::Credentials(error.into());
        Self { operation, cause }
    }

    /// Creates an error for a request that was not answered.
    #[must_use]
    pub fn transport(operation: &'static str, error: TransportError) -> Self {
        let cause = Cause::Transport(error);
        Self { operation, cause }
    }

    /// Returns the name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> CallErrorKind {
        match self.cause {
            Cause::Service(_) => CallErrorKind::Service,
            Cause::Response(_) => CallErrorKind::Response,
            Cause::Request(_) => CallErrorKind::Request,
            Cause::Credentials(_) => CallErrorKind::Credentials,
            Cause::Transport(_) => CallErrorKind::Transport,
            Cause::RepeatedToken(_) => CallErrorKind::RepeatedToken,
        }
    }

    /// Returns the service's error, if there is one.
    #[must_use]
    pub fn service_error(&self) -> Option<&E> {
        match &self.cause {
            Cause::Service(error) => Some(error),
            _ => None,
        }
    }

    /// Converts the error into the service's error.
    ///
    /// # Errors
    ///
    /// Returns the error unchanged if the service did not return one.
    pub fn into_service_error(self) -> Result<E, Self> {
        match self.cause {
            Cause::Service(error) => Ok(error),
            cause => Err(Self { cause, ..self }),
        }
    }

    /// Returns the response that does not hold the output, if that is the cause.
    #[must_use]
    pub fn response_error(&self) -> Option<&ResponseError> {
        match &self.cause {
            Cause::Response(error) => Some(error),
            _ => None,
        }
    }

    /// Returns the reason that the request was not answered, if that is the cause.
    #[must_use]
    pub fn transport_error(&self) -> Option<&TransportError> {
        match &self.cause {
            Cause::Transport(error) => Some(error),
            _ => None,
        }
    }
}

impl<E: ServiceError> CallError<E> {
    /// Returns the service's response, if there is one.
    #[must_use]
    pub fn answer(&self) -> Option<&ErrorResponse> {
        match &self.cause {
            Cause::Service(error) => Some(error.response()),
            Cause::Response(error) => Some(&error.response),
            _ => None,
        }
    }

    /// Returns the code of the service's error; empty if it sent none, `None` if there is no such
    /// error.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        Some(self.service_error()?.response().code())
    }

    /// Returns the service's human-readable message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.service_error()?.response().message()
    }

    /// Returns the ID by which the service's support can find the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.answer()?.request_id()
    }

    /// Returns the HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        Some(self.answer()?.status())
    }

    /// Returns `true` if the service received too many requests.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        let error = self.service_error();
        error.is_some_and(|error| error.response().is_throttling())
    }

    /// Returns `true` if another attempt may succeed without repeating an effect: the service says
    /// so, or the request was not sent.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &self.cause {
            Cause::Service(error) => error.response().is_retryable(),
            Cause::Transport(error) => !error.may_have_been_sent,
            _ => false,
        }
    }

    /// Returns how long the service asks to wait before the next attempt.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.service_error()?.response().retry_after()
    }
}

impl<E: fmt::Display> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation;
        match &self.cause {
            Cause::Service(error) => write!(f, "{operation}: {error}"),
            Cause::Response(error) => write!(f, "{operation}: {error}"),
            Cause::Request(error) => write!(f, "{operation}: {error}"),
            Cause::Credentials(error) => write!(f, "{operation}: no credentials: {error}"),
            Cause::Transport(error) => write!(f, "{operation}: {error}"),
            Cause::RepeatedToken(error) => error.fmt(f), // It names the operation.
        }
    }
}

impl<E> From<RepeatedToken> for CallError<E> {
    fn from(error: RepeatedToken) -> Self {
        Self {
            operation: error.operation(),
            cause: Cause::RepeatedToken(error),
        }
    }
}

impl<E: Error + 'static> Error for CallError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            Cause::Service(error) => Some(error),
            Cause::Response(error) => Some(error),
            Cause::Request(error) => Some(error),
            Cause::Credentials(error) => Some(&**error),
            Cause::Transport(error) => Some(error),
            Cause::RepeatedToken(error) => Some(error),
        }
    }
}

/// A response that reports success but does not hold the output.
#[derive(Debug)]
pub struct ResponseError {
    response: ErrorResponse,
    source: serde_json::Error,
}

impl ResponseError {
    /// Creates an error from the response and the problem with its body.
    #[must_use]
    pub fn new(response: ErrorResponse, source: serde_json::Error) -> Self {
        Self { response, source }
    }

    /// Returns the response: status, headers, and the unmodified body.
    #[must_use]
    pub fn response(&self) -> &ErrorResponse {
        &self.response
    }
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { response, source } = self;
        write!(
            f,
            "the response cannot be read: {source} (HTTP {}",
            response.status()
        )?;
        if let Some(request_id) = response.request_id() {
            write!(f, ", request ID {request_id}")?;
        }
        f.write_str(")")
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
    source: Box<dyn Error + Send + Sync>,
    may_have_been_sent: bool,
}

impl TransportError {
    /// Creates an error for a failed connection: the request was not sent, and can be sent again.
    #[must_use]
    pub fn not_sent(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = source.into();
        Self {
            source,
            may_have_been_sent: false,
        }
    }

    /// Creates an error for a missing response: the service may have carried out the request.
    #[must_use]
    pub fn not_answered(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = source.into();
        Self {
            source,
            may_have_been_sent: true,
        }
    }

    /// Returns `true` if the service may have carried out the request.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.may_have_been_sent
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
