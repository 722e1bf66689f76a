//! The verdicts of cargo-semver-checks.

use std::fmt;
use std::process::Command;

use anyhow::{Context, Result, bail};
use codegen::diff::Bump;

use super::crates::Crate;
use crate::failure::Blame;

/// The beginnings of the summaries that require nothing, a minor and a major version.
const SUMMARIES: [(&str, Bump); 3] = [
    ("no semver update required", Bump::Patch),
    ("semver requires new minor version", Bump::Minor),
    ("semver requires new major version", Bump::Major),
];

/// The smallest version bump that a change needs according to the lints that fired.
pub(super) struct Lints {
    pub(super) level: Bump,
    pub(super) fired: Vec<String>,
}

/// `patch` or, with the lints, `major: enum_missing, struct_missing`.
impl fmt::Display for Lints {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Bump::Patch => self.level.fmt(formatter),
            level => write!(formatter, "{level}: {}", self.fired.join(", ")),
        }
    }
}

/// Returns the version that the tool prints.
pub(super) fn version() -> Result<String> {
    let output = Command::new("cargo-semver-checks")
        .args(["semver-checks", "--version"])
        .output()
        .context("cannot run it: run `cargo install cargo-semver-checks --locked`")
        .or_unreadable("the output of cargo-semver-checks")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Lints {
    /// Runs the tool to find breaks from one crate to another, as if a patch release were planned.
    pub(super) fn run(from: &Crate<'_>, to: &Crate<'_>) -> Result<Self> {
        let mut cargo = to.cargo()?;
        cargo
            .args(["semver-checks", "--color=never", "--release-type=patch"])
            .arg("--baseline-rustdoc")
            .arg(from.rustdoc())
            .arg("--current-rustdoc")
            .arg(to.rustdoc());
        let output = cargo.output().context("cannot run cargo")?;
        let [findings, log] =
            [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        parse(&findings, &log).with_context(|| {
            let (from, to) = (from.name(), to.name());
            format!("cargo semver-checks failed on {from} and {to}:\n{log}")
        })
    }
}

/// Parses the lints that fired from the findings, and the version that they require from the last
/// lines of the log.
fn parse(findings: &str, log: &str) -> Result<Lints> {
    let mut lines = log.lines();
    let summary = lines
        .find_map(|line| line.trim_start().strip_prefix("Summary "))
        .context("it gives no summary")?;
    let mut known = SUMMARIES.iter();
    let Some((_, level)) = known.find(|(start, _)| summary.starts_with(start)) else {
        bail!("this command does not know its summary: {summary}");
    };
    let lines = findings.lines();
    let fired = lines.filter_map(|line| line.strip_prefix("--- failure ")?.split(':').next());
    let fired: Vec<_> = fired.map(str::to_owned).collect();
    if fired.is_empty() != (*level == Bump::Patch) {
        bail!("it requires a {level} version, with the lints {fired:?}");
    }
    Ok(Lints {
        level: *level,
        fired,
    })
}
