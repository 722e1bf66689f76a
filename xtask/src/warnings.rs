//! Models that need not come from this repository: what the reader does not know of them is told.

use std::io::{self, Write};

use codegen::model::Model;
use codegen::problem::Problems;
use codegen::source::{Source, read_with_warnings};

/// Reads a model, and prints each warning on standard error after the name of the file.
///
/// # Errors
///
/// What is wrong with the model.
pub(crate) fn read_and_warn(source: Source<'_>, file: &str) -> Result<Model, Problems> {
    let reading = read_with_warnings(source)?;
    let mut output = io::stderr().lock();
    for line in reading.warnings.to_string().lines() {
        // A closed standard error is no reason to fail.
        _ = writeln!(output, "warning: {file}: {line}");
    }
    Ok(reading.model)
}
