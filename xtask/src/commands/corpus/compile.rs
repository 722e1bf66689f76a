//! Compilation of the generated crates.

use std::path::Path;
use std::process::Stdio;
use std::str::FromStr;

use anyhow::{Context, Result, anyhow};

use super::crates::Crates;
use super::report::Report;
use crate::cargo::{Diagnostic, cargo, messages};
use crate::failure::Blame;

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
    for message in messages(&output) {
        let name = message.manifest_path.parent().and_then(Path::file_name);
        let mut models = report.models.iter_mut();
        let Some(model) = models.find(|outcome| name == Some(outcome.crate_name.as_ref())) else {
            continue;
        };
        model.compiled |= message.reason == "compiler-artifact";
        if let Some(Diagnostic { message, spans, .. }) = message.message {
            let place = spans.first();
            let place = place.map(|span| format!("{}:{}: ", span.file_name, span.line_start));
            model.problems.push(place.unwrap_or_default() + &message);
            blames_one = true;
        }
    }
    if output.status.success() || blames_one {
        return Ok(());
    }
    let folder = crates.folder.display();
    Err(anyhow!("cargo check failed in {folder}: see above")).or_unreadable(ANSWER)
}
