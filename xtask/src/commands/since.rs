//! `cargo xtask since`: when a part of the API came.

use std::path::Path;

use anyhow::Result;
use clap::Args;
use codegen::history::since_path;

use crate::failure::usage_error;
use crate::generated::{self, SERVICE};
use crate::output;
use crate::revisions::Revisions;

/// Tell which revision brought an operation, a shape, a member or an enum value.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask since Handshake.Action")]
pub(crate) struct Arguments {
    /// The part, as the model or as Rust spells it: `ListRoots`, `Handshake.Action`,
    /// `ActionType.INVITE`, `CreateAccountRequest::tags`.
    path: String,
}

/// Runs the command in the workspace at `root`.
///
/// # Errors
///
/// The newest revision has no such part, or the revisions cannot be read.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let revisions = generated::revisions(root, None)?;
    let dates: Vec<_> = revisions
        .iter()
        .map(|revision| revision.date.to_string())
        .collect();
    let models = revisions.iter().map(|revision| &revision.model);
    let dated: Vec<_> = dates.iter().map(String::as_str).zip(models).collect();
    let arrival =
        since_path(&dated, &arguments.path).map_err(|error| usage_error(error.to_string()))?;
    let recorded = Revisions::read(root, SERVICE)?;
    let revision = recorded.find(arrival.since.parse()?)?;
    let note = if arrival.first {
        ", the first revision here: it may be older"
    } else {
        ""
    };
    output::print(&format!(
        "{}: since {} (botocore {}){note}\n",
        arrival.path, arrival.since, revision.botocore
    ))
}
