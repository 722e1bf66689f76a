//! What the judges said, as a Markdown table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use codegen::diff::{Bump, Diff, Rule};

use super::lints::Lints;
use super::user::FailingUses;
use crate::revisions::RevisionDate;

const HEADER: &str = "\
| to | diff | cargo-semver-checks | lost | gained | because of | back: diff | back: cargo-semver-checks |
|---|---|---|---|---|---|---|---|
";

/// What the diff says of one direction, and what cargo-semver-checks says.
pub(super) struct Opinion {
    pub(super) diff: Bump,
    /// How many changes of each rule ask for what the diff asks for.
    pub(super) because_of: BTreeMap<Rule, usize>,
    pub(super) lints: Lints,
}

/// A revision, compared with the one before.
pub(super) struct Row {
    pub(super) date: RevisionDate,
    pub(super) forward: Opinion,
    pub(super) backward: Opinion,
    /// Uses of the older crate that the newer one does not take.
    pub(super) lost: FailingUses,
    /// Uses of the newer crate that the older one does not take.
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

    /// Whether a deprecation alone asks for what the diff asks for: it stops nothing from
    /// compiling.
    fn only_warns(&self) -> bool {
        self.because_of.keys().eq([&Rule::DeprecatedChanged])
    }

    /// What the judges say against the diff; `compiler` is what the compiler asks for.
    fn refutations(&self, compiler: Bump) -> impl Iterator<Item = String> {
        let by_lints = (self.lints.level > self.diff).then(|| {
            format!(
                "{}, but cargo-semver-checks asks for {}: {}",
                self.diff,
                self.lints.level,
                self.lints.fired.join(", ")
            )
        });
        let differs = compiler != self.diff && !self.only_warns();
        let by_compiler =
            differs.then(|| format!("{}, but the compiler asks for {compiler}", self.diff));
        by_lints.into_iter().chain(by_compiler)
    }
}

impl Row {
    /// What speaks against the verdicts of the diff.
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

/// What a diff asks for.
pub(super) fn bump(diff: &Diff) -> Bump {
    diff.bump.unwrap_or(Bump::Patch)
}

/// How many changes of each rule ask for it, unless nothing does.
pub(super) fn because_of(diff: &Diff) -> BTreeMap<Rule, usize> {
    let mut because_of = BTreeMap::new();
    let bump = bump(diff);
    let changes = diff.changes.iter().filter(|change| change.rust == bump);
    for change in changes.filter(|_| bump != Bump::Patch) {
        *because_of.entry(change.rule).or_default() += 1;
    }
    because_of
}

/// What the compiler asks for, by what it took before and takes now.
fn level(lost: &FailingUses, gained: &FailingUses) -> Bump {
    match (lost.is_empty(), gained.is_empty()) {
        (false, _) => Bump::Major,
        (true, false) => Bump::Minor,
        (true, true) => Bump::Patch,
    }
}

/// The table.
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

pub(super) fn rules(because_of: &BTreeMap<Rule, usize>) -> String {
    let rules = because_of.iter().map(|(rule, count)| match count {
        1 => rule.to_string(),
        count => format!("{rule} {count}"),
    });
    rules.collect::<Vec<_>>().join(", ")
}
