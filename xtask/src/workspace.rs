//! Where the workspace is.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The nearest folder, from the current one upwards, whose `Cargo.toml` declares a workspace.
///
/// # Errors
///
/// The current folder cannot be read, or no folder above it is a workspace.
pub(crate) fn root() -> Result<PathBuf> {
    let current = std::env::current_dir().context("cannot tell the current folder")?;
    for folder in current.ancestors() {
        if declares_workspace(&folder.join("Cargo.toml")) {
            return Ok(folder.to_owned());
        }
    }
    bail!(
        "{} is in no Cargo workspace: run this from inside the repository",
        current.display()
    )
}

fn declares_workspace(manifest: &Path) -> bool {
    std::fs::read_to_string(manifest)
        .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
}
