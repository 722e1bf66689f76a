//! The integration tests in one program.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod canned;
#[cfg(all(feature = "reqwest", feature = "ureq"))]
mod over_http;
mod retry;
#[cfg(all(feature = "reqwest", feature = "ureq"))]
mod server;
mod service;
#[cfg(all(feature = "reqwest", feature = "ureq"))]
mod signature;
