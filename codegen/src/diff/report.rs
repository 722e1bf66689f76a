//! Reports of the same changes for a terminal, a pull request, a program and a workflow.
//!
//! Each is a function from a [`Diff`] to text. The same diff always results in the same text.

mod alike;
mod by_operation;
mod contents;
pub(super) mod github;
mod json;
pub(super) mod lines;
mod markdown;
pub(super) mod paint;
pub(super) mod reached;
pub(super) mod text;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::change::{Change, Diff};
use super::rules::Rule;
use super::syntax::ChangedOperation;
use super::verdict::{Bump, Wire};
pub use github::{Location, github};
pub use json::json;
pub use markdown::{Limit, markdown, markdown_with};
pub use text::{text, text_with};

/// The options of reports for people.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Whether to list the operations that a change affects only in errors, instead of counting
    /// them.
    pub lists_errors: bool,
    /// Whether to use colours in a terminal.
    pub color: bool,
    /// The additions to each operation, to be shown in the form of AWS's change log before all
    /// other changes.
    pub by_operation: Option<ByOperation<'a>>,
}

/// The additions to each operation.
#[derive(Clone, Copy, Debug)]
pub struct ByOperation<'a> {
    /// The [changed operations](super::syntax::changed_operations).
    pub operations: &'a [ChangedOperation],
    /// Whether to show complete requests and responses as well.
    pub syntax: bool,
}

/// Returns one line about the whole diff: the bump, the breaks on the wire, and the number of
/// operations that were added, removed and affected.
fn summary(diff: &Diff) -> String {
    let Some(bump) = diff.bump else {
        return "no change".to_owned();
    };
    let operations = &diff.operations;
    let in_errors = match operations.updated_in_errors.len() {
        0 => String::new(),
        some => format!(" ({some} more in errors alone)"),
    };
    let release = match diff.release {
        Some(release) => format!("{} → {}", release.from, release.to),
        None => format!("before 1.0: release {}", bump.before_1_0()),
    };
    format!(
        "{bump} ({release}); wire: {}; operations: {} new, {} updated{in_errors}, {} removed",
        wire_summary(diff),
        operations.added.len(),
        operations.updated.len(),
        operations.removed.len(),
    )
}

/// Counts the changes by wire verdict, except `compatible` ones.
fn wire_summary(diff: &Diff) -> String {
    let mut verdicts = BTreeMap::new();
    for change in &diff.changes {
        if change.wire != Wire::Compatible {
            *verdicts.entry(change.wire).or_insert(0) += 1;
        }
    }
    let verdicts = verdicts.into_iter().rev();
    let verdicts: Vec<_> = verdicts
        .map(|(wire, count)| format!("{count} {wire}"))
        .collect();
    match verdicts.is_empty() {
        true => Wire::Compatible.to_string(),
        false => verdicts.join(", "),
    }
}

/// Returns the changes that reports for people list: prose is only counted.
fn listed(diff: &Diff) -> impl Iterator<Item = &Change> {
    diff.changes
        .iter()
        .filter(|change| change.rule != Rule::ProseChanged)
}

/// Returns a paragraph on each kind of difference that reports for people count and do not list.
fn notes(diff: &Diff) -> String {
    let prose = diff.changes.len() - listed(diff).count();
    let prose = (prose > 0).then(|| {
        format!(
            "{} of prose, which the JSON report lists.",
            count(prose, "change")
        )
    });
    let notes = prose.into_iter().chain(format_differences(diff));
    notes.map(|note| format!("\n{note}\n")).collect()
}

/// Counts the differences of the formats by rule, in a sentence; `None` if there are none.
fn format_differences(diff: &Diff) -> Option<String> {
    let differences = &diff.format_differences;
    let mut by_rule = BTreeMap::new();
    for difference in differences {
        *by_rule.entry(difference.rule.id()).or_insert(0) += 1;
    }
    let rules: Vec<_> = by_rule
        .into_iter()
        .map(|(rule, count)| format!("{rule} {count}"))
        .collect();
    (!rules.is_empty()).then(|| {
        format!(
            "{} of the two formats, not of the service, which the JSON report lists: {}.",
            count(differences.len(), "difference"),
            rules.join(", ")
        )
    })
}

/// Formats a number of things: `1 operation`, `2 operations`.
pub(crate) fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// Returns the changes by what they ask for, in the order of the diff: first what breaks, on the
/// wire or in Rust, of that the wire first.
fn sections<'d>(
    changes: impl Iterator<Item = &'d Change>,
) -> impl Iterator<Item = (&'static str, Vec<&'d Change>)> {
    let (mut breaking, others): (Vec<_>, Vec<_>) = changes.partition(|change| change.is_breaking());
    breaking.sort_by_key(|change| (change.wire == Wire::Compatible, Reverse(change.rust)));
    let (minor, patch): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|change| change.rust == Bump::Minor);
    [("breaking", breaking), ("minor", minor), ("patch", patch)]
        .into_iter()
        .filter(|(_, changes)| !changes.is_empty())
}
