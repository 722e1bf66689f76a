//! The tree: the root, organizational units, and accounts in them.

use org_types::*;
use serde_json::json;

use crate::world::{MEMBER, OTHER, STRANGER, World};

pub(crate) const TESTS: &[fn()] = &[
    units_are_created_renamed_and_deleted,
    accounts_move_between_units,
    the_tree_has_five_levels_of_units,
    an_organization_has_two_thousand_units,
    who_may_see_and_change_the_tree,
];

const NO_UNIT: &str = "ou-zzzz-zzzzzzzz";

#[test]
fn units_are_created_renamed_and_deleted() {
    let world = World::new();
    let root = world.root();
    let create = CreateOrganizationalUnitRequest::new(&root, "Sales").tags([Tag::new("a", "b")]);
    let sales = world.ok(create.clone()).organizational_unit.unwrap();
    let id = sales.id.clone().unwrap();
    assert!(
        sales
            .path
            .as_ref()
            .unwrap()
            .ends_with(&format!("/{root}/{id}/"))
    );
    let tags = world.ok(ListTagsForResourceRequest::new(&id)).tags;
    assert_eq!(tags, Some(vec![Tag::new("a", "b")]));
    let described = world.ok(DescribeOrganizationalUnitRequest::new(&id));
    assert_eq!(described.organizational_unit, Some(sales));

    world.refuses(create, "DuplicateOrganizationalUnit");
    let inner = world.unit(&id, "Sales");
    let other = world.unit(&root, "Other");
    let rename = |name| UpdateOrganizationalUnitRequest::new(&id).name(name);
    world.refuses(rename("Other"), "DuplicateOrganizationalUnit");
    world.ok(rename("Sales"));
    let renamed = world.ok(rename("Market")).organizational_unit.unwrap();
    assert_eq!(renamed.name.as_deref(), Some("Market"));
    let listed = world.ok(ListOrganizationalUnitsForParentRequest::new(&root));
    let mut names: Vec<_> = listed
        .organizational_units
        .unwrap()
        .into_iter()
        .map(|it| it.name.unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["Market", "Other"]);

    let delete = DeleteOrganizationalUnitRequest::new;
    world.refuses(delete(&id), "OrganizationalUnitNotEmpty");
    world.ok(delete(&inner));
    world.ok(delete(&id));
    world.ok(delete(&other));
    world.refuses(delete(&id), "OrganizationalUnitNotFound");
    world.refuses(rename("A"), "OrganizationalUnitNotFound");
    let describe = DescribeOrganizationalUnitRequest::new(&id);
    world.refuses(describe, "OrganizationalUnitNotFound");
}

