//! Documents that are large or deep: no stack, no memory and no patience is at an end.

use codegen::source::{Source, read};
use serde_json::{Map, Value, json};

use super::support::{document, problems, read_value};

#[test]
fn mixins_of_mixins_without_end_are_a_problem() {
    let mut shapes = Map::new();
    for level in 0..5_000 {
        let mixin = json!({
            "type": "structure",
            "traits": {"smithy.api#mixin": {}},
            "mixins": [{"target": format!("ns#M{}", level + 1)}],
        });
        shapes.insert(format!("ns#M{level}"), mixin);
    }
    let input = json!({"type": "structure", "mixins": [{"target": "ns#M0"}]});
    shapes.insert("ns#Input".to_owned(), input);
    let problems = problems(&document(shapes.into()));
    assert!(
        problems.contains("mixes in more than 64 levels"),
        "{problems}"
    );
}

#[test]
fn mixins_that_double_on_each_level_are_read_once_each() {
    let mut shapes = Map::new();
    for level in 0..60 {
        let next = json!({"target": format!("ns#M{}", level + 1)});
        let again = json!({"target": format!("ns#N{}", level + 1)});
        for side in ["M", "N"] {
            let mixin = json!({
                "type": "structure",
                "traits": {"smithy.api#mixin": {}},
                "mixins": if level == 59 { json!([]) } else { json!([next, again]) },
                "members": {format!("{side}{level}"): {"target": "smithy.api#String"}},
            });
            shapes.insert(format!("ns#{side}{level}"), mixin);
        }
    }
    let input = json!({"type": "structure", "mixins": [{"target": "ns#M0"}]});
    shapes.insert("ns#Input".to_owned(), input);
    let model = read_value(&document(shapes.into())).unwrap();
    assert_eq!(model.shapes["Input"].members().unwrap().len(), 119);
}

#[test]
fn mixins_that_would_fill_the_memory_are_a_problem() {
    let member = json!({"target": "smithy.api#String"});
    let wide: Map<_, _> = (0..1_000)
        .map(|index| (format!("m{index}"), member.clone()))
        .collect();
    let mut shapes = Map::new();
    shapes.insert(
        "ns#Wide".to_owned(),
        json!({"type": "structure", "traits": {"smithy.api#mixin": {}}, "members": wide}),
    );
    let mut members = Map::new();
    for index in 0..150 {
        let user = json!({"type": "structure", "mixins": [{"target": "ns#Wide"}]});
        shapes.insert(format!("ns#User{index}"), user);
        members.insert(
            format!("u{index}"),
            json!({"target": format!("ns#User{index}")}),
        );
    }
    let input = json!({"type": "structure", "members": members});
    shapes.insert("ns#Input".to_owned(), input);
    let problems = problems(&document(shapes.into()));
    assert!(
        problems.contains("copies more than 100000 members"),
        "{problems}"
    );
}

#[test]
fn traits_and_lists_of_traits_that_mixins_copy_are_counted_too() {
    let traits = |count: usize| -> Map<_, _> {
        let ids = (0..count).map(|index| format!("ns#t{index}"));
        ids.map(|id| (id, json!({}))).collect()
    };
    let mixin = |own: Value, of_member: Value, local: Value| {
        let mut all = json!({"smithy.api#mixin": {"localTraits": local}});
        let Value::Object(own) = own else { panic!() };
        all.as_object_mut().unwrap().extend(own);
        let member = json!({"target": "smithy.api#String", "traits": of_member});
        json!({"type": "structure", "traits": all, "members": {"Member": member}})
    };
    let local: Vec<_> = (0..1_000).map(|index| format!("ns#t{index}")).collect();
    for mixin in [
        mixin(traits(1_000).into(), json!({}), json!([])),
        mixin(json!({}), traits(1_000).into(), json!([])),
        mixin(json!({}), json!({}), local.into()),
    ] {
        let mut shapes = Map::from_iter([("ns#Mixin".to_owned(), mixin)]);
        let mut members = Map::new();
        for index in 0..150 {
            let id = format!("ns#User{index}");
            members.insert(format!("u{index}"), json!({"target": id}));
            shapes.insert(
                id,
                json!({"type": "structure", "mixins": [{"target": "ns#Mixin"}]}),
            );
        }
        let input = json!({"type": "structure", "members": members});
        shapes.insert("ns#Input".to_owned(), input);
        let problems = problems(&document(shapes.into()));
        assert!(problems.contains("copies more than 100000 members and traits"));
    }
}

