//! Turns a service model into Rust source text: bytes in, text out.
//!
//! It uses no file system, network, standard output or clock: the same input gives the same output.
//!
//! 1. [`source`] reads a model file (botocore's `service-2.json` or a Smithy JSON AST) into a
//!    [`Model`] and checks it with [`validate()`].
//! 2. [`plan`] decides everything about the crate for it: names, types, where a `Box` is needed,
//!    traits, and which file holds what.
//! 3. [`api`] describes everything public in the crate, as data.
//! 4. [`render`] writes it as source text: see [`generate`].
//!
//! In addition, [`diff`] compares two models, [`history`] compares a series of them, and [`nearest`]
//! suggests names in place of unknown ones.

pub mod api;
mod collections;
pub mod diff;
pub mod history;
mod markdown;
pub mod model;
pub mod nearest;
pub mod plan;
pub mod problem;
pub mod render;
pub mod source;
pub mod validate;

use api::{Api, Documentation};
use model::Model;
use problem::Problems;
pub use render::Files;
use validate::validate;

/// Generates the files of a crate's `src/generated/` folder.
///
/// # Errors
///
/// Returns every problem of the model, each with its path.
pub fn generate(model: &Model, documentation: &Documentation) -> Result<Files, Problems> {
    validate(model).or(())?;
    Ok(render::files(&Api::new(model, documentation)))
}
