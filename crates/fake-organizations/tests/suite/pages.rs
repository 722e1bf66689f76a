//! Pages of long lists.

use std::collections::BTreeSet;

use fake_organizations::FakeOrganizations;
use org_types::*;
use serde_json::{Value, json};

use crate::world::{MANAGER, World};

/// Adds members to the organization, in its JSON.
fn with_members(world: &World, count: usize) -> World {
    let mut state: Value = serde_json::from_str(&world.0.to_json().unwrap()).unwrap();
    let root = world.root();
    let organization = state["organizations"]
        .as_object()
        .unwrap()
        .keys()
        .next()
        .unwrap()
        .clone();
    for number in 0..count {
        let id = format!("5{number:011}");
        state["accounts"][&id] = json!({
            "id": id, "email": format!("{id}@example.com"), "name": "Ana", "state": "ACTIVE",
            "organization": organization,
        });
        let organization = &mut state["organizations"][&organization];
        organization["members"][&id] = json!({"joined": 1_795_653_345, "joined_method": "CREATED"});
        organization["hierarchy"][&id] = json!(root);
    }
    let world = World(FakeOrganizations::from_json(&state.to_string()).unwrap());
    world.stop_clock();
    world
}

#[test]
fn a_hundred_thousand_accounts_are_listed_page_by_page() {
    let world = with_members(&World::new(), 100_000);
    let mut seen = BTreeSet::new();
    let pages = pages(
        ListAccountsRequest::default(),
        |input: &ListAccountsRequest| world.call(MANAGER, input.clone()),
    );
    let mut count = 0;
    for page in pages {
        let page = page.unwrap().accounts.unwrap();
        assert!(page.len() <= 20);
        count += 1;
        seen.extend(page.into_iter().filter_map(|account| account.id));
    }
    assert_eq!(seen.len(), 100_003);
    assert_eq!(count, 5001);
}

#[test]
fn a_page_is_as_long_as_the_request_says() {
    let world = with_members(&World::new(), 30);
    let root = world.root();
    let list = |size| ListChildrenRequest::new(&root, ChildType::Account).max_results(size);
    let first = world.ok(MANAGER, list(1));
    assert_eq!(first.children.unwrap().len(), 1);
    let second = world.ok(MANAGER, list(20).next_token(first.next_token.unwrap()));
    assert_eq!(second.children.unwrap().len(), 20);
    let token = second.next_token.unwrap();
    let third = world.ok(MANAGER, list(20).next_token(&token));
    assert_eq!(third.children.unwrap().len(), 12);
    assert_eq!(third.next_token, None);

    let units = ListChildrenRequest::new(&root, ChildType::OrganizationalUnit);
    let error = "InvalidInputException: INVALID_NEXT_TOKEN";
    world.refuses(MANAGER, units.next_token(&token), error);
    world.refuses(
        MANAGER,
        ListAccountsForParentRequest::new(&root).next_token(token),
        error,
    );
}
