//! The integration tests in one program. What a server answers is tested with `fake-organizations`.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod endpoints;
mod wire;
