//! The report for a terminal.

use super::alike::{item, title};
use super::lines::{facts, sentences, verdicts};
use super::paint::Paint;
use super::reached::Shown;
use super::{Notation, Options, blocks, by_operation, count, notes, summary};
use crate::diff::change::{Change, Diff, Side};
use crate::diff::syntax::ChangedOperation;
use crate::problem::visible;

/// Formats the diff for a terminal: a summary, then each change with the operations that it affects,
/// breaking ones first.
pub fn text(diff: &Diff, options: &Options<'_>) -> String {
    let paint = Paint(options.color);
    let blocks = blocks(diff, options, &paint).into_iter();
    let generated = match options.generated {
        None => String::new(),
        Some("") => "\ngenerated code: no change\n".to_owned(),
        Some(generated) => format!("\ngenerated code:\n\n{generated}"),
    };
    format!(
        "{} → {}\n{}\n{}{}{generated}",
        side(&diff.from),
        side(&diff.to),
        paint.name(&summary(diff)),
        blocks.map(|block| block.text).collect::<String>(),
        notes(diff)
    )
}

/// Formats one side: `2017-09-29 (botocore 1.7.20)`.
fn side(side: &Side) -> String {
    match &side.botocore {
        Some(release) => format!("{} (botocore {release})", visible(&side.id)),
        None => visible(&side.id),
    }
}

impl Notation for Paint {
    fn heading_of_changes(&self, title: &str, number: usize) -> String {
        self.heading_of_operations(&format!("{title}: {}", count(number, "change")))
    }

    fn heading_of_operations(&self, title: &str) -> String {
        format!("\n{}\n", self.name(title))
    }

    fn entry<'d>(&self, alike: &[&'d Change], shown: &mut Shown<'d>) -> String {
        let Some(first) = alike.first() else {
            return String::new();
        };
        let name = |name: &str| self.name(&visible(name));
        let (title, lines) = match alike {
            [one] => {
                let sentences = sentences(one);
                (
                    name(&one.path),
                    facts(one).into_iter().chain(sentences).collect(),
                )
            }
            _ => (title(alike, name), together_lines(alike)),
        };
        let verdicts = verdicts(first);
        let verdicts = match first.is_breaking() {
            true => self.breaking(&verdicts),
            false => verdicts,
        };
        let mut text = format!("  {} {title}  [{verdicts}]\n", first.rule);
        text.extend(lines.iter().map(|line| format!("      {line}\n")));
        text + &reached(first, shown)
    }

    fn operation(&self, operation: &ChangedOperation) -> String {
        by_operation::text(operation, *self)
    }
}

/// Returns the names of similar changes, and the sentences about each. The same sentences are only
/// shown for the first change.
fn together_lines(alike: &[&Change]) -> Vec<String> {
    let names: Vec<_> = alike.iter().map(|change| visible(&item(change))).collect();
    let mut lines = wrapped(&names);
    let mut said = Vec::new();
    for change in alike {
        let its_sentences: Vec<_> = sentences(change).collect();
        let pattern = without_code(&its_sentences.join("\n"));
        if !said.contains(&pattern) {
            lines.extend(its_sentences);
            said.push(pattern);
        }
    }
    lines
}

/// Removes the code from sentences. It is all that differs between sentences that say the same.
fn without_code(sentences: &str) -> String {
    sentences
        .split('`')
        .step_by(2)
        .collect::<Vec<_>>()
        .join("`")
}

/// Joins names with commas, on lines of a width that terminals show.
fn wrapped(names: &[String]) -> Vec<String> {
    const WIDTH: usize = 100;
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 2 + name.chars().count() <= WIDTH => {
                *line += &format!(", {name}");
            }
            _ => lines.push(name.clone()),
        }
    }
    if let Some((_, before_last)) = lines.split_last_mut() {
        before_last.iter_mut().for_each(|line| line.push(','));
    }
    lines
}

/// Returns a line for each direction and path by which a change reaches operations.
fn reached<'d>(change: &'d Change, shown: &mut Shown<'d>) -> String {
    let lines = shown.lines(change, visible).into_iter();
    let new = shown.new_operations(change).map(|new| format!("in {new}"));
    let lines = lines.chain(new).map(|line| format!("      {line}\n"));
    lines.collect()
}
