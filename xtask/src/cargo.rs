//! Runs cargo, reads its messages, and runs other programs.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// Creates a command that runs the same cargo, which names itself in `CARGO`.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// A message of cargo in JSON, or the part that this program reads.
#[derive(Deserialize)]
pub(crate) struct Message {
    pub(crate) reason: String,
    #[serde(default)]
    pub(crate) manifest_path: PathBuf,
    pub(crate) message: Option<Diagnostic>,
}

#[derive(Deserialize)]
pub(crate) struct Diagnostic {
    pub(crate) level: String,
    pub(crate) message: String,
    pub(crate) code: Option<Code>,
    pub(crate) spans: Vec<Span>,
}

#[derive(Deserialize)]
pub(crate) struct Code {
    pub(crate) code: String,
}

#[derive(Deserialize)]
pub(crate) struct Span {
    pub(crate) file_name: String,
    pub(crate) line_start: usize,
    pub(crate) is_primary: bool,
}

/// Returns the messages in cargo's output. Those of other kinds have other members.
pub(crate) fn messages(output: &Output) -> impl Iterator<Item = Message> {
    let lines = output.stdout.split(|byte| *byte == b'\n');
    lines.filter_map(|line| serde_json::from_slice(line).ok())
}

/// Runs a program in the folder `root`, which reports what it does.
pub(crate) fn run_program(command: &mut Command, root: &Path) -> Result<()> {
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
