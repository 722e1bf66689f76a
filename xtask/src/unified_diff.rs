//! The differences between two texts, line by line.

use diffy::{DiffOptions, PatchFormatter};

/// Returns a unified diff with three lines of context, which is empty if the texts do not differ.
pub(crate) fn unified_diff([old_name, new_name]: [&str; 2], [old, new]: [&str; 2]) -> String {
    if old == new {
        return String::new();
    }
    let mut options = DiffOptions::new();
    options.set_original_filename(old_name.to_owned());
    options.set_modified_filename(new_name.to_owned());
    let patch = options.create_patch(old, new);
    // As in git's output, an empty line of context keeps its space.
    let formatter = PatchFormatter::new().suppress_blank_empty(false);
    formatter.fmt_patch(&patch).to_string()
}
