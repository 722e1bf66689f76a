//! The commands, a module each.

use std::path::Path;

use anyhow::Result;
use clap::Subcommand;

mod breaking;
mod check;
mod corpus;
mod diff;
mod docs;
mod explain;
mod generate;
mod history;
mod import;
mod semver;
mod since;

/// A command with its arguments.
#[derive(Subcommand)]
pub(crate) enum Command {
    Import(import::Arguments),
    Generate(generate::Arguments),
    Check(check::Arguments),
    Diff(diff::Arguments),
    History(history::Arguments),
    Since(since::Arguments),
    Breaking(breaking::Arguments),
    Explain(explain::Arguments),
    Docs(docs::Arguments),
    Corpus(corpus::Arguments),
    Semver(semver::Arguments),
}

impl Command {
    /// Runs the command in the workspace at `root`.
    ///
    /// # Errors
    ///
    /// Those of the command.
    pub(crate) fn run(&self, root: &Path) -> Result<()> {
        match self {
            Self::Import(arguments) => import::run(arguments, root),
            Self::Generate(arguments) => generate::run(arguments, root),
            Self::Check(arguments) => check::run(arguments, root),
            Self::Diff(arguments) => diff::run(arguments, root),
            Self::History(arguments) => history::run(arguments, root),
            Self::Since(arguments) => since::run(arguments, root),
            Self::Breaking(arguments) => breaking::run(arguments, root),
            Self::Explain(arguments) => explain::run(arguments),
            Self::Docs(arguments) => docs::run(arguments, root),
            Self::Corpus(arguments) => corpus::run(arguments, root),
            Self::Semver(arguments) => semver::run(arguments, root),
        }
    }
}
