//! The integration tests in one program. `memory` is apart: its allocator counts.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod api_changes;
mod breaking;
mod change_log;
mod common;
mod diff_contents;
mod diff_properties;
mod diff_reports;
mod diff_rules;
mod endpoints;
mod fixtures;
mod hostile_models;
mod mistakes;
mod names;
mod one_form;
mod patterns;
mod position;
mod prose;
mod round_trips;
mod since;
mod smallest_diff;
mod smithy;
mod surface;
mod surface_users;
mod version;
