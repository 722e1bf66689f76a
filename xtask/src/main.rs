//! The command line of the workspace: `cargo xtask COMMAND`.
//!
//! Exit status: 0 done, 1 failed, 2 wrong usage, 3 an input could not be read, 4 a report could not
//! be written.

mod botocore;
mod changes;
mod commands;
mod copy;
mod digest;
mod failure;
mod generated;
mod history;
mod json;
mod output;
mod prose;
mod revisions;
mod side;
mod workspace;

use std::process::ExitCode;

use clap::Parser;
use codegen::problem::visible;
use commands::Command;
use mimalloc::MiMalloc;

/// Generating is millions of small tokens and syntax trees: a fifth of its time is saved by this
/// allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Maintains the service models and what is generated from them.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    match run(&CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let error_text = format!("{error:#}");
            // What a file calls itself must not reach the terminal as an escape sequence.
            let lines: Vec<_> = error_text.lines().map(visible).collect();
            eprintln!("error: {}", lines.join("\n"));
            failure::exit_code(&error)
        }
    }
}

fn run(command_line: &CommandLine) -> anyhow::Result<()> {
    let root = workspace::root()?;
    changes::recover(&root)?;
    command_line.command.run(&root)
}
