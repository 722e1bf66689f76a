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

#[cfg(test)]
mod tests {
    use super::{Allowed, Axis, Threshold, gate};
    use crate::diff::{Bump, Change, Diff, Operations, Rule, Side, Wire};

    fn change(rule: Rule, path: &str, wire: Wire, rust: Bump) -> Change {
        Change {
            wire,
            rust,
            ..Change::new(rule, path.to_owned())
        }
    }

    fn diff() -> Diff {
        Diff {
            from: Side::default(),
            to: Side::default(),
            bump: Some(Bump::Major),
            release: None,
            operations: Operations::default(),
            format_differences: Vec::new(),
            changes: vec![
                change(
                    Rule::MemberRemoved,
                    "Account.Email",
                    Wire::Breaking,
                    Bump::Major,
                ),
                change(
                    Rule::EnumValueAdded,
                    "Status.NEW",
                    Wire::Compatible,
                    Bump::Minor,
                ),
                change(
                    Rule::PatternChanged,
                    "Email",
                    Wire::RequestBreaking,
                    Bump::Patch,
                ),
            ],
        }
    }

    fn allow(rule: Rule, path: &str, reason: &str) -> Allowed {
        Allowed {
            rule,
            path: path.to_owned(),
            reason: reason.to_owned(),
        }
    }

    fn refused(axis: Axis, threshold: Threshold) -> Vec<String> {
        let diff = diff();
        let verdict = gate(&diff, axis, threshold, &[]);
        verdict
            .refused
            .iter()
            .map(|change| change.path.clone())
            .collect()
    }

    #[test]
    fn each_axis_has_its_own_threshold() {
        assert_eq!(refused(Axis::Rust, Threshold::Major), ["Account.Email"]);
        assert_eq!(
            refused(Axis::Rust, Threshold::Minor),
            ["Account.Email", "Status.NEW"]
        );
        assert_eq!(
            refused(Axis::Wire, Threshold::Minor),
            ["Account.Email", "Email"]
        );
        assert_eq!(refused(Axis::Wire, Threshold::None), [""; 0]);
    }

    #[test]
    fn what_nobody_knows_is_minor_on_the_wire_unless_no_rule_knows_it() {
        let refused = |rule, threshold| {
            let changes = vec![change(rule, "Email", Wire::Unknown, Bump::Patch)];
            let diff = Diff { changes, ..diff() };
            gate(&diff, Axis::Wire, threshold, &[]).refused.len()
        };
        assert_eq!(refused(Rule::PatternChanged, Threshold::Major), 0);
        assert_eq!(refused(Rule::PatternChanged, Threshold::Minor), 1);
        assert_eq!(refused(Rule::Unclassified, Threshold::Major), 1);
    }

    #[test]
    fn an_entry_allows_its_change_alone_and_must_be_needed() {
        let diff = diff();
        let entries = [
            allow(
                Rule::MemberRemoved,
                "Account.Email",
                "never was in a response",
            ),
            allow(Rule::EnumValueAdded, "Status.NEW", "is below the threshold"),
            allow(Rule::MemberRemoved, "Account.Name", "is not in the diff"),
        ];
        let verdict = gate(&diff, Axis::Rust, Threshold::Major, &entries);
        assert!(verdict.refused.is_empty());
        assert_eq!(verdict.stale, [&entries[1], &entries[2]]);
        assert!(!verdict.passes());
        assert!(gate(&diff, Axis::Rust, Threshold::Major, &entries[..1]).passes());
    }

    #[test]
    fn an_entry_needs_a_reason() {
        let diff = diff();
        let entries = [allow(Rule::MemberRemoved, "Account.Email", " ")];
        let verdict = gate(&diff, Axis::Rust, Threshold::Major, &entries);
        assert!(!verdict.passes());
        assert_eq!(verdict.without_reason, [&entries[0]]);
        assert_eq!(verdict.refused.len(), 1);
        assert!(verdict.stale.is_empty());
    }

    #[test]
    fn an_entry_stands_there_once() {
        let diff = diff();
        let entry = |reason| allow(Rule::MemberRemoved, "Account.Email", reason);
        let entries = [entry("nobody reads it"), entry("nobody did")];
        let verdict = gate(&diff, Axis::Rust, Threshold::Major, &entries);
        assert_eq!(verdict.allowed[0].1, &entries[0]);
        assert_eq!(verdict.repeated, [&entries[1]]);
        assert!(verdict.stale.is_empty() && !verdict.passes());
    }
}
