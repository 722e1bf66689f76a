//! The command line of the workspace, `cargo xtask COMMAND`, as a library, so that its tests can
//! stop a commit at each step.

#![deny(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "they panic where nobody reads; `output` and `note` do not"
)]

mod botocore;
mod cargo;
pub mod changes;
mod commands;
mod digest;
mod endpoints;
mod failure;
mod generated;
mod history;
mod input;
mod json;
mod note;
mod output;
mod parallel;
mod prose;
mod revisions;
mod scratch;
mod side;
mod unified_diff;
mod workspace;

use std::process::ExitCode;

use clap::Parser;
use commands::Command;
use note::note;

/// Maintains the service models and what is generated from them.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

/// Runs the command that the arguments of this process name.
pub fn run() -> ExitCode {
    match CommandLine::parse().command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            note(format_args!("error: {error:#}"));
            failure::exit_code(&error)
        }
    }
}
