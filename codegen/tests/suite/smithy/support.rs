//! What the tests share.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::api::Documentation;
use codegen::diff::{Revision, Rule, diff};
use codegen::model::Model;
use serde_json::Value;

/// A file or folder of `tests/fixtures`.
pub(crate) fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(path)
}

pub(crate) fn read_fixture(path: &str) -> Vec<u8> {
    fs::read(fixture(path)).unwrap()
}

/// That two models of one service have no edit between them, and each difference of their formats
/// as `rule path: left | right`, a `-` where there is nothing.
pub(crate) fn no_edits(left: &Model, right: &Model) -> Vec<String> {
    let (left, right) = (Revision::new("left", left), Revision::new("right", right));
    let there = diff(&left, &right);
    let back = diff(&right, &left);
    assert_eq!((&there.changes, there.bump), (&Vec::new(), None));
    assert_eq!((&back.changes, back.bump), (&Vec::new(), None));
    let text = |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), Value::to_string);
    let line = |rule: Rule, path: &str, before, after| {
        format!("{rule} {path}: {} | {}", text(before), text(after))
    };
    let lines = there.format_differences.iter();
    let lines: Vec<_> = lines
        .map(|it| line(it.rule, &it.path, &it.before, &it.after))
        .collect();
    let reversed = back.format_differences.iter();
    let reversed: Vec<_> = reversed
        .map(|it| line(it.rule.reversed(), &it.path, &it.after, &it.before))
        .collect();
    assert_eq!(lines, reversed);
    lines
}

/// The lines that only one of two generated crates has, with a `-` or a `+` before them.
pub(crate) fn generated_differences(left: &Model, right: &Model) -> Vec<String> {
    let files = |model| codegen::generate(model, &Documentation::default()).unwrap();
    let (left, right) = (files(left), files(right));
    assert!(left.keys().eq(right.keys()));
    let mut differences = Vec::new();
    for (file, text) in &left {
        let mut added: Vec<&str> = right[file].lines().collect();
        for line in text.lines() {
            match added.iter().position(|other| *other == line) {
                Some(index) => _ = added.remove(index),
                None => differences.push(format!("{file} -{line}")),
            }
        }
        differences.extend(added.iter().map(|line| format!("{file} +{line}")));
    }
    differences
}
