//! `cargo xtask semver`: checks the Rust verdicts of the API diff.
//!
//! Two judges that are independent of the diff compare the crates of consecutive revisions:
//! cargo-semver-checks, and the compiler, which compiles a program that uses everything in the
//! other revision's crate.

mod crates;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;
use codegen::diff::{Bump, Rule, diff};

use crate::cargo::{answer_of, cargo};
use crate::failure::Blame;
use crate::history::recorded;
use crate::note::note;
use crate::output;
use crate::revisions::RevisionDate;
use crate::scratch::Scratch;
use crates::Crate;

/// The name of what cargo-semver-checks prints, in errors.
const LINTS: &str = "the output of cargo-semver-checks";

/// The beginnings of the summaries of cargo-semver-checks, and the versions that they require.
const SUMMARIES: [(&str, Bump); 3] = [
    ("no semver update required", Bump::Patch),
    ("semver requires new minor version", Bump::Minor),
    ("semver requires new major version", Bump::Major),
];

/// Check the Rust verdicts of the API diff on all recorded revisions, with cargo-semver-checks and
/// the compiler.
///
/// Takes about 8 minutes, and requires `cargo install cargo-semver-checks --locked`. Prints the
/// verdicts on each step of the history, there and back. For a refuted one, prints the uses that stop
/// and start to compile and the findings of cargo-semver-checks. Exits with status 1 if a judge
/// requires more than the diff does, or if the compiler requires less; 3 if a judge cannot be run or
/// gives no verdict.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask semver --since 2026-01-01")]
pub(crate) struct Arguments {
    /// Check only the changes in this and later revisions.
    #[arg(long, value_name = "DATE")]
    since: Option<RevisionDate>,
}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let version = answer_of(cargo(root).args(["semver-checks", "--version"]))
        .context("run `cargo install cargo-semver-checks --locked`")
        .or_unreadable(LINTS)?;
    note(version);
    let recorded = recorded(root, None)?;
    let since = |since| recorded.partition_point(|it| it.revision.date < since);
    let before = arguments.since.map_or(1, since).max(1) - 1;
    // A workspace of one crate at a time, since all have the same name.
    let workspace = Scratch::new(root.join("target/xtask/semver"), root);
    let histories = (before..recorded.len()).filter_map(|last| recorded.get(..=last));
    let crates = histories.map(|history| Crate::create(&workspace, history));
    let crates: Vec<_> = crates.collect::<Result<_>>()?;
    let (mut steps, mut refuted) = (0, 0);
    for [old, new] in crates.array_windows() {
        let lost = new.failing_uses(&old.revision)?;
        let gained = old.failing_uses(&new.revision)?;
        for (step, lost, gained) in [([old, new], &lost, &gained), ([new, old], &gained, &lost)] {
            steps += 1;
            refuted += usize::from(is_refuted(step, lost, gained)?);
        }
    }
    match refuted {
        0 => Ok(()),
        _ => bail!(
            "{refuted} of {steps} verdicts are refuted: `cargo xtask diff` lists the changes of a step"
        ),
    }
}

/// Prints the verdicts on the step from one crate to another, and returns `true` if a judge
/// contradicts the diff. The uses of the first crate that do not compile against the second are
/// `lost`, and the other way round, `gained`.
fn is_refuted(
    [from, to]: [&Crate<'_>; 2],
    lost: &BTreeSet<String>,
    gained: &BTreeSet<String>,
) -> Result<bool> {
    let diff = diff(&from.revision, &to.revision);
    let required = diff.bump.unwrap_or(Bump::Patch);
    let compiler = match (lost.is_empty(), gained.is_empty()) {
        (true, true) => Bump::Patch,
        (true, false) => Bump::Minor,
        (false, _) => Bump::Major,
    };
    let (lints, findings) = lints(from, to)?;
    // A deprecation requires a version, but stops nothing from compiling.
    let mut decisive = diff.changes.iter().filter(|it| it.rust == required);
    let only_deprecates = decisive.all(|change| change.rule == Rule::DeprecatedChanged);
    let is_refuted = lints.max(compiler) > required || (compiler < required && !only_deprecates);
    let verdict = if is_refuted { "REFUTED " } else { "" };
    output::print(&format!(
        "{verdict}{} → {}: {required}; cargo-semver-checks: {lints}; compiler: {compiler}\n",
        from.name(),
        to.name()
    ))?;
    if is_refuted {
        let lost = lost.iter().map(|line| format!("  lost: {line}"));
        let gained = gained.iter().map(|line| format!("  gained: {line}"));
        lost.chain(gained).chain([findings]).for_each(note);
    }
    Ok(is_refuted)
}

/// Returns the version that cargo-semver-checks requires for a step, and its findings, as if a patch
/// release were planned.
fn lints(from: &Crate<'_>, to: &Crate<'_>) -> Result<(Bump, String)> {
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
    let mut lines = log.lines();
    let summary = lines.find_map(|line| line.trim_start().strip_prefix("Summary "));
    let mut known = SUMMARIES.iter();
    let level = summary.and_then(|it| known.find(|(start, _)| it.starts_with(start)));
    let level = level.with_context(|| {
        let (from, to) = (from.name(), to.name());
        format!("it gives no known summary of {from} and {to}:\n{log}")
    });
    let (_, level) = level.or_unreadable(LINTS)?;
    Ok((*level, findings))
}
