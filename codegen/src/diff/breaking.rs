//! The gate, which finds the changes that meet a threshold and are not allowed.

mod junit;
mod report;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::change::{Change, Diff};
use super::rules::Rule;
use super::verdict::{Bump, Wire};
use crate::collections::HashSet;
pub use junit::junit;
pub use report::{github, text};

/// The verdict that the gate checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// The version bump that the generated crate needs.
    Rust,
    /// Whether clients and services still understand each other. Breaking changes count as major,
    /// unknown ones as minor, all others as patch.
    Wire,
}

/// The smallest change that does not pass the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
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

/// The result of the gate. Its serialised form is the JSON report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict<'a> {
    /// The changes that were checked.
    #[serde(flatten, serialize_with = "sides")]
    pub diff: &'a Diff,
    /// The verdict that was checked.
    pub axis: Axis,
    /// The smallest change that does not pass.
    pub fail_on: Threshold,
    /// Whether every change passes and every entry is in order.
    pub passes: bool,
    /// The changes that do not pass.
    pub refused: Vec<&'a Change>,
    /// The changes that pass because an entry allows them.
    pub allowed: Vec<AllowedChange<'a>>,
    /// The entries that allow no change in this diff, so that nobody mistakenly relies on them.
    pub stale: Vec<&'a Allowed>,
    /// The entries with the same rule and path as an earlier one.
    pub repeated: Vec<&'a Allowed>,
    /// The entries without a reason, which allow nothing.
    pub without_reason: Vec<&'a Allowed>,
    /// The entries of an allow file that allow every refused change, each with an empty reason to
    /// fill in.
    pub allow_block: String,
}

/// A change that passes because an entry allows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AllowedChange<'a> {
    /// The change.
    pub change: &'a Change,
    /// The reason that the entry gives.
    pub reason: &'a str,
}

/// Writes only the two sides of a diff.
fn sides<S: Serializer>(diff: &&Diff, serializer: S) -> Result<S::Ok, S::Error> {
    BTreeMap::from([("from", &diff.from), ("to", &diff.to)]).serialize(serializer)
}

/// Checks each change of a diff. An [unclassified](Rule::Unclassified) change is major. An entry is
/// stale if it allows no change of the diff, or only one that needs no entry.
pub fn gate<'a>(
    diff: &'a Diff,
    axis: Axis,
    fail_on: Threshold,
    entries: &'a [Allowed],
) -> Verdict<'a> {
    let (without_reason, entries): (Vec<_>, Vec<_>) = entries
        .iter()
        .partition(|entry| entry.reason.trim().is_empty());
    let mut seen = HashSet::default();
    let (entries, repeated): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .partition(|entry| seen.insert((entry.rule, &entry.path)));
    let is_for =
        |entry: &Allowed, change: &Change| (entry.rule, &entry.path) == (change.rule, &change.path);
    let (mut refused, mut allowed) = (Vec::new(), Vec::new());
    let changes = diff.changes.iter();
    for change in changes.filter(|change| exceeds(change, axis, fail_on)) {
        match entries.iter().find(|entry| is_for(entry, change)) {
            Some(Allowed { reason, .. }) => allowed.push(AllowedChange { change, reason }),
            None => refused.push(change),
        }
    }
    let is_stale = |entry: &&Allowed| !allowed.iter().any(|it| is_for(entry, it.change));
    let stale: Vec<_> = entries.into_iter().filter(is_stale).collect();
    Verdict {
        diff,
        axis,
        fail_on,
        passes: refused.is_empty()
            && stale.is_empty()
            && repeated.is_empty()
            && without_reason.is_empty(),
        allow_block: allow_block(&refused),
        refused,
        allowed,
        stale,
        repeated,
        without_reason,
    }
}

fn allow_block(refused: &[&Change]) -> String {
    let entries = refused.iter().map(|change| {
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
