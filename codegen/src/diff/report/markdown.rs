//! The report for a pull request.

use std::collections::BTreeSet;

use super::alike::{item, title, together};
use super::lines::{capitalised, facts, sentences, verdicts};
use super::reached::Shown;
use super::{Options, by_operation, count, listed, notes, sections, summary};
use crate::diff::change::{Change, Diff};
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
    let blocks = all_blocks(diff, options);
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

/// A part of the report that is shown as a whole or not at all.
struct Block {
    text: String,
    /// The number of changes that it describes.
    changes: usize,
}

/// Returns the blocks of all changes, or those of the operations and of what these do not show.
fn all_blocks(diff: &Diff, options: &Options<'_>) -> Vec<Block> {
    let Some(view) = options.by_operation else {
        return blocks(diff, listed(diff), options);
    };
    let operations = by_operation::markdown(view).into_iter();
    let operations = operations.map(|text| Block { text, changes: 1 });
    let beyond = listed(diff).filter(|change| !by_operation::is_shown(change));
    let mut beyond = blocks(diff, beyond, options);
    if let Some(first) = beyond.first_mut() {
        first
            .text
            .insert_str(0, &format!("\n{}\n", by_operation::BEYOND));
    }
    operations.chain(beyond).collect()
}

/// Returns a block for each change, or for the values of an enum that were added or removed in the
/// same way. The first block of a section includes its heading.
fn blocks<'d>(
    diff: &'d Diff,
    changes: impl Iterator<Item = &'d Change>,
    options: &Options<'_>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut shown = Shown::new(diff, options.lists_errors);
    for (title, changes) in sections(changes) {
        let heading = format!("\n#### {} ({})\n\n", capitalised(title), changes.len());
        let start = blocks.len();
        for alike in together(&changes) {
            let text = match alike {
                [one] => change(one, &mut shown),
                several => self::several(several, &mut shown),
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
