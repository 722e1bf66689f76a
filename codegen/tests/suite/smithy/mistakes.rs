//! Documents that somebody got wrong: each mistake is a problem at its place.

use serde_json::{Value, json};

use super::hostile::{document, problems, read_value};

/// Such a trait says all by being there, so that `false` would be taken for the opposite.
#[test]
fn flags_that_are_no_objects_are_problems() {
    let on_members = [
        "required",
        "idempotencyToken",
        "sensitive",
        "box",
        "httpPayload",
        "clientOptional",
        "xmlFlattened",
    ];
    let traits = |names: &[&str], value: Value| -> Value {
        let ids = names.iter().map(|name| format!("smithy.api#{name}"));
        ids.map(|id| (id, value.clone())).collect()
    };
    let on_shapes = ["sensitive", "sparse", "streaming"];
    let on_operations = ["readonly", "idempotent", "httpChecksumRequired"];
    for (value, name) in [
        (json!(false), "a boolean"),
        (json!(true), "a boolean"),
        (json!("no"), "a string"),
        (json!(null), "null"),
    ] {
        let mut document = document(json!({
            "ns#Input": {"type": "structure", "traits": traits(&on_shapes, value.clone()), "members": {
                "A": {"target": "smithy.api#String", "traits": traits(&on_members, value.clone())},
            }},
        }));
        document["shapes"]["ns#Do"]["traits"] = traits(&on_operations, value);
        let problems = problems(&document);
        let of = |place: &str, names: &[&str]| -> Vec<String> {
            let place = format!("shapes.ns#{place}.traits.smithy.api#");
            let line = |flag| {
                format!(
                    "{place}{flag}: is {name}; expected an object; write `{{}}`, or remove the trait"
                )
            };
            names.iter().map(line).collect()
        };
        let mut expected = of("Input.members.A", &on_members);
        expected.extend(of("Input", &on_shapes));
        expected.extend(of("Do", &on_operations));
        expected.sort();
        let mut lines: Vec<_> = problems.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, expected);
    }
}

#[test]
fn what_a_resource_says_of_itself_is_checked() {
    let mut document = document(json!({
        "ns#Input": {"type": "structure"},
        "ns#City": {
            "type": "resource",
            "identifiers": {"Id": {"target": "ns#Nowhere"}},
            "properties": {"A": 7, "B": {"target": "ns#Do"}},
            "traits": {"com.example#shout": {}, "smithy.api#noReplace": {}},
        },
    }));
    document["shapes"]["ns#Service"]["resources"] = json!([{"target": "ns#City"}]);
    let no_data = "which is not a data shape of this document; add the shape or correct the ID";
    let problems = problems(&document);
    let lines: Vec<_> = problems.lines().collect();
    assert_eq!(
        lines,
        [
            "shapes.ns#City.traits.com.example#shout: unknown trait; fix its ID, remove it, or define \
             it in the document",
            &format!("shapes.ns#City.identifiers.Id: refers to `ns#Nowhere`, {no_data}"),
            "shapes.ns#City.properties.A: is a number; expected an object",
            &format!("shapes.ns#City.properties.B: refers to `ns#Do`, {no_data}"),
        ]
    );
}

#[test]
fn a_value_of_an_enum_targets_the_unit() {
    let value = |target: &str| json!({"target": target, "traits": {"smithy.api#enumValue": 1}});
    let mut document = document(json!({
        "ns#Input": {"type": "structure", "members": {"A": {"target": "ns#A"}, "B": {"target": "ns#B"}}},
        "ns#A": {"type": "enum", "members": {"X": {"target": "ns#Nowhere"}}},
        "ns#B": {"type": "intEnum", "members": {"X": value("smithy.api#Integer")}},
    }));
    let targets = "is a value of an enum but does not target `smithy.api#Unit`; correct \
                   the key `target`";
    assert_eq!(
        problems(&document),
        format!("shapes.ns#A.members.X: {targets}\nshapes.ns#B.members.X: {targets}")
    );
    for shape in ["ns#A", "ns#B"] {
        document["shapes"][shape]["members"]["X"]["target"] = json!("smithy.api#Unit");
    }
    read_value(&document).unwrap();
}

/// The name that a shape would get instead would depend on where it comes from.
#[test]
fn a_new_name_that_another_shape_has_is_a_problem() {
    let mut document = document(json!({
        "ns#Input": {"type": "structure", "members": {"A": {"target": "ns#A"}, "B": {"target": "ns#B"}}},
        "ns#A": {"type": "structure"},
        "ns#B": {"type": "structure"},
    }));
    let rename = |document: &mut Value, names: Value| {
        document["shapes"]["ns#Service"]["rename"] = names;
        read_value(document)
    };
    assert_eq!(
        rename(&mut document, json!({"ns#A": "Input"}))
            .unwrap_err()
            .to_string(),
        "shapes.ns#Service.rename.ns#A: renames a shape to `Input`, the name of another shape; \
         choose an unused name"
    );
    let twice = rename(&mut document, json!({"ns#A": "C", "ns#B": "C"})).unwrap_err();
    assert_eq!(twice.iter().count(), 2, "{twice}");
    let swapped = rename(&mut document, json!({"ns#A": "B", "ns#B": "A"})).unwrap();
    assert_eq!(swapped.shapes["Input"].members().unwrap()["A"].target, "B");
}

