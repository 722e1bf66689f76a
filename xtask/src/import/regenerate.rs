//! Where code generation joins an import.

use std::path::Path;

use anyhow::Result;

use super::plan::Plan;
use crate::changes::Changes;
use crate::generated;

/// Reads every service model of the plan, and adds the regenerated source files to `changes`, so that the model and
/// the code made from it change together; a construct that codegen does not know refuses the import.
///
/// Returns what to tell the user about documentation that is missing now.
pub(super) fn regenerate(
    plan: &Plan<'_>,
    service: &str,
    root: &Path,
    changes: &mut Changes,
) -> Result<String> {
    let revisions = generated::read_revisions(&plan.entries)?;
    if service != generated::SERVICE {
        return Ok(String::new());
    }
    let generated = generated::generate(root, &revisions)?;
    generated.add_to(changes, root)?;
    Ok(generated.missing_summaries())
}
