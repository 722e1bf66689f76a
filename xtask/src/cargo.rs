//! Runs cargo, reads its messages, and runs other programs.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// Creates a command that runs the same cargo, which names itself in `CARGO`, in a folder.
pub(crate) fn cargo(folder: &Path) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut cargo = Command::new(program);
    cargo.current_dir(folder);
    cargo
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
    pub(crate) spans: Vec<Span>,
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

/// Runs a program, which reports what it does.
pub(crate) fn run_program(program: &mut Command) -> Result<()> {
    let name = program.get_program().display().to_string();
    let status = program
        .status()
        .with_context(|| format!("cannot run {name}"))?;
    ensure!(status.success(), "{name} failed ({status}): see above");
    Ok(())
}

/// Runs a program, and returns its standard output.
pub(crate) fn answer_of(program: &mut Command) -> Result<String> {
    let name = program.get_program().display().to_string();
    let output = program
        .output()
        .with_context(|| format!("cannot run {name}"))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "{name} failed ({}):\n{errors}",
        output.status
    );
    String::from_utf8(output.stdout)
        .with_context(|| format!("the output of {name} is not valid UTF-8"))
}
