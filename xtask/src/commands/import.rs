//! `cargo xtask import`: imports the facts of botocore releases into `model/`.
//!
//! Everything is first downloaded, read and checked in memory. Then a single commit changes either
//! all files or none.

mod facts;
mod plan;
mod source;

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::{ArgGroup, Args};
use codegen::diff::diff;
use codegen::diff::report::{Options, text};

use crate::botocore::release::Version;
use crate::changes::{Changes, Journal, Summary};
use crate::failure::Blame;
use crate::generated;
use crate::history::{History, Recorded, read_models};
use crate::output;
use crate::revisions::SERVICE;
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
    /// The service, by botocore's folder name.
    #[arg(long, value_name = "NAME", default_value = "organizations", value_parser = parse_service)]
    service: String,
}

/// Parses the name of a service, which becomes part of paths.
fn parse_service(text: &str) -> Result<String> {
    let plain = text
        .bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    ensure!(
        plain && !text.is_empty(),
        "expected lower-case letters, digits and hyphens"
    );
    Ok(text.to_owned())
}

/// Runs the command in the workspace at `root`. After an error, nothing has changed.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let service = &arguments.service;
    let history = History::read(root, service)?;
    let mut snapshots = source::snapshots(arguments, history.entries.last())?;
    snapshots.sort_by(|one, other| one.release().cmp(other.release()));
    let journal = Journal::open(root)?;
    // Downloading takes long, so another import may have changed the history in the meantime.
    let history = History::read(root, service)?;
    let plan = Plan::new(&history, &snapshots).or_unreadable("the releases")?;
    let endpoints = plan.endpoints(root)?;
    let mut changes = Changes::new(root)?;
    plan.add_to(&endpoints, &mut changes)?;
    // A construct that codegen does not know refuses the import.
    let revisions = read_models(&plan.entries, &endpoints)?;
    let mut report = plan.report() + &api_changes(&plan, &revisions);
    // The model and its code change together.
    if service == SERVICE {
        let generated = generated::generate(root, &revisions)?;
        generated.add_to(&mut changes, root)?;
        report += &generated.misfits();
    }
    let summary = changes.commit(journal).or_unwritable("the files")?;
    output::print(&(report + &next_step(&summary)))
}

/// Returns the report on each pair of neighbouring revisions that are neighbours since this import,
/// each after an empty line.
fn api_changes(plan: &Plan<'_>, recorded: &[Recorded]) -> String {
    let mut report = String::new();
    let entries = plan.entries.windows(2).zip(recorded.windows(2));
    for (entries, read) in entries {
        if let ([old_entry, entry], [old, new]) = (entries, read)
            && plan.is_new_step(old_entry, entry)
        {
            report += &format!(
                "\n{}",
                text(&diff(&old.side(), &new.side()), &Options::default())
            );
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
    format!(
        "{written} files written, {removed} removed. Next: review the changes, accept the snapshots and commit, as \
         described in CONTRIBUTING.md, \"A new model revision arrived\".\n"
    )
}
