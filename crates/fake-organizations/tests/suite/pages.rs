//! Pages of long lists.

use std::collections::BTreeSet;

use org_types::*;

use crate::world::{MANAGER, World};

#[test]
fn two_thousand_accounts_are_listed_page_by_page() {
    let world = World::new().with_members(2_000);
    let mut seen = BTreeSet::new();
    let send = |input: &ListAccountsRequest| world.call(MANAGER, input.clone());
    let pages = ListAccounts::pages(ListAccountsRequest::default(), send);
    let mut count = 0;
    for page in pages {
        let page = page.unwrap().accounts.unwrap();
        assert!(page.len() <= 20);
        count += 1;
        seen.extend(page.into_iter().filter_map(|account| account.id));
    }
    assert_eq!(seen.len(), 2_003);
    assert_eq!(count, 101);
}

#[test]
fn a_page_is_as_long_as_the_request_says() {
    let world = World::new().with_members(30);
    let root = world.root();
    let list = |size| ListChildrenRequest::new(&root, ChildType::Account).max_results(size);
    let first = world.ok(list(1));
    assert_eq!(first.children.unwrap().len(), 1);
    let second = world.ok(list(20).next_token(first.next_token.unwrap()));
    assert_eq!(second.children.unwrap().len(), 20);
    let token = second.next_token.unwrap();
    let third = world.ok(list(20).next_token(&token));
    assert_eq!(third.children.unwrap().len(), 12);
    assert_eq!(third.next_token, None);

    let units = ListChildrenRequest::new(&root, ChildType::OrganizationalUnit);
    world.refuses(units.next_token(token), "InvalidInput: INVALID_NEXT_TOKEN");
}
