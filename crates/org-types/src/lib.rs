//! The types and operations of AWS Organizations, with serde on every type.
//!
//! Structures, enums and errors are generated from the service model that AWS publishes, as is a
//! type per operation with its target, input and output. The crate uses AWS JSON 1.1 but does not
//! access the network: it creates requests and reads responses, and any HTTP client can sign and
//! send them.
//!
//! # Examples
//!
//! A request is created from its required members; setters add the others:
//!
//! ```
//! use org_types::{CreateAccountRequest, Tag};
//!
//! let request = CreateAccountRequest::new("ana@example.com", "Ana").tags([Tag::new("team", "blue")]);
//! assert_eq!(
//!     serde_json::to_value(&request)?,
//!     serde_json::json!({
//!         "Email": "ana@example.com",
//!         "AccountName": "Ana",
//!         "Tags": [{"Key": "team", "Value": "blue"}],
//!     }),
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! A response is read with serde, from the network or from a file that the AWS CLI has written.
//! An enum value that is newer than this crate is kept, and a newer member is skipped:
//!
//! ```
//! use org_types::{AccountStatus, ListAccountsResponse};
//!
//! let saved = r#"{"Accounts": [
//!     {"Id": "111122223333", "Status": "ACTIVE", "JoinedTimestamp": 1482952459.257},
//!     {"Id": "444455556666", "Status": "HIBERNATING"}
//! ]}"#;
//! let page: ListAccountsResponse = serde_json::from_str(saved)?;
//! for account in page.accounts.unwrap_or_default() {
//!     match account.status {
//!         Some(AccountStatus::Active) => {}
//!         Some(AccountStatus::Unknown(value)) => println!("newer than this crate: {value}"),
//!         _ => {}
//!     }
//! }
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! With the feature `http`, an operation creates the request for its input, and reads a response as
//! its output or its error:
//!
#![cfg_attr(feature = "http", doc = "```")]
#![cfg_attr(not(feature = "http"), doc = "```ignore")]
//! use org_types::{DescribeHandshake, DescribeHandshakeRequest, Error, Operation};
//!
//! let endpoint = "https://organizations.us-east-1.amazonaws.com".parse()?;
//! let input = DescribeHandshakeRequest::new("h-examplehandshakeid111");
//! let request = DescribeHandshake::request(&input, &endpoint)?;
//! assert_eq!(request.headers()["content-type"], "application/x-amz-json-1.1");
//!
//! let body = r#"{"__type": "HandshakeNotFoundException", "Message": "No such handshake."}"#;
//! let response = http::Response::builder().status(400).body(body)?;
//! let error = DescribeHandshake::response(response).unwrap_err();
//! assert!(matches!(error.service_error(), Some(Error::HandshakeNotFound(_))));
//! assert_eq!(
//!     error.to_string(),
//!     "DescribeHandshake: HandshakeNotFoundException: No such handshake. (HTTP 400)",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Paginated`] follows the pages of an operation, given a function that sends a request:
//!
//! ```
//! use org_types::{ListRoots, ListRootsRequest, ListRootsResponse, Paginated, RepeatedToken};
//!
//! # fn send(_: &ListRootsRequest) -> Result<ListRootsResponse, RepeatedToken> {
//! #     Ok(ListRootsResponse::default())
//! # }
//! for root in ListRoots::items(ListRootsRequest::default(), send) {
//!     println!("{:?}", root?.name);
//! }
//! # Ok::<(), RepeatedToken>(())
//! ```
//!
//! With the feature `validate`, a request can be checked before it is sent; the documentation of `Validate`
//! has an example.
//!
//! With the feature `server`, the trait `Organizations` has a method per operation, and `dispatch` answers
//! requests with them. A method that is left out answers that it is not implemented:
//!
#![cfg_attr(feature = "server", doc = "```")]
#![cfg_attr(not(feature = "server"), doc = "```ignore")]
//! use org_types::server::{Organizations, dispatch};
//! use org_types::{DescribeAccount, DescribeAccountRequest, DescribeAccountResponse, Operation};
//! use org_types::{Account, AccountNotFoundException, Error};
//!
//! struct OneAccount;
//!
//! impl Organizations for OneAccount {
//!     async fn describe_account(
//!         &self,
//!         input: DescribeAccountRequest,
//!         _: &http::request::Parts,
//!     ) -> Result<DescribeAccountResponse, Error> {
//!         match input.account_id.as_str() {
//!             "111122223333" => {
//!                 let account = Account::default().id(input.account_id).name("Ana");
//!                 Ok(DescribeAccountResponse::default().account(account))
//!             }
//!             _ => Err(AccountNotFoundException::default().message("No such account.").into()),
//!         }
//!     }
//! }
//!
//! # async fn answer() -> Result<(), Box<dyn std::error::Error>> {
//! let input = DescribeAccountRequest::new("444455556666");
//! let request = DescribeAccount::request(&input, &"http://localhost".parse()?)?;
//! let error = DescribeAccount::response(dispatch(&OneAccount, request).await).unwrap_err();
//! assert_eq!(error.code(), Some("AccountNotFoundException"));
//! # Ok(())
//! # }
//! # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
//! # let outcome = std::pin::pin!(answer()).poll(&mut context);
//! # assert!(matches!(outcome, std::task::Poll::Ready(Ok(()))), "{outcome:?}");
//! ```
//!
//! # Features
//!
//! - `http` (on by default): requests and responses as types of the `http` crate;
//! - `chrono`, `jiff`, `time`: conversions between [`Timestamp`] and the types of those crates;
//! - `stream`: asynchronous streams of pages and items, the twins of the iterators of [`Paginated`];
//! - `validate`: `validate` on every structure and union; `regex` also checks patterns;
//! - `server`: the module `server`, with a trait to implement the service; `tower` makes an
//!   implementation a service of `tower`, too.
//!
//! # Modules
//!
//! - [`operation`]: a type per operation, with its request and response.
//! - [`types`]: the structures and enums that operations share.
//! - [`error`]: [`Error`] and the exceptions in it.
//! - [`service`]: what a client needs to send requests, such as the name to sign for.
//! - `server` (feature `server`): the server side of the service.
//!
//! The items of all but the last two can also be imported from the crate's root, as can the items of
//! [`aws_json_protocol`] that they use: [`Operation`], [`Timestamp`] and so on. The documentation
//! of a member starts with its name on the wire.
//!
//! # Reading
//!
//! A value is read in one pass, as leniently as AWS's own clients read it: null means absent,
//! members that are newer than the crate are skipped, and a required member that is missing from a
//! response becomes its zero value. Errors name the place and quote no value. The deserializer
//! limits nesting: `serde_json` allows 128 levels.
//!
//! What was skipped is missing from the value that is written back. To change a document that may
//! have newer members and keep them all, change its `serde_json::Value`.
//!
//! # Newer versions
//!
//! AWS adds members, enum values and exceptions, and a newer version of the crate has them:
//! structures and enums are `#[non_exhaustive]`. A value that arrived as `Unknown` then arrives as a
//! variant of its own, and so does an exception. To match one that the crate does not have yet,
//! compare `as_str` or [`Error::code`], which stay the same.

#[rustfmt::skip]
#[allow(deprecated, reason = "deprecated items still refer to each other")]
mod generated;

#[cfg(feature = "validate")]
pub use aws_json_protocol::{Validate, Violation, Violations};
pub use generated::*;
