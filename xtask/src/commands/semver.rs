//! `cargo xtask semver`: checks the Rust verdicts of the API diff.
//!
//! Two judges that are independent of the diff compare the crates of consecutive revisions:
//! cargo-semver-checks, and the compiler, which compiles a program that uses everything in the
//! other revision's crate.

mod crates;
mod lints;
mod step;
mod uses;

use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use crate::generated::SERVICE;
use crate::history::recorded;
use crate::note::note;
use crate::output;
use crate::revisions::RevisionDate;
use crate::scratch::Scratch;
use crates::Crate;
use step::Step;

/// The folder of all crates, relative to the workspace. It is a workspace of one of them at a time,
/// since all have the same name.
const FOLDER: &str = "target/xtask/semver";

const HEADER: &str = "\
| to | diff | cargo-semver-checks | lost | gained | because of | back: diff | back: cargo-semver-checks |
|---|---|---|---|---|---|---|---|
";

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
    let workspace = Scratch::new(root.join(FOLDER), root);
    let histories = (before..recorded.len()).filter_map(|last| recorded.get(..=last));
    let crates = histories.map(|history| Crate::create(&workspace, history));
    let crates: Vec<_> = crates.collect::<Result<_>>()?;
    let (mut table, mut refuted) = (HEADER.to_owned(), Vec::new());
    for pair in crates.array_windows() {
        let (line, refutations) = judge(pair)?;
        table += &line;
        refuted.extend(refutations);
    }
    output::print(&table)?;
    match refuted.len() {
        0 => Ok(()),
        1 => bail!("1 verdict is refuted:\n{}", refuted.concat()),
        count => bail!("{count} verdicts are refuted:\n{}", refuted.join("\n")),
    }
}

/// Compares two consecutive revisions in both directions. Returns the line of the table, and the
/// verdicts that contradict the diff.
fn judge([old, new]: &[Crate<'_>; 2]) -> Result<(String, Vec<String>)> {
    let date = new.name();
    note(format_args!("{} to {date}", old.name()));
    let (forward, backward) = (Step::new(old, new)?, Step::new(new, old)?);
    for (line, code) in &forward.lost {
        note(format_args!("  lost, {code}: {line}"));
    }
    let rules = forward.because_of.iter().map(|(rule, count)| match count {
        1 => rule.to_string(),
        count => format!("{rule} {count}"),
    });
    let cells = [
        date.to_owned(),
        forward.diff.to_string(),
        forward.lints.to_string(),
        uses::summary(&forward.lost),
        uses::summary(&backward.lost),
        rules.collect::<Vec<_>>().join(", "),
        backward.diff.to_string(),
        backward.lints.to_string(),
    ];
    let mut refuted = forward.refutations(&format!("to {date}"), &backward);
    refuted.extend(backward.refutations(&format!("back from {date}"), &forward));
    Ok((format!("| {} |\n", cells.join(" | ")), refuted))
}
