//! The reader of Smithy JSON ASTs: its features, that both formats agree, hostile input, and
//! published models.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper that panics fails the test that calls it"
)]

mod features;
mod formats;
mod hostile;
mod mistakes;
mod mutations;
mod published;
mod rules;
mod size;
mod support;
mod warnings;
