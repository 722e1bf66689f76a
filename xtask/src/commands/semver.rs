//! `cargo xtask semver`: checks the Rust verdicts of the API diff.
//!
//! Two judges that are independent of the diff compare the crates of consecutive revisions:
//! cargo-semver-checks, and the compiler, which compiles a program that uses everything in the
//! other revision's crate.

mod crates;
mod lints;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;
use codegen::diff::{Bump, Rule, diff};

use crate::history::recorded;
use crate::note::note;
use crate::output;
use crate::revisions::RevisionDate;
use crate::scratch::Scratch;
use crates::Crate;
use lints::Lints;

/// Check the Rust verdicts of the API diff on all recorded revisions, with cargo-semver-checks and
/// the compiler.
///
/// Takes about 8 minutes, and requires `cargo install cargo-semver-checks --locked`. Prints the
/// verdicts on each step of the history, there and back, and the uses that stop and start to compile
/// if one is refuted. Exits with status 1 if a judge requires more than the diff does, or if the
/// compiler requires less; 3 if a judge cannot be run.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask semver --since 2026-01-01")]
pub(crate) struct Arguments {
    /// Check only the changes in this and later revisions.
    #[arg(long, value_name = "DATE")]
    since: Option<RevisionDate>,
}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    note(lints::version()?);
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
        let (forward, backward) = (Step::new(old, new)?, Step::new(new, old)?);
        for (step, back) in [(&forward, &backward), (&backward, &forward)] {
            steps += 1;
            refuted += usize::from(step.report(back)?);
        }
    }
    match refuted {
        0 => Ok(()),
        _ => bail!(
            "{refuted} of {steps} verdicts are refuted: `cargo xtask diff` lists the changes of a step"
        ),
    }
}

/// The verdicts of the diff and of its judges on the step from one crate to another.
struct Step<'c> {
    from: &'c str,
    to: &'c str,
    diff: Bump,
    /// Whether the diff only requires its version because something is deprecated, which stops
    /// nothing from compiling.
    only_deprecates: bool,
    lints: Lints,
    /// The uses of the first crate that do not compile against the second.
    lost: BTreeSet<String>,
}

impl<'c> Step<'c> {
    /// Asks all judges.
    fn new(from: &'c Crate<'_>, to: &'c Crate<'_>) -> Result<Self> {
        let diff = diff(&from.revision, &to.revision);
        let bump = diff.bump.unwrap_or(Bump::Patch);
        let mut decisive = diff.changes.iter().filter(|change| change.rust == bump);
        Ok(Self {
            from: from.name(),
            to: to.name(),
            diff: bump,
            only_deprecates: bump != Bump::Patch
                && decisive.all(|change| change.rule == Rule::DeprecatedChanged),
            lost: to.failing_uses(&from.revision)?,
            lints: Lints::run(from, to)?,
        })
    }

    /// Prints the verdicts, given the step back, and returns `true` if a judge contradicts the diff.
    fn report(&self, back: &Self) -> Result<bool> {
        let compiler = match (self.lost.is_empty(), back.lost.is_empty()) {
            (true, true) => Bump::Patch,
            (true, false) => Bump::Minor,
            (false, _) => Bump::Major,
        };
        let Self { from, to, .. } = self;
        let (diff, lints) = (self.diff, &self.lints);
        let is_refuted =
            lints.level.max(compiler) > diff || (compiler < diff && !self.only_deprecates);
        let verdict = if is_refuted { "REFUTED " } else { "" };
        output::print(&format!(
            "{verdict}{from} → {to}: {diff}; cargo-semver-checks: {lints}; compiler: {compiler}\n"
        ))?;
        if is_refuted {
            let lost = self.lost.iter().map(|line| format!("  lost: {line}"));
            let gained = back.lost.iter().map(|line| format!("  gained: {line}"));
            lost.chain(gained).for_each(note);
        }
        Ok(is_refuted)
    }
}
