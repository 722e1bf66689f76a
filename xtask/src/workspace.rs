//! The location of the workspace.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

use crate::failure::Failure;

/// The folder of the service models, by which the workspace of this program is recognized.
const MODELS: &str = "model";

/// The workspace of a command, or the reason why there is none.
pub(crate) type Root = Result<PathBuf, Failure>;

/// Returns the nearest folder, from the current one upwards, that is a workspace with models.
pub(crate) fn root() -> Root {
    let current = std::env::current_dir()
        .map_err(|error| Failure::to_read(format!("cannot find the current folder: {error}")))?;
    let is_own =
        |folder: &&Path| folder.join("Cargo.toml").is_file() && folder.join(MODELS).is_dir();
    let root = current.ancestors().find(is_own);
    root.map(Path::to_owned).ok_or_else(|| {
        Failure::to_read(format!(
            "{} is in no Cargo workspace with a folder `{MODELS}`: run this from inside the repository",
            current.display()
        ))
    })
}

/// Returns `true` if git could track a file at `path`: it is below `root` and not below its
/// `target/`. Sentences of AWS's documentation must not be written there.
pub(crate) fn is_in_tree(path: &Path, root: &Path) -> Result<bool> {
    let path = resolved(path)?;
    Ok(path.starts_with(resolved(root)?) && !path.starts_with(resolved(&root.join("target"))?))
}

/// Returns the absolute path, without `..` and symbolic links as far as the path exists.
fn resolved(path: &Path) -> Result<PathBuf> {
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

/// Returns the relative path from a folder to a file or folder, given their absolute paths.
pub(crate) fn relative(from: &Path, to: &Path) -> PathBuf {
    let common = from
        .components()
        .zip(to.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
}
