//! `cargo xtask breaking`: a gate that changes have to pass.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use codegen::diff::breaking::{self, Allowed, Axis, Threshold, gate};
use codegen::diff::report::pretty;
use codegen::diff::{Rule, diff};
use codegen::nearest::hint;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failure::{Blame, read_text};
use crate::output::Destination;
use crate::side::{Sides, places};
use crate::workspace::Root;

/// Fail if changes between two models meet a threshold.
///
/// Exits with status 1 if a change meets the threshold and the allow file does not allow it, or if
/// an entry of the allow file is stale, unexplained or duplicated. For each refused change, prints
/// the entry that would allow it.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask breaking 2017-09-29 2017-10-23")]
pub(crate) struct Arguments {
    #[command(flatten)]
    sides: Sides,
    /// The smallest change that fails.
    #[arg(long, value_name = "LEVEL", default_value = "major", value_parser = one_of::<Threshold, 3>(["none", "minor", "major"]))]
    fail_on: Threshold,
    /// Which verdict to check. On the wire axis, breaking changes count as major, all others as
    /// patch.
    #[arg(long, value_name = "AXIS", default_value = "rust", value_parser = one_of::<Axis, 2>(["rust", "wire"]))]
    axis: Axis,
    /// A TOML file of changes to allow, with `[[allow]]` entries of `rule`, `path` and `reason`.
    #[arg(long, value_name = "FILE")]
    allow: Option<PathBuf>,
    /// The format of the report.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    destination: Destination,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// Annotations on the lines of the model, for a GitHub workflow.
    Github,
    /// A test case for each change, for a test dashboard.
    Junit,
}

/// Returns a parser of the names by which a type is serialised.
fn one_of<T, const N: usize>(names: [&'static str; N]) -> impl TypedValueParser<Value = T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|name| serde_json::from_value(name.into()))
}

/// The contents of an allow file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AllowFile {
    #[serde(default)]
    allow: Vec<Allowed>,
}

/// Runs the command. Only recorded revisions need the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Root) -> Result<()> {
    let allowed = match &arguments.allow {
        Some(file) => read_allowed(file)?,
        None => Vec::new(),
    };
    let sides = arguments.sides.read(root)?;
    let [old, new] = &sides;
    let diff = diff(&old.revision(), &new.revision());
    let verdict = gate(&diff, arguments.axis, arguments.fail_on, &allowed);
    let destination = &arguments.destination;
    let report = match arguments.format {
        Format::Text => breaking::text(&verdict, destination.has_color()),
        Format::Json => pretty(&verdict),
        Format::Github => breaking::github(&verdict, places(&sides)),
        Format::Junit => breaking::junit(&verdict),
    };
    destination.write(&report)?;
    if !verdict.passes {
        bail!("{} → {} does not pass", old.input.id, new.input.id);
    }
    Ok(())
}

fn read_allowed(file: &Path) -> Result<Vec<Allowed>> {
    let text = read_text(file)?;
    let AllowFile { allow } = toml::from_str(&text)
        .map_err(|error| in_one_line(&error, &text))
        .or_unreadable(file.display())?;
    Ok(allow)
}

/// Returns the error in a TOML text on one line, with the number of the line in the text but
/// without the line itself.
fn in_one_line(error: &toml::de::Error, text: &str) -> anyhow::Error {
    let mut message = error.message().replace('\n', "; ");
    if message == "invalid type: map, expected a sequence" {
        message = "an entry starts with `[[allow]]`, in two pairs of brackets".to_owned();
    }
    if let Some((rule, _)) = message.split_once("` is not a rule") {
        let hint = hint(rule.trim_start_matches('`'), Rule::ALL.map(Rule::id));
        if !hint.is_empty() {
            message = format!("{rule}` is not a rule{hint}");
        }
    }
    let before = error.span().and_then(|span| text.get(..span.start));
    match before {
        Some(before) => anyhow!("line {}: {message}", before.matches('\n').count() + 1),
        None => anyhow!(message),
    }
}
