//! `cargo xtask history`: what each revision brought.

use std::path::Path;

use anyhow::Result;
use clap::{Args, ValueEnum};
use codegen::diff::{Revision, diff};
use codegen::history::{Entry, entry, json, text};

use crate::endpoints::EndpointTexts;
use crate::generated::{self, SERVICE};
use crate::history::History;
use crate::output;
use crate::parallel;

/// List the revisions, and what each brought.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask history")]
pub(crate) struct Arguments {
    /// The form of the list.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A line per revision.
    Text,
    /// For programs.
    Json,
}

/// Runs the command in the workspace at `root`.
///
/// # Errors
///
/// A revision cannot be read.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let recorded = History::read(root, SERVICE)?.entries;
    let read = generated::read_revisions(&recorded, &EndpointTexts::default())?;
    let read: Vec<_> = read.iter().zip(&recorded).collect();
    let revisions = parallel::map(&read, |(read, recorded)| {
        Revision::new(read.date.to_string(), &read.model)
            .with_botocore(recorded.revision.botocore.to_string())
    });
    let history = entries(&revisions);
    output::print(&match arguments.format {
        Format::Text => text(&history),
        Format::Json => json(&history),
    })
}

fn entries(revisions: &[Revision<'_>]) -> Vec<Entry> {
    let first = revisions.first().map(|first| entry(first, None));
    let pairs: Vec<_> = revisions.array_windows().collect();
    let others = parallel::map(&pairs, |[old, new]| entry(new, Some(diff(old, new))));
    first.into_iter().chain(others).collect()
}