#[test]
fn one_mistake_is_one_problem() {
    let mut version = document(json!({"ns#Input": {"type": "structure"}}));
    version["smithy"] = json!(2);
    assert_eq!(problems(&version), "smithy: is a number; expected a string");
    for (member, problem) in [
        (
            json!({"target": null}),
            ".target: is null; expected a string",
        ),
        (json!({"target": ""}), ".target: is empty; give it a value"),
        (json!({}), ": names no shape; add the key `target`"),
        (json!(7), ": is a number; expected an object"),
    ] {
        let as_member =
            document(json!({"ns#Input": {"type": "structure", "members": {"A": member}}}));
        let expected = format!("shapes.ns#Input.members.A{problem}");
        assert_eq!(problems(&as_member), expected);
        let mut as_input = document(json!({"ns#Input": {"type": "structure"}}));
        as_input["shapes"]["ns#Do"]["input"] = member;
        assert_eq!(problems(&as_input), format!("shapes.ns#Do.input{problem}"));
    }
}

#[test]
fn integers_of_an_enum_that_are_alike_are_problems() {
    let value = |value: i32| json!({"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": value}});
    let document = document(json!({
        "ns#Input": {"type": "structure", "members": {"A": {"target": "ns#A"}}},
        "ns#A": {"type": "intEnum", "members": {"X": value(1), "Y": value(2), "Z": value(1)}},
    }));
    assert_eq!(
        problems(&document),
        "shapes.ns#A.members.Z: has the same value 1 as `X`; remove one"
    );
}

/// Smithy has them on strings alone, botocore on members too.
#[test]
fn members_have_values_and_secrets_of_their_own() {
    let traits = json!({"smithy.api#sensitive": {}, "smithy.api#enum": [{"value": "a"}, {"value": "b", "name": "B"}]});
    let member = json!({"target": "smithy.api#String", "traits": traits});
    let document = document(json!({"ns#Input": {"type": "structure", "members": {"A": member}}}));
    let model = read_value(&document).unwrap();
    let member = &model.shapes["Input"].members().unwrap()["A"];
    assert!(member.sensitive);
    assert_eq!(member.traits.other.get("enum"), Some(&json!(["a", "b"])));
}

/// botocore has one pair of keys for both.
#[test]
fn a_number_has_a_range_and_others_have_a_length() {
    let bounds = json!({"min": 1});
    let (length, range) = (
        json!({"smithy.api#length": bounds}),
        json!({"smithy.api#range": bounds}),
    );
    let document = document(json!({
        "ns#Input": {"type": "structure", "members": {
            "A": {"target": "ns#A"},
            "B": {"target": "ns#B"},
            "C": {"target": "smithy.api#Long", "traits": length},
            "D": {"target": "ns#B", "traits": range},
        }},
        "ns#A": {"type": "integer", "traits": length},
        "ns#B": {"type": "list", "member": {"target": "ns#A"}, "traits": range},
    }));
    let range = "is on a list, which is not a number; use `smithy.api#length` for a length";
    assert_eq!(
        problems(&document),
        format!(
            "shapes.ns#A.traits.smithy.api#length: is on an integer; use `smithy.api#range`\n\
             shapes.ns#B.traits.smithy.api#range: {range}\n\
             shapes.ns#Input.members.C.traits.smithy.api#length: is on a long; use \
             `smithy.api#range`\n\
             shapes.ns#Input.members.D.traits.smithy.api#range: {range}"
        )
    );
}

/// What is wrong with the model stands at the key of the document that it comes from.
#[test]
fn problems_name_the_traits_of_the_document() {
    let payload = json!({"target": "smithy.api#Blob", "traits": {"smithy.api#httpPayload": {}}});
    let mut document = document(json!({
        "ns#Input": {"type": "structure", "members": {
            "A": payload, "B": payload, "C": {"target": "ns#Old"}, "D": {"target": "ns#New"},
        }},
        "ns#Old": {"type": "string", "traits": {"smithy.api#enum": [{"value": "a"}, {"value": "a"}]}},
        "ns#New": {"type": "enum", "members": {
            "X": {"target": "smithy.api#Unit"},
            "Y": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "X"}},
        }},
    }));
    document["shapes"]["ns#Service"]["traits"] = json!({"aws.protocols#restJson1": {}});
    document["shapes"]["ns#Do"]["traits"] = json!({
        "smithy.api#endpoint": {"hostPrefix": "{Id}."},
        "smithy.api#http": {"method": "GET", "uri": "/{Id}"},
        "smithy.api#paginated": {"inputToken": "Id", "outputToken": "A"},
    });
    let problems = read_value(&document).unwrap_err();
    let paths: Vec<_> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "shapes.ns#Do.traits.smithy.api#endpoint",
            "shapes.ns#Do.traits.smithy.api#http",
            "shapes.ns#Do.traits.smithy.api#paginated",
            "shapes.ns#Do.traits.smithy.api#paginated",
            "shapes.ns#Input.members.B",
            "shapes.ns#New.members.Y",
            "shapes.ns#Old.traits.smithy.api#enum[1]",
        ]
    );
}

#[test]
fn members_of_one_name_in_json_are_problems() {
    let text = |name: &str| json!({"target": "smithy.api#String", "traits": {"smithy.api#jsonName": name}});
    let mut document = document(json!({
        "ns#Input": {"type": "structure", "members": {"A": text("k"), "B": text("k")}},
    }));
    read_value(&document).expect("AWS JSON has the members' own names");
    document["shapes"]["ns#Service"]["traits"] = json!({"aws.protocols#restJson1": {}});
    document["shapes"]["ns#Do"]["traits"] =
        json!({"smithy.api#http": {"method": "POST", "uri": "/"}});
    assert_eq!(
        problems(&document),
        "shapes.ns#Input.members.B: has the same key `k` in JSON as `A`; give it another one"
    );
}
