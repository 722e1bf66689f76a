//! The command line of the workspace: `cargo xtask COMMAND`.
//!
//! Exit status: 0 done, 1 failed, 2 wrong usage, 3 an input could not be read, 4 a report could not
//! be written.

mod botocore;
mod breaking;
mod changes;
mod check;
mod copy;
mod corpus;
mod diff;
mod digest;
mod docs;
mod explain;
mod failure;
mod generate;
mod generated;
mod history;
mod import;
mod json;
mod output;
mod release;
mod revisions;
mod semver;
mod side;
mod since;
mod warnings;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
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

#[derive(Subcommand)]
enum Command {
    Import(import::Arguments),
    Generate(generate::Arguments),
    Check(check::Arguments),
    Diff(diff::Arguments),
    History(history::command::Arguments),
    Since(since::Arguments),
    Breaking(breaking::Arguments),
    Explain(explain::Arguments),
    Docs(docs::Arguments),
    Corpus(corpus::Arguments),
    Semver(semver::Arguments),
}

fn main() -> ExitCode {
    match run(&CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            failure::exit_code(&error)
        }
    }
}

fn run(command_line: &CommandLine) -> anyhow::Result<()> {
    let root = workspace::root()?;
    changes::recover(&root)?;
    match &command_line.command {
        Command::Import(arguments) => import::run(arguments, &root),
        Command::Generate(arguments) => generate::run(arguments, &root),
        Command::Check(arguments) => check::run(arguments, &root),
        Command::Diff(arguments) => diff::run(arguments, &root),
        Command::History(arguments) => history::command::run(arguments, &root),
        Command::Since(arguments) => since::run(arguments, &root),
        Command::Breaking(arguments) => breaking::run(arguments, &root),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Docs(arguments) => docs::run(arguments, &root),
        Command::Corpus(arguments) => corpus::run(arguments, &root),
        Command::Semver(arguments) => semver::run(arguments, &root),
    }
}
