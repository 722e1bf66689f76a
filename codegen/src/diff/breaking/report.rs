//! The result of the gate, for a terminal, a program and a workflow.

use super::{Allowed, AllowedChange, Axis, Threshold, Verdict};
use crate::diff::change::Change;
use crate::diff::report::github::{Annotation, Level, commands};
use crate::diff::report::lines::verdicts;
use crate::diff::report::reached::Shown;
use crate::diff::report::text::Paint;
use crate::diff::report::{Location, Notation as _};
use crate::problem::visible;

/// Formats the verdict for a terminal: each refused change with the operations that it reaches, the
/// allowed changes with their reasons, the problems of the entries, and a block for the allow file.
pub fn text(verdict: &Verdict<'_>, color: bool) -> String {
    let paint = Paint(color);
    let mut text = String::new();
    let mut shown = Shown::new(verdict.diff, true);
    for change in &verdict.refused {
        let entry = paint.entry(change, &[change], &mut shown);
        text += &format!("refused {}", entry.trim_start());
    }
    for AllowedChange { change, reason } in &verdict.allowed {
        let Change { rule, path, .. } = change;
        let (path, reason) = (paint.name(&visible(path)), visible(reason));
        let verdicts = verdicts(change);
        text += &format!("allowed {rule} {path}  [{verdicts}]  {reason}\n");
    }
    for (_, problem) in problems(verdict) {
        text += &format!("{}\n", visible(&problem));
    }
    if text.is_empty() {
        text += &format!("{}\n", passes(verdict));
    }
    if !verdict.refused.is_empty() {
        let (these, each) = match verdict.refused.len() {
            1 => ("this", ""),
            _ => ("these", "each "),
        };
        text += &format!(
            "\nTo allow {these}, put this into the allow file and say why in {each}`reason`:\n\n"
        );
        text += &verdict.allow_block;
    }
    text
}

/// Returns an entry as a terminal shows it, all operations listed.
pub(super) fn details(change: &Change, verdict: &Verdict<'_>) -> String {
    let mut shown = Shown::new(verdict.diff, true);
    let entry = Paint(false).entry(change, &[change], &mut shown);
    let lines: Vec<_> = entry.lines().map(str::trim_start).collect();
    lines.join("\n")
}

/// Returns the faulty entries of the allow file, each with a sentence on its problem.
pub(super) fn problems<'v>(
    verdict: &'v Verdict<'_>,
) -> impl Iterator<Item = (&'v Allowed, String)> {
    let stale = (&verdict.stale, "allows nothing here; remove it");
    let repeated = (&verdict.repeated, "occurs twice; remove one");
    let reason = "gives no reason, so it allows nothing";
    let all = [stale, repeated, (&verdict.without_reason, reason)];
    let problem =
        |entry: &Allowed, what| format!("the entry for {} {} {what}", entry.rule, entry.path);
    let all = all.into_iter();
    all.flat_map(move |(entries, what)| entries.iter().map(move |it| (*it, problem(it, what))))
}

/// Returns a sentence for a gate that refuses nothing.
pub(super) fn passes(verdict: &Verdict<'_>) -> String {
    let axis = match verdict.axis {
        Axis::Rust => "in Rust",
        Axis::Wire => "on the wire",
    };
    match verdict.fail_on {
        Threshold::None => "passes: nothing is refused".to_owned(),
        Threshold::Minor => format!("passes: nothing is minor or major {axis}"),
        Threshold::Major => format!("passes: nothing is major {axis}"),
    }
}

/// Formats the verdict as workflow commands: an error for each refused change and for each problem
/// of an entry, ten at most, or a notice that all changes pass.
///
/// `locate` returns the location of a change. A change without a location is annotated without one.
pub fn github(verdict: &Verdict<'_>, locate: impl Fn(&Change) -> Option<Location>) -> String {
    let refused = verdict.refused.iter().map(|change| Annotation {
        level: Level::Error,
        location: locate(change),
        title: format!("refused: {} {}", change.rule, change.path),
        message: details(change, verdict),
    });
    let problems = problems(verdict).map(|(_, problem)| Annotation {
        title: "allow file".to_owned(),
        ..Annotation::general(Level::Error, problem)
    });
    let mut annotations: Vec<_> = refused.chain(problems).collect();
    if annotations.is_empty() {
        annotations.push(Annotation::general(Level::Notice, passes(verdict)));
    }
    commands(&annotations)
}
