//! Models that somebody got wrong, in both formats: each mistake is a problem at its place.

use std::fs;
use std::path::Path;

use codegen::api::Violations;
use codegen::model::{IndexMap, Model};
use codegen::problem::Problems;
use codegen::source::{Source, read};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::common::fixtures::{each_file, organizations};
use crate::smithy::support::fixture;

/// A file of `fixtures/mistakes`.
#[derive(Deserialize)]
struct Mistakes {
    sound: Value,
    /// What to put at JSON pointers into the sound model, by a name.
    mistakes: IndexMap<String, IndexMap<String, Value>>,
}

fn mistakes(path: &Path) -> Mistakes {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The sound model of a format, `botocore` or `smithy`, with these values at these JSON pointers.
pub(crate) fn edited<P: AsRef<str>>(
    format: &str,
    edits: impl IntoIterator<Item = (P, Value)>,
) -> Value {
    let mut model = mistakes(&fixture(&format!("mistakes/{format}.json"))).sound;
    for (pointer, value) in edits {
        put(&mut model, pointer.as_ref(), value);
    }
    model
}

/// Puts a value where a JSON pointer leads to; null removes what is there.
pub(crate) fn put(document: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).expect(pointer) {
        Value::Array(elements) => elements[key.parse::<usize>().unwrap()] = value,
        Value::Object(entries) if value.is_null() => _ = entries.remove(key),
        parent => parent[key.replace("~1", "/")] = value,
    }
}

pub(crate) fn read_value(model: &Value) -> Result<Model, Problems> {
    read(Source::new(model.to_string().as_bytes()))
}

pub(crate) fn problems(model: &Value) -> String {
    match read_value(model) {
        Ok(model) => panic!("is taken for a sound model: {model:?}"),
        Err(problems) => problems.to_string(),
    }
}

#[test]
fn each_mistake_has_its_place() {
    each_file("mistakes", |path| {
        let Mistakes { sound, mistakes } = mistakes(path);
        read_value(&sound).unwrap();
        let mut said = String::new();
        for (name, edits) in mistakes {
            let mut broken = sound.clone();
            for (pointer, value) in edits {
                put(&mut broken, &pointer, value);
            }
            said += &format!("# {name}\n{}\n\n", problems(&broken));
        }
        insta::assert_snapshot!(said);
    });
}

#[test]
fn each_wrong_name_in_violations_is_reported_once() {
    let model = organizations();
    for (member, reported) in [
        (
            "Reason",
            "reason[0].value: the enum has no value NO_SUCH_VALUE",
        ),
        (
            "Raeson",
            "reason_member: the exception has no such member whose shape is an enum",
        ),
    ] {
        let violations = json!({
            "exception": "InvalidInputException",
            "reason_member": member,
            "reason": [{"constraint": "pattern", "value": "NO_SUCH_VALUE"}],
        });
        let violations: Violations = serde_json::from_value(violations).unwrap();
        assert_eq!(violations.problems(&model).to_string(), reported);
    }
}
