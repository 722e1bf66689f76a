//! `cargo xtask semver`: checks the Rust verdicts of the API diff.
//!
//! Two judges that are independent of the diff compare the crates of consecutive revisions:
//! cargo-semver-checks, and the compiler, which compiles a program that uses everything in the
//! other revision's crate.

mod crates;
mod lints;
mod table;
mod uses;

use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use crate::generated::SERVICE;
use crate::history::recorded;
use crate::note::note;
use crate::output;
use crate::revisions::RevisionDate;
use crates::Crate;
use table::{Row, Step};

/// Check the Rust verdicts of the API diff on all recorded revisions, with cargo-semver-checks and
/// the compiler.
///
/// Takes about 8 minutes, and requires `cargo install cargo-semver-checks --locked`. Prints the table
/// of docs/semver.md. Exits with status 1 if a judge requires more than the diff does, or if the
/// compiler requires less; 3 if a judge cannot be run.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask semver --since 2026-01-01")]
pub(crate) struct Arguments {
    /// Check only the changes in this and later revisions.
    #[arg(long, value_name = "DATE")]
    since: Option<RevisionDate>,
}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    note(lints::version()?);
    let recorded = recorded(root, SERVICE, None)?;
    let since = |since| recorded.partition_point(|it| it.revision.date < since);
    let before = arguments.since.map_or(1, since).max(1) - 1;
    let histories = (before..recorded.len()).filter_map(|last| recorded.get(..=last));
    let crates = histories.map(|history| Crate::write(root, history));
    let crates: Vec<_> = crates.collect::<Result<_>>()?;
    let rows: Vec<_> = crates.array_windows().map(judge).collect::<Result<_>>()?;
    output::print(&table::markdown(&rows))?;
    let refuted: Vec<_> = rows.iter().flat_map(Row::refutations).collect();
    match refuted.len() {
        0 => Ok(()),
        1 => bail!("1 verdict is refuted:\n{}", refuted.concat()),
        count => bail!("{count} verdicts are refuted:\n{}", refuted.join("\n")),
    }
}

/// Compares two consecutive revisions in both directions.
fn judge([old, new]: &[Crate<'_>; 2]) -> Result<Row> {
    note(format_args!("{} to {}", old.name(), new.name()));
    let row = Row {
        date: new.name().to_owned(),
        forward: Step::new(old, new)?,
        backward: Step::new(new, old)?,
    };
    for (line, code) in &row.forward.lost {
        note(format_args!("  lost, {code}: {line}"));
    }
    Ok(row)
}
