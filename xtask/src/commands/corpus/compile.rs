//! Compilation of the generated crates.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, anyhow};
use codegen::model::Protocol;
use serde::Deserialize;

use super::report::Report;
use crate::cargo::cargo;
use crate::failure::Blame;
use crate::scratch::Scratch;

/// The name of cargo's output in errors.
const ANSWER: &str = "cargo's output on the crates";

/// The part of cargo's messages that this program reads. Those of other kinds have other members.
#[derive(Deserialize)]
struct Message {
    reason: String,
    manifest_path: PathBuf,
    message: Option<Diagnostic>,
}

#[derive(Deserialize)]
struct Diagnostic {
    rendered: String,
}

/// Parses the number of crates with other protocols to compile, besides those that speak AWS JSON.
pub(super) fn parse_number(text: &str) -> Result<usize> {
    match text {
        "all" => Ok(usize::MAX),
        _ => text.parse().context("expected a number or `all`"),
    }
}

/// Compiles the crates that speak AWS JSON and the largest of the others, and adds the errors to the
/// models' problems.
pub(super) fn compile(workspace: &Scratch, others: usize, report: &mut Report) -> Result<()> {
    workspace.write_workspace(&selected(report, others))?;
    check(&workspace.folder, report)
}

/// Returns the crates to compile: all that speak AWS JSON, which have operations, and the `number`
/// largest of the others.
fn selected(report: &Report, number: usize) -> Vec<&str> {
    let generated = report.models.iter().filter(|outcome| outcome.lines > 0);
    let (aws_json, mut others): (Vec<_>, Vec<_>) =
        generated.partition(|outcome| outcome.protocol.is_some_and(Protocol::is_aws_json));
    others.sort_by_key(|outcome| Reverse(outcome.lines));
    others.truncate(number);
    let crates = aws_json.into_iter().chain(others);
    crates.map(|outcome| outcome.crate_name.as_str()).collect()
}

/// Runs `cargo check` on the workspace in `folder` with warnings denied.
fn check(folder: &Path, report: &mut Report) -> Result<()> {
    let output = cargo(folder)
        .args(["check", "--workspace", "--offline", "--keep-going"])
        .args(["--message-format", "json,json-diagnostic-short"])
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Dwarnings -Wmissing_docs")
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")
        .or_unreadable(ANSWER)?;
    let mut blames_one = false;
    let lines = output.stdout.split(|byte| *byte == b'\n');
    for message in lines.filter_map(|line| serde_json::from_slice::<Message>(line).ok()) {
        let name = message.manifest_path.parent().and_then(Path::file_name);
        let mut models = report.models.iter_mut();
        let Some(model) = models.find(|outcome| name == Some(outcome.crate_name.as_ref())) else {
            continue;
        };
        model.compiled |= message.reason == "compiler-artifact";
        if let Some(Diagnostic { rendered }) = message.message {
            model.problems.push(rendered.trim_end().to_owned());
            blames_one = true;
        }
    }
    if output.status.success() || blames_one {
        return Ok(());
    }
    let folder = folder.display();
    Err(anyhow!("cargo check failed in {folder}: see above")).or_unreadable(ANSWER)
}
