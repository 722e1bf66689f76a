//! Where code generation joins an import.

use std::path::Path;

use anyhow::Result;

use crate::changes::Changes;
use crate::generated::{self, ReadRevision};

/// Adds the source files that these revisions give to `changes`, so that the model and the code
/// made from it change together.
///
/// Returns what to tell the user about documentation that is missing now.
pub(super) fn regenerate(
    revisions: &[ReadRevision],
    service: &str,
    root: &Path,
    changes: &mut Changes,
) -> Result<String> {
    if service != generated::SERVICE {
        return Ok(String::new());
    }
    let generated = generated::generate(root, revisions)?;
    generated.add_to(changes, root)?;
    Ok(generated.misfits())
}
