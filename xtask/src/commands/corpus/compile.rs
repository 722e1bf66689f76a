//! Compilation of the generated crates.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::str::FromStr;

use anyhow::{Context, Result, anyhow};
use serde::Deserialize;

use super::crates::Crates;
use super::report::Report;
use crate::cargo::cargo;
use crate::failure::OrUnreadable;

/// The name of cargo's output in errors.
const ANSWER: &str = "cargo's output on the crates";

/// The number of crates with other protocols to compile, besides those that speak AWS JSON.
#[derive(Clone, Copy)]
pub(super) enum Selection {
    Largest(usize),
    All,
}

impl FromStr for Selection {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "all" => Ok(Self::All),
            _ => text
                .parse()
                .map(Self::Largest)
                .context("expected a number or `all`"),
        }
    }
}

/// Returns the crates to compile: all that speak AWS JSON, which have operations, and the largest
/// of the others.
pub(super) fn selected(report: &Report, selection: Selection) -> Vec<&str> {
    let generated = report.models.iter().filter_map(|outcome| {
        let counts = outcome.counts.as_ref()?;
        (counts.lines > 0).then_some((outcome.crate_name.as_str(), counts))
    });
    let (aws_json, mut others): (Vec<_>, Vec<_>) =
        generated.partition(|(_, counts)| counts.protocol.is_aws_json());
    others.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.lines));
    if let Selection::Largest(number) = selection {
        others.truncate(number);
    }
    let mut crates: Vec<_> = aws_json
        .iter()
        .chain(&others)
        .map(|(name, _)| *name)
        .collect();
    crates.sort_unstable();
    crates
}

/// Runs `cargo check` on the workspace with warnings denied, and adds its errors to the models'
/// problems.
///
/// # Errors
///
/// Returns an error if cargo cannot be run, or if it fails for a reason other than a generated
/// crate.
pub(super) fn check(crates: &Crates, report: &mut Report) -> Result<()> {
    let output = cargo()
        .args(["check", "--workspace", "--offline", "--keep-going"])
        .args(["--message-format", "json"])
        .current_dir(&crates.folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Dwarnings -Wmissing_docs")
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")
        .or_unreadable(ANSWER)?;
    let mut blames_one = false;
    for line in output.stdout.split(|byte| *byte == b'\n') {
        // Messages of other kinds have other members.
        let Ok(message) = serde_json::from_slice::<Message>(line) else {
            continue;
        };
        let name = message.manifest_path.parent().and_then(Path::file_name);
        let mut models = report.models.iter_mut();
        let Some(model) = models.find(|outcome| name == Some(outcome.crate_name.as_ref())) else {
            continue;
        };
        match message.content {
            Content::Artifact { .. } => model.compiled = true,
            Content::Message { message } => {
                model.problems.push(message.problem());
                blames_one = true;
            }
        }
    }
    if output.status.success() || blames_one {
        return Ok(());
    }
    let folder = crates.folder.display();
    Err(anyhow!("cargo check failed in {folder}: see above")).or_unreadable(ANSWER)
}

/// A message of cargo on a crate.
#[derive(Deserialize)]
struct Message {
    manifest_path: PathBuf,
    #[serde(flatten)]
    content: Content,
}

#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Content {
    #[serde(rename = "compiler-artifact")]
    Artifact {},
    #[serde(rename = "compiler-message")]
    Message { message: Diagnostic },
}

#[derive(Deserialize)]
struct Diagnostic {
    message: String,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
}

impl Diagnostic {
    fn problem(self) -> String {
        let Self { message, spans } = self;
        match spans.first() {
            Some(span) => format!("{}:{}: {message}", span.file_name, span.line_start),
            None => message,
        }
    }
}
