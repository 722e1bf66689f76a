//! Operations, their requests and their responses.

use std::borrow::Cow;
use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

#[cfg(feature = "http")]
use crate::{CallError, RequestError};
use crate::{Service, ServiceError};

mod host_label;
#[cfg(feature = "http")]
mod host_prefix;
#[cfg(feature = "http")]
mod message;
mod pagination;

pub use host_label::HostLabel;
#[cfg(feature = "http")]
pub use message::request_id;
#[cfg(feature = "server")]
pub(crate) use message::{TARGET, or_empty_object};
pub use pagination::{Paginated, Pagination, RepeatedToken, has_more, token};

/// One operation of a service. Generated crates have a unit struct per operation, defined by
/// [`operation!`](crate::operation!); a client that can send one operation can send them all.
///
/// With the feature `http`, [`request`](Self::request) creates the HTTP request for an input, and
/// [`response`](Self::response) reads an HTTP response; any client can sign and send them. Without the
/// feature, the input is written with serde, and the request needs the headers `Content-Type`, from
/// [`Service::content_type`], and `X-Amz-Target`, from [`TARGET`](Self::TARGET).
pub trait Operation {
    /// The name in the model.
    const NAME: &'static str;
    /// The value of the `X-Amz-Target` header: the name of the service, a full stop, the name of
    /// the operation.
    const TARGET: &'static str;
    /// The codes of the errors that the model lists for the operation.
    const ERRORS: &'static [&'static str];
    /// How to ask for the next page, if the operation answers in pages.
    const PAGINATION: Option<Pagination> = None;
    /// The prefix of the endpoint's host name, such as `data-`. A name in braces, as in `{AccountId}.`,
    /// stands for the value of that member of the input
    /// ([`endpoint` trait](https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait)).
    const HOST_PREFIX: &'static str = "";
    /// The service.
    const SERVICE: Service = <Self::Error as ServiceError>::SERVICE;
    /// The content of a request. An operation without input sends `{}`.
    type Input: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// The content of a successful response.
    type Output: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// The content of an unsuccessful response: the one error type of the service.
    type Error: ServiceError;

    /// Returns the value of a member that [`HOST_PREFIX`](Self::HOST_PREFIX) names in braces.
    fn host_label<'a>(input: &'a Self::Input, member: &str) -> Option<&'a str> {
        let _ = (input, member);
        None
    }

    /// Returns the input, with a new idempotency token if it has a member for one and that is absent
    /// ([`idempotencyToken` trait](https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait)).
    fn with_idempotency_token(input: &Self::Input) -> Cow<'_, Self::Input> {
        Cow::Borrowed(input)
    }

    /// Creates the request that sends an input to an endpoint, such as
    /// `https://organizations.us-east-1.amazonaws.com`. The request is not signed.
    ///
    /// As [AWS JSON 1.1](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#protocol-behaviors)
    /// specifies, it is a `POST` to the path of the endpoint, with the headers `content-type`,
    /// `content-length` and `x-amz-target`, and `x-amzn-query-mode` if the service is
    /// [query-compatible](Service::is_query_compatible). An absent idempotency token is filled in. The
    /// [host prefix](Self::HOST_PREFIX) is added to the endpoint's host name unless that is an IP
    /// address.
    ///
    /// # Errors
    ///
    /// Returns an error if the endpoint has no host, if a member of the host prefix is not a valid host
    /// label, if the target is not a valid header, or if the input cannot be written as JSON.
    #[cfg(feature = "http")]
    fn request(
        input: &Self::Input,
        endpoint: &http::Uri,
    ) -> Result<http::Request<Vec<u8>>, RequestError>
    where
        Self: Sized,
    {
        message::request::<Self>(input, endpoint)
    }

    /// Reads the output from a response.
    ///
    /// A status of 300 or more is an error, whatever its body
    /// ([operation error serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization)).
    /// The body of a success may be empty, as the protocol recommends for an operation without output.
    /// Its content type does not matter.
    ///
    /// # Errors
    ///
    /// Returns an error if the response is an error of the service, or if its body is not the output.
    #[cfg(feature = "http")]
    fn response<B: AsRef<[u8]>>(
        response: http::Response<B>,
    ) -> Result<Self::Output, CallError<Self::Error>>
    where
        Self: Sized,
    {
        message::response::<Self, B>(response)
    }
}

/// The input of exactly one operation: its type alone identifies the operation.
pub trait OperationInput:
    Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// The operation.
    type Operation: Operation<Input = Self>;
}

