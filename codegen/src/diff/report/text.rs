//! For a terminal.

use std::fmt::Write as _;

use super::{by_level, count, groups, notes, summary, transition, verdicts};
use crate::diff::change::{Change, Diff, Side};
use crate::problem::visible;

/// The diff for a terminal: a summary, then each change with what it reaches, the gravest first.
pub fn text(diff: &Diff) -> String {
    let mut text = format!(
        "{} → {}\n{}\n",
        side(&diff.from),
        side(&diff.to),
        summary(diff)
    );
    for (bump, changes) in by_level(diff) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{bump}: {}", count(changes.len(), "change"));
        for change in changes {
            text += &self::change(change);
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

fn change(change: &Change) -> String {
    let mut text = format!(
        "  {} {}  [{}]\n",
        change.rule,
        visible(&change.path),
        verdicts(change)
    );
    for line in transition(change).iter().chain(&change.behaviour) {
        let _ = writeln!(text, "      {line}");
    }
    for group in groups(change) {
        let _ = write!(text, "      {}", group.direction);
        if !group.path.is_empty() {
            let _ = write!(text, " {}", group.path);
        }
        let _ = writeln!(text, ": {}", group.operations.join(", "));
    }
    text
}
