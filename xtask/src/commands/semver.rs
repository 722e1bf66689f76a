//! `cargo xtask semver`: checks the Rust verdicts of the API diff.
//!
//! Two judges that are independent of the diff compare the crates of consecutive revisions:
//! cargo-semver-checks, and the compiler, which compiles a program that uses everything in the
//! other revision's crate.

mod crates;
mod lints;
mod table;
mod user;

use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;
use codegen::diff::diff;

use crate::generated;
use crate::note::note;
use crate::output;
use crate::revisions::RevisionDate;
use crates::Crate;
use table::{Opinion, Row};

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
    let models = generated::revisions(root, None)?;
    note(lints::version()?);
    let since = |since| models.partition_point(|read| read.date < since);
    let before = arguments.since.map_or(1, since).max(1) - 1;
    let mut crates = Vec::new();
    for (number, last) in models.iter().enumerate().skip(before) {
        let history = models.get(..=number).unwrap_or_default();
        crates.push(Crate::write(root, history, last)?);
    }
    let rows: Vec<_> = crates.array_windows().map(judge).collect::<Result<_>>()?;
    output::print(&table::markdown(&rows))?;
    let refuted: Vec<_> = rows.iter().flat_map(Row::refutations).collect();
    if !refuted.is_empty() {
        bail!(
            "{} verdicts are refuted:\n{}",
            refuted.len(),
            refuted.join("\n")
        );
    }
    Ok(())
}

/// Compares two consecutive revisions in both directions.
fn judge([old, new]: &[Crate<'_>; 2]) -> Result<Row> {
    note(format_args!(
        "{} to {}",
        old.revision.id(),
        new.revision.id()
    ));
    let lost = new.failing_uses(&old.revision)?;
    for (line, code) in &lost {
        note(format_args!("  lost, {code}: {line}"));
    }
    Ok(Row {
        date: new.revision.id().to_owned(),
        forward: Opinion::new(&diff(&old.revision, &new.revision), new.lints(old)?),
        backward: Opinion::new(&diff(&new.revision, &old.revision), old.lints(new)?),
        lost,
        gained: old.failing_uses(&new.revision)?,
    })
}
