//! The report for programs.

use crate::diff::change::Diff;

/// Formats the diff as JSON with two spaces of indentation and a final newline.
///
/// The keys and their order are those of [`Diff`], and part of the public interface.
pub fn json(diff: &Diff) -> String {
    // A diff has string keys and finite numbers only, which always have a JSON form.
    serde_json::to_string_pretty(diff).unwrap_or_default() + "\n"
}
