//! The report for a workflow: annotations on the lines of the model that changed.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::{fmt, iter};

use serde::Serialize;

use super::lines::{lines, verdicts};
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
    let notices = notices.map(|message| Annotation::general(Level::Notice, message));
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

/// The severity of an annotation, most severe first, by the name of its command.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::diff) enum Level {
    Error,
    Warning,
    Notice,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

fn level(change: &Change) -> Level {
    match change.rule {
        Rule::Unclassified => Level::Error,
        _ if change.is_breaking() => Level::Warning,
        _ => Level::Notice,
    }
}

fn message(change: &Change) -> String {
    let reached = change.reaches.len();
    let reached = (reached > 0).then(|| format!("reaches {}", count(reached, "message")));
    let lines = iter::once(verdicts(change)).chain(lines(change));
    let lines = lines.chain(reached);
    lines.collect::<Vec<_>>().join("\n")
}

/// The maximum number of annotations of a level that GitHub shows for a step ("Workflow commands",
/// limits).
const MOST: usize = 10;

/// Returns the workflow commands for annotations, a line each. If a level has too many, its last
/// line counts those left out.
pub(in crate::diff) fn commands(annotations: &[Annotation]) -> String {
    let mut lines = String::new();
    let mut numbers: BTreeMap<Level, usize> = BTreeMap::new();
    for (index, annotation) in annotations.iter().enumerate() {
        let level = annotation.level;
        let number = numbers.entry(level).or_default();
        *number += 1;
        let from_here = annotations.iter().skip(index);
        match *number {
            MOST if let left @ 2.. = from_here.filter(|it| it.level == level).count() => {
                let what = count(left, &format!("more {level}"));
                let message =
                    format!("{what}: GitHub shows {MOST} of a kind. The text report has them all.");
                lines += &Annotation::general(level, message).command();
            }
            ..=MOST => lines += &annotation.command(),
            _ => {}
        }
    }
    lines
}

impl Annotation {
    /// Creates an annotation of the workflow as a whole.
    pub(in crate::diff) fn general(level: Level, message: String) -> Self {
        Self {
            level,
            location: None,
            title: "API changes".to_owned(),
            message,
        }
    }

    fn command(&self) -> String {
        let mut properties = Vec::new();
        if let Some(location) = &self.location {
            properties.push(format!("file={}", property(&location.file)));
            properties.extend(location.line.map(|line| format!("line={line}")));
        }
        properties.push(format!("title={}", property(&self.title)));
        let (level, properties) = (self.level, properties.join(","));
        format!("::{level} {properties}::{}\n", data(&self.message))
    }
}

/// Escapes a text for the message of a workflow command.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a text for a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
