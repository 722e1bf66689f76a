//! The verdicts on the step from one crate to another.

use std::collections::BTreeMap;

use anyhow::Result;
use codegen::diff::{Bump, Rule, diff};

use super::crates::Crate;
use super::lints::Lints;
use super::uses::FailingUses;

/// The verdicts of the diff and of its judges.
pub(super) struct Step {
    pub(super) diff: Bump,
    /// The number of changes of each rule that require the diff's version bump, if it is more than
    /// a patch.
    pub(super) because_of: BTreeMap<Rule, usize>,
    pub(super) lints: Lints,
    /// Uses of the first crate that do not compile against the second.
    pub(super) lost: FailingUses,
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

    /// Returns the verdicts that contradict the diff, each after the name of the step, given the
    /// step back.
    pub(super) fn refutations(&self, name: &str, back: &Self) -> Vec<String> {
        let Self { diff, lints, .. } = self;
        let compiler = match (self.lost.is_empty(), back.lost.is_empty()) {
            (false, _) => Bump::Major,
            (true, false) => Bump::Minor,
            (true, true) => Bump::Patch,
        };
        let mut refutations = Vec::new();
        if lints.level > *diff {
            refutations.push(format!(
                "{name}: {diff}, but cargo-semver-checks requires {lints}"
            ));
        }
        // A deprecation stops nothing from compiling.
        let only_warns = self.because_of.keys().eq([&Rule::DeprecatedChanged]);
        if compiler != *diff && !only_warns {
            refutations.push(format!(
                "{name}: {diff}, but the compiler requires {compiler}"
            ));
        }
        refutations
    }
}
