//! The integration tests in one program. `memory` is apart: its allocator counts.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod decode;
mod endpoint;
mod floats;
#[cfg(feature = "blob")]
mod formats;
#[cfg(all(feature = "http", feature = "uuid"))]
mod messages;
mod open_enum;
mod operation;
mod pagination;
#[cfg(feature = "server")]
mod server;
mod service_error;
mod structure;
mod tagged_union;
#[cfg(feature = "validate")]
mod validate;
