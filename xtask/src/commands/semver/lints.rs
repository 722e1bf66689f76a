//! The verdicts of cargo-semver-checks.

use std::process::Command;

use anyhow::{Context, Result, bail};
use codegen::diff::Bump;

use super::crates::Crate;
use crate::failure::Blame;

/// A hint on how to install the tool.
const INSTALL: &str = "run `cargo install cargo-semver-checks --locked`";

/// The smallest version bump that a change needs according to the lints that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lints {
    pub(super) level: Bump,
    pub(super) fired: Vec<String>,
}

/// Returns the version that the tool prints.
pub(super) fn version() -> Result<String> {
    let output = Command::new("cargo-semver-checks")
        .args(["semver-checks", "--version"])
        .output();
    let output = output
        .with_context(|| format!("cannot run it: {INSTALL}"))
        .or_unreadable("the output of cargo-semver-checks")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Crate<'_> {
    /// Runs the tool to find breaks since another revision, as if a patch release were planned.
    pub(super) fn lints(&self, since: &Crate<'_>) -> Result<Lints> {
        let output = self.cargo([
            "semver-checks".as_ref(),
            "--color=never".as_ref(),
            "--release-type=patch".as_ref(),
            "--baseline-rustdoc".as_ref(),
            since.rustdoc.as_os_str(),
            "--current-rustdoc".as_ref(),
            self.rustdoc.as_os_str(),
        ])?;
        let [findings, log] =
            [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        parse(&findings, &log).with_context(|| {
            let [from, to] = [since, self].map(|it| it.revision.id());
            format!("cargo semver-checks failed on {from} and {to}:\n{log}")
        })
    }
}

/// Parses the lints that fired from the findings, and the version that they require from the last
/// lines of the log.
fn parse(findings: &str, log: &str) -> Result<Lints> {
    let summary = log
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("Summary "))
        .context("it gives no summary")?;
    let level = match summary {
        summary if summary.starts_with("no semver update required") => Bump::Patch,
        summary if summary.starts_with("semver requires new minor version") => Bump::Minor,
        summary if summary.starts_with("semver requires new major version") => Bump::Major,
        summary => bail!("this command does not know its summary: {summary}"),
    };
    let fired: Vec<_> = findings
        .lines()
        .filter_map(|line| line.strip_prefix("--- failure ")?.split(':').next())
        .map(str::to_owned)
        .collect();
    if fired.is_empty() != (level == Bump::Patch) {
        bail!("it requires a {level} version, with the lints {fired:?}");
    }
    Ok(Lints { level, fired })
}
