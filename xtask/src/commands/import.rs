//! `cargo xtask import`: imports the facts of botocore releases into `model/`.
//!
//! Everything is first downloaded, read and checked in memory. Then a single commit changes either
//! all files or none.

mod facts;
mod plan;
mod source;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{ArgGroup, Args};
use codegen::diff::diff;
use codegen::diff::report::{Options, text};

use crate::botocore::release::Version;
use crate::changes::{Changes, Journal, Summary};
use crate::failure::Blame;
use crate::generated;
use crate::history::{Recorded, entries, read_models};
use crate::output;
use plan::Plan;

/// Import the facts of botocore releases into `model/`.
///
/// A release becomes a revision if its API differs from that of the previous release. Downloads
/// releases with `python3 -m pip`, unless their wheels are given.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask import latest")]
#[command(group(ArgGroup::new("wanted").required(true).args(["releases", "all", "wheels"])))]
pub(crate) struct Arguments {
    /// The releases to import, such as `1.43.106`, or `latest`.
    #[arg(value_name = "VERSION")]
    releases: Vec<Version>,
    /// Import every release that changed the API since the newest revision.
    #[arg(long)]
    all: bool,
    /// The wheels to import, instead of downloading releases.
    #[arg(long = "wheel", value_name = "FILE", num_args = 1..)]
    wheels: Vec<PathBuf>,
}

/// Runs the command in the workspace at `root`. After an error, nothing has changed.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let mut snapshots = source::snapshots(arguments, entries(root)?.last())?;
    snapshots.sort_by(|one, other| one.release().cmp(other.release()));
    let journal = Journal::open(root)?;
    // Downloading takes long, so another import may have changed the history in the meantime.
    let recorded = entries(root)?;
    let plan = Plan::new(&recorded, &snapshots).or_unreadable("the releases")?;
    let endpoints = plan.endpoints(root)?;
    // A construct that codegen does not know refuses the import.
    let revisions = read_models(&plan.entries)?;
    let mut report = plan.report() + &api_changes(&plan, &revisions);
    let generated = generated::generate(root, &revisions, &endpoints)?;
    report += &generated.misfits;
    // The model and its code change together.
    let mut changes = Changes::new(root)?;
    let summary = plan
        .add_to(&endpoints, &mut changes)
        .and_then(|()| generated.add_to(&mut changes, root))
        .and_then(|()| changes.commit(journal))
        .or_unwritable("the files")?;
    output::print(&(report + &next_step(&summary)))
}

/// Returns the report on each pair of neighbouring revisions that are neighbours since this import,
/// each after an empty line.
fn api_changes(plan: &Plan<'_>, recorded: &[Recorded]) -> String {
    let mut report = String::new();
    let entries = plan.entries.array_windows();
    for ([old_entry, entry], [old, new]) in entries.zip(recorded.array_windows()) {
        if plan.is_new_step(old_entry, entry) {
            let changes = diff(&old.side(), &new.side());
            report += &format!("\n{}", text(&changes, &Options::default()));
        }
    }
    if !report.is_empty() {
        report += "\n";
    }
    report
}

fn next_step(summary: &Summary) -> String {
    if summary.is_unchanged() {
        return "Nothing to do: the model is up to date.\n".to_owned();
    }
    let (written, removed) = (summary.written.len(), summary.removed.len());
    let files = if written == 1 { "file" } else { "files" };
    format!(
        "{written} {files} written, {removed} removed. Next: write the missing summaries, if any are listed, run \
         `cargo xtask generate`, review the changes, accept the snapshots and commit, as described in \
         CONTRIBUTING.md, \"A new model revision arrived\".\n"
    )
}
