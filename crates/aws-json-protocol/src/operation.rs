//! What an operation is, to the code that sends it.

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
#[cfg(feature = "stream")]
pub use pagination::{ItemStream, PageStream, item_stream, page_stream};
pub use pagination::{
    Items, Pages, Paginated, Pagination, RepeatedToken, has_more, items, pages, token,
};

/// One operation of a service. Generated crates have a unit struct per operation, which
/// [`operation!`](crate::operation!) makes; a client that can send one can send all.
///
/// With the feature `http`, [`request`](Self::request) and [`response`](Self::response) turn input and
/// output into messages of HTTP; whatever client is at hand signs and carries them. Without it, this is
/// what a request has:
///
/// ```
/// use aws_json_protocol::Operation;
///
/// fn headers<O: Operation>() -> [(&'static str, &'static str); 2] {
///     [("Content-Type", O::SERVICE.content_type()), ("X-Amz-Target", O::TARGET)]
/// }
/// ```
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
    /// What stands before the endpoint's host name, such as `data-`. In `{AccountId}.`, the braces
    /// and what is between them stand for the input's member of that name
    /// ([`endpoint` trait](https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait)).
    const HOST_PREFIX: &'static str = "";
    /// Whether the input has an optional member for an idempotency token.
    const HAS_IDEMPOTENCY_TOKEN: bool = false;
    /// The service.
    const SERVICE: Service = <Self::Error as ServiceError>::SERVICE;
    /// What to send. An operation without input sends `{}`.
    type Input: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What a successful response holds.
    type Output: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What an unsuccessful response holds: the one error type of the service.
    type Error: ServiceError;

    /// The value of the input's member that [`HOST_PREFIX`](Self::HOST_PREFIX) has in braces.
    fn host_label<'a>(input: &'a Self::Input, member: &str) -> Option<&'a str> {
        let _ = (input, member);
        None
    }

    /// Gives the input an idempotency token if it has a member for one and that is absent
    /// ([`idempotencyToken` trait](https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait)).
    fn fill_idempotency_token(input: &mut Self::Input) {
        let _ = input;
    }

    /// The request that sends an input to an endpoint, such as
    /// `https://organizations.us-east-1.amazonaws.com`. It is not signed.
    ///
    /// It is made as [AWS JSON 1.1](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#protocol-behaviors)
    /// asks: `POST` to the path of the endpoint, with the headers `content-type`, `content-length` and
    /// `x-amz-target`, and `x-amzn-query-mode` if the service is
    /// [query-compatible](Service::is_query_compatible). An absent idempotency token is filled in. What
    /// the [host prefix](Self::HOST_PREFIX) says goes before the endpoint's host name, unless that is
    /// an IP address.
    ///
    /// # Errors
    ///
    /// The endpoint has no host, a member that becomes part of the host name is not fit for it, or the
    /// input cannot be written as JSON.
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

    /// The output that a response holds.
    ///
    /// A status of 300 and up is an error, whatever its body
    /// ([operation error serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization)).
    /// The body of a success may be empty, as it should be for an operation without output, and its
    /// content type is not looked at.
    ///
    /// # Errors
    ///
    /// The response is an error of the service, or its body is not the output.
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

/// The input of one operation, so that its type alone says what to send it to.
///
/// ```
/// use aws_json_protocol::{Operation, OperationInput};
///
/// fn send<I: OperationInput>(input: &I) -> Result<<I::Operation as Operation>::Output, String> {
///     let target = <I::Operation as Operation>::TARGET;
///     let body = serde_json::to_string(input).map_err(|error| error.to_string())?;
///     Err(format!("no network to send {body} to {target}"))
/// }
/// ```
pub trait OperationInput:
    Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// The operation.
    type Operation: Operation<Input = Self>;
}

/// An operation, from the facts of the model.
///
/// ```
/// use aws_json_protocol::{Operation, OperationInput, operation, service_error, structure};
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
/// fn name_of<I: OperationInput>(_: &I) -> &'static str {
///     <I::Operation as Operation>::NAME
/// }
///
/// assert_eq!(name_of(&ListAccountsRequest::default().max_results(20)), "ListAccounts");
/// assert_eq!(ListAccounts::ERRORS, ["AccessDeniedException", "ServiceException"]);
/// assert!(ListAccounts::PAGINATION.is_some_and(|pages| pages.result_keys == ["Accounts"]));
/// ```
///
/// Behind the line with input, output and error come, in this order, what [`Operation`] and
/// [`Pagination`] document; all but the target can be left out:
///
/// - `target "Service.Operation";`, whose part behind the last full stop is the operation's name;
/// - `errors { "Code", }`;
/// - `pages { … }`, with a row per token and, where the model has them, one for the items, the limit,
///   and the member that says whether more pages follow:
///   `more "HasMore" = |page| page.has_more.as_ref();`. A token's row has the names of the members of
///   the input and of the output, the field of the input, which is optional, and where in a page the
///   token is, a reference to a `String`, number, [`Blob`](crate::Blob), list or map; of several
///   places, divided by commas, the first that is not empty. The row of the items has all result
///   keys, and then the type and the place of the items of the first. Rows without what stands from
///   the colon or equals sign on give [`PAGINATION`](crate::Operation::PAGINATION) only, and not
///   [`Paginated`](crate::Paginated);
/// - `host_prefix "data-";`, or `host_prefix "{AccountId}." { "AccountId" => account_id }` with the
///   fields of the members in braces;
/// - `idempotency_token client_token;`, the field that takes the token.
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
            $(const HAS_IDEMPOTENCY_TOKEN: bool = $crate::__true!($token);)?
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
                fn fill_idempotency_token(input: &mut $input) {
                    input.$token.get_or_insert_with($crate::idempotency_token);
                }
            )?
        }

        $($crate::__paginated! { $name $input, $output; $($pages)* })?
    };
}

/// True, for a part of a table that is there.
#[doc(hidden)]
#[macro_export]
macro_rules! __true {
    ($part:tt) => {
        true
    };
}

/// What follows the last full stop of a target.
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
