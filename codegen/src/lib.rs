//! Bytes of a service model in, Rust source text out.
