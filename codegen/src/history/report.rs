//! The history as text and as JSON.

use super::Entry;
use crate::diff::report::pretty;

/// Formats the history as a table with a line per revision. One column counts the operations that
/// are updated in errors only.
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
            &entry.bump.map_or("-".to_owned(), |bump| bump.to_string()),
        ]);
    }
    text
}

fn line([date, botocore, rest @ ..]: [&str; 9]) -> String {
    let [operations, shapes, new, updated, in_errors, removed, bump] = rest;
    format!(
        "{date:10}  {botocore:9}  {operations:>10}  {shapes:>6}  {new:>4}  {updated:>7}  \
         {in_errors:>9}  {removed:>7}  {bump}\n"
    )
}

/// Formats the history as JSON, indented by two spaces and with a final newline: an array with an
/// [`Entry`] per revision.
pub fn json(history: &[Entry]) -> String {
    pretty(history)
}