/// Defines an operation.
///
/// ```
/// use aws_json_protocol::{Operation, Paginated, RepeatedToken, operation, service_error, structure};
///
/// operation! {
///     /// Lists every account of the organization.
///     pub struct ListAccounts: ListAccountsRequest => ListAccountsResponse, Error;
///     target "AWSOrganizationsV20161128.ListAccounts";
///     errors {
///         "AccessDeniedException",
///         "ServiceException",
///     }
///     pages {
///         token "NextToken" => "NextToken": next_token = |page| page.next_token.as_ref();
///         items "Accounts": Vec<String> = |page| page.accounts.unwrap_or_default();
///         limit "MaxResults";
///     }
/// }
///
/// structure! {
///     /// Input of [`ListAccounts`].
///     #[derive(Default)]
///     pub struct ListAccountsRequest for ListAccounts {
///         optional {
///             next_token: String = "NextToken",
///             max_results: i32 = "MaxResults",
///         }
///     }
/// }
///
/// structure! {
///     /// Output of [`ListAccounts`].
///     #[derive(Default)]
///     pub struct ListAccountsResponse {
///         optional {
///             accounts: Vec<String> = "Accounts",
///             next_token: String = "NextToken",
///         }
///     }
/// }
///
/// service_error! {
///     /// What an operation can fail with.
///     pub enum Error {}
/// }
///
/// assert_eq!(ListAccounts::NAME, "ListAccounts");
/// assert_eq!(ListAccounts::ERRORS, ["AccessDeniedException", "ServiceException"]);
/// assert!(ListAccounts::PAGINATION.is_some_and(|pages| pages.result_keys == ["Accounts"]));
///
/// let send = |input: &ListAccountsRequest| match input.next_token {
///     None => Ok(ListAccountsResponse::default().accounts(["Ana", "Ben"]).next_token("more")),
///     Some(_) => Ok::<_, RepeatedToken>(ListAccountsResponse::default().accounts(["Cy"])),
/// };
/// assert_eq!(ListAccounts::pages(ListAccountsRequest::default(), send).count(), 2);
/// let accounts: Result<Vec<_>, _> = ListAccounts::items(ListAccountsRequest::default(), send).collect();
/// assert_eq!(accounts?, ["Ana", "Ben", "Cy"]);
/// # Ok::<(), RepeatedToken>(())
/// ```
///
/// The line with input, output and error is followed, in this order, by the facts that [`Operation`] and
/// [`Pagination`] document. All but the target are optional:
///
/// - `target "Service.Operation";`: the part after the last full stop is the operation's name;
/// - `errors { "Code", }`;
/// - `pages { … }`, with a row per token and optional rows for the items, the limit, and the member that
///   says whether more pages follow, `more "HasMore" = |page| page.has_more.as_ref();`. A token's row
///   has the members of the input and of the output, the optional field of the input, and a closure that
///   finds the token in a page: a reference to a `String`, number, [`Blob`](crate::Blob), list or map.
///   The row of the items has all result keys, and the type and a closure for the items of the first.
///   Rows that end before the colon or equals sign define [`PAGINATION`](crate::Operation::PAGINATION)
///   but do not implement [`Paginated`](crate::Paginated);
/// - `host_prefix "data-";`, or `host_prefix "{AccountId}." { "AccountId" => account_id }` with the
///   fields of the members in braces;
/// - `idempotency_token client_token;`, the optional field for the token.
#[macro_export]
macro_rules! operation {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident: $input:ty => $output:ty, $error:ty;
        target $target:literal;
        $(errors { $($code:literal,)* })?
        $(pages { $($pages:tt)* })?
        $(host_prefix $host_prefix:literal $({ $($member:literal => $label:ident),+ })? $(;)?)?
        $(idempotency_token $token:ident;)?
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl $crate::Operation for $name {
            const NAME: &'static str = $crate::__private::operation_name($target);
            const TARGET: &'static str = $target;
            const ERRORS: &'static [&'static str] = &[$($($code),*)?];
            $(const PAGINATION: ::core::option::Option<$crate::Pagination> =
                ::core::option::Option::Some($crate::__pagination! { $($pages)* });)?
            $(const HOST_PREFIX: &'static str = $host_prefix;)?
            type Input = $input;
            type Output = $output;
            type Error = $error;

            $($(
                fn host_label<'a>(input: &'a $input, member: &str) -> ::core::option::Option<&'a str> {
                    match member {
                        $($member => $crate::HostLabel::host_label(&input.$label),)+
                        _ => ::core::option::Option::None,
                    }
                }
            )?)?

            $(
                fn with_idempotency_token(input: &$input) -> ::std::borrow::Cow<'_, $input> {
                    let mut input = ::core::clone::Clone::clone(input);
                    input.$token.get_or_insert_with($crate::idempotency_token);
                    ::std::borrow::Cow::Owned(input)
                }
            )?
        }

        $($crate::__paginated! { $name $input, $output; $($pages)* })?
    };
}

/// Returns the part of a target after its last full stop.
pub const fn operation_name(target: &'static str) -> &'static str {
    let mut start = target.len();
    while let Some((before, _)) = target.split_at_checked(start)
        && !matches!(before.as_bytes(), [] | [.., b'.'])
    {
        start -= 1;
    }
    match target.split_at_checked(start) {
        Some((_, name)) => name,
        None => target,
    }
}
