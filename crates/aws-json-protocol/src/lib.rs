//! The runtime library of crates generated from AWS JSON service models: the part of the
//! [AWS JSON 1.1 protocol](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html) that is
//! the same for every service and every type, written once, by hand.
//!
//! A generated file holds tables of names and types; the macros of this crate define the rest from
//! them:
//!
//! | the model has | generated code has | from here |
//! |---|---|---|
//! | a structure | a struct with a row per member | [`structure!`] |
//! | a string enum | an enum that keeps unknown values | [`open_enum!`], [`OpenEnum`] |
//! | a union | an enum, likewise | [`tagged_union!`] |
//! | the service | a constant | [`Service`] |
//! | an operation | a unit struct | [`operation!`], [`Operation`], [`OperationInput`], [`Paginated`], [`Pagination`] |
//! | the exceptions of a service | one error enum | [`service_error!`], [`ServiceError`], [`Exception`], [`ErrorResponse`], [`CallError`] |
//! | a timestamp, a blob, a document, a big number | the type of a member | [`Timestamp`], `Blob` (feature `blob`), [`Document`], [`Number`] |
//! | a sensitive member, a `timestampFormat`, a float | a mark in a row | [`mark`] |
//! | endpoint rules | the endpoints in every partition | [`endpoints!`], [`endpoint`] |
//! | constraints of values | brackets in a row | `Validate` (feature `validate`) |
//! | values of any shape | | [`Decode`], which reads them |
//! | the operations, for a server | a trait with a method each, and its dispatch | `server!` (feature `server`) |
//!
//! [`Operation`] creates requests and reads responses. This crate does not send them; [`Paginated`]
//! asks a client of your choice to do it, page by page.
//!
//! ```
//! use aws_json_protocol::{Timestamp, open_enum, structure};
//!
//! structure! {
//!     /// An account of the organization.
//!     #[derive(Default)]
//!     pub struct Account {
//!         optional {
//!             id: String = "Id",
//!             email: String = "Email" sensitive,
//!             status: AccountStatus = "Status",
//!             joined_timestamp: Timestamp = "JoinedTimestamp",
//!         }
//!     }
//! }
//!
//! open_enum! {
//!     /// Whether an account can be used.
//!     pub enum AccountStatus {
//!         Active = "ACTIVE",
//!         Suspended = "SUSPENDED",
//!     }
//! }
//!
//! let json = r#"{"Id":"111122223333","Email":"ana@example.com","Status":"HIBERNATING"}"#;
//! let account: Account = serde_json::from_str(json)?;
//! assert_eq!(account.status, Some(AccountStatus::from("HIBERNATING")));
//! assert_eq!(serde_json::to_string(&account)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! The code that a macro expands to uses deprecated items and rows, too: put the tables into a
//! module with `#[allow(deprecated)]`.
//!
//! # Limits
//!
//! - JSON nested deeper than 128 levels is an error, the limit of `serde_json`; other formats have
//!   limits of their own. Members that no row names do not count: they are skipped, in constant
//!   memory.
//! - Reading the deepest JSON takes less than 256 kB of stack, even in a debug build, if no structure has
//!   more than 100 members.
//! - Reading takes memory in proportion to the values, at most three times what they take in the
//!   end. Limit the size of a body that comes from the network: a few bytes can become a large value,
//!   such as `{},` in a list, which becomes a structure with all of its members.
//! - A [`Number`] holds a 64-bit integer or an `f64`; a longer number loses its last digits, unless
//!   the feature `arbitrary_precision` is enabled.
//! - An event stream is a union of its events, and a streamed payload is a `Blob`; streaming itself
//!   is not supported.
//!
//! # Features
//!
//! - `blob` (on by default): `Blob`, with the `base64` crate, whose build takes 0.8 s of CPU time;
//! - `http` (on by default): requests and responses as types of the `http` crate;
//! - `uuid` (on by default): idempotency tokens, with the `uuid` crate;
//! - `chrono`, `jiff`, `time`: conversions between [`Timestamp`] and the types of those crates;
//! - `stream`: asynchronous streams of pages and items, the twins of the iterators of [`Paginated`];
//! - `validate`: `validate` on structures and unions, which reports every value that the model does
//!   not allow; `regex` also checks patterns;
//! - `server`: the macro `server!`, for the server side of services; `tower` makes them
//!   services of `tower`, too;
//! - `arbitrary_precision`, `preserve_order`: the features of `serde_json` with these names, for
//!   [`Number`] and [`Document`]: numbers with all their digits, and members in their order. If any
//!   crate enables them, they apply to the whole build.

#[cfg(feature = "blob")]
mod blob;
mod constraint_doc;
mod decode;
pub mod endpoint;
mod error;
mod format;
#[cfg(feature = "uuid")]
mod idempotency;
pub mod mark;
mod open_enum;
mod operation;
mod part;
#[cfg(feature = "server")]
mod server;
mod service;
mod structure;
mod timestamp;
mod union;
#[cfg(feature = "validate")]
mod validate;

#[cfg(feature = "blob")]
pub use blob::Blob;
pub use decode::Decode;
pub use error::{
    CallError, CallErrorKind, ErrorResponse, Exception, RequestError, ServiceError, TransportError,
};
/// The types of requests and responses.
#[cfg(feature = "http")]
pub use http;
#[cfg(feature = "uuid")]
pub use idempotency::idempotency_token;
pub use mark::Redacted;
pub use open_enum::OpenEnum;
#[cfg(feature = "http")]
pub use operation::request_id;
pub use operation::{HostLabel, Operation, OperationInput, Paginated, Pagination, RepeatedToken};
/// A JSON number, for the big numbers of a model. It is exact for integers from `i64::MIN` to
/// `u64::MAX` and as precise as an `f64` for all others, unless any crate in the build enables
/// `serde_json`'s feature `arbitrary_precision`.
pub use serde_json::Number;
/// A value of any shape, for document shapes and for union members that are newer than the crate.
pub use serde_json::Value as Document;
#[cfg(feature = "server")]
pub use server::MAX_BODY_SIZE;
pub use service::Service;
pub use timestamp::{Timestamp, TimestampError};
#[cfg(feature = "validate")]
pub use validate::{Validate, Violation, ViolationKind, Violations};

/// Items that the macros expand to. Not part of the public API.
#[doc(hidden)]
pub mod __private {
    pub use serde::de::{Error, MapAccess};
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::decode::{Members, from_text, required, with_room, zero};
    pub use crate::endpoint::{Partition, Row};
    pub use crate::error::{decode_exception, encode_exception, exception_code, with_query_code};
    pub use crate::mark::shown;
    pub use crate::open_enum::debug_open_enum;
    pub use crate::operation::{has_more, operation_name, token};
    pub use crate::part::{part, part_or};
    #[cfg(feature = "tower")]
    pub use crate::server::tower;
    #[cfg(feature = "server")]
    pub use crate::server::{
        input, not_implemented, reason, respond, target, unknown_operation, validation_exception,
        written,
    };
    pub use crate::structure::{ObjectWriter, debug_structure};
    pub use crate::union::{
        debug_unknown_member, decode_union, serialize_member, serialize_unknown_member,
    };
    #[cfg(feature = "validate")]
    pub use crate::validate::{Check, Checker, Constraint, bound};
}
