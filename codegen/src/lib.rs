//! Turns a service model into Rust source text: bytes in, text out.
//!
//! No file system, no network, no printing and no clock: the same input gives the same output.
//!
//! 1. [`source`] reads a model file (botocore's `service-2.json` or a Smithy JSON AST) into a
//!    [`Model`] and checks it with [`validate()`].
//! 2. [`plan`] decides everything about the crate for it: [`names`], [types](rust_type), where a
//!    [`Box`](recursion) stands, [traits](derives), and which file holds what.
//! 3. `render` writes it down as items, and `layout` makes text of them: see [`generate`].

pub mod derives;
pub mod diff;
mod docs;
pub mod documentation;
pub mod history;
mod json_name;
mod layout;
pub mod model;
pub mod names;
pub mod package;
pub mod plan;
pub mod problem;
pub mod prose;
pub mod recursion;
mod render;
pub mod rust_type;
pub mod source;
pub mod surface;
pub mod usage;
pub mod validate;

use documentation::Documentation;
use model::Model;
use plan::Plan;
use problem::Problems;
pub use render::Files;
use validate::validate;

/// Generates the files of a crate's `src/generated/` folder.
///
/// # Errors
///
/// Everything that is wrong with the model, each with its place.
pub fn generate(model: &Model, documentation: &Documentation) -> Result<Files, Problems> {
    validate(model).or(())?;
    render::files(&Plan::new(model, documentation))
}
