//! What crates generated from AWS JSON service models stand on: the part of the
//! [AWS JSON 1.1 protocol](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html) that is the
//! same for every service and every type, written once and by hand.
//!
//! A generated file holds names and types; its logic is here:
//!
//! | the model has | generated code has | from here |
//! |---|---|---|
//! | a timestamp | a field | [`Timestamp`], and [`timestamp`] for `timestampFormat` |
//! | a float or double | a field | [`float()`], for what JSON has no number for |
//! | a string enum | an enum that is never too old for its data | [`OpenEnum`], [`open_enum!`] |
//! | a union | an enum, likewise | [`TaggedUnion`], [`tagged_union!`] |
//! | a blob, a document | a field | `Blob` (feature `blob`), [`Document`] |
//! | a sensitive member | a `Debug` that does not print it | [`Redacted`] |
//! | a structure | a struct | [`Structure`], [`structure!`] |
//! | members of any shape | the types of fields | [`FromDocument`], [`DecodeError`] |
//! | an operation | a unit struct | [`Operation`], [`Pagination`] |
//! | the exceptions of a service | one error enum | [`ServiceError`], [`service_error!`], [`Exception`], [`ErrorResponse`] |
//!
//! Nothing here sends a request.
//!
//! # Limits
//!
//! - A [`Number`] holds an integer of 64 bits or an `f64`; of a number that is longer, the last
//!   digits are lost, unless the feature `arbitrary_precision` of `serde_json` is on somewhere in
//!   the build.
//! - An event stream is a union of its events, and a streamed payload a `Blob`: how they travel is
//!   not expressed.
//!
//! # Features
//!
//! - `blob` (on by default): `Blob`, with the `base64` crate;
//! - `chrono`, `jiff`, `time`: conversions between [`Timestamp`] and the types of those crates.

#[cfg(feature = "blob")]
mod blob;
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

#[cfg(feature = "blob")]
pub use blob::Blob;
pub use decode::Decode;
pub use error::{ErrorResponse, Exception, ServiceError};
pub use open_enum::OpenEnum;
pub use operation::{Operation, OperationInput, Pagination};
pub use redacted::Redacted;
/// A JSON number, for the big numbers of a model. It is exact for integers from `i64::MIN` to
/// `u64::MAX` and as precise as an `f64` for all others, unless some crate of the build turns on
/// `serde_json`'s feature `arbitrary_precision`.
pub use serde_json::Number;
/// A value of any shape, for document shapes and members of unions that are newer than the crate.
pub use serde_json::Value as Document;
pub use timestamp::{Timestamp, TimestampError};

/// What the macros expand to. No part of the public API.
#[doc(hidden)]
pub mod __private {
    pub use serde::de::MapAccess;
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::decode::Members;
    pub use crate::error::{decode_exception, deserialize_service_error};
    pub use crate::open_enum::{compare_open_enum, debug_open_enum, decode_open_enum};
    pub use crate::operation::operation_name;
    pub use crate::structure::{ObjectWriter, Structure, debug_structure, decode_structure};
    pub use crate::union::{
        TaggedUnion, debug_unknown_member, decode_union, serialize_member, serialize_unknown_member,
    };
}
