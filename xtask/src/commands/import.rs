//! `cargo xtask import`: imports the facts of botocore releases into `model/`.
//!
//! Everything is first downloaded, read and checked in memory. Then a single commit changes either
//! all files or none.

mod api_changes;
mod bisect;
mod facts;
mod plan;
mod regenerate;
mod source;

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::{ArgGroup, Args};

use crate::botocore::pip::{Index, Pip};
use crate::botocore::release::Version;
use crate::changes::{Changes, Summary};
use crate::failure::{OrUnreadable, OrUnwritable};
use crate::generated;
use crate::history::{Entry, History};
use crate::output;
use plan::Plan;
use source::{Newest, Wanted};

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

/// Runs the command in the workspace at `root`.
///
/// # Errors
///
/// Returns an error if a release cannot be downloaded or read, or contradicts the recorded facts.
/// Nothing is changed then.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    output::print(&import(
        &arguments.wanted(),
        &arguments.service,
        root,
        &Pip,
    )?)
}

impl Arguments {
    fn wanted(&self) -> Wanted {
        if self.all {
            return Wanted::All;
        }
        if !self.wheels.is_empty() {
            return Wanted::Wheels(self.wheels.clone());
        }
        Wanted::Releases(self.releases.clone())
    }
}

/// Imports releases, and returns the report.
fn import(wanted: &Wanted, service: &str, root: &Path, index: &dyn Index) -> Result<String> {
    let history = History::read(root, service)?;
    let newest = history
        .entries
        .last()
        .map(|Entry { revision, facts }| Newest {
            release: &revision.botocore,
            facts,
        });
    let mut snapshots = source::snapshots(wanted, service, newest, index)?;
    snapshots.sort_by(|one, other| one.release.cmp(&other.release));
    let mut changes = Changes::locked(root)?;
    // Downloading takes long, so another import may have changed the history in the meantime.
    let history = History::read(root, service)?;
    let plan = Plan::new(&history, &snapshots).or_unreadable("the releases")?;
    plan.add_to(&mut changes, root)?;
    // A construct that codegen does not know refuses the import.
    let revisions = generated::read_revisions(&plan.entries, &plan.endpoints(root)?)?;
    let without_summary = regenerate::regenerate(&revisions, service, root, &mut changes)?;
    let summary = changes.commit().or_unwritable("the files")?;
    let mut report = plan.report();
    let api_changes = api_changes::api_changes(&plan, &revisions);
    if !api_changes.is_empty() {
        report += &format!("{api_changes}\n");
    }
    Ok(report + &without_summary + &next_step(&summary))
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
