//! The current version of `org-types`.

use std::path::Path;

use anyhow::{Context, Result};
use codegen::diff::Version;
use serde::Deserialize;

use crate::failure::OrUnreadable;
use crate::generated::SERVICE;
use crate::side::Side;

/// Returns the crate's version if one of the sides is a model of its service in the workspace at
/// `root`. Returns `None` for a pre-release, since people decide what comes after it.
///
/// # Errors
///
/// Returns an error if the workspace's manifest cannot be read.
pub(crate) fn of(sides: &[Side; 2], root: Option<&Path>) -> Result<Option<Version>> {
    let folder = format!("model/{SERVICE}/");
    let is_its_model = |side: &Side| {
        let path = side.path.as_deref();
        side.revision.is_some() || path.is_some_and(|path| path.starts_with(&folder))
    };
    match root {
        Some(root) if sides.iter().any(is_its_model) => Ok(read(root)?.parse().ok()),
        _ => Ok(None),
    }
}

/// Returns the version of all packages in the workspace.
fn read(root: &Path) -> Result<String> {
    #[derive(Deserialize)]
    struct Manifest {
        workspace: Workspace,
    }
    #[derive(Deserialize)]
    struct Workspace {
        #[serde(default)]
        package: Package,
    }
    #[derive(Default, Deserialize)]
    struct Package {
        #[serde(default)]
        version: String,
    }
    let text = std::fs::read_to_string(root.join("Cargo.toml")).or_unreadable("Cargo.toml")?;
    let manifest: Manifest = toml::from_str(&text)
        .context("it is not a workspace's manifest")
        .or_unreadable("Cargo.toml")?;
    Ok(manifest.workspace.package.version)
}
