//! Reports: the same changes for a terminal, a pull request, a program, and a workflow.
//!
//! Each is a function from a [`Diff`] to text, and the same diff gives the same bytes.

mod github;
mod json;
mod markdown;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::Value;

use super::change::{Bump, Change, Diff, Direction};
use super::rules::Rule;
use crate::problem::visible;
pub use github::{Location, github};
pub use json::json;
pub use markdown::{Limit, markdown};
pub use text::text;

/// One line about the whole diff: the bump, and how many operations came, went and changed.
fn summary(diff: &Diff) -> String {
    let Some(bump) = diff.bump else {
        return "no change".to_owned();
    };
    let operations = &diff.operations;
    let mut summary = format!(
        "{bump} (before 1.0: {}); operations: {} new, {} updated",
        bump.before_1_0(),
        operations.added.len(),
        operations.updated.len(),
    );
    match updated_in_messages(diff) {
        messages if messages == operations.updated.len() => {}
        0 => summary += " (in errors only)",
        messages => {
            summary += &format!(" ({messages} in requests or responses, the others in errors)");
        }
    }
    summary + &format!(", {} removed", operations.removed.len())
}

/// How many of the updated operations a change reaches in a request or response.
fn updated_in_messages(diff: &Diff) -> usize {
    let reaches = listed(diff).flat_map(|change| &change.reaches);
    let messages = reaches.filter(|reach| reach.direction != Direction::Error);
    let names: BTreeSet<_> = messages.map(|reach| &reach.operation).collect();
    let updated = diff.operations.updated.iter();
    updated.filter(|name| names.contains(name)).count()
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

/// Before and after on one line; nothing where the rule and path say it all, as they do of a value
/// that came or went and is the last part of the path.
fn transition(change: &Change) -> Option<String> {
    let is_last = |text: &str| {
        let parent = change.path.strip_suffix(text);
        parent.is_some_and(|parent| parent.is_empty() || parent.ends_with('.'))
    };
    match (&change.before, &change.after) {
        (None, None) => return None,
        (None, Some(Value::String(text))) | (Some(Value::String(text)), None) if is_last(text) => {
            return None;
        }
        _ => {}
    }
    let shown = |value: &Option<Value>| value.as_ref().map_or("none".to_owned(), shown);
    Some(match (&change.before, &change.after) {
        (None, Some(after)) => self::shown(after),
        (Some(before), None) => self::shown(before),
        _ => format!("{} → {}", shown(&change.before), shown(&change.after)),
    })
}

/// A value on one line.
fn shown(value: &Value) -> String {
    const LONGEST: usize = 400;
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
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text,
    }
}

/// The operations that a change reaches in one direction by one way.
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

/// The changes of each level, the gravest first, in the order of the diff.
fn by_level(diff: &Diff) -> impl Iterator<Item = (Bump, Vec<&Change>)> {
    [Bump::Major, Bump::Minor, Bump::Patch]
        .into_iter()
        .map(|bump| {
            (
                bump,
                listed(diff)
                    .filter(|change| change.rust == bump)
                    .collect::<Vec<_>>(),
            )
        })
        .filter(|(_, changes)| !changes.is_empty())
}
