//! Reports of the same changes for a terminal, a pull request, a program and a workflow.
//!
//! Each is a function from a [`Diff`] to text. The same diff always results in the same text.

mod alike;
mod by_operation;
mod contents;
pub(super) mod github;
pub(super) mod lines;
mod markdown;
pub(super) mod reached;
pub(super) mod text;

use std::cmp::Reverse;
use std::collections::{BTreeMap, btree_map};
use std::mem;

use serde::Serialize;

use super::change::{Change, Diff};
use super::rules::Rule;
use super::syntax::ChangedOperation;
use super::verdict::{Bump, Wire};
use alike::together;
pub use github::{Location, github};
pub use markdown::{Limit, markdown};
use reached::Shown;
pub use text::text;

/// The options of reports, and the parts that they have in addition to the changes.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Options<'a> {
    /// Whether to list the operations that a change affects only in errors, instead of counting
    /// them.
    #[serde(skip)]
    pub lists_errors: bool,
    /// Whether to use colours in a terminal.
    #[serde(skip)]
    pub color: bool,
    /// The [changed operations](super::syntax::changed_operations), to be shown in the form of AWS's
    /// change log before all other changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_operation: Option<&'a [ChangedOperation]>,
    /// The changes to the generated source as a unified diff, to be shown after all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generated: Option<&'a str>,
}

/// Formats the diff as JSON with two spaces of indentation and a final newline.
///
/// The keys and their order are those of [`Diff`], and part of the public interface. Additional
/// parts come after them.
pub fn json(diff: &Diff, options: &Options<'_>) -> String {
    #[derive(Serialize)]
    struct WithParts<'a> {
        #[serde(flatten)]
        diff: &'a Diff,
        #[serde(flatten)]
        parts: &'a Options<'a>,
    }
    pretty(&WithParts {
        diff,
        parts: options,
    })
}

/// Formats any other report, such as a history or the verdict of the gate, as JSON with two spaces of
/// indentation and a final newline.
pub fn pretty(report: &(impl Serialize + ?Sized)) -> String {
    // Reports have string keys and finite numbers only, which always have a JSON form.
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
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
        None => format!("0.x.y → {} before 1.0", bump.before_1_0()),
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
    let verdicts = diff.changes.iter().map(|change| change.wire);
    let verdicts = numbers(verdicts.filter(|wire| *wire != Wire::Compatible)).rev();
    let verdicts: Vec<_> = verdicts
        .map(|(wire, number)| format!("{number} {wire}"))
        .collect();
    match verdicts.is_empty() {
        true => Wire::Compatible.to_string(),
        false => verdicts.join(", "),
    }
}

/// Returns the number of times that each element occurs, in the order of the elements.
fn numbers<T: Ord>(elements: impl Iterator<Item = T>) -> btree_map::IntoIter<T, usize> {
    let mut numbers = BTreeMap::new();
    for element in elements {
        *numbers.entry(element).or_default() += 1;
    }
    numbers.into_iter()
}

/// Returns the changes that reports for people list: prose is only counted.
pub(in crate::diff) fn listed(diff: &Diff) -> impl Iterator<Item = &Change> {
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
    let rules: Vec<_> = numbers(differences.iter().map(|it| it.rule.id()))
        .map(|(rule, number)| format!("{rule} {number}"))
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

/// The notation of reports for people.
pub(super) trait Notation {
    /// Returns the heading of changes of one severity: `breaking`, `minor` or `patch`.
    fn heading_of_changes(&self, title: &str, number: usize) -> String;

    /// Returns the heading of operations that are `new` or `updated`.
    fn heading_of_operations(&self, title: &str) -> String;

    /// Formats one change, or several that are alike and the first of them.
    fn entry<'d>(&self, first: &'d Change, alike: &[&Change], shown: &mut Shown<'d>) -> String;

    /// Formats the additions to an operation, and its complete messages if it has them.
    fn operation(&self, operation: &ChangedOperation) -> String;
}

/// A part of a report that is shown as a whole or not at all.
struct Block {
    text: String,
    /// The number of changes that it describes.
    changes: usize,
}

/// Returns the blocks of all changes, or the blocks of the operations and then of the changes that
/// these do not show. The first block of a section includes its heading.
fn blocks(diff: &Diff, options: &Options<'_>, notation: &impl Notation) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut beyond = String::new();
    if let Some(operations) = options.by_operation {
        for (title, operations) in by_operation::sections(operations) {
            let mut heading = notation.heading_of_operations(&title);
            for operation in operations {
                let text = mem::take(&mut heading) + &notation.operation(operation);
                blocks.push(Block { text, changes: 1 });
            }
        }
        if !blocks.is_empty() {
            beyond = format!("\n{}\n", by_operation::BEYOND);
        }
    }
    let is_listed =
        |change: &&Change| options.by_operation.is_none() || !by_operation::is_shown(change);
    let mut shown = Shown::new(diff, options.lists_errors);
    for (title, changes) in sections(listed(diff).filter(is_listed)) {
        let mut heading =
            mem::take(&mut beyond) + &notation.heading_of_changes(title, changes.len());
        for (first, alike) in together(&changes) {
            let text = mem::take(&mut heading) + &notation.entry(first, alike, &mut shown);
            let changes = alike.len();
            blocks.push(Block { text, changes });
        }
    }
    blocks
}

/// Returns the changes by severity, each group in the order of the diff: first those that break the
/// wire, then those that break Rust code.
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