/// Nothing is searched for from the start once for each of many.
#[test]
fn many_traits_errors_conflicts_and_problems_are_handled_in_linear_time() {
    const COUNT: usize = 10_000;
    let mut shapes = Map::new();
    let mut traits = Map::new();
    let mut members = Map::new();
    let mut errors = Vec::new();
    for index in 0..COUNT {
        let id = format!("ns#Trait{index}");
        traits.insert(id.clone(), json!({}));
        shapes.insert(
            id,
            json!({"type": "structure", "traits": {"smithy.api#trait": {}}}),
        );
        let id = format!("ns#Oops{index}");
        errors.push(json!({"target": id}));
        shapes.insert(
            id,
            json!({"type": "structure", "traits": {"smithy.api#error": "client"}}),
        );
        let id = format!("ns#Union{index}");
        members.insert(format!("m{index}"), json!({"target": id}));
        shapes.insert(id, json!({"type": "union"}));
    }
    shapes.insert("ns#Text".to_owned(), json!({"type": "string"}));
    shapes.insert("ns#Text$applied".to_owned(), json!({"type": "apply"}));
    let applied = json!({"type": "apply", "traits": traits});
    shapes.insert(
        "ns#Input".to_owned(),
        json!({"type": "structure", "traits": traits, "members": {
            "Wide": {"target": "ns#Wide"}, "Text": {"target": "ns#Text"},
        }}),
    );
    shapes.insert(
        "ns#Wide".to_owned(),
        json!({"type": "union", "members": members}),
    );
    let mut document = document(shapes.into());
    document["shapes"]["ns#Do"]["errors"] = errors.into();
    document["shapes"]["ns#Text$applied"] = applied;
    let problems = read_value(&document).unwrap_err();
    let text = problems.to_string();
    assert!(
        text.contains("shapes.ns#Text$applied: applies traits to an unknown member"),
        "{}",
        &text[..200]
    );
    assert!(text.contains("shapes.ns#Union0: is a union without members"));
    assert_eq!((problems.iter().count(), problems.len()), (100, COUNT + 1));
    assert!(text.ends_with(&format!("\nand {} more", COUNT - 99)));
}

#[test]
fn a_long_chain_of_shapes_and_of_resources_is_followed_to_its_end() {
    const LENGTH: usize = 10_000;
    let mut shapes = Map::new();
    for index in 0..LENGTH {
        let next = match index + 1 == LENGTH {
            true => "smithy.api#String".to_owned(),
            false => format!("ns#L{}", index + 1),
        };
        let link = json!({"type": "structure", "members": {"Next": {"target": next}}});
        shapes.insert(format!("ns#L{index}"), link);
        let children = match index + 1 == LENGTH {
            true => json!([]),
            false => json!([{"target": format!("ns#R{}", index + 1)}]),
        };
        let resource = json!({"type": "resource", "resources": children});
        shapes.insert(format!("ns#R{index}"), resource);
    }
    let input = json!({"type": "structure", "members": {"First": {"target": "ns#L0"}}});
    shapes.insert("ns#Input".to_owned(), input);
    let mut document = document(shapes.into());
    document["shapes"]["ns#Service"]["resources"] = json!([{"target": "ns#R0"}]);
    let model = read_value(&document).unwrap();
    assert_eq!(model.shapes.len(), LENGTH + 2);
}

#[test]
fn many_shapes_that_no_operation_leads_to_are_passed_over() {
    let mut text = String::from(
        r#"{"smithy":"2","shapes":{"ns#S":{"type":"service","traits":{"aws.protocols#awsJson1_0":{}}}"#,
    );
    for index in 0..200_000 {
        text += &format!(r#","ns#T{index}":{{"type":"string"}}"#);
    }
    text += "}}";
    let model = read(Source::new(text.as_bytes())).unwrap();
    assert!(model.shapes.is_empty());
}
