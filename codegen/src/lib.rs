//! Turns a service model into Rust source text: bytes in, text out.
//!
//! No file system, no network, no printing and no clock: the same input gives the same output.
//!
//! 1. [`source`] reads a model file (botocore's `service-2.json` or a Smithy JSON AST) into a
//!    [`Model`](model::Model) and checks it with [`validate`](validate::validate).

pub mod model;
pub mod problem;
pub mod source;
pub mod validate;
