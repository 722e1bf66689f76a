//! The differences between two sets of files, line by line.

use std::collections::BTreeSet;
use std::time::Duration;

use codegen::Files;
use similar::{Algorithm, TextDiff};

/// The maximum number of lines of differences that are shown.
const MOST_LINES: usize = 200;

/// How long to look for the smallest difference of a file, after which a larger one is taken. Only
/// files with thousands of lines that repeat and differ take that long, so all others have the same
/// difference on every machine.
const PATIENCE: Duration = Duration::from_secs(5);

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
        let [old, new] = [old, new].map(|file| {
            let text = file.map_or("", String::as_str);
            Vec::from_iter(text.split_inclusive('\n'))
        });
        let diff = TextDiff::configure()
            .algorithm(Algorithm::Patience)
            .timeout(PATIENCE)
            .newline_terminated(true)
            .diff_slices(&old, &new);
        text += &diff.unified_diff().header(&names.0, &names.1).to_string();
    }
    text
}

/// Returns the first lines of a text, and the number of the others.
pub(crate) fn first_lines(text: &str) -> String {
    let mut lines = text.split_inclusive('\n');
    let shown: String = lines.by_ref().take(MOST_LINES).collect();
    match lines.count() {
        0 => shown,
        more => format!("{shown}… and {more} more lines\n"),
    }
}
