//! The integration tests in one program.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod breaking;
mod changes;
mod command_line;
mod corpus;
mod diff;
mod docs;
#[cfg(unix)]
mod e2e;
#[cfg(unix)]
mod endpoints;
mod explain;
mod generate;
mod history;
#[cfg(unix)]
mod import;
mod out;
mod review;
mod semver;
mod support;
mod workflows;
