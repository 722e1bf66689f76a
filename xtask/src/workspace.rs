//! Where the workspace is.

use std::path::{Component, Path, PathBuf};

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

/// Whether git could take up what is written to `path`: it is below `root` and not below its
/// `target/`. Sentences of AWS's documentation must not go there.
///
/// # Errors
///
/// The current folder cannot be read.
pub(crate) fn is_in_tree(path: &Path, root: &Path) -> Result<bool> {
    let path = resolved(path)?;
    Ok(path.starts_with(resolved(root)?) && !path.starts_with(resolved(&root.join("target"))?))
}

/// The absolute path without `..` and symbolic links, as far as it is there yet.
fn resolved(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path).context("cannot tell the current folder")?;
    let mut resolved = PathBuf::new();
    for component in path.components() {
        if component == Component::ParentDir {
            resolved.pop();
        } else {
            resolved.push(component);
            if let Ok(there) = resolved.canonicalize() {
                resolved = there;
            }
        }
    }
    Ok(resolved)
}

fn declares_workspace(manifest: &Path) -> bool {
    std::fs::read_to_string(manifest)
        .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
}
