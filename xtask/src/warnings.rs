//! Models that need not come from this repository: what the reader does not know is a warning.

use codegen::model::Model;
use codegen::problem::Problems;
use codegen::source::{Source, read_with_warnings};

use crate::note::note;

/// Reads a model, and prints each warning on standard error after the name of the file.
///
/// # Errors
///
/// What is wrong with the model.
pub(crate) fn read_and_warn(source: Source<'_>, file: &str) -> Result<Model, Problems> {
    let reading = read_with_warnings(source)?;
    for line in reading.warnings.to_string().lines() {
        note(format_args!("warning: {file}: {line}"));
    }
    Ok(reading.model)
}
