//! The gate, which finds the changes that meet a threshold and are not allowed.

mod junit;
mod report;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::change::{Change, Diff};
use super::rules::Rule;
use super::verdict::{Bump, Wire};
pub use junit::junit;
pub use report::{github, json, text};

/// The verdict that the gate checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// The version bump that the generated crate needs.
    Rust,
    /// Whether clients and services still understand each other. Breaking changes count as major,
    /// unknown ones as minor, all others as patch.
    Wire,
}

/// The smallest change that does not pass the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Threshold {
    /// Every change passes.
    None,
    /// Minor and major changes do not pass.
    Minor,
    /// Major changes do not pass.
    Major,
}

/// A change that people have decided to let pass, whatever its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowed {
    /// The change's rule.
    pub rule: Rule,
    /// The change's path.
    pub path: String,
    /// The reason why it may pass.
    pub reason: String,
}

/// The result of the gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict<'a> {
    /// The changes that were checked.
    pub diff: &'a Diff,
    /// The verdict that was checked.
    pub axis: Axis,
    /// The smallest change that does not pass.
    pub threshold: Threshold,
    /// The changes that do not pass.
    pub refused: Vec<&'a Change>,
    /// The changes that pass because they are allowed, each with the entry that allows it.
    pub allowed: Vec<(&'a Change, &'a Allowed)>,
    /// The entries that allow no change in this diff, so that nobody mistakenly relies on them.
    pub stale: Vec<&'a Allowed>,
    /// The entries with the same rule and path as an earlier one.
    pub repeated: Vec<&'a Allowed>,
    /// The entries without a reason, which allow nothing.
    pub without_reason: Vec<&'a Allowed>,
}

impl Verdict<'_> {
    /// Returns `true` if every change passes and every entry is in order.
    pub fn passes(&self) -> bool {
        let entries = [&self.stale, &self.repeated, &self.without_reason];
        self.refused.is_empty() && entries.iter().all(|entries| entries.is_empty())
    }
}

/// Checks each change of a diff. An [unclassified](Rule::Unclassified) change is major. An entry is
/// stale if it allows no change of the diff, or only one that needs no entry.
pub fn gate<'a>(
    diff: &'a Diff,
    axis: Axis,
    threshold: Threshold,
    allowed: &'a [Allowed],
) -> Verdict<'a> {
    let (without_reason, entries): (Vec<_>, Vec<_>) = allowed
        .iter()
        .partition(|entry| entry.reason.trim().is_empty());
    let is_for = |entry: &Allowed, rule: Rule, path: &str| entry.rule == rule && entry.path == path;
    let mut verdict = Verdict {
        diff,
        axis,
        threshold,
        refused: Vec::new(),
        allowed: Vec::new(),
        stale: Vec::new(),
        repeated: Vec::new(),
        without_reason,
    };
    for change in diff
        .changes
        .iter()
        .filter(|change| exceeds(change, axis, threshold))
    {
        let mut entries = entries.iter();
        match entries.find(|entry| is_for(entry, change.rule, &change.path)) {
            Some(entry) => verdict.allowed.push((change, entry)),
            None => verdict.refused.push(change),
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        let mut before = entries.iter().take(index);
        let mut used = verdict.allowed.iter();
        if before.any(|other| is_for(other, entry.rule, &entry.path)) {
            verdict.repeated.push(entry);
        } else if !used.any(|(_, used)| used == entry) {
            verdict.stale.push(entry);
        }
    }
    verdict
}

/// Returns entries for an allow file that allow every refused change, each with an empty reason to
/// fill in.
pub fn allow_block(verdict: &Verdict<'_>) -> String {
    let entries = verdict.refused.iter().map(|change| {
        // TOML takes the escapes of a JSON string, and has one more character to escape.
        let path = Value::from(change.path.as_str()).to_string();
        let path = path.replace('\u{7f}', "\\u007F");
        let rule = change.rule;
        format!("[[allow]]\nrule = \"{rule}\"\npath = {path}\nreason = \"\"\n")
    });
    entries.collect::<Vec<_>>().join("\n")
}

fn exceeds(change: &Change, axis: Axis, threshold: Threshold) -> bool {
    let level = match (axis, change.wire) {
        (Axis::Rust, _) => change.rust,
        (Axis::Wire, Wire::Compatible) => Bump::Patch,
        (Axis::Wire, Wire::Unknown) if change.rule != Rule::Unclassified => Bump::Minor,
        (Axis::Wire, _) => Bump::Major,
    };
    match threshold {
        Threshold::None => false,
        Threshold::Minor => level >= Bump::Minor,
        Threshold::Major => level >= Bump::Major,
    }
}
