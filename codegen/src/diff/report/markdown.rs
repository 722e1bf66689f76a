//! The report for a pull request.

use super::alike::{item, title};
use super::by_operation::{messages, whole};
use super::lines::{facts, sentences, verdicts};
use super::reached::{self, Shown};
use super::{Block, Notation, Options, blocks, count, notes, summary};
use crate::diff::change::{Change, Diff};
use crate::diff::syntax::ChangedOperation;
use crate::markdown::{code, code_fence, escaped};
use crate::problem::capitalised;

/// The maximum length of a report, and the place of the rest.
#[derive(Clone, Copy, Debug)]
pub struct Limit<'a> {
    /// The maximum number of characters.
    pub characters: usize,
    /// The place of the full report, for readers of a shortened one: `the file report.txt`.
    pub full_report: &'a str,
}

impl Limit<'_> {
    /// The maximum number of characters that GitHub accepts in the body of a comment.
    pub const GITHUB_COMMENT: usize = 65_536;

    /// Returns as many of the blocks as fit between `head` and `end`, which is given the number of
    /// changes that are left out.
    fn fitted(self, head: &str, blocks: &[Block], end: impl Fn(usize) -> String) -> String {
        let length = |text: &str| text.chars().count();
        let mut left = blocks.iter().map(|block| block.changes).sum();
        let all: usize = blocks.iter().map(|block| length(&block.text)).sum();
        let room = self.characters.saturating_sub(length(head));
        let mut room = match all + length(&end(0)) <= room {
            true => usize::MAX,
            false => room.saturating_sub(length(&end(left))),
        };
        let mut report = head.to_owned();
        for block in blocks {
            let Some(rest) = room.checked_sub(length(&block.text)) else {
                break;
            };
            room = rest;
            left -= block.changes;
            report += &block.text;
        }
        report + &end(left)
    }
}

/// The room for a section of generated source of which every line is left out, in characters.
const LEAST_FOR_GENERATED: usize = 1_000;

/// Formats the diff as a comment on a pull request (GitHub Flavored Markdown): a summary, then each
/// change, breaking ones first, with a collapsed list of the operations that it affects. It has no
/// colours.
///
/// Changes that do not fit are left out from the end, and counted. The generated source takes the
/// room that they leave.
pub fn markdown(diff: &Diff, options: &Options<'_>, limit: Limit<'_>) -> String {
    const UNCHANGED: &str = "\nThe generated code does not change.\n";
    let reserved = match options.generated {
        None => 0,
        Some("") => UNCHANGED.len(),
        Some(_) => LEAST_FOR_GENERATED,
    };
    let mut for_changes = limit;
    for_changes.characters = limit.characters.saturating_sub(reserved);
    let changes = changes(diff, options, for_changes);
    match options.generated {
        None => changes,
        Some("") => changes + UNCHANGED,
        Some(generated) => with_generated(&changes, generated, limit),
    }
}

fn changes(diff: &Diff, options: &Options<'_>, limit: Limit<'_>) -> String {
    let head = format!(
        "**{}**\n\n{} → {}\n",
        summary(diff),
        code(&diff.from.id),
        code(&diff.to.id)
    );
    let notes = notes(diff);
    limit.fitted(
        &head,
        &blocks(diff, options, &Markdown),
        |left_out| match left_out {
            0 => notes.clone(),
            _ => format!(
                "\n{} not shown: this comment is at its limit. The full report: {}.\n{notes}",
                count(left_out, "more change"),
                limit.full_report
            ),
        },
    )
}

fn with_generated(changes: &str, generated: &str, limit: Limit<'_>) -> String {
    let fence = code_fence(generated, 3);
    let lines_with = |sign: char, header: &str| {
        let lines = generated.lines();
        let lines = lines.filter(|line| line.starts_with(sign) && !line.starts_with(header));
        lines.count()
    };
    let head = format!(
        "{changes}\n<details><summary>Generated code: +{} -{} lines</summary>\n\n{fence}diff\n",
        lines_with('+', "+++ "),
        lines_with('-', "--- "),
    );
    let lines = generated.split_inclusive('\n').map(|line| Block {
        text: line.to_owned(),
        changes: 1,
    });
    limit.fitted(&head, &lines.collect::<Vec<_>>(), |left_out| {
        let rest = match left_out {
            0 => String::new(),
            _ => {
                let lines = count(left_out, "more line");
                format!("\n{lines} not shown: {}.\n", limit.full_report)
            }
        };
        format!("{fence}\n{rest}\n</details>\n")
    })
}

struct Markdown;

impl Notation for Markdown {
    fn heading_of_changes(&self, title: &str, number: usize) -> String {
        self.heading_of_operations(&format!("{title} ({number})"))
    }

    fn heading_of_operations(&self, title: &str) -> String {
        format!("\n#### {}\n\n", capitalised(title))
    }

    fn entry<'d>(&self, first: &'d Change, alike: &[&Change], shown: &mut Shown<'d>) -> String {
        let sentences = |change| sentences(change).map(|it| capitalised(&it));
        let (mut parts, mut items) = (vec![verdicts(first)], String::new());
        let title = match alike {
            [one] => {
                parts.extend(facts(one).iter().map(|fact| code(fact)));
                parts.extend(sentences(one));
                code(&one.path)
            }
            _ => {
                let said = |change| sentences(change).collect::<Vec<_>>();
                // Sentences that differ name what their changes are about.
                let is_said_once = alike.iter().all(|change| said(change) == said(first));
                parts.extend(sentences(first).filter(|_| is_said_once));
                for change in alike {
                    let item = match said(change) {
                        said if is_said_once || said.is_empty() => code(&item(change)),
                        said => said.join(". "),
                    };
                    items += &format!("  - {item}\n");
                }
                title(first, alike.len(), code)
            }
        };
        let (rule, parts) = (code(first.rule.id()), parts.join(". "));
        let operations = operations(first, shown);
        format!("- {rule} {title}: {parts}.\n{items}{operations}")
    }

    fn operation(&self, operation: &ChangedOperation) -> String {
        let mut text = format!("- {}\n", code(&operation.operation));
        for (name, message) in messages(operation) {
            if let Some(new) = &message.new {
                text += &format!("  - {name} {}\n", code(new));
            }
        }
        for (name, whole) in whole(operation) {
            // A code block shows no bold, HTML's preformatted text does.
            let whole = whole.iter().map(|piece| match piece.is_new {
                true => format!("<b>{}</b>", escaped(&piece.text)),
                false => escaped(&piece.text),
            });
            let whole = whole.collect::<String>().replace('\n', "\n  ");
            text += &format!(
                "\n  <details><summary>{name} syntax</summary>\n\n  <pre>{whole}</pre>\n\n  </details>\n"
            );
        }
        text
    }
}

/// Returns the operations that a change reaches, folded away.
fn operations<'d>(change: &'d Change, shown: &mut Shown<'d>) -> String {
    if let Some(new) = shown.new_operations(change) {
        return format!("  In {new}.\n");
    }
    let lines = shown.lines(change, code).into_iter();
    let lines: String = lines.map(|line| format!("  - {line}\n")).collect();
    let mut reaches = change.reaches.iter();
    if lines.is_empty() || !reaches.any(|reach| shown.lists(reach.direction)) {
        return lines;
    }
    let operations = count(reached::operations(change).len(), "operation");
    format!("  <details><summary>{operations}</summary>\n\n{lines}\n  </details>\n")
}
