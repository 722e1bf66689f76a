//! The description of one change in reports for people, line by line.

use serde_json::Value;

use super::contents::contents;
use super::count;
use crate::diff::change::{Change, bounds};
use crate::diff::rules::Rule;
use crate::problem::visible;

/// Returns all lines of a change.
pub(super) fn lines(change: &Change) -> Vec<String> {
    facts(change).into_iter().chain(sentences(change)).collect()
}

/// Returns the lines of facts: before and after, the contents, and the differences of two shapes.
pub(super) fn facts(change: &Change) -> Vec<String> {
    let contents = contents(change);
    let transition = transition(change).filter(|_| contents.is_empty());
    let lines = transition.into_iter().chain(contents);
    lines.chain(differences(change)).collect()
}

/// Returns the lines of sentences: what breaks in code, what proves a verdict, and what compiled
/// code does differently.
pub(super) fn sentences(change: &Change) -> impl Iterator<Item = String> {
    let breaks = change.breaks_in_code.clone();
    let notes = change.notes.iter().chain(&change.behaviour).cloned();
    breaks.into_iter().chain(notes)
}

/// Returns the verdicts of a change: `minor, wire compatible`.
pub(in crate::diff) fn verdicts(change: &Change) -> String {
    let constraint = change
        .constraint
        .map(|constraint| format!("{constraint}, "));
    format!(
        "{}{}, wire {}",
        constraint.unwrap_or_default(),
        change.rust,
        change.wire
    )
}

/// Formats the values before and after on one line. If something was added or removed, the rule
/// says which, so one value is enough. If the path ends in that value, none is needed.
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
            let are_bounds = matches!(change.rule, Rule::LengthChanged | Rule::RangeChanged);
            let shown = |value: &Option<Value>| match value {
                None => "none".to_owned(),
                Some(Value::Object(value)) if are_bounds => {
                    let bound = |key| value.get(key).filter(|bound| !bound.is_null());
                    bounds(bound("min"), bound("max"))
                }
                Some(value) => shown(value),
            };
            Some(format!("{} → {}", shown(before), shown(after)))
        }
    }
}

/// Returns a value on one line.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::Array(elements) if elements.is_empty() => "none".to_owned(),
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

/// Returns the differences between a shape and the one in its place, a line each. Longer lists are
/// cut.
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
