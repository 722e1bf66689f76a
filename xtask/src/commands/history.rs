//! `cargo xtask history`: lists the changes in each revision.

use std::path::Path;

use anyhow::Result;
use clap::Args;
use codegen::history::{Entry, history, json, text};

use crate::history::{self, History, Recorded};
use crate::output::{self, Format};
use crate::parallel;
use crate::revisions::SERVICE;

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
    let recorded = History::read(root, SERVICE)?.entries;
    // Each core gets two pieces, since newer models are larger.
    let length = recorded.len().div_ceil(2 * parallel::threads()).max(1);
    let starts: Vec<_> = (0..recorded.len()).step_by(length).collect();
    let pieces = parallel::map(&starts, |start| {
        let end = recorded.len().min(start + length);
        changes(recorded.get(..end).unwrap_or_default(), *start)
    });
    let pieces: Vec<_> = pieces.into_iter().collect::<Result<_>>()?;
    let history = pieces.concat();
    output::print(&match arguments.format {
        Format::Text => text(&history),
        Format::Json => json(&history),
    })
}

/// Returns the changes in the revisions from the one at `start` on. Reading, planning and comparing
/// run on one core, so that shared data stays in its caches.
fn changes(recorded: &[history::Entry], start: usize) -> Result<Vec<Entry>> {
    let before = start.saturating_sub(1);
    let read = recorded.iter().skip(before);
    let read = read.map(|entry| entry.read_model(None));
    let read: Vec<_> = read.collect::<Result<_>>()?;
    let revisions: Vec<_> = read.iter().map(Recorded::side).collect();
    Ok(history(&revisions).split_off(start - before))
}
