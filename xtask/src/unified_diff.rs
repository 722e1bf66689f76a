//! The differences between two sets of files, line by line.

use std::collections::BTreeSet;

use codegen::Files;
use diffy::{DiffOptions, PatchFormatter};

/// Returns a unified diff of files in `folder`, with three lines of context, sorted by path. It is
/// empty if nothing differs.
pub(crate) fn unified_diff(folder: &str, old: &Files, new: &Files) -> String {
    let paths: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let mut text = String::new();
    for path in paths {
        let (old, new) = (old.get(path), new.get(path));
        if old == new {
            continue;
        }
        let header = |prefix: &str, file: Option<&String>| match file {
            Some(_) => format!("{prefix}/{folder}{path}"),
            None => "/dev/null".to_owned(),
        };
        let mut options = DiffOptions::new();
        options.set_original_filename(header("a", old));
        options.set_modified_filename(header("b", new));
        let [old, new] = [old, new].map(|file| file.map_or("", String::as_str));
        let patch = options.create_patch(old, new);
        // As in git's output, an empty line of context keeps its space.
        let formatter = PatchFormatter::new().suppress_blank_empty(false);
        text += &formatter.fmt_patch(&patch).to_string();
    }
    text
}
