//! Tests of the behaviour, through the protocol, and of the server.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should stop at once"
)]

mod access;
mod accounts;
mod delegation;
mod documents;
mod errors;
mod features;
mod file;
mod handshakes;
mod merging;
mod organization;
mod pages;
mod policies;
mod server;
mod tags;
mod transfers;
mod tree;
mod world;
