//! Code generation as part of an import.

use std::path::Path;

use anyhow::Result;

use crate::changes::Changes;
use crate::generated::{self, ReadRevision};

/// Adds the source files that are generated from these revisions to `changes`, so that the model
/// and its code change together.
///
/// Returns notes for the user on documentation that is now missing.
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
