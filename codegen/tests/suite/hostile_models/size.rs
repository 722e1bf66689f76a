//! Models that are large or deep: no stack and no patience is at an end.

use std::collections::HashSet;

use codegen::api::{Api, Documentation};
use codegen::diff::{Revision, diff};
use codegen::generate;
use codegen::history::since;
use codegen::plan::names::Names;
use codegen::source::{Source, read};
use serde_json::{Value, json};

use super::{model, problems};

#[test]
fn nesting_without_end_is_refused() {
    let bomb = format!("{{\"metadata\": {}", "[".repeat(1_000_000));
    assert!(problems(&bomb).contains("recursion limit"));
    let deep: Value = (0..100).fold(json!({"shape": "Text"}), |inner, _| json!({"a": inner}));
    let broken = model(|model| model["shapes"]["City"]["members"]["Deep"] = deep);
    assert!(problems(&broken).contains("shapes.City.members.Deep.a: unknown key"));
}

#[test]
fn many_shapes_are_generated() {
    let chain = chain(3_000);
    let model = read(Source::new(chain.as_bytes())).unwrap();
    let files = generate(&model, &Documentation::default()).unwrap();
    assert!(files["types.rs"].contains(r#"next: Box<Link3000> = "Next","#));
}

/// A chain of structures, each of which requires the next, and the last of which leads back.
fn chain(length: usize) -> String {
    model(|model| {
        let shapes = model["shapes"].as_object_mut().unwrap();
        for index in 0..length {
            let next = format!("Link{}", index + 1);
            shapes.insert(format!("Link{index}"), json!({"type": "structure", "required": ["Next"], "members": {"Next": {"shape": next}}}));
        }
        shapes.insert(
            format!("Link{length}"),
            json!({"type": "structure", "members": {"Back": {"shape": "Link0"}, "End": {"shape": "Text"}}}),
        );
        model["shapes"]["City"]["members"]["Chain"] = json!({"shape": "Link0"});
    })
}

/// What follows shapes from one to the next does not do so by recursion: no stack is as deep as
/// this chain is long.
#[test]
fn a_chain_of_many_shapes_is_followed_to_its_end() {
    const LENGTH: usize = 20_000;
    let text = chain(LENGTH);
    let model = read(Source::new(text.as_bytes())).unwrap();
    let documentation = Documentation::default();
    let api = Api::new(&model, &documentation);
    let plan = &api.plan;
    assert!(plan.usage.in_requests(&format!("Link{LENGTH}")));
    assert!(plan.recursion.needs_box("Link0", "Link1"));
    assert!(plan.derives.eq_and_hash("Link0"));
    assert_eq!(api.types.len(), LENGTH + 3);

    let changed = text.replace(r#""End":{"shape":"Text"}"#, r#""End":{"shape":"Mode"}"#);
    let changed = read(Source::new(changed.as_bytes())).unwrap();
    let diff = diff(
        &Revision::new("old", &model),
        &Revision::new("new", &changed),
    );
    let end = format!("Link{LENGTH}.End");
    let change = diff
        .changes
        .iter()
        .find(|change| change.path == end)
        .unwrap();
    let [reach] = change.reaches.as_slice() else {
        panic!("{:?}", change.reaches)
    };
    assert!(reach.path.starts_with("Chain.Next.Next.") && reach.path.ends_with(".Next.End"));
    assert_eq!(reach.path.matches('.').count(), LENGTH + 1);

    let since = since(&[("2024-01-01", &model), ("2024-01-02", &changed)]);
    assert!(since.shapes.is_empty());
}

/// Each member takes a call in a chain of calls, which the compiler follows by recursion.
#[test]
fn a_structure_has_as_many_members_as_the_stack_is_deep() {
    let wide = |count: usize| {
        model(|model| {
            let members = model["shapes"]["City"]["members"].as_object_mut().unwrap();
            members.extend((2..count).map(|index| (format!("M{index}"), json!({"shape": "Text"}))));
        })
    };
    let model = read(Source::new(wide(2_000).as_bytes())).unwrap();
    let files = generate(&model, &Documentation::default()).unwrap();
    assert!(files["operation/get.rs"].contains(r#"m1999: String = "M1999","#));
    assert_eq!(
        problems(&wide(2_001)),
        "shapes.City: has 2001 members; a structure can have at most 2000, divide it into several"
    );
}

#[test]
fn lists_that_nest_without_end_are_refused() {
    let broken = model(|model| {
        let shapes = model["shapes"].as_object_mut().unwrap();
        for index in 0..10_000 {
            let next = format!("List{}", index + 1);
            shapes.insert(
                format!("List{index}"),
                json!({"type": "list", "member": {"shape": next}}),
            );
        }
        shapes.insert(
            "List10000".to_owned(),
            json!({"type": "list", "member": {"shape": "Text"}}),
        );
    });
    let problems = problems(&broken);
    assert!(
        problems.contains("shapes.List0: nests more than 16 lists"),
        "{problems}"
    );
    assert!(!problems.contains("shapes.List9990"), "{problems}");
}

/// Names that come to one Rust name are numbered, and errors told apart, without a search that
/// starts over for each.
#[test]
fn many_alike_values_and_errors_are_told_apart() {
    const COUNT: usize = 20_000;
    let alike = model(|model| {
        let value = |number: usize| format!("a{number:b}").replace('0', "!").replace('1', "#");
        model["shapes"]["Mode"]["enum"] = (0..COUNT).map(value).collect();
        model["shapes"]["Oops"] = json!({"type": "structure", "exception": true});
        let errors = (0..COUNT).map(|number| json!({"shape": format!("Oops{number}")}));
        model["operations"]["Get"]["errors"] = errors.collect();
        let shapes = model["shapes"].as_object_mut().unwrap();
        for number in 0..COUNT {
            shapes.insert(
                format!("Oops{number}"),
                json!({"type": "structure", "exception": true}),
            );
        }
    });
    let model = read(Source::new(alike.as_bytes())).unwrap();
    assert_eq!(model.operations["Get"].errors.len(), COUNT);
    let names = Names::of(&model);
    let mode = names.shape("Mode").unwrap();
    assert_eq!(mode.members.len(), COUNT);
    assert_eq!(mode.members.values().collect::<HashSet<_>>().len(), COUNT);
}
