//! The current version of `org-types`.

use std::path::Path;

use anyhow::Result;
use codegen::diff::Version;
use toml::Table;

use crate::failure::Blame;
use crate::generated::SERVICE;
use crate::side::Side;

/// Returns the crate's version if one of the sides is a model of its service in the workspace at
/// `root`. Returns `None` for a pre-release, since people decide what comes after it.
pub(crate) fn of(sides: &[Side; 2], root: Option<&Path>) -> Result<Option<Version>> {
    let folder = format!("model/{SERVICE}/");
    let is_its_model = |Side { input, .. }: &Side| {
        let path = input.path.as_deref();
        input.revision.is_some() || path.is_some_and(|path| path.starts_with(&folder))
    };
    match root {
        Some(root) if sides.iter().any(is_its_model) => Ok(read(root)?.parse().ok()),
        _ => Ok(None),
    }
}

/// Returns the version of all packages in the workspace.
fn read(root: &Path) -> Result<String> {
    let text = std::fs::read_to_string(root.join("Cargo.toml")).or_unreadable("Cargo.toml")?;
    let manifest: Table = toml::from_str(&text).or_unreadable("Cargo.toml")?;
    let package = manifest.get("workspace").and_then(|it| it.get("package"));
    let version = package.and_then(|it| it.get("version")?.as_str());
    Ok(version.unwrap_or_default().to_owned())
}
