//! The history for people and for programs.

use std::fmt::Write as _;

use super::Entry;

/// The history as a table, a line per revision. Of the updated operations, some are so in errors
/// only.
pub fn text(history: &[Entry]) -> String {
    let mut text = line([
        "date",
        "botocore",
        "operations",
        "shapes",
        "new",
        "updated",
        "in errors",
        "removed",
        "bump",
    ]);
    for entry in history {
        let number = |number: usize| number.to_string();
        text += &line([
            &entry.date,
            entry.botocore.as_deref().unwrap_or("-"),
            &number(entry.operations),
            &number(entry.shapes),
            &number(entry.added.len()),
            &number(entry.updated.len()),
            &number(entry.updated_in_errors.len()),
            &number(entry.removed.len()),
            entry.bump.map_or("-", |bump| bump.name()),
        ]);
    }
    text
}

fn line(cells: [&str; 9]) -> String {
    let [
        date,
        botocore,
        operations,
        shapes,
        new,
        updated,
        in_errors,
        removed,
        bump,
    ] = cells;
    let mut line = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        line,
        "{date:10}  {botocore:9}  {operations:>10}  {shapes:>6}  {new:>4}  {updated:>7}  {in_errors:>9}  {removed:>7}  {bump}"
    );
    line
}

/// The history as JSON with two spaces of indentation and a final newline: an array with an
/// [`Entry`] per revision.
pub fn json(history: &[Entry]) -> String {
    // An entry has string keys and integers only, which always have a JSON form.
    serde_json::to_string_pretty(history).unwrap_or_default() + "\n"
}
