//! Large and deep models: no stack overflow, and no search that takes quadratic time.

use std::thread;

use codegen::api::{Api, Documentation};
use codegen::history::since;
use codegen::source::{Source, read};
use serde_json::{Value, json};

use super::{model, problems};
use crate::common::{compare, rendered};

#[test]
fn endless_nesting_is_rejected() {
    let bomb = format!("{{\"metadata\": {}", "[".repeat(1_000_000));
    assert!(problems(&bomb).contains("recursion limit"));
    let deep: Value = (0..100).fold(json!({"shape": "Text"}), |inner, _| json!({"a": inner}));
    let broken = model([("/shapes/City/members/Deep", deep)]);
    assert!(problems(&broken).contains("shapes.City.members.Deep.a: unknown key"));
}

#[test]
fn many_shapes_are_generated() {
    let chain = chain(3_000);
    let model = read(Source::new(chain.as_bytes())).unwrap();
    let files = rendered(&model);
    assert!(files["types.rs"].contains(r#"next: Box<Link3000> = "Next","#));
}

/// A chain of structures, each of which requires the next, and the last of which leads back.
fn chain(length: usize) -> String {
    let link = |index: usize| {
        let next = json!({"Next": {"shape": format!("Link{}", index + 1)}});
        json!({"type": "structure", "required": ["Next"], "members": next})
    };
    let last = json!({"type": "structure", "members": {"Back": {"shape": "Link0"}, "End": {"shape": "Text"}}});
    let links = (0..length).map(link).chain([last]).enumerate();
    let links = links.map(|(index, link)| (format!("/shapes/Link{index}"), link));
    let first = json!({"shape": "Link0"});
    model(links.chain([("/shapes/City/members/Chain".to_owned(), first)]))
}

/// What follows shapes from one to the next does not do so by recursion, for which the stack of this
/// thread has no room.
#[test]
fn a_chain_of_many_shapes_is_followed_to_its_end() {
    let thread = thread::Builder::new().stack_size(128 * 1024);
    thread.spawn(follow_a_chain).unwrap().join().unwrap();
}

fn follow_a_chain() {
    const LENGTH: usize = 3_000;
    let text = chain(LENGTH);
    let model = read(Source::new(text.as_bytes())).unwrap();
    let documentation = Documentation::default();
    let api = Api::new(&model, &documentation);
    let plan = &api.plan;
    assert!(plan.usage.in_requests(&format!("Link{LENGTH}")));
    assert!(plan.needs_box("Link0", "Link1"));
    assert!(plan.eq_and_hash("Link0"));
    assert_eq!(api.types.len(), LENGTH + 3);

    let changed = text.replace(r#""End":{"shape":"Text"}"#, r#""End":{"shape":"Mode"}"#);
    let changed = read(Source::new(changed.as_bytes())).unwrap();
    let diff = compare(&model, &changed);
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
fn the_number_of_members_is_limited() {
    let wide = |count: usize| {
        let members = (2..count).map(|index| format!("/shapes/City/members/M{index}"));
        model(members.map(|pointer| (pointer, json!({"shape": "Text"}))))
    };
    let model = read(Source::new(wide(2_000).as_bytes())).unwrap();
    let files = rendered(&model);
    assert!(files["operation/get.rs"].contains(r#"m1999: String = "M1999","#));
    assert_eq!(
        problems(&wide(2_001)),
        "shapes.City: has 2001 members; a structure can have at most 2000, divide it into several"
    );
}

#[test]
fn endlessly_nested_lists_are_rejected() {
    let list = |index: usize| {
        let target = match index {
            10_000 => "Text".to_owned(),
            _ => format!("List{}", index + 1),
        };
        let list = json!({"type": "list", "member": {"shape": target}});
        (format!("/shapes/List{index}"), list)
    };
    let broken = model((0..=10_000).map(list));
    let problems = problems(&broken);
    assert!(
        problems.contains("shapes.List0: nests more than 16 lists"),
        "{problems}"
    );
    assert!(!problems.contains("shapes.List9990"), "{problems}");
}
