//! What crates generated from AWS JSON service models stand on: the part of the
//! [AWS JSON 1.1 protocol](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html) that is the
//! same for every service and every type, written once and by hand.
//!
//! A generated file holds tables of names and types; what follows from a table is made by a macro of
//! this crate:
//!
//! | the model has | generated code has | from here |
//! |---|---|---|
//! | a structure | a struct with a row per member | [`structure!`] |
//! | a string enum | an enum that is never too old for its data | [`open_enum!`], [`OpenEnum`] |
//! | a union | an enum, likewise | [`tagged_union!`] |
//! | an operation | a unit struct | [`operation!`], [`Operation`], [`OperationInput`], [`Paginated`], [`Pagination`] |
//! | the exceptions of a service | one error enum | [`service_error!`], [`ServiceError`], [`Exception`], [`ErrorResponse`] |
//! | a timestamp, a blob, a document, a big number | the type of a member | [`Timestamp`], `Blob` (feature `blob`), [`Document`], [`Number`] |
//! | a sensitive member, a `timestampFormat`, a float | a mark in a row | [`mark`] |
//! | constraints of values | brackets in a row | `Validate` (feature `validate`) |
//! | values of any shape | | [`Decode`], which says how they are read |
//!
//! Nothing here sends a request; [`pages`] and [`items`] ask a client of your choice to do it.
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
//! An item or row that is deprecated is still used by what the macros make of it: put the tables into a
//! module that has `#[allow(deprecated)]`.
//!
//! # Limits
//!
//! - JSON nested deeper than 128 levels is an error, the limit of `serde_json`; so is what other formats
//!   set as theirs. Members that no row names do not count: they are skipped, in constant memory.
//! - Reading takes memory in proportion to the values, at most three times what they take in the end. Who
//!   reads from the network bounds the size of a body.
//! - A [`Number`] holds an integer of 64 bits or an `f64`; of a number that is longer, the last
//!   digits are lost, unless the feature `arbitrary_precision` is on.
//! - An event stream is a union of its events, and a streamed payload a `Blob`: how they travel is
//!   not expressed.
//!
//! # Features
//!
//! - `blob` (on by default): `Blob`, with the `base64` crate;
//! - `chrono`, `jiff`, `time`: conversions between [`Timestamp`] and the types of those crates;
//! - `stream`: `page_stream` and `item_stream`, the asynchronous twins of [`pages`] and [`items`];
//! - `validate`: `validate` on structures and unions, which reports every value that the model does not
//!   allow; `regex` has it check patterns too;
//! - `arbitrary_precision`, `preserve_order`: the features of `serde_json` that have these names, for
//!   [`Number`] and [`Document`]. They hold for a whole build, whoever turns them on.

#[cfg(feature = "blob")]
mod blob;
mod constraint_doc;
mod decode;
mod error;
mod format;
pub mod mark;
mod open_enum;
mod operation;
mod redacted;
mod structure;
mod timestamp;
mod union;
#[cfg(feature = "validate")]
mod validate;

#[cfg(feature = "blob")]
pub use blob::Blob;
pub use decode::Decode;
pub use error::{ErrorResponse, Exception, ServiceError};
pub use open_enum::OpenEnum;
#[cfg(feature = "stream")]
pub use operation::{ItemStream, PageStream, item_stream, page_stream};
pub use operation::{
    Items, Operation, OperationInput, Pages, Paginated, Pagination, RepeatedToken, items, pages,
};
pub use redacted::Redacted;
/// A JSON number, for the big numbers of a model. It is exact for integers from `i64::MIN` to
/// `u64::MAX` and as precise as an `f64` for all others, unless some crate of the build turns on
/// `serde_json`'s feature `arbitrary_precision`.
pub use serde_json::Number;
/// A value of any shape, for document shapes and members of unions that are newer than the crate.
pub use serde_json::Value as Document;
pub use timestamp::{Timestamp, TimestampError};
#[cfg(feature = "validate")]
pub use validate::{Validate, Violation, Violations};

/// What the macros expand to. No part of the public API.
#[doc(hidden)]
pub mod __private {
    pub use serde::de::MapAccess;
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::decode::Members;
    pub use crate::error::{decode_exception, deserialize_service_error};
    pub use crate::open_enum::{compare_open_enum, debug_open_enum, decode_open_enum};
    pub use crate::operation::{has_more, operation_name, token};
    pub use crate::structure::{ObjectWriter, Structure, debug_structure, decode_structure};
    pub use crate::union::{
        TaggedUnion, debug_unknown_member, decode_union, serialize_member, serialize_unknown_member,
    };
    #[cfg(feature = "validate")]
    pub use crate::validate::{Check, Checker, Constraint, Member, Unit};
}
