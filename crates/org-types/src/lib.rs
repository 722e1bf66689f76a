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
//! Members and enum values that are newer than this crate are no problem:
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

#[rustfmt::skip]
#[allow(deprecated, reason = "deprecated items still refer to each other")]
mod generated;

#[cfg(feature = "validate")]
pub use aws_json_protocol::{Validate, Violation, Violations};
pub use generated::*;
