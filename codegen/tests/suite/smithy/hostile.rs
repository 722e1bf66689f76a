//! Hostile documents give problems with a place, never a panic.

use codegen::source::{Source, read};
use serde_json::{Value, json};

use super::support::{edited, problems, read_fixture, read_value};
use crate::common::{fixtures, rendered};
use crate::hostile_models::HOSTILE_NAMES;

#[test]
fn names_that_are_not_identifiers_are_problems() {
    for name in HOSTILE_NAMES.into_iter().chain(["a$b"]) {
        let key = name.replace('/', "~1");
        let member = json!({"target": "smithy.api#String"});
        for (pointer, value) in [
            (format!("/shapes/ns#{key}"), json!({"type": "string"})),
            (format!("/shapes/{key}#Shape"), json!({"type": "string"})),
            (format!("/shapes/ns#Input/members/{key}"), member),
            (
                "/shapes/ns#Service/rename".into(),
                json!({"ns#Input": name}),
            ),
            ("/shapes/ns#Input/members/M".into(), json!({"target": name})),
        ] {
            let problems = problems(&edited([(&*pointer, value)]));
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

#[test]
fn a_conflict_is_a_problem_however_long_the_shape_id_is() {
    for length in [1, 160] {
        let id = format!("ns#{}", "S".repeat(length));
        let pattern = |text: &str| json!({"smithy.api#pattern": text});
        let text = json!({"target": "smithy.api#String", "traits": pattern("a")});
        let problems = problems(&edited([
            member("A", json!({"target": id})),
            (
                format!("/shapes/{id}"),
                json!({"type": "structure", "members": {"B": text}}),
            ),
            (
                format!("/shapes/{id}$B"),
                json!({"type": "apply", "traits": pattern("b")}),
            ),
        ]));
        let conflict = ": is applied to a shape that has it with another value; remove one";
        assert!(problems.ends_with(conflict), "{problems}");
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
