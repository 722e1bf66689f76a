//! Errors that a service returns when an operation fails.

use crate::Service;

mod call;
mod cause;
mod exception;
mod response;
mod retry;
mod scan;

pub use call::{CallError, CallErrorKind};
pub use cause::{RequestError, TransportError};
pub use exception::Exception;
#[cfg(feature = "http")]
pub(crate) use response::request_id;
#[cfg(feature = "server")]
pub(crate) use response::{ERROR_TYPE, QUERY_ERROR, REQUEST_ID};
pub use response::{
    ErrorResponse, decode_exception, encode_exception, exception_code, with_query_code,
};

/// The errors of one service: a variant per modeled exception, and `Unknown(ErrorResponse)` for all
/// others. Implemented by [`service_error!`](crate::service_error!).
pub trait ServiceError: std::error::Error + Send + Sync + Sized + 'static {
    /// The service.
    const SERVICE: Service;

    /// Converts a response to the variant for its code. A response that does not decode as its
    /// exception becomes the unknown variant, unchanged.
    fn from_response(response: ErrorResponse) -> Self;

    /// Returns the service's response, whatever the variant.
    fn response(&self) -> &ErrorResponse;
}

/// Defines the errors of one service from a table of its exceptions.
///
/// ```
/// use aws_json_protocol::{ErrorResponse, ServiceError, service_error, structure};
///
/// service_error! {
///     /// What an operation can fail with.
///     pub enum Error {
///         ConstraintViolation(ConstraintViolationException) = "ConstraintViolationException",
///     }
/// }
///
/// structure! {
///     /// A limit is reached.
///     #[derive(Default)]
///     pub struct ConstraintViolationException {
///         optional {
///             message: String = "Message" | "message" | "errorMessage",
///             reason: String = "Reason",
///         }
///     }
/// }
///
/// let body = r#"{"__type": "ConstraintViolationException", "Reason": "ACCOUNT_NUMBER_LIMIT_EXCEEDED"}"#;
/// match Error::from_response(ErrorResponse::new(400, body)) {
///     Error::ConstraintViolation(exception) => {
///         assert_eq!(exception.reason.as_deref(), Some("ACCOUNT_NUMBER_LIMIT_EXCEEDED"));
///     }
///     other => eprintln!("{}: {}", other.code(), other.response().text()),
/// }
///
/// // In a test:
/// let error = Error::from(ConstraintViolationException::default().message("Enough."));
/// assert_eq!(error.to_string(), "ConstraintViolationException: Enough. (HTTP 400)");
/// ```
///
/// After the name, `for SERVICE` names the [`Service`]; without it, the service uses AWS JSON 1.1
/// and has no name.
///
/// A row is a variant with the structure of the exception, documented like a variant, which becomes
/// `Variant(Exception<Structure>)`, and the codes that identify it, `= "Code" | "Another"`; an
/// exception whose codes identify another has none. It can end with, in this order:
///
/// - `(status 500)`, the HTTP status if it is not 400;
/// - the marks [`sensitive_message`](crate::mark::sensitive_message),
///   [`retryable`](crate::mark::retryable) and [`throttling`](crate::mark::throttling).
///
/// The enum has `Clone`, `Debug`, `PartialEq`, the traits that the table derives, and
///
/// - `response`, `code`, `message`, `request_id` and `status`;
/// - `From` for each exception that has a code;
/// - [`ServiceError`], with `Display` and `std::error::Error`;
/// - `Serialize` and `Deserialize`, as the [`ErrorResponse`] with its raw body.
#[macro_export]
macro_rules! service_error {
    ($(#[$attribute:meta])* pub enum $name:ident $(for $service:path)? {$(
        $(#[$row:meta])* $variant:ident($exception:ty)
            $(= $code:literal $(| $other:literal)* $((status $status:literal))? $($mark:ident)*)?,
    )*}) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[doc = ::core::concat!(" `", $code, "`.")])?
                $(#[$row])*
                $variant($crate::Exception<$exception>),
            )*
            /// A code that this crate does not know, with the service's response.
            Unknown($crate::ErrorResponse),
        }

        impl $crate::ServiceError for $name {
            const SERVICE: $crate::Service =
                $crate::__private::part_or(&[$($service)?], $crate::Service::new("", "", "1.1"));

            // Inline functions are compiled where they are called: this one reads each exception.
            #[inline]
            fn from_response(response: $crate::ErrorResponse) -> Self {
                let response = $crate::__private::with_query_code(
                    response,
                    Self::SERVICE.is_query_compatible,
                );
                match $crate::__private::exception_code(&response) {
                    $($($code $(| $other)* => {
                        $(let response = $crate::mark::$mark(response);)*
                        $crate::__private::decode_exception(response, Self::$variant, Self::Unknown)
                    })?)*
                    _ => Self::Unknown(response),
                }
            }

            fn response(&self) -> &$crate::ErrorResponse {
                match self {
                    $(Self::$variant(exception) => exception.response(),)*
                    Self::Unknown(response) => response,
                }
            }
        }

        $($(
            impl ::core::convert::From<$exception> for $name {
                /// Converts the exception as if the service had returned it.
                #[inline]
                fn from(exception: $exception) -> Self {
                    let response = $crate::__private::encode_exception(
                        &exception,
                        $crate::__private::part_or(&[$($status)?], 400),
                        $code,
                    );
                    $(let response = $crate::mark::$mark(response);)*
                    Self::$variant($crate::Exception::new(exception, response))
                }
            }
        )?)*

        $crate::__service_error! { $name }
    };
}

/// Defines what is the same for all services.
#[doc(hidden)]
#[macro_export]
macro_rules! __service_error {
    ($name:ident) => {
        impl $name {
            /// Returns the service's response, whatever the variant.
            #[must_use]
            pub fn response(&self) -> &$crate::ErrorResponse {
                $crate::ServiceError::response(self)
            }

            /// Returns the code of the error; empty if the service sent none.
            #[must_use]
            pub fn code(&self) -> &str {
                self.response().code()
            }

            /// Returns the service's human-readable message.
            #[must_use]
            pub fn message(&self) -> ::core::option::Option<&str> {
                self.response().message()
            }

            /// Returns the ID by which the service's support can find the request.
            #[must_use]
            pub fn request_id(&self) -> ::core::option::Option<&str> {
                self.response().request_id()
            }

            /// Returns the HTTP status of the response.
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
            fn serialize<__S: $crate::__private::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::__private::Serialize::serialize(self.response(), serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::__private::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                <$crate::ErrorResponse as $crate::__private::Deserialize>::deserialize(deserializer)
                    .map($crate::ServiceError::from_response)
            }
        }
    };
}
