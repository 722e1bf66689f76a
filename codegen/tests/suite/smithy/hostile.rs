//! Documents that nobody writes in good faith: problems with a place, never a panic.

use codegen::api::Documentation;
use codegen::generate;
use codegen::model::Model;
use codegen::problem::Problems;
use codegen::source::{Source, read};
use serde_json::{Value, json};

use super::support::read_fixture;

/// A document with an operation `ns#Do` on the structure `ns#Input`, and these shapes.
pub(crate) fn document(shapes: Value) -> Value {
    let mut all = json!({
        "ns#Service": {
            "type": "service",
            "version": "1",
            "operations": [{"target": "ns#Do"}],
            "traits": {"aws.protocols#awsJson1_1": {}},
        },
        "ns#Do": {"type": "operation", "input": {"target": "ns#Input"}},
    });
    let Value::Object(shapes) = shapes else {
        panic!("shapes are an object")
    };
    all.as_object_mut().unwrap().extend(shapes);
    json!({"smithy": "2.0", "shapes": all})
}

pub(crate) fn read_value(document: &Value) -> Result<Model, Problems> {
    read(Source::new(document.to_string().as_bytes()))
}

pub(crate) fn problems(document: &Value) -> String {
    read_value(document).unwrap_err().to_string()
}

#[test]
fn a_truncated_document_is_no_json() {
    let text = read_fixture("smithy/mixins.json");
    let text = text.trim_ascii_end();
    for length in 0..text.len() {
        let problems = read(Source::new(&text[..length])).unwrap_err().to_string();
        assert!(
            problems.starts_with("(model): is not valid JSON"),
            "{length}: {problems}"
        );
    }
}

#[test]
fn each_value_of_a_wrong_type_is_a_problem_or_no_fact() {
    let text = read_fixture("smithy/mixins.json");
    let document: Value = serde_json::from_slice(&text).unwrap();
    let mut pointers = Vec::new();
    collect_pointers(&document, String::new(), &mut pointers);
    let mut refused = 0;
    for pointer in &pointers {
        for wrong in [
            json!(null),
            json!(7),
            json!("x"),
            json!([]),
            json!({}),
            json!([[]]),
        ] {
            let mut changed = document.clone();
            *changed.pointer_mut(pointer).unwrap() = wrong;
            refused += usize::from(read_value(&changed).is_err());
        }
    }
    assert!(refused > pointers.len(), "{refused} of {}", pointers.len());
}

fn collect_pointers(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    if let Value::Object(entries) = value {
        for (key, value) in entries {
            let key = key.replace('~', "~0").replace('/', "~1");
            collect_pointers(value, format!("{pointer}/{key}"), pointers);
        }
    }
    pointers.push(pointer);
}

#[test]
fn names_that_are_no_identifiers_are_problems() {
    let names = [
        "Foo; fn evil() {}",
        "../../x",
        "a\"b",
        "a\nb",
        "a\u{202e}b",
        "a$b",
        "1a",
        "",
        "_",
        "naïve",
    ];
    for name in names {
        let as_shape = document(json!({
            "ns#Input": {"type": "structure"},
            format!("ns#{name}"): {"type": "string"},
        }));
        let as_namespace = document(json!({
            "ns#Input": {"type": "structure"},
            format!("{name}#Shape"): {"type": "string"},
        }));
        let as_member = document(json!({
            "ns#Input": {"type": "structure", "members": {name: {"target": "smithy.api#String"}}},
        }));
        let as_new_name = {
            let mut document = document(json!({"ns#Input": {"type": "structure"}}));
            document["shapes"]["ns#Service"]["rename"] = json!({"ns#Input": name});
            document
        };
        let as_target = document(json!({
            "ns#Input": {"type": "structure", "members": {"M": {"target": name}}},
        }));
        for document in [as_shape, as_namespace, as_member, as_new_name, as_target] {
            let problems = problems(&document);
            let is_printable = |character: char| {
                character == '\n' || !character.is_control() && character != '\u{202e}'
            };
            assert!(problems.starts_with("shapes."), "{name:?}: {problems:?}");
            assert!(problems.chars().all(is_printable), "{name:?}: {problems:?}");
        }
    }
}

/// The other format's fixture, whose crate is compiled, has the same texts in the same places.
#[test]
fn hostile_texts_give_the_crate_that_they_give_in_the_other_format() {
    let file = |name: &str| read_fixture(&format!("features/hostile/{name}"));
    let (botocore, paginators) = (file("service-2.json"), file("paginators-1.json"));
    let mut botocore = read(Source::new(&botocore).with_paginators(&paginators)).unwrap();
    // In AWS JSON, Smithy has no code of an error but its name.
    let error = &mut botocore.shapes["CityException"].error;
    assert!(error.as_mut().unwrap().code.take().is_some());
    let smithy = read(Source::new(&file("service.smithy.json"))).unwrap();
    let files = |model: &Model| generate(model, &Documentation::default()).unwrap();
    assert_eq!(files(&smithy), files(&botocore));
}

#[test]
fn bounds_that_exclude_each_other_are_problems() {
    let bounds = json!({"min": 2, "max": 1});
    let document = document(json!({
        "ns#Input": {"type": "structure", "members": {
            "Text": {"target": "ns#Text"},
            "Count": {"target": "smithy.api#Integer", "traits": {"smithy.api#range": bounds}},
        }},
        "ns#Text": {"type": "string", "traits": {"smithy.api#length": bounds}},
    }));
    assert_eq!(
        problems(&document),
        "shapes.ns#Input.members.Count: has the minimum 2 and the maximum 1, so that no value is \
         valid; correct one\n\
         shapes.ns#Text: has the minimum 2 and the maximum 1, so that no value is valid; correct one"
    );
}

#[test]
fn lists_of_themselves_are_problems() {
    let document = document(json!({
        "ns#Input": {"type": "structure", "members": {"List": {"target": "ns#List"}}},
        "ns#List": {"type": "list", "member": {"target": "ns#Map"}},
        "ns#Map": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "ns#List"}},
        "com.other#List": {"type": "list", "member": {"target": "com.other#List"}},
    }));
    let problems = problems(&document);
    for id in ["ns#List", "ns#Map"] {
        let expected = format!("shapes.{id}: nests more than 16 lists and maps");
        assert!(problems.contains(&expected), "{problems}");
    }
}

#[test]
fn a_shape_or_key_that_stands_there_twice_is_a_problem() {
    let text = br#"{"smithy": "2.0", "smithy": "1.0", "shapes": {
        "ns#S": {"type": "service", "traits": {"aws.protocols#awsJson1_0": {}}},
        "ns#S": {"type": "service", "type": "string", "colour": 1}
    }}"#;
    let problems = read(Source::new(text)).unwrap_err().to_string();
    assert!(
        problems.contains("(top level): has the key `smithy` twice"),
        "{problems}"
    );
    assert!(
        problems.contains("shapes: has the key `ns#S` twice"),
        "{problems}"
    );
    assert!(
        problems.contains("shapes.ns#S.colour: unknown key"),
        "{problems}"
    );
}
