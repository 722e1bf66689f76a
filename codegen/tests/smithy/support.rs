//! What the tests share.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

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

/// Each fact that differs between two models as `path: left | right`, a `-` where there is none.
/// Another order of operations, shapes or members is a difference too.
pub(crate) fn differences(left: &Model, right: &Model) -> Vec<String> {
    let mut differences = Vec::new();
    let json = |model: &Model| serde_json::to_value(model).unwrap();
    compare("", &json(left), &json(right), &mut differences);
    if order(left) != order(right) {
        differences.push(format!("order: {:?} | {:?}", order(left), order(right)));
    }
    differences
}

/// The names in a model in their order, which JSON values do not keep.
fn order(model: &Model) -> Vec<&str> {
    let shapes = model.shapes.iter();
    let members = shapes.flat_map(|(name, shape)| {
        let members = shape.references().map(|(member, _)| member);
        std::iter::once(name.as_str()).chain(members)
    });
    let operations = model.operations.keys().map(String::as_str);
    operations.chain(members).collect()
}

fn compare(path: &str, left: &Value, right: &Value, differences: &mut Vec<String>) {
    match (left, right) {
        _ if left == right => {}
        (Value::Object(left), Value::Object(right)) => {
            let keys: BTreeSet<_> = left.keys().chain(right.keys()).collect();
            for key in keys {
                let path = format!("{path}.{key}");
                match (left.get(key), right.get(key)) {
                    (Some(left), Some(right)) => compare(&path, left, right, differences),
                    (left, right) => push(&path, left, right, differences),
                }
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                compare(&format!("{path}[{index}]"), left, right, differences);
            }
        }
        _ => push(path, Some(left), Some(right), differences),
    }
}

fn push(path: &str, left: Option<&Value>, right: Option<&Value>, differences: &mut Vec<String>) {
    let text = |value: Option<&Value>| value.map_or("-".to_owned(), Value::to_string);
    let path = path.trim_start_matches('.');
    differences.push(format!("{path}: {} | {}", text(left), text(right)));
}
