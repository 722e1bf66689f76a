//! `cargo xtask breaking`: the gate that changes have to pass.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use codegen::diff::breaking::{Allowed, Axis, Threshold, Verdict, gate};
use codegen::diff::{Change, diff};
use serde::Deserialize;

use crate::failure::OrUnreadable;
use crate::output;
use crate::side::Sides;
use crate::workspace::Root;

/// Fail where changes between two models go beyond a threshold.
///
/// Exit status 1 when a change is at or above it and is not allowed by the allow file, and when
/// that file has an entry that allows nothing, gives no reason or stands there twice.
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
    let [old, new] = arguments.sides.read(root)?;
    let diff = diff(&old.revision(), &new.revision());
    let verdict = gate(
        &diff,
        arguments.axis.into(),
        arguments.fail_on.into(),
        &allowed,
    );
    output::print(&report(&verdict, arguments))?;
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

/// A line for each change and entry that matters.
fn report(verdict: &Verdict<'_>, arguments: &Arguments) -> String {
    let mut text = String::new();
    let mut change_line = |word: &str, change: &Change, note: &str| {
        let Change {
            rule,
            path,
            rust,
            wire,
            ..
        } = change;
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{word} {rule} {path}  [{rust}, wire {wire}]{note}");
    };
    for change in &verdict.refused {
        change_line("refused", change, "");
    }
    for (change, entry) in &verdict.allowed {
        change_line("allowed", change, &format!("  {}", entry.reason));
    }
    for (what, entries) in [
        ("allows nothing here; remove it", &verdict.stale),
        ("stands there twice; remove one", &verdict.repeated),
        (
            "gives no reason, so it allows nothing",
            &verdict.without_reason,
        ),
    ] {
        for Allowed { rule, path, .. } in entries {
            let _ = writeln!(text, "the entry for {rule} {path} {what}");
        }
    }
    if text.is_empty() {
        text += &match arguments.fail_on {
            FailOn::None => "passes: no change fails\n".to_owned(),
            FailOn::Minor => format!("passes: nothing is minor or major {}\n", arguments.axis),
            FailOn::Major => format!("passes: nothing is major {}\n", arguments.axis),
        };
    }
    text
}

impl fmt::Display for Verdicts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Verdicts::Rust => "in Rust",
            Verdicts::Wire => "on the wire",
        })
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
