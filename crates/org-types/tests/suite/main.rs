//! The integration tests in one program.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod endpoints;
#[cfg(feature = "server")]
mod server;
mod wire;
