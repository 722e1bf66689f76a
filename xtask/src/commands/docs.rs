//! `cargo xtask docs`: builds the documentation of `org-types` with upstream's own sentences.
//!
//! These are never committed: they are read from a wheel, and the crate is written below `target/`,
//! to a folder whose contents git ignores.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use clap::Args;
use codegen::model::Model;
use codegen::source::read;

use crate::botocore::pip;
use crate::botocore::wheel::Wheel;
use crate::cargo::run_program;
use crate::failure::Blame;
use crate::history::{Recorded, recorded};
use crate::output;
use crate::revisions::{Revision, RevisionName};
use crate::scratch::Scratch;

/// The folder for all files of the command, relative to the workspace.
const FOLDER: &str = "target/xtask/docs";

/// The crate's folder in that folder.
const CRATE: &str = "org-types";

/// Build the documentation of `org-types` with AWS's own prose, for local use.
///
/// Downloads the botocore wheel of the revision with `python3 -m pip`, unless a wheel is given.
/// Nothing is written outside `target/`.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask docs")]
pub(crate) struct Arguments {
    /// The revision to document instead of the newest: a date, `latest` or `previous`.
    #[arg(long, value_name = "REVISION")]
    revision: Option<RevisionName>,
    /// The wheel of the revision's botocore release, instead of downloading it.
    #[arg(long, value_name = "FILE")]
    wheel: Option<PathBuf>,
}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let mut recorded = recorded(root, arguments.revision)?;
    if let Some(Recorded { revision, model }) = recorded.last_mut() {
        *model = match &arguments.wheel {
            Some(wheel) => with_prose(wheel, revision)?,
            None => with_prose(&pip::download(&revision.botocore)?.wheel, revision)?,
        };
    }
    let workspace = Scratch::new(root.join(FOLDER), root);
    workspace.write_org_types(CRATE, &recorded)?;
    output::print(&format!("{}\n", document(&workspace)?.display()))
}

/// Reads the model of a revision, including upstream's prose.
fn with_prose(path: &Path, revision: &Revision) -> Result<Model> {
    let wheel = Wheel::read(path).or_unreadable(path.display())?;
    if wheel.revision.sha256 != revision.sha256 {
        let other = anyhow!(
            "botocore {} does not have the service-2.json that revision {} was imported from: use the wheel of \
             botocore {}",
            wheel.revision.botocore,
            revision.date,
            revision.botocore
        );
        return Err(other).or_unreadable(path.display());
    }
    read(wheel.texts.source()).or_unreadable(path.display())
}

/// Runs rustdoc, and returns the page to open.
fn document(workspace: &Scratch) -> Result<PathBuf> {
    let folder = workspace.folder.join("target/doc");
    let mut doc = workspace.cargo(CRATE);
    run_program(doc.args(["doc", "--no-deps", "--quiet"])).or_unwritable(folder.display())?;
    Ok(folder.join("org_types/index.html"))
}
