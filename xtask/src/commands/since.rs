//! `cargo xtask since`: shows when a part of the API was added.

use std::path::Path;

use anyhow::Result;
use clap::Args;
use codegen::history::{Arrival, since_path};

use crate::failure::usage_error;
use crate::generated::{self, SERVICE};
use crate::output;
use crate::revisions::Revisions;

/// Show which revision introduced an operation, a shape, a member, an enum value or any other part
/// that `diff` names.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask since Handshake.Action")]
pub(crate) struct Arguments {
    /// The part, as `diff`, the model or Rust spells it: `ListRoots`, `Handshake.Action`,
    /// `ActionType.INVITE`, `CreateAccountRequest::tags`, `Handshakes[].Action`,
    /// `ListRoots.errors.TooManyRequestsException`, `service.id`.
    path: String,
}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let revisions = generated::revisions(root, None)?;
    let dates: Vec<_> = revisions
        .iter()
        .map(|revision| revision.date.to_string())
        .collect();
    let models = revisions.iter().map(|revision| &revision.model);
    let dated: Vec<_> = dates.iter().map(String::as_str).zip(models).collect();
    let arrivals =
        since_path(&dated, &arguments.path).map_err(|error| usage_error(error.to_string()))?;
    let recorded = Revisions::read(root, SERVICE)?;
    let line = |arrival: &Arrival| -> Result<String> {
        let Arrival {
            path,
            since,
            first,
            gone,
        } = arrival;
        let botocore = &recorded.find(since.parse()?)?.botocore;
        let first = match first {
            true => ", the first revision here: it may be older",
            false => "",
        };
        let gone = gone.as_ref().map(|date| format!("; gone since {date}"));
        let gone = gone.unwrap_or_default();
        Ok(format!(
            "{path}: since {since} (botocore {botocore}){first}{gone}\n"
        ))
    };
    let lines: Vec<_> = arrivals.iter().map(line).collect::<Result<_>>()?;
    output::print(&lines.concat())
}
