//! The commands, one module for each.

use anyhow::Result;
use clap::Subcommand;

use crate::changes;
use crate::workspace;

mod breaking;
mod check;
mod corpus;
mod diff;
mod docs;
mod e2e;
mod endpoints;
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
    E2e(e2e::Arguments),
    Endpoints(endpoints::Arguments),
}

impl Command {
    /// Runs the command in the workspace that contains the current folder.
    pub(crate) fn run(&self) -> Result<()> {
        let root = workspace::root();
        if let Ok(root) = &root {
            changes::recover(root)?;
        }
        match self {
            Self::Explain(arguments) => explain::run(arguments),
            // Comparing two files needs no workspace.
            Self::Diff(arguments) => diff::run(arguments, &root),
            Self::Breaking(arguments) => breaking::run(arguments, &root),
            Self::Import(arguments) => import::run(arguments, &root?),
            Self::Generate(arguments) => generate::run(arguments, &root?),
            Self::Check(arguments) => check::run(arguments, &root?),
            Self::History(arguments) => history::run(arguments, &root?),
            Self::Since(arguments) => since::run(arguments, &root?),
            Self::Docs(arguments) => docs::run(arguments, &root?),
            Self::Corpus(arguments) => corpus::run(arguments, &root?),
            Self::Semver(arguments) => semver::run(arguments, &root?),
            Self::E2e(arguments) => e2e::run(arguments, &root?),
            Self::Endpoints(arguments) => endpoints::run(arguments, &root?),
        }
    }
}
