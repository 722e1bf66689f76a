//! `cargo xtask breaking`: the gate that changes have to pass.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use codegen::diff::breaking::{self, Allowed, Axis, Threshold, gate};
use codegen::diff::diff;
use serde::Deserialize;

use crate::color::Color;
use crate::failure::OrUnreadable;
use crate::output;
use crate::side::{Sides, places};
use crate::workspace::Root;

/// Fail where changes between two models go beyond a threshold.
///
/// Exit status 1 when a change is at or above it and is not allowed by the allow file, and when
/// that file has an entry that allows nothing, gives no reason or stands there twice. For what it
/// refuses, it prints the entries that would allow it.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask breaking 2017-09-29 2017-10-23")]
pub(crate) struct Arguments {
    #[command(flatten)]
    sides: Sides,
    /// The least change that fails.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Major)]
    fail_on: FailOn,
    /// Which verdict is looked at: on the wire, what breaks someone is major and all else is patch.
    #[arg(long, value_enum, value_name = "AXIS", default_value_t = Verdicts::Rust)]
    axis: Verdicts,
    /// Changes that pass all the same: a TOML file with `[[allow]]` entries of `rule`, `path` and
    /// `reason`.
    #[arg(long, value_name = "FILE")]
    allow: Option<PathBuf>,
    /// The form of the report.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    /// Write the report to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    color: Color,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// Annotations on the lines of the model, for a GitHub workflow.
    Github,
    /// A test case per change, for a dashboard of tests.
    Junit,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    None,
    Minor,
    Major,
}

#[derive(Clone, Copy, ValueEnum)]
enum Verdicts {
    Rust,
    Wire,
}

/// What stands in an allow file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AllowFile {
    #[serde(default)]
    allow: Vec<Allowed>,
}

/// Runs the command; only recorded revisions need the workspace at `root`.
///
/// # Errors
///
/// A side or the allow file cannot be read, or the changes do not pass.
pub(crate) fn run(arguments: &Arguments, root: &Root) -> Result<()> {
    let allowed = match &arguments.allow {
        Some(file) => read_allowed(file)?,
        None => Vec::new(),
    };
    let sides = arguments.sides.read(root)?;
    let [old, new] = &sides;
    let diff = diff(&old.revision(), &new.revision());
    let verdict = gate(
        &diff,
        arguments.axis.into(),
        arguments.fail_on.into(),
        &allowed,
    );
    let output = arguments.output.as_deref();
    let report = match arguments.format {
        Format::Text => breaking::text(&verdict, arguments.color.is_on(output.is_some())),
        Format::Json => breaking::json(&verdict),
        Format::Github => breaking::github(&verdict, places(&sides)),
        Format::Junit => breaking::junit(&verdict),
    };
    output::write(&report, output)?;
    if !verdict.passes() {
        bail!("{} → {} does not pass", old.id, new.id);
    }
    Ok(())
}

fn read_allowed(file: &Path) -> Result<Vec<Allowed>> {
    let text = std::fs::read_to_string(file).or_unreadable(file.display())?;
    let AllowFile { allow } = toml::from_str(&text)
        .map_err(|error| in_one_line(&error, &text))
        .or_unreadable(file.display())?;
    Ok(allow)
}

/// What is wrong with a TOML text, and in which line, without the line itself.
fn in_one_line(error: &toml::de::Error, text: &str) -> anyhow::Error {
    let message = error.message().replace('\n', "; ");
    let before = error.span().and_then(|span| text.get(..span.start));
    match before {
        Some(before) => anyhow!("line {}: {message}", before.matches('\n').count() + 1),
        None => anyhow!(message),
    }
}

impl From<FailOn> for Threshold {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::None => Self::None,
            FailOn::Minor => Self::Minor,
            FailOn::Major => Self::Major,
        }
    }
}

impl From<Verdicts> for Axis {
    fn from(verdicts: Verdicts) -> Self {
        match verdicts {
            Verdicts::Rust => Self::Rust,
            Verdicts::Wire => Self::Wire,
        }
    }
}
