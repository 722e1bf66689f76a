//! `cargo xtask since`: shows when a part of the API was added.

use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;
use codegen::history::{Arrival, since_path};

use crate::failure::usage_error;
use crate::history::{recorded, with_dates};
use crate::output;

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
    let recorded = recorded(root, None)?;
    let arrivals = with_dates(&recorded, |dated| since_path(dated, &arguments.path));
    let arrivals = arrivals.map_err(|error| usage_error(error.to_string()))?;
    let mut report = String::new();
    for Arrival {
        path,
        since,
        first,
        gone,
    } in arrivals
    {
        let mut revisions = recorded.iter().map(|it| &it.revision);
        let revision = revisions.find(|revision| revision.date.to_string() == since);
        let revision = revision.with_context(|| format!("revision {since} is not recorded"))?;
        let first = if first {
            ", the first revision here: it may be older"
        } else {
            ""
        };
        let gone = gone
            .map(|date| format!("; gone since {date}"))
            .unwrap_or_default();
        report += &format!(
            "{path}: since {since} (botocore {}){first}{gone}\n",
            revision.botocore
        );
    }
    output::print(&report)
}
