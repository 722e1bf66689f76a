//! The verdicts of cargo-semver-checks.

use std::fmt;
use std::process::Command;

use anyhow::{Context, Result};
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
    fired: Vec<String>,
}

/// `patch` or, with the lints, `major (enum_missing, struct_missing)`.
impl fmt::Display for Lints {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { level, fired } = self;
        match fired.as_slice() {
            [] => level.fmt(formatter),
            fired => write!(formatter, "{level} ({})", fired.join(", ")),
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
        let fired = findings.lines().filter_map(lint).collect();
        let level = log.lines().find_map(level).with_context(|| {
            let (from, to) = (from.name(), to.name());
            format!("cargo semver-checks gives no known summary of {from} and {to}:\n{log}")
        })?;
        Ok(Self { level, fired })
    }
}

/// Returns the name of the lint that a line of the findings begins to describe.
fn lint(line: &str) -> Option<String> {
    let (name, _) = line.strip_prefix("--- failure ")?.split_once(':')?;
    Some(name.to_owned())
}

/// Returns the version that the summary in the log requires.
fn level(line: &str) -> Option<Bump> {
    let summary = line.trim_start().strip_prefix("Summary ")?;
    let mut known = SUMMARIES.iter();
    let (_, level) = known.find(|(start, _)| summary.starts_with(start))?;
    Some(*level)
}
