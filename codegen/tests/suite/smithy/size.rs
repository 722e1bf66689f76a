//! Large and deep documents: no stack overflow, and bounded memory and time.

use serde_json::{Map, Value, json};

use super::support::{document, problems, read_value};

/// A document with an input, and these shapes by name.
fn with_input(input: Value, shapes: impl IntoIterator<Item = (String, Value)>) -> Value {
    let shapes = shapes.into_iter().chain([("Input".to_owned(), input)]);
    let shapes: Map<_, _> = shapes
        .map(|(name, shape)| (format!("ns#{name}"), shape))
        .collect();
    document(shapes.into())
}

fn target(name: &str) -> Value {
    json!({"target": format!("ns#{name}")})
}

/// A structure that mixes in others.
fn user(mixins: &[Value]) -> Value {
    json!({"type": "structure", "mixins": mixins})
}

#[test]
fn endless_mixins_of_mixins_are_a_problem() {
    let mixins = (0..5_000).map(|level: usize| {
        let mut mixin = user(&[target(&format!("M{}", level + 1))]);
        mixin["traits"] = json!({"smithy.api#mixin": {}});
        (format!("M{level}"), mixin)
    });
    let problems = problems(&with_input(user(&[target("M0")]), mixins));
    let expected = "mixes in more than 64 levels";
    assert!(problems.contains(expected), "{problems}");
}

#[test]
fn mixins_that_double_at_each_level_are_read_once_each() {
    let sides = |level: usize| ["M", "N"].map(|side| format!("{side}{level}"));
    let mixins = (0..60).flat_map(|level| {
        let next = sides(level + 1).map(|name| target(&name));
        sides(level).map(|name| {
            let mut mixin = user(if level == 59 { &[] } else { &next });
            mixin["traits"] = json!({"smithy.api#mixin": {}});
            mixin["members"] = json!({name.as_str(): {"target": "smithy.api#String"}});
            (name, mixin)
        })
    });
    let model = read_value(&with_input(user(&[target("M0")]), mixins)).unwrap();
    assert_eq!(model.shapes["Input"].members().unwrap().len(), 119);
}

/// Members, traits, traits of members, and lists of traits are counted.
#[test]
fn mixins_that_would_fill_the_memory_are_a_problem() {
    let many = |key: &str, value: Value| -> Map<String, Value> {
        let keys = (0..1_000).map(|index| format!("{key}{index}"));
        keys.map(|key| (key, value.clone())).collect()
    };
    let text = json!({"target": "smithy.api#String"});
    let traits = many("ns#t", json!({}));
    let mut own = traits.clone();
    own.insert("smithy.api#mixin".to_owned(), json!({}));
    let local: Vec<_> = traits.keys().collect();
    for (of_mixin, members) in [
        (json!({"smithy.api#mixin": {}}), json!(many("m", text))),
        (own.into(), json!({})),
        (
            json!({"smithy.api#mixin": {}}),
            json!({"Member": {"target": "smithy.api#String", "traits": traits}}),
        ),
        (
            json!({"smithy.api#mixin": {"localTraits": local}}),
            json!({}),
        ),
    ] {
        let mixin = json!({"type": "structure", "traits": of_mixin, "members": members});
        let names = (0..110).map(|index| format!("User{index}"));
        let users = names.clone().map(|name| (name, user(&[target("Mixin")])));
        let shapes = users.chain([("Mixin".to_owned(), mixin)]);
        let members: Map<_, _> = names.map(|name| (name.clone(), target(&name))).collect();
        let input = json!({"type": "structure", "members": members});
        let problems = problems(&with_input(input, shapes));
        let expected = "copies more than 100000 members and traits";
        assert!(problems.contains(expected), "{problems}");
    }
}

#[test]
fn a_long_chain_of_shapes_and_of_resources_is_followed_to_its_end() {
    const LENGTH: usize = 5_000;
    let links = (0..LENGTH).map(|index| {
        let next = target(&format!("L{}", index + 1));
        let link = json!({"type": "structure", "members": {"Next": next}});
        (format!("L{index}"), link)
    });
    let resources = (0..LENGTH).map(|index| {
        let next = target(&format!("R{}", index + 1));
        let resource = json!({"type": "resource", "resources": [next]});
        (format!("R{index}"), resource)
    });
    let last = [
        (format!("L{LENGTH}"), json!({"type": "string"})),
        (format!("R{LENGTH}"), json!({"type": "resource"})),
    ];
    let input = json!({"type": "structure", "members": {"First": target("L0")}});
    let mut document = with_input(input, links.chain(resources).chain(last));
    document["shapes"]["ns#Service"]["resources"] = json!([target("R0")]);
    let model = read_value(&document).unwrap();
    assert_eq!(model.shapes.len(), LENGTH + 2);
}
