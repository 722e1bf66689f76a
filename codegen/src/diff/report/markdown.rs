//! For a pull request.

use std::collections::BTreeSet;

use super::{Shown, count, differences, groups, notes, sections, summary, transition, verdicts};
use crate::diff::change::{Change, Diff};
use crate::diff::rules::Rule;
use crate::markdown::code;

/// How long a report may be, and where the rest of it is.
#[derive(Clone, Copy, Debug)]
pub struct Limit<'a> {
    /// The most characters.
    pub characters: usize,
    /// What readers of a shortened report are told: how to get the full one.
    pub full_report: &'a str,
}

impl Limit<'_> {
    /// The most characters that GitHub takes for the body of a comment.
    pub const GITHUB_COMMENT: usize = 65_536;
}

/// The diff as a comment on a pull request (GitHub Flavored Markdown): a summary, then each
/// change, what breaks first, with the operations it reaches folded away.
///
/// What does not fit is left out from the end, whole changes at a time, and counted.
pub fn markdown(diff: &Diff, limit: Limit<'_>) -> String {
    let head = format!(
        "**{}**\n\n{} → {}\n",
        summary(diff),
        code(&diff.from.id),
        code(&diff.to.id)
    );
    let notes = notes(diff);
    let blocks = blocks(diff);
    let changes: usize = blocks.iter().map(|block| block.changes).sum();
    let shortened = |left_out: usize| {
        format!(
            "\n{} not shown: this comment is at its limit. {}\n",
            count(left_out, "more change"),
            limit.full_report
        )
    };
    let length = |text: &str| text.chars().count();
    let rest: usize = blocks.iter().map(|block| length(&block.text)).sum();
    if length(&head) + rest + length(&notes) <= limit.characters {
        let texts = blocks.into_iter().map(|block| block.text);
        return head + &texts.collect::<String>() + &notes;
    }
    let reserved = length(&notes) + length(&shortened(changes));
    let mut room = limit.characters.saturating_sub(length(&head) + reserved);
    let mut report = head;
    let mut shown = 0;
    for block in &blocks {
        let Some(left) = room.checked_sub(length(&block.text)) else {
            break;
        };
        room = left;
        shown += block.changes;
        report += &block.text;
    }
    report + &shortened(changes - shown) + &notes
}

/// What is shown as a whole or not at all.
struct Block {
    text: String,
    /// How many changes it tells.
    changes: usize,
}

/// A block per change, or for the values of one enum that came or went alike; the first of each
/// section has its heading.
fn blocks(diff: &Diff) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut shown = Shown::default();
    for (title, changes) in sections(diff) {
        let heading = format!("\n#### {} ({})\n\n", capitalised(title), changes.len());
        let start = blocks.len();
        for alike in changes.chunk_by(|one, other| are_alike(one, other)) {
            let text = match alike {
                [one] => change(one, &mut shown),
                values => enum_values(values, &mut shown),
            };
            blocks.push(Block {
                text,
                changes: alike.len(),
            });
        }
        if let Some(first) = blocks.get_mut(start) {
            first.text.insert_str(0, &heading);
        }
    }
    blocks
}

/// Whether two values of one enum came or went with the same verdicts and reach.
fn are_alike(one: &Change, other: &Change) -> bool {
    let shape = enum_of(one);
    shape.is_some()
        && shape == enum_of(other)
        && (one.rule, one.wire, one.rust) == (other.rule, other.wire, other.rust)
        && one.reaches == other.reaches
}

/// The enum of a value that came or went.
fn enum_of(change: &Change) -> Option<&str> {
    let value = match change.rule {
        Rule::EnumValueAdded => &change.after,
        Rule::EnumValueRemoved => &change.before,
        _ => return None,
    };
    let value = value.as_ref()?.as_str()?;
    change.path.strip_suffix(value)?.strip_suffix('.')
}

fn enum_values<'d>(changes: &[&'d Change], shown: &mut Shown<'d>) -> String {
    let [first, ..] = changes else {
        return String::new();
    };
    let mut text = format!(
        "- {} {}, {}: {}.\n",
        code(first.rule.id()),
        code(enum_of(first).unwrap_or_default()),
        count(changes.len(), "value"),
        verdicts(first)
    );
    for change in changes {
        text += &match &change.behaviour {
            Some(behaviour) => format!("  - {behaviour}\n"),
            None => format!("  - {}\n", code(&change.path)),
        };
    }
    text + &operations(first, shown)
}

fn change<'d>(change: &'d Change, shown: &mut Shown<'d>) -> String {
    let mut text = format!(
        "- {} {}: {}",
        code(change.rule.id()),
        code(&change.path),
        verdicts(change)
    );
    if let Some(transition) = transition(change) {
        text += &format!(". {}", code(&transition));
    }
    for difference in differences(change) {
        text += &format!(". {}", code(&difference));
    }
    for note in change.notes.iter().chain(&change.behaviour) {
        text += &format!(". {}", capitalised(note));
    }
    text + ".\n" + &operations(change, shown)
}

/// The operations that a change reaches, folded away.
fn operations<'d>(change: &'d Change, shown: &mut Shown<'d>) -> String {
    if change.reaches.is_empty() {
        return String::new();
    }
    let operations = change.reaches.iter().map(|reach| &reach.operation);
    let operations: BTreeSet<_> = operations.collect();
    let mut text = format!(
        "  <details><summary>{}</summary>\n\n",
        count(operations.len(), "operation")
    );
    for group in groups(change) {
        let path = match group.path.is_empty() {
            true => String::new(),
            false => format!(" {}", code(group.path)),
        };
        let direction = group.direction;
        let operations = shown.operations(change, group, code);
        text += &format!("  - {direction}{path}: {operations}\n");
    }
    text + "\n  </details>\n"
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next();
    let first = first.into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}
