//! `cargo xtask endpoints`: records the endpoints that botocore's own resolver gives.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::botocore::pip;
use crate::cargo::answer_of;
use crate::failure::Blame;
use crate::output;
use crate::revisions::{RevisionName, Revisions, SERVICE};

/// The folder of installed releases, relative to the workspace.
const FOLDER: &str = "target/xtask/endpoints";

/// The file of botocore's answers, relative to the workspace.
const RECORD: &str = "crates/org-types/tests/suite/endpoints.tsv";

/// The program that asks botocore.
const ASK: &str = include_str!("endpoints/botocore.py");

/// Record the endpoints of botocore's own resolver, which a test of `org-types` compares with.
///
/// These are the standard, FIPS, dual-stack and combined endpoints in the regions that AWS's
/// partitions list, in an unlisted one of each partition, and in those that the rules name. Installs
/// the release of the newest revision below target/ with `python3 -m pip`. Exits with status 3 if it
/// cannot be installed.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask endpoints")]
pub(crate) struct Arguments {}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(_arguments: &Arguments, root: &Path) -> Result<()> {
    let revisions = Revisions::read(root)?;
    let newest = revisions.named(RevisionName::Latest);
    let release = &newest.or_unreadable("the model")?.botocore;
    let packages = root.join(FOLDER).join(format!("botocore-{release}"));
    pip::install(&[&format!("botocore=={release}")], &packages)?;
    let mut python = Command::new("python3");
    python.args(["-c", ASK, SERVICE]);
    let answers = answer_of(python.env("PYTHONPATH", packages)).context("cannot ask botocore")?;
    output::write(&root.join(RECORD), &answers)?;
    output::print(&format!("{RECORD}: {} answers\n", answers.lines().count()))
}
