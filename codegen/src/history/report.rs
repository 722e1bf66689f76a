//! The history as text.

use super::Entry;

/// Formats the history as a table with a line per revision. One column counts the operations that
/// are updated in errors only.
pub fn text(history: &[Entry]) -> String {
    let mut text =
        "date        botocore   operations  shapes   new  updated  in errors  removed  bump\n"
            .to_owned();
    for entry in history {
        let Entry {
            date,
            operations,
            shapes,
            ..
        } = entry;
        let botocore = entry.botocore.as_deref().unwrap_or("-");
        let changes = &entry.changes;
        let (new, removed) = (changes.added.len(), changes.removed.len());
        let (updated, in_errors) = (changes.updated.len(), changes.updated_in_errors.len());
        let bump = entry.bump.map_or("-".to_owned(), |bump| bump.to_string());
        text += &format!(
            "{date:10}  {botocore:9}  {operations:>10}  {shapes:>6}  {new:>4}  {updated:>7}  \
             {in_errors:>9}  {removed:>7}  {bump}\n"
        );
    }
    text
}
