//! Programs that call the servers.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Runs a program in the workspace at `root`, which reports what it does.
///
/// # Errors
///
/// Returns an error if it cannot be run, or if it fails.
pub(super) fn client(command: &mut Command, root: &Path) -> Result<()> {
    let name = command.get_program().to_owned();
    let status = command
        .current_dir(root)
        .status()
        .with_context(|| format!("cannot run {}", name.display()))?;
    match status.success() {
        true => Ok(()),
        false => bail!("{} failed ({status}): see above", name.display()),
    }
}
