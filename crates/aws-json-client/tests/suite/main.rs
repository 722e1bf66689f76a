//! The integration tests in one program.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod canned;
mod credentials;
#[cfg(feature = "tracing")]
mod events;
#[cfg(all(feature = "reqwest", feature = "ureq"))]
mod over_http;
mod pages;
mod retry;
#[cfg(all(feature = "reqwest", feature = "ureq"))]
mod server;
mod service;
mod signature;
