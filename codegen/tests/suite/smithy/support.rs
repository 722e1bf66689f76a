//! What the tests share.

use std::collections::HashMap;
use std::fs;

use codegen::diff::{Revision, Rule, diff};
use codegen::model::Model;
use serde_json::Value;

pub(crate) use crate::common::fixtures::fixture;
use crate::common::rendered;
use crate::mistakes;
pub(crate) use crate::mistakes::{problems, read_value};

pub(crate) fn read_fixture(path: &str) -> Vec<u8> {
    fs::read(fixture(path)).unwrap()
}

/// A document with an operation `ns#Do` on the structure `ns#Input`, and these shapes.
pub(crate) fn document(shapes: Value) -> Value {
    let mut document = edited::<&str>([]);
    let Value::Object(shapes) = shapes else {
        panic!("shapes are an object")
    };
    document["shapes"].as_object_mut().unwrap().extend(shapes);
    document
}

/// The same with these values at these JSON pointers.
pub(crate) fn edited<P: AsRef<str>>(edits: impl IntoIterator<Item = (P, Value)>) -> Value {
    mistakes::edited("smithy", edits)
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
    let (left, right) = (rendered(left), rendered(right));
    assert!(left.keys().eq(right.keys()));
    let mut differences = Vec::new();
    for (file, text) in &left {
        let other = &right[file];
        let removed = missing(text, other).map(|line| format!("{file} -{line}"));
        let added = missing(other, text).map(|line| format!("{file} +{line}"));
        differences.extend(removed.chain(added));
    }
    differences
}

/// The lines of a text that another does not have, or not as often.
pub(crate) fn missing<'t>(text: &'t str, other: &str) -> impl Iterator<Item = &'t str> {
    let mut counts = HashMap::<String, usize>::new();
    for line in other.lines() {
        *counts.entry(line.to_owned()).or_default() += 1;
    }
    text.lines()
        .filter(move |line| match counts.get_mut(*line) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
}