#[test]
fn accounts_move_between_units() {
    let world = World::new();
    let root = world.root();
    let unit = world.unit(&root, "Unit");
    let moves = |from: &str, to: &str| MoveAccountRequest::new(MEMBER, from, to);
    world.ok(moves(&root, &unit));
    let parents = world.ok(ListParentsRequest::new(MEMBER)).parents.unwrap();
    let expected = Parent::default()
        .id(&unit)
        .r#type(ParentType::OrganizationalUnit);
    assert_eq!(parents, [expected]);
    let children = world
        .ok(ListChildrenRequest::new(&unit, ChildType::Account))
        .children;
    let expected = Child::default().id(MEMBER).r#type(ChildType::Account);
    assert_eq!(children, Some(vec![expected]));
    let children = world.ok(ListChildrenRequest::new(
        &root,
        ChildType::OrganizationalUnit,
    ));
    assert_eq!(children.children.unwrap()[0].id.as_ref(), Some(&unit));
    let parents = world.ok(ListParentsRequest::new(OTHER)).parents.unwrap();
    assert_eq!(parents[0].r#type, Some(ParentType::Root));

    let accounts = world
        .ok(ListAccountsForParentRequest::new(&unit))
        .accounts
        .unwrap();
    assert_eq!(accounts[0].id.as_deref(), Some(MEMBER));
    assert!(accounts[0].paths.as_ref().unwrap()[0].ends_with(&format!("/{unit}/{MEMBER}/")));

    world.refuses(moves(&unit, &unit), "DuplicateAccount");
    world.refuses(moves(&root, &unit), "SourceParentNotFound");
    world.refuses(moves(NO_UNIT, &unit), "SourceParentNotFound");
    world.refuses(moves(&unit, NO_UNIT), "DestinationParentNotFound");
    let stranger = MoveAccountRequest::new(STRANGER, &root, &unit);
    world.refuses(stranger, "AccountNotFound");
    world.refuses(ListParentsRequest::new(STRANGER), "ChildNotFound");
    let list = ListChildrenRequest::new(NO_UNIT, ChildType::Account);
    world.refuses(list, "ParentNotFound");
    world.refuses(ListAccountsForParentRequest::new(NO_UNIT), "ParentNotFound");
    let list = ListOrganizationalUnitsForParentRequest::new(NO_UNIT);
    world.refuses(list, "ParentNotFound");
    let create = CreateOrganizationalUnitRequest::new(NO_UNIT, "A");
    world.refuses(create, "ParentNotFound");
}

#[test]
fn the_tree_has_five_levels_of_units() {
    let world = World::new();
    let deepest = (1..=5).fold(world.root(), |parent, level| {
        world.unit(&parent, &level.to_string())
    });
    world.refuses(
        CreateOrganizationalUnitRequest::new(deepest, "6"),
        "ConstraintViolation: OU_DEPTH_LIMIT_EXCEEDED",
    );
}

#[test]
fn an_organization_has_two_thousand_units() {
    let world = World::new();
    let (id, root) = (world.id(), world.root());
    let world = world.edited(|state| {
        let organization = &mut state["organizations"][id];
        for number in 0..2000 {
            let unit = format!("ou-{}-{number:08}", root.trim_start_matches("r-"));
            organization["units"][&unit] = json!({"name": number.to_string()});
            organization["hierarchy"][&unit] = json!(root);
        }
    });
    world.refuses(
        CreateOrganizationalUnitRequest::new(root, "one more"),
        "ConstraintViolation: OU_NUMBER_LIMIT_EXCEEDED",
    );
}

#[test]
fn who_may_see_and_change_the_tree() {
    let world = World::new();
    let root = world.root();
    let token = "x";
    let bad_token = "InvalidInput: INVALID_NEXT_TOKEN";
    world.refuses(ListRootsRequest::default().next_token(token), bad_token);
    world.refuses(ListParentsRequest::new(MEMBER).next_token(token), bad_token);
    let children = ListChildrenRequest::new(&root, ChildType::Account);
    world.refuses(children.clone().next_token(token), bad_token);
    let units = ListOrganizationalUnitsForParentRequest::new(&root);
    world.refuses(units.clone().next_token(token), bad_token);
    let create = CreateOrganizationalUnitRequest::new(&root, "A");
    let tags = create.clone().tags([Tag::new("a", ""), Tag::new("a", "")]);
    world.refuses(tags, "InvalidInput: DUPLICATE_TAG_KEY");
    let tags = create.clone().tags([Tag::new("aws:a", "")]);
    world.refuses(tags, "InvalidInput: INVALID_SYSTEM_TAGS_PARAMETER");
    let tags = create
        .clone()
        .tags((0..51).map(|key| Tag::new(key.to_string(), "")));
    world.refuses(tags, "ConstraintViolation: MAX_TAG_LIMIT_EXCEEDED");

    for (caller, error) in [
        (MEMBER, "AccessDenied"),
        (STRANGER, "AWSOrganizationsNotInUse"),
    ] {
        world.refuses_by(caller, ListRootsRequest::default(), error);
        world.refuses_by(caller, ListParentsRequest::new(MEMBER), error);
        world.refuses_by(caller, children.clone(), error);
        world.refuses_by(caller, units.clone(), error);
        world.refuses_by(caller, create.clone(), error);
        world.refuses_by(
            caller,
            DescribeOrganizationalUnitRequest::new(NO_UNIT),
            error,
        );
        world.refuses_by(caller, UpdateOrganizationalUnitRequest::new(NO_UNIT), error);
        world.refuses_by(caller, DeleteOrganizationalUnitRequest::new(NO_UNIT), error);
        world.refuses_by(caller, MoveAccountRequest::new(MEMBER, &root, &root), error);
    }
}
