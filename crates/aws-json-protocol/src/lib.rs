//! What crates generated from AWS JSON service models stand on: the part of the
//! [AWS JSON 1.1 protocol](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html) that is the
//! same for every service and every type, written once and by hand.
//!
//! A generated file holds names and types; its logic is here:
//!
//! | the model has | generated code has | from here |
//! |---|---|---|
//! | a timestamp | a field | [`Timestamp`], and [`timestamp`] for `timestampFormat` |
//! | a string enum | an enum that is never too old for its data | [`OpenEnum`], [`open_enum!`] |
//! | a union | an enum, likewise | [`TaggedUnion`], [`tagged_union!`] |
//! | a blob, a document | a field | `Blob` (feature `blob`), [`Document`] |
//! | a sensitive member | a `Debug` that does not print it | [`Redacted`] |
//! | a required member of a response | a field that survives null | [`zero_if_null`] |
//! | an operation | a unit struct | [`Operation`], [`Pagination`] |
//! | the exceptions of a service | one error enum | [`ServiceError`], [`service_error!`], [`Exception`], [`ErrorResponse`] |
//!
//! Nothing here sends a request.
//!
//! ```
//! use aws_json_protocol::{OpenEnum, Timestamp, open_enum, zero_if_null};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Clone, Debug, PartialEq, Eq, Hash)]
//! #[non_exhaustive]
//! pub enum HandshakeState {
//!     Open,
//!     Accepted,
//!     /// A value this crate does not know, kept as it came.
//!     Unknown(String),
//! }
//!
//! impl OpenEnum for HandshakeState {
//!     fn as_str(&self) -> &str {
//!         match self {
//!             Self::Open => "OPEN",
//!             Self::Accepted => "ACCEPTED",
//!             Self::Unknown(value) => value,
//!         }
//!     }
//!
//!     fn known(value: &str) -> Option<Self> {
//!         Some(match value {
//!             "OPEN" => Self::Open,
//!             "ACCEPTED" => Self::Accepted,
//!             _ => return None,
//!         })
//!     }
//! }
//!
//! open_enum!(HandshakeState);
//!
//! #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
//! #[serde(default, rename_all = "PascalCase")]
//! #[non_exhaustive]
//! pub struct Handshake {
//!     #[serde(deserialize_with = "zero_if_null")]
//!     pub id: String,
//!     pub state: Option<HandshakeState>,
//!     pub expiration_timestamp: Option<Timestamp>,
//! }
//!
//! let json = r#"{"Id":"h-examplehandshakeid111","State":"POSTPONED","ExpirationTimestamp":1482951659.257}"#;
//! let handshake: Handshake = serde_json::from_str(json)?;
//! assert_eq!(handshake.state, Some(HandshakeState::Unknown("POSTPONED".to_owned())));
//! assert!(handshake.expiration_timestamp > Some(Timestamp::UNIX_EPOCH));
//! assert_eq!(serde_json::to_string(&handshake)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Features
//!
//! - `blob` (on by default): `Blob`, with the `base64` crate;
//! - `chrono`, `jiff`, `time`: conversions between [`Timestamp`] and the types of those crates.

#[cfg(feature = "blob")]
mod blob;
mod client_error_correction;
mod error;
mod open_enum;
mod operation;
mod redacted;
pub mod timestamp;
mod union;

#[cfg(feature = "blob")]
pub use blob::Blob;
pub use client_error_correction::zero_if_null;
pub use error::{ErrorResponse, Exception, ServiceError};
pub use open_enum::OpenEnum;
pub use operation::{Operation, Pagination};
pub use redacted::Redacted;
/// A JSON number of any size, for the big numbers of a model.
pub use serde_json::Number;
/// A value of any shape, for document shapes and members of unions that are newer than the crate.
pub use serde_json::Value as Document;
pub use timestamp::{Timestamp, TimestampError};
pub use union::{MemberDecoder, MemberEncoder, TaggedUnion};

/// What the macros expand to. No part of the public API.
#[doc(hidden)]
pub mod __private {
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::error::deserialize_service_error;
    pub use crate::open_enum::{compare_open_enum, deserialize_open_enum};
    pub use crate::union::{deserialize_union, serialize_union};
}
