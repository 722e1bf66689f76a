//! The report for a terminal.

use anstyle::{AnsiColor, Style};

use super::alike::{item, title};
use super::by_operation::{messages, whole};
use super::lines::{lines, sentences, verdicts};
use super::reached::Shown;
use super::{Notation, Options, blocks, count, notes, summary};
use crate::collections::HashSet;
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

/// Text with colour, or without.
#[derive(Clone, Copy, Debug)]
pub(in crate::diff) struct Paint(pub(in crate::diff) bool);

impl Paint {
    pub(in crate::diff) fn name(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    fn breaking(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default().bold(), text)
    }

    /// Paints an addition. A pager may reset the colour at the end of a line, so each line has its
    /// own.
    fn new_part(self, text: &str) -> String {
        let style = AnsiColor::Green.on_default().bold();
        let lines: Vec<_> = text
            .split('\n')
            .map(|line| self.with(style, line))
            .collect();
        lines.join("\n")
    }

    fn with(self, style: Style, text: &str) -> String {
        match self.0 && !text.trim().is_empty() {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }
}

impl Notation for Paint {
    fn heading_of_changes(&self, title: &str, number: usize) -> String {
        self.heading_of_operations(&format!("{title}: {}", count(number, "change")))
    }

    fn heading_of_operations(&self, title: &str) -> String {
        format!("\n{}\n", self.name(title))
    }

    fn entry<'d>(&self, first: &'d Change, alike: &[&Change], shown: &mut Shown<'d>) -> String {
        let name = |name: &str| self.name(&visible(name));
        let (title, mut lines) = match alike {
            [one] => (name(&one.path), lines(one)),
            _ => (title(first, alike.len(), name), together_lines(alike)),
        };
        let new = shown.new_operations(first).map(|new| format!("in {new}"));
        lines.extend(shown.lines(first, visible).into_iter().chain(new));
        let mut verdicts = verdicts(first);
        if first.is_breaking() {
            verdicts = self.breaking(&verdicts);
        }
        let mut text = format!("  {} {title}  [{verdicts}]\n", first.rule);
        text.extend(lines.iter().map(|line| format!("      {line}\n")));
        text
    }

    fn operation(&self, operation: &ChangedOperation) -> String {
        let mut text = format!("  {}\n", self.name(&visible(&operation.operation)));
        for (name, message) in messages(operation) {
            if let Some(new) = &message.new {
                text += &format!("      {name} {new}\n");
            }
        }
        for (name, whole) in whole(operation) {
            let painted = whole.iter().map(|piece| match piece.is_new {
                true => self.new_part(&piece.text),
                false => piece.text.clone(),
            });
            text += &format!("      {name} syntax:\n");
            for line in painted.collect::<String>().lines() {
                text += &format!("          {line}\n");
            }
        }
        text
    }
}

/// Returns the names of similar changes, and the sentences about each. The same sentences are only
/// shown for the first change.
fn together_lines(alike: &[&Change]) -> Vec<String> {
    let names: Vec<_> = alike.iter().map(|change| visible(&item(change))).collect();
    let mut lines = wrapped(&names);
    let mut said = HashSet::default();
    for change in alike {
        let sentences: Vec<_> = sentences(change).collect();
        // Sentences that say the same differ in code alone.
        let all = sentences.join("\n");
        let without_code: Vec<_> = all.split('`').step_by(2).map(str::to_owned).collect();
        if said.insert(without_code) {
            lines.extend(sentences);
        }
    }
    lines
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
