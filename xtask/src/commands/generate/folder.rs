//! Checks of the folder to which a generated crate is written.

use std::path::Path;

use anyhow::Result;
use codegen::Files;

use crate::failure::usage_error;
use crate::generated::{files_below, foreign};
use crate::workspace::is_in_tree;

/// The folder of the generated files in a crate's folder.
pub(super) const GENERATED: &str = "src/generated";

/// Checks that `out` does not belong to another crate.
pub(super) fn check(out: &Path, generated: &Files, root: &Path) -> Result<()> {
    if is_in_tree(out, root)? {
        return Err(usage_error(format!(
            "{} is part of this workspace: name a folder below target/ or outside the workspace, or add `--force`",
            out.display()
        )));
    }
    let mut files = ["src", "Cargo.toml"].iter();
    let is_crate = files.any(|file| out.join(file).exists());
    let present = files_below(out, Path::new(GENERATED))?;
    if is_crate && foreign(generated, Path::new(GENERATED), out)?.len() == present.len() {
        return Err(usage_error(format!(
            "{} holds another crate: name a new folder, or add `--force` to generate into this one",
            out.display()
        )));
    }
    Ok(())
}

/// Returns a warning if no root of the crate in `out` mentions the generated files.
pub(super) fn warning(out: &Path) -> Option<String> {
    let mut roots = ["src/lib.rs", "src/main.rs"].iter();
    let leads_to_generated = roots.any(|root| {
        let text = std::fs::read_to_string(out.join(root));
        text.is_ok_and(|text| text.contains("generated"))
    });
    (!leads_to_generated).then(|| {
        format!(
            "warning: src/lib.rs of {} does not lead to {GENERATED}: add `mod generated;` and `pub use generated::*;`",
            out.display()
        )
    })
}
