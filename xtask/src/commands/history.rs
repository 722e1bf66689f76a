//! `cargo xtask history`: lists the changes in each revision.

use std::ops::Range;
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
    let pieces = pieces(recorded.len());
    let pieces = parallel::map(&pieces, |piece| changes(&recorded, piece.clone()));
    let pieces: Vec<_> = pieces.into_iter().collect::<Result<_>>()?;
    let history = pieces.concat();
    output::print(&match arguments.format {
        Format::Text => text(&history),
        Format::Json => json(&history),
    })
}

/// Divides the revisions among the cores. Each core gets two pieces, since newer models are larger.
fn pieces(revisions: usize) -> Vec<Range<usize>> {
    let length = revisions.div_ceil(2 * parallel::threads()).max(1);
    let starts = (0..revisions).step_by(length);
    starts
        .map(|start| start..revisions.min(start + length))
        .collect()
}

/// Returns the changes in a piece of the revisions. Reading, planning and comparing run on one
/// core, so that shared data stays in its caches.
fn changes(recorded: &[history::Entry], piece: Range<usize>) -> Result<Vec<Entry>> {
    let before = piece.start.saturating_sub(1);
    let recorded = recorded.get(before..piece.end).unwrap_or_default();
    let read = recorded.iter().map(|entry| entry.read_model(None));
    let read: Vec<_> = read.collect::<Result<_>>()?;
    let revisions: Vec<_> = read.iter().map(Recorded::side).collect();
    let mut entries = history(&revisions);
    Ok(entries.split_off(piece.start - before))
}
