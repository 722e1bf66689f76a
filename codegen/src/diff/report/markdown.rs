//! The report for a pull request.

use std::collections::BTreeSet;

use super::alike::{item, title};
use super::lines::{capitalised, facts, sentences, verdicts};
use super::reached::Shown;
use super::{Notation, Options, blocks, by_operation, count, notes, summary};
use crate::diff::change::{Change, Diff};
use crate::diff::syntax::ChangedOperation;
use crate::markdown::code;

/// The maximum length of a report, and the place of the rest.
#[derive(Clone, Copy, Debug)]
pub struct Limit<'a> {
    /// The maximum number of characters.
    pub characters: usize,
    /// A sentence for readers of a shortened report on how to get the full one.
    pub full_report: &'a str,
}

impl Limit<'_> {
    /// The maximum number of characters that GitHub accepts in the body of a comment.
    pub const GITHUB_COMMENT: usize = 65_536;
}

/// Formats the diff as a comment on a pull request (GitHub Flavored Markdown): a summary, then each
/// change, breaking ones first, with a collapsed list of the operations that it affects.
///
/// Changes that do not fit are left out from the end, and counted.
pub fn markdown(diff: &Diff, limit: Limit<'_>) -> String {
    markdown_with(diff, limit, &Options::default())
}

/// Formats the diff as a comment on a pull request, with options; it has no colours.
pub fn markdown_with(diff: &Diff, limit: Limit<'_>, options: &Options<'_>) -> String {
    let head = format!(
        "**{}**\n\n{} → {}\n",
        summary(diff),
        code(&diff.from.id),
        code(&diff.to.id)
    );
    let notes = notes(diff);
    let blocks = blocks(diff, options, &Markdown);
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

struct Markdown;

impl Notation for Markdown {
    fn heading_of_changes(&self, title: &str, number: usize) -> String {
        self.heading_of_operations(&format!("{title} ({number})"))
    }

    fn heading_of_operations(&self, title: &str) -> String {
        format!("\n#### {}\n\n", capitalised(title))
    }

    fn entry<'d>(&self, alike: &[&'d Change], shown: &mut Shown<'d>) -> String {
        match alike {
            [one] => change(one, shown),
            several => self::several(several, shown),
        }
    }

    fn operation(&self, operation: &ChangedOperation, syntax: bool) -> String {
        by_operation::markdown(operation, syntax)
    }
}

fn several<'d>(alike: &[&'d Change], shown: &mut Shown<'d>) -> String {
    let [first, ..] = alike else {
        return String::new();
    };
    let (rule, title) = (code(first.rule.id()), title(alike, code));
    let mut text = format!("- {rule} {title}: {}.\n", verdicts(first));
    for change in alike {
        let sentences: Vec<_> = sentences(change).map(|it| capitalised(&it)).collect();
        text += &match sentences.is_empty() {
            true => format!("  - {}\n", code(&item(change))),
            false => format!("  - {}\n", sentences.join(". ")),
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
    for fact in facts(change) {
        text += &format!(". {}", code(&fact));
    }
    for sentence in sentences(change) {
        text += &format!(". {}", capitalised(&sentence));
    }
    text + ".\n" + &operations(change, shown)
}

/// Returns the operations that a change reaches, folded away.
fn operations<'d>(change: &'d Change, shown: &mut Shown<'d>) -> String {
    let groups = shown.groups(change);
    if groups.is_empty() {
        let new = shown.new_operations(change);
        return new.map_or_else(String::new, |new| format!("  In {new}.\n"));
    }
    let operations = change.reaches.iter().map(|reach| &reach.operation);
    let operations: BTreeSet<_> = operations.collect();
    let operations = count(operations.len(), "operation");
    let are_listed = groups.iter().any(|group| shown.lists(group));
    let mut text = String::new();
    for group in groups {
        let path = match group.path.is_empty() {
            true => String::new(),
            false => format!(" {}", code(group.path)),
        };
        let direction = group.direction;
        let operations = shown.operations(change, group, code);
        text += &format!("  - {direction}{path}: {operations}\n");
    }
    match are_listed {
        true => format!("  <details><summary>{operations}</summary>\n\n{text}\n  </details>\n"),
        false => text,
    }
}
