//! `cargo xtask diff`: shows what changed in the API between two models.

mod generated_code;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use codegen::diff::report::{self, Limit, Options};
use codegen::diff::syntax::changed_operations;
use codegen::diff::{Version, diff};

use crate::failure::usage_error;
use crate::output::Destination;
use crate::side::{Side, Sides, places};
use crate::workspace::Root;

/// Show what changed in the API between two models.
///
/// Each entry is one edit of the model, with its effects on the wire, on the version of the
/// generated crate and on existing code, and the operations that it affects.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask diff previous latest")]
pub(crate) struct Arguments {
    #[command(flatten)]
    sides: Sides,
    /// The format of the report.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Group by operation, in the form of AWS's change log: first the additions to each request and
    /// response, then all other changes.
    #[arg(long, value_name = "PART", value_parser = ["operation"])]
    by: Option<String>,
    /// Show complete requests and responses with their additions marked; implies `--by operation`.
    #[arg(long)]
    syntax: bool,
    /// List the operations that a change affects only in errors, instead of counting them.
    #[arg(long)]
    errors: bool,
    /// Add the changes to the generated source, line by line.
    #[arg(long)]
    rust: bool,
    /// The current version of the generated crate, from which to propose the next one. The default
    /// is that of `org-types`, if a side is a revision of its service.
    #[arg(long, value_name = "VERSION")]
    crate_version: Option<Version>,
    #[command(flatten)]
    destination: Destination,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For a comment on a pull request, within GitHub's length limit.
    Markdown,
    /// For programs.
    Json,
    /// Annotations on the lines of the model, for a GitHub workflow.
    Github,
}

/// The maximum number of characters in a comment. This leaves room for the text by which a workflow
/// recognizes its comment.
const COMMENT: usize = Limit::GITHUB_COMMENT - 536;

/// Runs the command. Only recorded revisions need the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Root) -> Result<()> {
    let is_by_operation = arguments.by.is_some() || arguments.syntax;
    if arguments.format == Format::Github && (arguments.rust || is_by_operation) {
        return Err(usage_error(
            "annotations are on lines of the model: omit `--rust`, `--by` and `--syntax`, or `--format github`",
        ));
    }
    let sides = arguments.sides.read(root)?;
    let [old, new] = &sides;
    let mut diff = diff(&old.revision(), &new.revision());
    if let Some(version) = arguments.crate_version.or_else(|| own_version(&sides)) {
        diff = diff.with_version(version);
    }
    let operations =
        is_by_operation.then(|| changed_operations(&old.model, &new.model, arguments.syntax));
    let generated = arguments
        .rust
        .then(|| generated_code::between(&sides, root))
        .transpose()?;
    let options = Options {
        lists_errors: arguments.errors,
        color: arguments.destination.has_color(),
        by_operation: operations.as_deref(),
        generated: generated.as_deref(),
    };
    let report = match arguments.format {
        Format::Text => report::text(&diff, &options),
        Format::Markdown => {
            let limit = Limit {
                characters: COMMENT,
                full_report: &full_report(arguments, &sides),
            };
            report::markdown(&diff, &options, limit)
        }
        Format::Json => report::json(&diff, &options),
        Format::Github => report::github(&diff, places(&sides)),
    };
    arguments.destination.write(&report)?;
    match diff.unclassified().count() {
        0 => Ok(()),
        count => bail!(
            "unclassified: {count} (no rule covers them: add one to codegen/src/diff/rules/table.rs)"
        ),
    }
}

/// Returns the version of `org-types`, which is that of all packages, if one of the sides is a
/// recorded revision. Returns `None` for a pre-release, since people decide what comes after it.
fn own_version(sides: &[Side; 2]) -> Option<Version> {
    let is_revision = sides.iter().any(|side| side.input.revision.is_some());
    is_revision.then(|| env!("CARGO_PKG_VERSION").parse().ok())?
}

/// Returns how to get what does not fit a comment.
fn full_report(arguments: &Arguments, sides: &[Side; 2]) -> String {
    let rust = if arguments.rust { " --rust" } else { "" };
    match arguments.sides.command(sides) {
        Some(command) => format!("`{command}{rust}`"),
        None => "the same command with `--format text`".to_owned(),
    }
}
