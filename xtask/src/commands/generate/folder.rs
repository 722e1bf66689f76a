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
            "{} holds another crate: name a new folder, or add `--force`, and `mod generated;` to its src/lib.rs",
            out.display()
        )));
    }
    Ok(())
}
