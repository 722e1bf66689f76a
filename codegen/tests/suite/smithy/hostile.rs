//! Hostile documents give problems with a place, never a panic.

use codegen::source::{Source, read};
use serde_json::{Value, json};

use super::support::{edited, read_fixture, read_value};
use crate::common::{fixtures, rendered};

/// The other format's fixture, whose crate is compiled, has the same texts in the same places.
#[test]
fn hostile_texts_give_the_same_crate_in_both_formats() {
    let mut botocore = fixtures::read_fixture("hostile");
    // In AWS JSON, Smithy has no code of an error but its name.
    let error = &mut botocore.shapes["CityException"].error;
    assert!(error.as_mut().unwrap().code.take().is_some());
    let smithy = read_fixture("features/hostile/service.smithy.json");
    let smithy = read(Source::new(&smithy)).unwrap();
    assert_eq!(rendered(&smithy), rendered(&botocore));
}

#[test]
fn a_duplicate_shape_or_key_is_a_problem() {
    let text = br#"{"smithy": "2.0", "smithy": "1.0", "shapes": {
        "ns#S": {"type": "service", "traits": {"aws.protocols#awsJson1_0": {}}},
        "ns#S": {"type": "service", "type": "string", "colour": 1}
    }}"#;
    let problems = read(Source::new(text)).unwrap_err().to_string();
    for expected in [
        "(top level): has the key `smithy` twice",
        "shapes: has the key `ns#S` twice",
        "shapes.ns#S.colour: unknown key",
    ] {
        assert!(problems.contains(expected), "{problems}");
    }
}

fn member(name: &str, value: Value) -> (String, Value) {
    (format!("/shapes/ns#Input/members/{name}"), value)
}

#[test]
fn unusual_but_valid_models_are_read() {
    let text = json!({"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "k"}});
    let alike = edited([member("A", text.clone()), member("B", text)]);
    read_value(&alike).expect("AWS JSON has the members' own names");
    let swapped = edited([
        member("A", json!({"target": "ns#A"})),
        ("/shapes/ns#A".to_owned(), json!({"type": "structure"})),
        (
            "/shapes/ns#Service/rename".to_owned(),
            json!({"ns#A": "Input", "ns#Input": "A"}),
        ),
    ]);
    let swapped = read_value(&swapped).unwrap();
    assert_eq!(swapped.shapes["A"].members().unwrap()["A"].target, "Input");
    // Smithy has values and secrets on strings alone, botocore on members too.
    let traits = json!({"smithy.api#sensitive": {}, "smithy.api#enum": [{"value": "a"}, {"value": "b", "name": "B"}]});
    let member = member(
        "A",
        json!({"target": "smithy.api#String", "traits": traits}),
    );
    let model = read_value(&edited([member])).unwrap();
    let member = &model.shapes["Input"].members().unwrap()["A"];
    assert!(member.sensitive);
    assert_eq!(member.traits.other.get("enum"), Some(&json!(["a", "b"])));
}
