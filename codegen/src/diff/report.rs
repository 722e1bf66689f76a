//! Reports: the same changes for a terminal, a pull request, a program, and a workflow.
//!
//! Each is a function from a [`Diff`] to text, and the same diff gives the same bytes.

mod github;
mod json;
mod markdown;
mod text;

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use indexmap::IndexMap;
use serde_json::Value;

use super::change::{Change, Diff, Direction, bounds};
use super::rules::Rule;
use super::verdict::{Bump, Wire};
use crate::problem::visible;
pub use github::{Location, github};
pub use json::json;
pub use markdown::{Limit, markdown};
pub use text::text;

/// One line about the whole diff: the bump, what breaks on the wire, and how many operations came,
/// went and changed.
fn summary(diff: &Diff) -> String {
    let Some(bump) = diff.bump else {
        return "no change".to_owned();
    };
    let operations = &diff.operations;
    let updated = operations.updated.len();
    let in_errors = match diff.updated_in_errors().len() {
        0 => String::new(),
        all if all == updated => " (in errors only)".to_owned(),
        some => format!(
            " ({} in requests or responses, the others in errors)",
            updated - some
        ),
    };
    format!(
        "{bump} (before 1.0: release {}); wire: {}; operations: {} new, {updated} updated{in_errors}, {} removed",
        bump.before_1_0(),
        wire_summary(diff),
        operations.added.len(),
        operations.removed.len(),
    )
}

/// How many changes have each wire verdict that is not `compatible`.
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

/// The changes that reports for people list: prose is only counted.
fn listed(diff: &Diff) -> impl Iterator<Item = &Change> {
    diff.changes
        .iter()
        .filter(|change| change.rule != Rule::ProseChanged)
}

/// A paragraph on each kind of difference that reports for people count and do not list.
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

/// How many differences of the formats there are by rule, in a sentence; nothing where there is
/// none.
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

/// A number of things: `1 operation`, `2 operations`.
pub(crate) fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// Before and after on one line. Of what came or went the rule says which, so that one value does,
/// or none where it is the last part of the path.
fn transition(change: &Change) -> Option<String> {
    let is_last = |text: &str| {
        let parent = change.path.strip_suffix(text);
        parent.is_some_and(|parent| parent.is_empty() || parent.ends_with('.'))
    };
    match (&change.before, &change.after) {
        (None, None) => None,
        (None, Some(value)) | (Some(value), None) if change.rule.reversed() != change.rule => {
            let is_told = value.as_str().is_some_and(is_last);
            (!is_told).then(|| shown(value))
        }
        (before, after) => {
            let shown = |value: &Option<Value>| match value {
                None => "none".to_owned(),
                Some(Value::Object(value)) if is_of_bounds(change.rule) => {
                    let bound = |key| value.get(key).filter(|bound| !bound.is_null());
                    bounds(bound("min"), bound("max"))
                }
                Some(value) => shown(value),
            };
            Some(format!("{} → {}", shown(before), shown(after)))
        }
    }
}

fn is_of_bounds(rule: Rule) -> bool {
    matches!(rule, Rule::LengthChanged | Rule::RangeChanged)
}

/// A value on one line.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::String(text) => visible(text),
        Value::Array(elements) => elements.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(entries) => {
            let entries = entries.iter().filter(|(_, value)| !value.is_null());
            let entries = entries.map(|(key, value)| format!("{key} {}", shown(value)));
            entries.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    };
    shortened(text)
}

fn shortened(text: String) -> String {
    const LONGEST: usize = 400;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text,
    }
}

/// The operations that a change reaches in one direction by one way.
#[derive(PartialEq, Eq, Hash)]
struct Group<'d> {
    direction: Direction,
    path: &'d str,
    operations: Vec<&'d str>,
}

/// What a change reaches, with operations together that it reaches alike.
fn groups(change: &Change) -> Vec<Group<'_>> {
    let mut groups: IndexMap<(Direction, &str), Vec<&str>> = IndexMap::new();
    for reach in &change.reaches {
        let operations = groups.entry((reach.direction, &reach.path)).or_default();
        operations.push(&reach.operation);
    }
    groups.sort_by(|one, _, other, _| one.cmp(other));
    let groups = groups.into_iter();
    groups
        .map(|((direction, path), operations)| Group {
            direction,
            path,
            operations,
        })
        .collect()
}

/// The verdicts of a change: `minor, wire compatible`.
fn verdicts(change: &Change) -> String {
    let constraint = change
        .constraint
        .map(|constraint| format!("{}, ", constraint.name()));
    format!(
        "{}{}, wire {}",
        constraint.unwrap_or_default(),
        change.rust,
        change.wire
    )
}

/// The changes by what they ask for, in the order of the diff: first what breaks, on the wire or in
/// Rust, of that the wire first.
fn sections(diff: &Diff) -> impl Iterator<Item = (&'static str, Vec<&Change>)> {
    let (mut breaking, others): (Vec<_>, Vec<_>) =
        listed(diff).partition(|change| change.is_breaking());
    breaking.sort_by_key(|change| (change.wire == Wire::Compatible, Reverse(change.rust)));
    let (minor, patch): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|change| change.rust == Bump::Minor);
    [("breaking", breaking), ("minor", minor), ("patch", patch)]
        .into_iter()
        .filter(|(_, changes)| !changes.is_empty())
}

/// What the shapes differ in where one took the place of the other, a line per difference, as far
/// as people read.
fn differences(change: &Change) -> Vec<String> {
    const MOST: usize = 5;
    let differences = &change.differences;
    let mut lines: Vec<_> = differences
        .iter()
        .take(MOST)
        .map(|difference| shortened(visible(difference)))
        .collect();
    let left = differences.len().saturating_sub(MOST);
    if left > 0 {
        let more = count(left, "more difference");
        lines.push(format!("{more}, which the JSON report lists"));
    }
    lines
}

/// The changes whose reach has been shown, by each line of it.
#[derive(Default)]
struct Shown<'d>(HashMap<Group<'d>, &'d str>);

impl<'d> Shown<'d> {
    /// The operations of a group, each as `name` writes it; where another change has shown the same
    /// line, just that they are the same.
    fn operations(
        &mut self,
        change: &'d Change,
        group: Group<'d>,
        name: impl Fn(&str) -> String,
    ) -> String {
        const FEWEST: usize = 4;
        let operations = group.operations.len();
        match self.0.entry(group) {
            Entry::Occupied(first) if operations >= FEWEST => {
                let path = name(first.get());
                format!("the same {operations} operations as {path} above")
            }
            entry => {
                let names: Vec<_> = entry.key().operations.iter().map(|it| name(it)).collect();
                entry.or_insert(&change.path);
                names.join(", ")
            }
        }
    }
}
