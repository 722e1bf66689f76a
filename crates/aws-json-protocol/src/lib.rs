//! What generated crates stand on.
