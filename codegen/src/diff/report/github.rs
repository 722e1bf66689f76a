//! For a workflow: annotations on the lines of the model that changed.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::iter;

use super::{count, differences, format_differences, listed, summary, transition, verdicts};
use crate::diff::change::{Change, Diff};
use crate::diff::rules::Rule;
use crate::diff::verdict::Wire;

/// Where a change stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file, relative to the root of the repository, with `/` between folders.
    pub file: String,
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
}

/// The diff as workflow commands (GitHub Actions, "Workflow commands"): a notice with the summary,
/// then an error for what no rule knows, a warning for what breaks someone, a notice for all else,
/// the gravest first, since GitHub shows only the first ten of each.
///
/// `locate` tells where a change stands; one that stands nowhere is annotated without a place.
pub fn github(diff: &Diff, locate: impl Fn(&Change) -> Option<Location>) -> String {
    let mut changes: Vec<_> = listed(diff).collect();
    changes.sort_by_key(|change| {
        let is_compatible = change.wire == Wire::Compatible;
        (level(change), is_compatible, Reverse(change.rust))
    });
    let mut report = String::new();
    for line in iter::once(summary(diff)).chain(format_differences(diff)) {
        // Writing to a string cannot fail.
        let _ = writeln!(report, "::notice title=API changes::{}", data(&line));
    }
    for change in changes {
        let _ = writeln!(report, "{}", annotation(change, locate(change)));
    }
    report
}

/// How loud an annotation is, loudest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    fn command(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
        }
    }
}

fn level(change: &Change) -> Level {
    if change.rule == Rule::Unclassified {
        Level::Error
    } else if change.is_breaking() {
        Level::Warning
    } else {
        Level::Notice
    }
}

fn annotation(change: &Change, location: Option<Location>) -> String {
    let mut properties = Vec::new();
    if let Some(location) = location {
        properties.push(format!("file={}", property(&location.file)));
        properties.extend(location.line.map(|line| format!("line={line}")));
    }
    let title = format!("{} {}", change.rule, change.path);
    properties.push(format!("title={}", property(&title)));
    let mut message = verdicts(change);
    let parts = transition(change).into_iter().chain(differences(change));
    for part in parts
        .chain(change.notes.clone())
        .chain(change.behaviour.clone())
    {
        let _ = write!(message, "\n{part}");
    }
    if !change.reaches.is_empty() {
        let _ = write!(
            message,
            "\nreaches {}",
            count(change.reaches.len(), "message")
        );
    }
    let command = level(change).command();
    format!("::{command} {}::{}", properties.join(","), data(&message))
}

/// Text as the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Text as a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_has_a_meaning_in_commands_is_escaped() {
        assert_eq!(data("50%\r\na: b, c"), "50%25%0D%0Aa: b, c");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
