use std::error::Error;
use std::fmt;
use std::iter;

use super::cause::{RequestError, TransportError};
use super::{ErrorResponse, ServiceError};
use crate::RepeatedToken;

/// An error from calling an operation. `Display` prints one line: the operation and what is wrong.
#[derive(Debug)]
pub struct CallError<E> {
    /// The name of the operation.
    pub operation: &'static str,
    /// What is wrong.
    pub kind: CallErrorKind<E>,
}

/// The kind of a [`CallError`], with its cause.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallErrorKind<E> {
    /// The service returned an error.
    Service(E),
    /// The service reported success, but its response does not hold the output.
    Response {
        /// The response: status, headers, and the unmodified body.
        response: ErrorResponse,
        /// The problem with its body.
        source: serde_json::Error,
    },
    /// The input cannot be turned into a request.
    Request(RequestError),
    /// There are no credentials for signing the request.
    Credentials(Box<dyn Error + Send + Sync>),
    /// The request was not answered.
    Transport(TransportError),
    /// The page that came leads to itself.
    RepeatedToken(RepeatedToken),
}

impl<E> CallError<E> {
    /// Creates an error of an operation.
    #[must_use]
    pub fn new(operation: &'static str, kind: CallErrorKind<E>) -> Self {
        Self { operation, kind }
    }

    /// Returns the service's error, if there is one.
    #[must_use]
    pub fn service_error(&self) -> Option<&E> {
        match &self.kind {
            CallErrorKind::Service(error) => Some(error),
            _ => None,
        }
    }

    /// Converts the error into the service's error.
    ///
    /// # Errors
    ///
    /// Returns the error unchanged if the service did not return one.
    pub fn into_service_error(self) -> Result<E, Self> {
        match self.kind {
            CallErrorKind::Service(error) => Ok(error),
            kind => Err(Self { kind, ..self }),
        }
    }
}

impl<E: ServiceError> CallError<E> {
    /// Returns the service's response, if there is one.
    #[must_use]
    pub fn answer(&self) -> Option<&ErrorResponse> {
        match &self.kind {
            CallErrorKind::Service(error) => Some(error.response()),
            CallErrorKind::Response { response, .. } => Some(response),
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

    /// Returns the HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.answer().map(ErrorResponse::status)
    }

    /// Returns the ID by which the service's support can find the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.answer()?.request_id()
    }

    /// Returns `true` if the service received too many requests.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.answer().is_some_and(ErrorResponse::is_throttling)
    }

    /// Returns `true` if another attempt may succeed without repeating an effect: the service says
    /// so, or the request was not sent.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &self.kind {
            CallErrorKind::Service(error) => error.response().is_retryable(),
            CallErrorKind::Transport(error) => !error.may_have_been_sent,
            _ => false,
        }
    }
}

impl<E: Error + 'static> CallError<E> {
    fn cause(&self) -> &(dyn Error + 'static) {
        match &self.kind {
            CallErrorKind::Service(error) => error,
            CallErrorKind::Response { source, .. } => source,
            CallErrorKind::Request(error) => error,
            CallErrorKind::Credentials(error) => &**error,
            CallErrorKind::Transport(error) => error,
            CallErrorKind::RepeatedToken(error) => error,
        }
    }
}

impl<E: Error + 'static> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, cause) = (self.operation, self.cause());
        match &self.kind {
            CallErrorKind::Response { response, .. } => {
                write!(f, "{operation}: the response cannot be read: {cause}")?;
                response.write_origin(f)
            }
            CallErrorKind::Credentials(_) => {
                write!(f, "{operation}: no credentials")?;
                // Only the causes of a provider's error say what is missing.
                let mut causes = iter::successors(Some(cause), |&cause| cause.source());
                causes.try_for_each(|cause| write!(f, ": {cause}"))
            }
            CallErrorKind::RepeatedToken(error) => error.fmt(f), // It names the operation.
            _ => write!(f, "{operation}: {cause}"),
        }
    }
}

impl<E> From<RepeatedToken> for CallError<E> {
    fn from(error: RepeatedToken) -> Self {
        Self::new(error.operation, CallErrorKind::RepeatedToken(error))
    }
}

impl<E: Error + 'static> Error for CallError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.cause())
    }
}
