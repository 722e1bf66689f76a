//! What generated crates stand on.

pub mod timestamp;

pub use timestamp::{Timestamp, TimestampError};
