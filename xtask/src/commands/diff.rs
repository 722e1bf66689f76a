//! `cargo xtask diff`: what changed in the API between two models.

mod generated_code;
mod report;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use codegen::diff::syntax::changed_operations;
use codegen::diff::{Version, diff};

use crate::color::Color;
use crate::crate_version;
use crate::failure::usage_error;
use crate::output;
use crate::side::Sides;
use crate::workspace::Root;
use report::{Parts, View};

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
    /// Group by operation, in the form of AWS's change log: what is new in each request and
    /// response, then the changes that this does not show.
    #[arg(long, value_enum, value_name = "PART")]
    by: Option<Part>,
    /// Show whole requests and responses with what is new in them; implies `--by operation`.
    #[arg(long)]
    syntax: bool,
    /// List the operations that a change reaches in errors; they are counted otherwise.
    #[arg(long)]
    errors: bool,
    /// Add how the generated source changes, line by line.
    #[arg(long)]
    rust: bool,
    /// The version that the generated crate is at, to propose the next one; that of `org-types`
    /// where a side is a revision of its service.
    #[arg(long, value_name = "VERSION")]
    crate_version: Option<Version>,
    #[command(flatten)]
    color: Color,
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

/// What a report is grouped by.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Operation,
}

/// Runs the command; only recorded revisions need the workspace at `root`.
///
/// # Errors
///
/// A side cannot be read, the report cannot be written, or a change is one that no rule knows.
pub(crate) fn run(arguments: &Arguments, root: &Root) -> Result<()> {
    let is_by_operation = arguments.by == Some(Part::Operation) || arguments.syntax;
    if arguments.format == Format::Github && (arguments.rust || is_by_operation) {
        return Err(usage_error(
            "annotations stand on lines of the model: leave `--rust`, `--by`, `--syntax` or `--format github`",
        ));
    }
    let sides = arguments.sides.read(root)?;
    let [old, new] = &sides;
    let mut diff = diff(&old.revision(), &new.revision());
    let known = || crate_version::of(&sides, root.as_deref().ok());
    if let Some(version) = arguments
        .crate_version
        .map_or_else(known, |it| Ok(Some(it)))?
    {
        diff = diff.with_version(version);
    }
    let operations = is_by_operation.then(|| changed_operations(&old.model, &new.model));
    let generated = arguments
        .rust
        .then(|| generated_code::between(&sides, root))
        .transpose()?;
    let parts = Parts {
        diff: &diff,
        operations: operations.as_deref(),
        generated: generated.as_deref(),
    };
    let view = View {
        lists_errors: arguments.errors,
        syntax: arguments.syntax,
        color: arguments.color.is_on(arguments.output.is_some()),
    };
    let report = match arguments.format {
        Format::Text => report::text(parts, view),
        Format::Markdown => {
            let command = arguments.sides.command(&sides);
            report::markdown(parts, view, command.as_deref())
        }
        Format::Json => report::json(parts, view)?,
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
