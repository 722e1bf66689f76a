//! For a pull request.

use super::{Shown, count, differences, groups, notes, sections, summary, transition, verdicts};
use crate::diff::change::{Change, Diff};
use crate::docs::code;

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
    let shortened = |left_out: usize| {
        format!(
            "\n{} not shown: this comment is at its limit. {}\n",
            count(left_out, "more change"),
            limit.full_report
        )
    };
    let length = |text: &str| text.chars().count();
    let rest: usize = blocks.iter().map(|block| length(block)).sum();
    if length(&head) + rest + length(&notes) <= limit.characters {
        return head + &blocks.concat() + &notes;
    }
    let reserved = length(&notes) + length(&shortened(blocks.len()));
    let mut room = limit.characters.saturating_sub(length(&head) + reserved);
    let mut report = head;
    let mut shown = 0;
    for block in &blocks {
        let Some(left) = room.checked_sub(length(block)) else {
            break;
        };
        room = left;
        shown += 1;
        report += block;
    }
    report + &shortened(blocks.len() - shown) + &notes
}

/// A text per change, the first of each section with its heading.
fn blocks(diff: &Diff) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut shown = Shown::default();
    for (title, changes) in sections(diff) {
        let (first, rest) = title.split_at(1);
        let title = first.to_uppercase() + rest;
        let heading = format!("\n#### {title} ({})\n\n", changes.len());
        let start = blocks.len();
        blocks.extend(changes.into_iter().map(|it| change(it, &mut shown)));
        if let Some(first) = blocks.get_mut(start) {
            first.insert_str(0, &heading);
        }
    }
    blocks
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
    if let Some(behaviour) = &change.behaviour {
        text += &format!(". {behaviour}");
    }
    text += ".\n";
    if change.reaches.is_empty() {
        return text;
    }
    let operations = change.reaches.iter().map(|reach| &reach.operation);
    let operations: std::collections::BTreeSet<_> = operations.collect();
    text += &format!(
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
