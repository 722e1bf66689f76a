//! The integration tests in one program. What generated crates make of messages, constraints, pages and
//! hostile names is tested with the fixtures `messages`, `constraints`, `pagination` and `names` of codegen.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod decode;
mod endpoint;
mod floats;
#[cfg(feature = "blob")]
mod formats;
mod memory;
#[cfg(all(feature = "http", feature = "uuid"))]
mod messages;
mod model;
mod open_enum;
mod pagination;
#[cfg(feature = "regex")]
mod pattern;
#[cfg(feature = "server")]
mod server;
mod service_error;
mod structure;
mod tagged_union;
mod timestamp;
#[cfg(feature = "validate")]
mod validate;
