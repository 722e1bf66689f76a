//! The reports of `cargo xtask diff`: those of codegen, and the generated source if requested.

use anyhow::{Context, Result};
use codegen::diff::Diff;
use codegen::diff::report::{self, Limit, Options};
use codegen::diff::syntax::ChangedOperation;
use serde::Serialize;

/// Returns the report for a terminal.
pub(super) fn text(diff: &Diff, options: &Options<'_>, generated: Option<&str>) -> String {
    let report = report::text_with(diff, options);
    match generated {
        None => report,
        Some("") => report + "\ngenerated code: no change\n",
        Some(generated) => format!("{report}\ngenerated code:\n\n{generated}"),
    }
}

/// Returns the report for programs.
pub(super) fn json(diff: &Diff, options: &Options<'_>, generated: Option<&str>) -> Result<String> {
    /// The report with additional keys.
    #[derive(Serialize)]
    struct WithParts<'a> {
        #[serde(flatten)]
        diff: &'a Diff,
        #[serde(skip_serializing_if = "Option::is_none")]
        by_operation: Option<Vec<ChangedOperation>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        generated: Option<&'a str>,
    }
    let by_operation = options.by_operation.map(|by_operation| {
        let mut operations = by_operation.operations.to_vec();
        let messages = operations
            .iter_mut()
            .flat_map(|it| [&mut it.request, &mut it.response])
            .flatten();
        for message in messages.filter(|_| !by_operation.syntax) {
            message.whole.clear();
        }
        operations
    });
    let report = WithParts {
        diff,
        by_operation,
        generated,
    };
    let json = serde_json::to_string_pretty(&report);
    Ok(json.context("the report cannot be written as JSON")? + "\n")
}

/// The maximum number of characters in a comment. This leaves room for the text by which a workflow
/// recognizes its comment.
const COMMENT: usize = Limit::GITHUB_COMMENT - 536;

/// Returns the report for a comment on a pull request. The generated source takes the room that the
/// changes leave. If `command` is given, the comment names it as the way to show what does not fit.
pub(super) fn markdown(
    diff: &Diff,
    options: &Options<'_>,
    generated: Option<&str>,
    command: Option<&str>,
) -> String {
    let full_report = format!("The full report: {}.", full_report(command, ""));
    let changes = |characters| {
        let limit = Limit {
            characters,
            full_report: &full_report,
        };
        report::markdown_with(diff, limit, options)
    };
    let Some(generated) = generated else {
        return changes(COMMENT);
    };
    if generated.is_empty() {
        let section = "\nThe generated code does not change.\n";
        return changes(COMMENT - section.len()) + section;
    }
    let changes = changes(COMMENT - LEAST_FOR_GENERATED);
    let room = COMMENT - changes.chars().count();
    changes + &generated_section(generated, room, command)
}

fn full_report(command: Option<&str>, option: &str) -> String {
    match command {
        Some(command) => format!("`{command}{option}`"),
        None => "the same command with `--format text`".to_owned(),
    }
}

/// The room for a section of which every line is left out, in characters.
const LEAST_FOR_GENERATED: usize = 1_000;

/// Returns the collapsed section with the lines of the generated source that fit.
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

/// Returns a code fence that no line of the text closes (GitHub Flavored Markdown, section 4.5).
fn fence(text: &str) -> String {
    let runs = text.split(|character| character != '`').map(str::len);
    "`".repeat(runs.max().unwrap_or_default().max(2) + 1)
}
