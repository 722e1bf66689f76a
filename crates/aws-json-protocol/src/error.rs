//! What a service answers when an operation fails.

use serde::Deserialize;
use serde::de::Deserializer;

mod exception;
mod response;

pub use exception::Exception;
pub use response::ErrorResponse;

/// The errors of one service: a variant per modelled exception, and last `Unknown(ErrorResponse)`
/// for all others.
///
/// Generated code writes an arm per exception and direction;
/// [`service_error!`](crate::service_error!) writes everything else.
///
/// ```
/// use aws_json_protocol::{ErrorResponse, Exception, ServiceError, service_error};
/// use serde::Deserialize;
///
/// #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
/// #[serde(default, rename_all = "PascalCase")]
/// #[non_exhaustive]
/// pub struct ConstraintViolationException {
///     pub message: Option<String>,
///     pub reason: Option<String>,
/// }
///
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Error {
///     ConstraintViolation(Exception<ConstraintViolationException>),
///     /// A code this crate does not know, with all that the service answered.
///     Unknown(ErrorResponse),
/// }
///
/// impl ServiceError for Error {
///     fn from_response(response: ErrorResponse) -> Self {
///         match response.code() {
///             "ConstraintViolationException" => {
///                 response.decode(Self::ConstraintViolation, Self::Unknown)
///             }
///             _ => Self::Unknown(response),
///         }
///     }
///
///     fn response(&self) -> &ErrorResponse {
///         match self {
///             Self::ConstraintViolation(exception) => exception.response(),
///             Self::Unknown(response) => response,
///         }
///     }
/// }
///
/// service_error!(Error);
///
/// let body = r#"{
///     "__type": "ConstraintViolationException",
///     "Message": "You have too many accounts.",
///     "Reason": "ACCOUNT_NUMBER_LIMIT_EXCEEDED"
/// }"#;
/// let error = Error::from_response(ErrorResponse::from_parts(400, Some("6a5b"), None, body));
/// assert_eq!(
///     error.to_string(),
///     "ConstraintViolationException: You have too many accounts. (HTTP 400, request ID 6a5b)",
/// );
/// match error {
///     Error::ConstraintViolation(exception) => {
///         assert_eq!(exception.reason.as_deref(), Some("ACCOUNT_NUMBER_LIMIT_EXCEEDED"));
///     }
///     other => eprintln!("{}: {}", other.code(), other.response().body()),
/// }
/// ```
pub trait ServiceError: std::error::Error + Send + Sync + Sized + 'static {
    /// Finds the variant for the code of a response. A response that does not decode as its
    /// exception stays whole, as the unknown variant.
    fn from_response(response: ErrorResponse) -> Self;

    /// What the service answered, whatever the variant.
    fn response(&self) -> &ErrorResponse;
}

/// Implements, for a [`ServiceError`] that derives `Debug`, what is the same for all of them:
///
/// - inherent `response`, `code`, `message`, `request_id` and `status`;
/// - `Display` and `std::error::Error`;
/// - `Serialize` and `Deserialize`, as the [`ErrorResponse`] with its raw body.
#[macro_export]
macro_rules! service_error {
    ($name:ident) => {
        impl $name {
            /// What the service answered, whatever the variant.
            #[must_use]
            pub fn response(&self) -> &$crate::ErrorResponse {
                $crate::ServiceError::response(self)
            }

            /// The code of the error, empty if the service named none.
            #[must_use]
            pub fn code(&self) -> &str {
                self.response().code()
            }

            /// The service's message to a human reader.
            #[must_use]
            pub fn message(&self) -> ::core::option::Option<&str> {
                self.response().message()
            }

            /// The ID under which the service's support finds the request.
            #[must_use]
            pub fn request_id(&self) -> ::core::option::Option<&str> {
                self.response().request_id()
            }

            /// The HTTP status of the response.
            #[must_use]
            pub fn status(&self) -> u16 {
                self.response().status()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.response(), f)
            }
        }

        impl ::core::error::Error for $name {}

        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::Serialize::serialize(self.response(), serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize_service_error(deserializer)
            }
        }
    };
}

/// Reads an [`ErrorResponse`] and finds its variant.
pub fn deserialize_service_error<'de, T: ServiceError, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    ErrorResponse::deserialize(deserializer).map(T::from_response)
}
