//! The differences between two sets of files, line by line.

use std::collections::BTreeSet;

use codegen::Files;
use similar::{Algorithm, TextDiff};

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
        let name = |prefix: &str, file: Option<&String>| match file {
            Some(_) => format!("{prefix}/{folder}{path}"),
            None => "/dev/null".to_owned(),
        };
        let names = (name("a", old), name("b", new));
        let [old, new] = [old, new].map(|file| file.map_or("", String::as_str));
        let diff = TextDiff::configure()
            .algorithm(Algorithm::Patience)
            .diff_lines(old, new);
        text += &diff.unified_diff().header(&names.0, &names.1).to_string();
    }
    text
}
