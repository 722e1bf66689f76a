//! Model files before and after, and the entries that the diff of them has: verdicts of facts that
//! readers must not lose, by the specification that says what they mean.
//!
//! Each file of `fixtures/diff` has two small models of one service, `smithy` and `botocore`, and
//! cases. A case changes a model by JSON Merge Patch (RFC 7396): `both` what stands on both sides,
//! `after` what is new.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use codegen::diff::{Revision, diff};
use codegen::model::Model;
use codegen::source::{Source, read};
use serde::Deserialize;
use serde_json::Value;

/// The cases about one thing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Which part of which specification says so.
    source: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The model that is changed: `smithy` or `botocore`.
    model: String,
    #[serde(default)]
    both: Value,
    after: Value,
    /// The rule, path and both verdicts of each entry, sorted.
    entries: Vec<String>,
}

#[test]
fn each_change_of_a_file_gives_its_entries() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/diff");
    let parsed = |name: &str| -> Value {
        let text = fs::read(folder.join(name)).expect(name);
        serde_json::from_slice(&text).expect(name)
    };
    let bases = parsed("models.json");
    let mut failed = Vec::new();
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let file_name = entry.unwrap().file_name().into_string().unwrap();
        if file_name == "models.json" {
            continue;
        }
        let file: File = serde_json::from_value(parsed(&file_name)).expect(&file_name);
        assert!(!file.source.is_empty(), "{file_name}");
        for case in file.cases {
            let name = format!("{file_name}: {} ({})", case.name, case.model);
            let base = bases.get(&case.model).expect(&name);
            let before = patched(base, &case.both);
            let entries = entries(
                &model(&before, &name),
                &model(&patched(&before, &case.after), &name),
            );
            if entries != case.entries {
                failed.push(format!("{name}: {entries:#?}"));
            }
            assert!(names.insert(name.clone()), "{name} is there twice");
        }
    }
    assert!(names.len() > 80, "only {} cases", names.len());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn entries(old: &Model, new: &Model) -> Vec<String> {
    let diff = diff(&Revision::new("", old), &Revision::new("", new));
    let changes = diff.changes.iter();
    let entries = changes.map(|change| {
        format!(
            "{} {} {} {}",
            change.rule, change.path, change.wire, change.rust
        )
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort();
    entries
}

fn model(document: &Value, name: &str) -> Model {
    let text = document.to_string();
    match read(Source::new(text.as_bytes())) {
        Ok(model) => model,
        Err(error) => panic!("{name}: {error}"),
    }
}

/// A document with a merge patch applied.
fn patched(document: &Value, patch: &Value) -> Value {
    match (document, patch) {
        (_, Value::Null) => document.clone(),
        (Value::Object(entries), Value::Object(changes)) => {
            let mut entries = entries.clone();
            for (key, change) in changes {
                match change {
                    Value::Null => _ = entries.remove(key),
                    change => {
                        let before = entries.get(key).unwrap_or(&Value::Bool(false));
                        let after = patched(before, change);
                        entries.insert(key.clone(), after);
                    }
                }
            }
            entries.into()
        }
        (_, Value::Object(_)) => patched(&Value::Object(Default::default()), patch),
        (_, value) => value.clone(),
    }
}
