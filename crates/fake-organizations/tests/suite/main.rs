//! Tests of the behaviour, through the protocol, and of the server.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should stop at once"
)]

mod accounts;
mod errors;
mod features;
mod file;
mod handshakes;
mod organization;
mod pages;
mod server;
mod tree;
mod world;
