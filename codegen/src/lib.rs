//! Turns a service model into Rust source text: bytes in, text out.
//!
//! No file system, no network, no printing and no clock: the same input gives the same output.
//!
//! 1. [`source`] reads a model file (botocore's `service-2.json` or a Smithy JSON AST) into a
//!    [`Model`](model::Model) and checks it with [`validate`](validate::validate).
//! 2. [`plan`] decides everything about the crate for it: [`names`], [types](rust_type), where a
//!    [`Box`](recursion) stands, [traits](derives), and which file holds what.

pub mod derives;
pub mod diff;
mod docs;
pub mod documentation;
pub mod history;
pub mod model;
pub mod names;
pub mod plan;
pub mod problem;
pub mod recursion;
pub mod rust_type;
pub mod source;
pub mod surface;
pub mod usage;
pub mod validate;
