//! `cargo xtask history`: lists the changes in each revision.

use std::mem::ManuallyDrop;
use std::path::Path;

use anyhow::Result;
use clap::Args;
use codegen::diff::report::pretty;
use codegen::history::{history, text};

use crate::history::{Recorded, recorded};
use crate::output::{self, Format};
use crate::parallel;

/// List the revisions, and the changes in each.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask history")]
pub(crate) struct Arguments {
    /// The format of the list.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    // The process ends soon. Freeing all models first would take a tenth of its time.
    let models = ManuallyDrop::new(recorded(root, None)?);
    let revisions = ManuallyDrop::new(parallel::map(&models, Recorded::side));
    let with_previous = (0..revisions.len()).map(|it| revisions.get(it.saturating_sub(1)..=it));
    let with_previous: Vec<_> = with_previous.flatten().collect();
    let entries = parallel::map(&with_previous, |revisions| history(revisions).pop());
    let entries: Vec<_> = entries.into_iter().flatten().collect();
    output::print(&match arguments.format {
        Format::Text => text(&entries),
        Format::Json => pretty(&entries),
    })
}
