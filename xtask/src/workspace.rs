//! The location of the workspace.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

use crate::failure::Failure;

/// The folder of the service models, by which the workspace of this program is recognized.
const MODELS: &str = "model";

/// The workspace of a command, or the reason why there is none.
pub(crate) type Root = Result<PathBuf, Failure>;

/// Returns the nearest folder, from the current one upwards, whose `Cargo.toml` declares a
/// workspace.
pub(crate) fn root() -> Root {
    let current = std::env::current_dir()
        .map_err(|error| Failure::to_read(format!("cannot find the current folder: {error}")))?;
    let mut workspaces = current
        .ancestors()
        .filter(|folder| declares_workspace(&folder.join("Cargo.toml")));
    let is_own = |folder: &Path| folder.join(MODELS).is_dir();
    let message = match workspaces.next() {
        Some(root) if is_own(root) => return Ok(root.to_owned()),
        Some(other) => {
            let own = workspaces.find(|folder| is_own(folder));
            let own = own.map_or("the one that has it".to_owned(), |own| {
                own.display().to_string()
            });
            format!(
                "{} is another workspace, without the folder `{MODELS}/`: run this in {own}",
                other.display()
            )
        }
        None => format!(
            "{} is in no Cargo workspace: run this from inside the repository",
            current.display()
        ),
    };
    Err(Failure::to_read(message))
}

fn declares_workspace(manifest: &Path) -> bool {
    std::fs::read_to_string(manifest).is_ok_and(|text| {
        let mut lines = text.lines().map(str::trim_start);
        lines.any(|line| line.starts_with("[workspace]"))
    })
}

/// Returns `true` if git could track a file at `path`: it is below `root` and not below its
/// `target/`. Sentences of AWS's documentation must not be written there.
pub(crate) fn is_in_tree(path: &Path, root: &Path) -> Result<bool> {
    let path = resolved(path)?;
    Ok(path.starts_with(resolved(root)?) && !path.starts_with(resolved(&root.join("target"))?))
}

/// Returns the absolute path, without `..` and symbolic links as far as the path exists.
pub(crate) fn resolved(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path).context("cannot find the current folder")?;
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
