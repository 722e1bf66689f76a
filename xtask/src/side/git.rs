//! Models from the history of the repository.

use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

use super::texts::{self, Texts};

/// Reads the model file `GITREV:path` and what belongs to it.
pub(super) fn read(object: &str) -> Result<Texts> {
    let folder_length = object.rfind(['/', ':']).map_or(0, |slash| slash + 1);
    let (folder, name) = object.split_at(folder_length);
    texts::read(name, |file| {
        let beside = format!("{folder}{file}");
        // Git says best what is wrong with the file that was asked for.
        (file == name || exists(&beside)?)
            .then(|| show(&beside))
            .transpose()
    })
}

fn show(object: &str) -> Result<Vec<u8>> {
    let output = git(&["show", "--no-textconv", "--end-of-options", object])?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        let line = message.lines().next().unwrap_or("it cannot be shown");
        bail!("git: {}", line.trim_start_matches("fatal: "));
    }
    Ok(output.stdout)
}

fn exists(object: &str) -> Result<bool> {
    let arguments = [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        object,
    ];
    Ok(git(&arguments)?.status.success())
}

/// Runs git in the current folder, so that `GITREV:./path` means what it means to git.
fn git(arguments: &[&str]) -> Result<Output> {
    let mut command = Command::new("git");
    command.args(arguments).env("LC_ALL", "C");
    command.output().context("cannot run git")
}
