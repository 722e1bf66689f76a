//! `cargo xtask diff`: what changed in the API between two models.

mod generated_code;
mod report;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use codegen::diff::diff;

use crate::failure::usage_error;
use crate::output;
use crate::side::Sides;
use crate::workspace::Root;

/// Show what changed in the API between two models.
///
/// Each entry is one edit of the model, with what it means for the wire, for the generated crate's
/// version and for compiled code, and every operation that it reaches.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask diff previous latest")]
pub(crate) struct Arguments {
    #[command(flatten)]
    sides: Sides,
    /// The form of the report.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Write the report to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Add how the generated source changes, line by line.
    #[arg(long)]
    rust: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For a comment on a pull request; it keeps to the length that GitHub takes.
    Markdown,
    /// For programs.
    Json,
    /// Annotations on the lines of the model, for a GitHub workflow.
    Github,
}

/// Runs the command; only recorded revisions need the workspace at `root`.
///
/// # Errors
///
/// A side cannot be read, the report cannot be written, or a change is one that no rule knows.
pub(crate) fn run(arguments: &Arguments, root: &Root) -> Result<()> {
    if arguments.rust && arguments.format == Format::Github {
        return Err(usage_error(
            "annotations stand on lines of the model: leave `--rust` or `--format github`",
        ));
    }
    let sides = arguments.sides.read(root)?;
    let [old, new] = &sides;
    let diff = diff(&old.revision(), &new.revision());
    let generated = arguments
        .rust
        .then(|| generated_code::between(&sides, root))
        .transpose()?;
    let generated = generated.as_deref();
    let report = match arguments.format {
        Format::Text => report::text(&diff, generated),
        Format::Markdown => {
            let command = arguments.sides.command(&sides);
            report::markdown(&diff, generated, command.as_deref())
        }
        Format::Json => report::json(&diff, generated)?,
        Format::Github => report::github(&diff, &sides),
    };
    output::write(&report, arguments.output.as_deref())?;
    match diff.unclassified().count() {
        0 => Ok(()),
        count => bail!(
            "unclassified: {count} (no rule knows them: add one to codegen/src/diff/rules/table.rs)"
        ),
    }
}
