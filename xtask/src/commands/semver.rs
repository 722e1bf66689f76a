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
use codegen::diff::{Revision, diff};

use crate::generated::{self, ReadRevision};
use crate::note::note;
use crate::output;
use crate::revisions::RevisionDate;
use crates::Crates;
use table::{Opinion, Row};

/// Check the Rust verdicts of the API diff on all recorded revisions, with cargo-semver-checks and
/// the compiler.
///
/// Takes a few minutes, and requires `cargo install cargo-semver-checks --locked`. Prints the table
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
///
/// # Errors
///
/// Returns an error if a revision cannot be read, if a tool fails or, after the table, if a verdict
/// is refuted.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let models = generated::revisions(root, None)?;
    let revisions: Vec<_> = models.iter().map(revision).collect();
    let dated: Vec<_> = models
        .iter()
        .map(|read| read.date)
        .zip(&revisions)
        .collect();
    let mut crates = Crates::new(root, &models);
    note(lints::version()?);
    let steps = dated.array_windows();
    let rows: Vec<_> = steps
        .filter(|[_, (to, _)]| arguments.since.is_none_or(|since| *to >= since))
        .map(|step| judge(step, &mut crates))
        .collect::<Result<_>>()?;
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

fn revision(read: &ReadRevision) -> Revision<'_> {
    Revision::new(read.date.to_string(), &read.model)
}

/// Compares two consecutive revisions in both directions.
fn judge(
    [(from, old), (to, new)]: &[(RevisionDate, &Revision<'_>); 2],
    crates: &mut Crates<'_>,
) -> Result<Row> {
    let (from, to) = (*from, *to);
    note(format_args!("{from} to {to}"));
    let lost = crates.failing_uses(old, from, to)?;
    for (line, code) in &lost {
        note(format_args!("  lost, {code}: {line}"));
    }
    Ok(Row {
        date: to,
        forward: Opinion::new(&diff(old, new), crates.lints(from, to)?),
        backward: Opinion::new(&diff(new, old), crates.lints(to, from)?),
        lost,
        gained: crates.failing_uses(new, to, from)?,
    })
}
