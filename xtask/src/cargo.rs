//! Runs cargo and other programs.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Creates a command that runs the same cargo, which names itself in `CARGO`, in a folder.
pub(crate) fn cargo(folder: &Path) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut cargo = Command::new(program);
    cargo.current_dir(folder);
    cargo
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
