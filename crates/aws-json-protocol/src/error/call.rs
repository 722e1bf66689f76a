use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::cause::{RequestError, ResponseError, TransportError};
use super::{ErrorResponse, ServiceError};
use crate::RepeatedToken;

/// An error from calling an operation.
///
/// Each kind keeps its cause: [`service_error`](Self::service_error) returns the service's error,
/// and [`source`](Error::source) leads to the others. `Display` prints one line: the operation and
/// what is wrong.
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
            Cause::Response(error) => Some(error.response()),
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
            Cause::Transport(error) => !error.may_have_been_sent(),
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
