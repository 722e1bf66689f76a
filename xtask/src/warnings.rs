//! Reading of models that may come from elsewhere, in which unknown traits and keys are warnings.

use codegen::model::Model;
use codegen::problem::Problems;
use codegen::source::{Source, read_with_warnings};

use crate::note::note;

/// Reads a model, and writes each warning to standard error after the name of the file.
pub(crate) fn read_and_warn(source: Source<'_>, file: &str) -> Result<Model, Problems> {
    let reading = read_with_warnings(source)?;
    for line in reading.warnings.to_string().lines() {
        note(format_args!("warning: {file}: {line}"));
    }
    Ok(reading.model)
}
