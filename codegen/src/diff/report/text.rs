//! For a terminal.

use std::fmt::Write as _;

use super::{Shown, count, differences, groups, notes, sections, summary, transition, verdicts};
use crate::diff::change::{Change, Diff, Side};
use crate::problem::visible;

/// The diff for a terminal: a summary, then each change with what it reaches, what breaks first.
pub fn text(diff: &Diff) -> String {
    let mut text = format!(
        "{} → {}\n{}\n",
        side(&diff.from),
        side(&diff.to),
        summary(diff)
    );
    let mut shown = Shown::default();
    for (title, changes) in sections(diff) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{title}: {}", count(changes.len(), "change"));
        for change in changes {
            text += &self::change(change, &mut shown);
        }
    }
    text + &notes(diff)
}

/// What one side is: `2017-09-29 (botocore 1.7.20)`.
fn side(side: &Side) -> String {
    match &side.botocore {
        Some(release) => format!("{} (botocore {release})", visible(&side.id)),
        None => visible(&side.id),
    }
}

fn change<'d>(change: &'d Change, shown: &mut Shown<'d>) -> String {
    let mut text = format!(
        "  {} {}  [{}]\n",
        change.rule,
        visible(&change.path),
        verdicts(change)
    );
    let lines = transition(change).into_iter().chain(differences(change));
    for line in lines
        .chain(change.notes.clone())
        .chain(change.breaks_in_code.as_ref().map(ToString::to_string))
        .chain(change.behaviour.clone())
    {
        let _ = writeln!(text, "      {line}");
    }
    for group in groups(change) {
        let _ = write!(text, "      {}", group.direction);
        if !group.path.is_empty() {
            let _ = write!(text, " {}", group.path);
        }
        let operations = shown.operations(change, group, visible);
        let _ = writeln!(text, ": {operations}");
    }
    text
}
