//! The verdicts of the judges, as a Markdown table.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use codegen::diff::{Bump, Rule, diff};

use super::crates::Crate;
use super::lints::Lints;
use super::uses::FailingUses;

const HEADER: &str = "\
| to | diff | cargo-semver-checks | lost | gained | because of | back: diff | back: cargo-semver-checks |
|---|---|---|---|---|---|---|---|
";

/// The verdicts on the step from one crate to another.
pub(super) struct Step {
    diff: Bump,
    /// The number of changes of each rule that require the diff's version bump, if it is more than
    /// a patch.
    because_of: BTreeMap<Rule, usize>,
    lints: Lints,
    /// Uses of the first crate that do not compile against the second.
    pub(super) lost: FailingUses,
}

/// A revision, compared with the previous one in both directions.
pub(super) struct Row {
    pub(super) date: String,
    pub(super) forward: Step,
    pub(super) backward: Step,
}

impl Step {
    /// Asks all judges.
    pub(super) fn new(from: &Crate<'_>, to: &Crate<'_>) -> Result<Self> {
        let diff = diff(&from.revision, &to.revision);
        let bump = diff.bump.unwrap_or(Bump::Patch);
        let mut because_of = BTreeMap::new();
        let changes = diff.changes.iter().filter(|change| change.rust == bump);
        for change in changes.filter(|_| bump != Bump::Patch) {
            *because_of.entry(change.rule).or_default() += 1;
        }
        Ok(Self {
            diff: bump,
            because_of,
            lost: to.failing_uses(&from.revision)?,
            lints: Lints::run(from, to)?,
        })
    }

    /// Returns the verdicts that contradict the diff, given the uses that the step `back` loses, each
    /// after the name of the step.
    fn refutations(&self, name: String, back: &Self) -> impl Iterator<Item = String> {
        let Self { diff, lints, .. } = self;
        let compiler = match (self.lost.is_empty(), back.lost.is_empty()) {
            (false, _) => Bump::Major,
            (true, false) => Bump::Minor,
            (true, true) => Bump::Patch,
        };
        let by_lints = (lints.level > *diff).then(|| {
            let fired = lints.fired.join(", ");
            format!(
                "{diff}, but cargo-semver-checks requires {}: {fired}",
                lints.level
            )
        });
        // A deprecation stops nothing from compiling.
        let only_warns = self.because_of.keys().eq([&Rule::DeprecatedChanged]);
        let by_compiler = (compiler != *diff && !only_warns)
            .then(|| format!("{diff}, but the compiler requires {compiler}"));
        let refutations = by_lints.into_iter().chain(by_compiler);
        refutations.map(move |what| format!("{name}: {what}"))
    }
}

impl Row {
    /// Returns the verdicts that contradict the diff.
    pub(super) fn refutations(&self) -> impl Iterator<Item = String> {
        let [to, from] = ["to", "back from"].map(|step| format!("{step} {}", self.date));
        let forth = self.forward.refutations(to, &self.backward);
        forth.chain(self.backward.refutations(from, &self.forward))
    }
}

/// Returns the table.
pub(super) fn markdown(rows: &[Row]) -> String {
    let lines = rows.iter().map(|row| {
        let Row {
            date,
            forward,
            backward,
        } = row;
        let cells = [
            date.clone(),
            forward.diff.to_string(),
            lints(&forward.lints),
            uses(&forward.lost),
            uses(&backward.lost),
            rules(&forward.because_of),
            backward.diff.to_string(),
            lints(&backward.lints),
        ];
        format!("| {} |\n", cells.join(" | "))
    });
    HEADER.to_owned() + &lines.collect::<String>()
}

fn lints(lints: &Lints) -> String {
    match lints.level {
        Bump::Patch => "patch".to_owned(),
        level => format!("{level}: {}", lints.fired.join(", ")),
    }
}

fn uses(failing: &FailingUses) -> String {
    let codes: BTreeSet<_> = failing.values().map(String::as_str).collect();
    match failing.len() {
        0 => "0".to_owned(),
        count => format!("{count} ({})", Vec::from_iter(codes).join(", ")),
    }
}

fn rules(because_of: &BTreeMap<Rule, usize>) -> String {
    let rules = because_of.iter().map(|(rule, count)| match count {
        1 => rule.to_string(),
        count => format!("{rule} {count}"),
    });
    rules.collect::<Vec<_>>().join(", ")
}
