//! What an operation is, to the code that sends it.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::ServiceError;

mod pagination;

#[cfg(feature = "stream")]
pub use pagination::{ItemStream, PageStream, item_stream, page_stream};
pub use pagination::{
    Items, Pages, Paginated, Pagination, RepeatedToken, has_more, items, pages, token,
};

/// One operation of a service. Generated crates have a unit struct per operation, which
/// [`operation!`](crate::operation!) makes; a client that can send one can send all.
///
/// ```
/// use aws_json_protocol::Operation;
///
/// fn headers<O: Operation>() -> [(&'static str, &'static str); 2] {
///     [("Content-Type", "application/x-amz-json-1.1"), ("X-Amz-Target", O::TARGET)]
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
    /// and what is between them stand for the input's member of that name.
    const HOST_PREFIX: &'static str = "";
    /// What to send. An operation without input sends `{}`.
    type Input: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What a successful response holds.
    type Output: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What an unsuccessful response holds: the one error type of the service.
    type Error: ServiceError;
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
/// - `host_prefix "data-";`.
#[macro_export]
macro_rules! operation {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident: $input:ty => $output:ty, $error:ty;
        target $target:literal;
        $(errors { $($code:literal,)* })?
        $(pages { $($pages:tt)* })?
        $(host_prefix $host_prefix:literal;)?
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
        }

        $($crate::__paginated! { $name $input, $output; $($pages)* })?
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
