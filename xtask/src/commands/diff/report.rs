//! The reports of `cargo xtask diff`: those of codegen, with the generated source where it was
//! asked for.

use anyhow::{Context, Result};
use codegen::diff::position::Positions;
use codegen::diff::report::{self, Limit, Location};
use codegen::diff::{Change, Diff};
use serde::Serialize;

use crate::side::Side;

/// For a terminal.
pub(super) fn text(diff: &Diff, generated: Option<&str>) -> String {
    let report = report::text(diff);
    match generated {
        None => report,
        Some("") => report + "\ngenerated code: no change\n",
        Some(generated) => format!("{report}\ngenerated code:\n\n{generated}"),
    }
}

/// For programs.
pub(super) fn json(diff: &Diff, generated: Option<&str>) -> Result<String> {
    /// The report with one more key.
    #[derive(Serialize)]
    struct WithGenerated<'a> {
        #[serde(flatten)]
        diff: &'a Diff,
        generated: &'a str,
    }
    let Some(generated) = generated else {
        return Ok(report::json(diff));
    };
    let json = serde_json::to_string_pretty(&WithGenerated { diff, generated });
    Ok(json.context("the report has no JSON form")? + "\n")
}

/// For a comment on a pull request. The generated source takes what room the changes leave;
/// `command` gives what does not fit, if there is one that does so anywhere.
pub(super) fn markdown(diff: &Diff, generated: Option<&str>, command: Option<&str>) -> String {
    let full_report = format!("The full report: {}.", full_report(command, ""));
    let limit = |characters| Limit {
        characters,
        full_report: &full_report,
    };
    let Some(generated) = generated else {
        return report::markdown(diff, limit(Limit::GITHUB_COMMENT));
    };
    if generated.is_empty() {
        let section = "\nThe generated code does not change.\n";
        let room = Limit::GITHUB_COMMENT - section.len();
        return report::markdown(diff, limit(room)) + section;
    }
    let changes = report::markdown(diff, limit(Limit::GITHUB_COMMENT - LEAST_FOR_GENERATED));
    let room = Limit::GITHUB_COMMENT - changes.chars().count();
    changes + &generated_section(generated, room, command)
}

fn full_report(command: Option<&str>, option: &str) -> String {
    match command {
        Some(command) => format!("`{command}{option}`"),
        None => "the same command with `--format text`".to_owned(),
    }
}

/// Room for a section of which every line is left out, in characters.
const LEAST_FOR_GENERATED: usize = 1_000;

/// The generated source, folded away, with the lines that fit.
fn generated_section(generated: &str, room: usize, command: Option<&str>) -> String {
    let fence = fence(generated);
    let count = |sign: char, header: &str| {
        let lines = generated.lines();
        let lines = lines.filter(|line| line.starts_with(sign) && !line.starts_with(header));
        lines.count()
    };
    let head = format!(
        "\n<details><summary>Generated code: +{} -{} lines</summary>\n\n{fence}diff\n",
        count('+', "+++ "),
        count('-', "--- "),
    );
    let end = format!("{fence}\n\n</details>\n");
    let left_out = |lines: usize| {
        let report = full_report(command, " --rust");
        format!("{fence}\n\n{lines} more lines not shown: {report}.\n\n</details>\n")
    };
    let length = |text: &str| text.chars().count();
    if length(&head) + length(generated) + length(&end) <= room {
        return head + generated + &end;
    }
    let lines: Vec<_> = generated.split_inclusive('\n').collect();
    let mut left = room.saturating_sub(length(&head) + length(&left_out(lines.len())));
    let fitting = lines.iter().take_while(|line| {
        let rest = left.checked_sub(length(line));
        left = rest.unwrap_or(left);
        rest.is_some()
    });
    let fitting: Vec<_> = fitting.copied().collect();
    head + &fitting.concat() + &left_out(lines.len() - fitting.len())
}

/// A code fence that nothing in the text closes (GitHub Flavored Markdown, section 4.5).
fn fence(text: &str) -> String {
    let runs = text.split(|character| character != '`').map(str::len);
    "`".repeat(runs.max().unwrap_or_default().max(2) + 1)
}

/// For a workflow: what is gone is annotated in the old model, all else in the new one.
pub(super) fn github(diff: &Diff, sides: &[Side; 2]) -> String {
    let [old, new] = sides
        .each_ref()
        .map(|side| (side.path.as_ref(), Positions::of(&side.text)));
    report::github(diff, |change: &Change| {
        let is_gone = change.rule.is_removal();
        let (path, positions) = if is_gone { &old } else { &new };
        Some(Location {
            file: path.as_ref()?.to_string(),
            line: positions.line(&change.path),
        })
    })
}

#[cfg(test)]
mod tests;
