//! The cargo that runs this program.

use std::env;
use std::ffi::OsString;
use std::process::Command;

/// Creates a command that runs the same cargo, which names itself in `CARGO`.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}
