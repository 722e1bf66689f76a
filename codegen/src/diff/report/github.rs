//! The report for a workflow: annotations on the lines of the model that changed.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::iter;

use super::lines::{facts, sentences, verdicts};
use super::{count, format_differences, listed, summary};
use crate::diff::change::{Change, Diff};
use crate::diff::rules::Rule;
use crate::diff::verdict::Wire;

/// The location of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file, relative to the root of the repository, with `/` between folders.
    pub file: String,
    /// The line, counted from 1, if it is known.
    pub line: Option<usize>,
}

/// Formats the diff as workflow commands (GitHub Actions, "Workflow commands"): a notice with the
/// summary, then an error for each change that no rule covers, a warning for each breaking change,
/// and a notice for each other change, most severe first. There are at most ten of each kind, since
/// GitHub shows only ten; the last one counts the rest.
///
/// `locate` returns the location of a change. A change without a location is annotated without one.
pub fn github(diff: &Diff, locate: impl Fn(&Change) -> Option<Location>) -> String {
    let mut changes: Vec<_> = listed(diff).collect();
    changes.sort_by_key(|change| {
        let is_compatible = change.wire == Wire::Compatible;
        (level(change), is_compatible, Reverse(change.rust))
    });
    let notices = iter::once(summary(diff)).chain(format_differences(diff));
    let notices = notices.map(Annotation::notice);
    let of_changes = changes.into_iter().map(|change| Annotation {
        level: level(change),
        location: locate(change),
        title: format!("{} {}", change.rule, change.path),
        message: message(change),
    });
    commands(&notices.chain(of_changes).collect::<Vec<_>>())
}

/// A message that a workflow puts on a line of a file, or on the workflow as a whole.
pub(in crate::diff) struct Annotation {
    pub(in crate::diff) level: Level,
    pub(in crate::diff) location: Option<Location>,
    pub(in crate::diff) title: String,
    pub(in crate::diff) message: String,
}

/// The maximum number of annotations of a level that GitHub shows for a step ("Workflow commands",
/// limits).
const MOST: usize = 10;

impl Annotation {
    pub(in crate::diff) fn notice(message: String) -> Self {
        Self {
            level: Level::Notice,
            location: None,
            title: "API changes".to_owned(),
            message,
        }
    }
}

/// Returns the workflow commands for annotations, a line each. If a level has too many, its last
/// line counts those left out.
pub(in crate::diff) fn commands(annotations: &[Annotation]) -> String {
    let mut written: BTreeMap<Level, usize> = BTreeMap::new();
    let mut lines = String::new();
    for (index, annotation) in annotations.iter().enumerate() {
        let level = annotation.level;
        let number = written.entry(level).or_default();
        *number += 1;
        let left = match *number {
            MOST => {
                let from_here = annotations.iter().skip(index);
                from_here.filter(|it| it.level == level).count()
            }
            _ => 1,
        };
        if left > 1 {
            let what = count(left, &format!("more {}", level.command()));
            let message =
                format!("{what}: GitHub shows {MOST} of a kind. The text report has them all.");
            let rest = Annotation {
                level,
                ..Annotation::notice(message)
            };
            lines += &command(&rest);
        } else if *number <= MOST {
            lines += &command(annotation);
        }
    }
    lines
}

fn command(annotation: &Annotation) -> String {
    let mut properties = Vec::new();
    if let Some(location) = &annotation.location {
        properties.push(format!("file={}", property(&location.file)));
        properties.extend(location.line.map(|line| format!("line={line}")));
    }
    properties.push(format!("title={}", property(&annotation.title)));
    let name = annotation.level.command();
    format!(
        "::{name} {}::{}\n",
        properties.join(","),
        data(&annotation.message)
    )
}

/// The severity of an annotation, most severe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::diff) enum Level {
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

fn message(change: &Change) -> String {
    let mut lines = vec![verdicts(change)];
    lines.extend(facts(change));
    lines.extend(sentences(change));
    if !change.reaches.is_empty() {
        lines.push(format!(
            "reaches {}",
            count(change.reaches.len(), "message")
        ));
    }
    lines.join("\n")
}

/// Escapes a text for the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a text for a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
