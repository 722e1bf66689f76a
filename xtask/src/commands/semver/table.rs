//! The verdicts of the judges, as a Markdown table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use codegen::diff::{Bump, Diff, Rule};

use super::lints::Lints;
use super::user::FailingUses;

const HEADER: &str = "\
| to | diff | cargo-semver-checks | lost | gained | because of | back: diff | back: cargo-semver-checks |
|---|---|---|---|---|---|---|---|
";

/// The verdicts of the diff and of cargo-semver-checks on one direction.
pub(super) struct Opinion {
    pub(super) diff: Bump,
    /// The number of changes of each rule that require the diff's version bump.
    pub(super) because_of: BTreeMap<Rule, usize>,
    pub(super) lints: Lints,
}

/// A revision, compared with the previous one.
pub(super) struct Row {
    pub(super) date: String,
    pub(super) forward: Opinion,
    pub(super) backward: Opinion,
    /// Uses of the older crate that do not compile against the newer one.
    pub(super) lost: FailingUses,
    /// Uses of the newer crate that do not compile against the older one.
    pub(super) gained: FailingUses,
}

impl Opinion {
    pub(super) fn new(diff: &Diff, lints: Lints) -> Self {
        Self {
            diff: bump(diff),
            because_of: because_of(diff),
            lints,
        }
    }

    /// Returns `true` if only deprecations require the diff's version bump, which stop nothing from
    /// compiling.
    fn only_warns(&self) -> bool {
        self.because_of.keys().eq([&Rule::DeprecatedChanged])
    }

    /// Returns the verdicts that contradict the diff, given the version bump that the compiler
    /// requires.
    fn refutations(&self, compiler: Bump) -> impl Iterator<Item = String> {
        let by_lints = (self.lints.level > self.diff).then(|| {
            format!(
                "{}, but cargo-semver-checks requires {}: {}",
                self.diff,
                self.lints.level,
                self.lints.fired.join(", ")
            )
        });
        let differs = compiler != self.diff && !self.only_warns();
        let by_compiler =
            differs.then(|| format!("{}, but the compiler requires {compiler}", self.diff));
        by_lints.into_iter().chain(by_compiler)
    }
}

impl Row {
    /// Returns the verdicts that contradict the diff.
    pub(super) fn refutations(&self) -> impl Iterator<Item = String> {
        let directions = [
            ("to", &self.forward, level(&self.lost, &self.gained)),
            ("back from", &self.backward, level(&self.gained, &self.lost)),
        ];
        directions
            .into_iter()
            .flat_map(move |(direction, opinion, compiler)| {
                let refutations = opinion.refutations(compiler);
                refutations.map(move |what| format!("{direction} {}: {what}", self.date))
            })
    }
}

/// Returns the version bump that a diff requires.
fn bump(diff: &Diff) -> Bump {
    diff.bump.unwrap_or(Bump::Patch)
}

/// Returns the number of changes of each rule that require this version bump, if it is more than a
/// patch.
fn because_of(diff: &Diff) -> BTreeMap<Rule, usize> {
    let mut because_of = BTreeMap::new();
    let bump = bump(diff);
    let changes = diff.changes.iter().filter(|change| change.rust == bump);
    for change in changes.filter(|_| bump != Bump::Patch) {
        *because_of.entry(change.rule).or_default() += 1;
    }
    because_of
}

/// Returns the version bump that the compiler requires, given the uses that no longer compile and
/// those that newly do.
fn level(lost: &FailingUses, gained: &FailingUses) -> Bump {
    match (lost.is_empty(), gained.is_empty()) {
        (false, _) => Bump::Major,
        (true, false) => Bump::Minor,
        (true, true) => Bump::Patch,
    }
}

/// Returns the table.
pub(super) fn markdown(rows: &[Row]) -> String {
    let mut text = HEADER.to_owned();
    for row in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            row.date,
            row.forward.diff,
            said(&row.forward.lints),
            uses(&row.lost),
            uses(&row.gained),
            rules(&row.forward.because_of),
            row.backward.diff,
            said(&row.backward.lints),
        );
    }
    text
}

fn said(lints: &Lints) -> String {
    match lints.level {
        Bump::Patch => "patch".to_owned(),
        level => format!("{level}: {}", lints.fired.join(", ")),
    }
}

fn uses(failing: &FailingUses) -> String {
    let codes: BTreeSet<_> = failing.values().map(String::as_str).collect();
    let codes: Vec<_> = codes.into_iter().collect();
    match failing.len() {
        0 => "0".to_owned(),
        count => format!("{count} ({})", codes.join(", ")),
    }
}

fn rules(because_of: &BTreeMap<Rule, usize>) -> String {
    let rules = because_of.iter().map(|(rule, count)| match count {
        1 => rule.to_string(),
        count => format!("{rule} {count}"),
    });
    rules.collect::<Vec<_>>().join(", ")
}
