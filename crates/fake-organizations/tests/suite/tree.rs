//! The tree: the root, organizational units, and accounts in them.

use org_types::*;
use serde_json::json;

use crate::world::{MANAGER, MEMBER, OTHER, STRANGER, World, refuses};

const NO_UNIT: &str = "ou-zzzz-zzzzzzzz";

#[test]
fn units_are_created_renamed_and_deleted() {
    let world = World::new();
    let root = world.root();
    let create = CreateOrganizationalUnitRequest::new(&root, "Sales").tags([Tag::new("a", "b")]);
    let sales = world.ok(create.clone()).organizational_unit.unwrap();
    let id = sales.id.clone().unwrap();
    let path = sales.path.as_ref().unwrap();
    assert!(path.ends_with(&format!("/{root}/{id}/")), "{path}");
    assert_eq!(world.tags(&id), [Tag::new("a", "b")]);
    let described = world.ok(DescribeOrganizationalUnitRequest::new(&id));
    assert_eq!(described.organizational_unit, Some(sales));

    world.refuses_tags(|tags| CreateOrganizationalUnitRequest::new(&root, "A").tags(tags));
    world.refuses(create, "DuplicateOrganizationalUnit");
    let inner = world.unit(&id, "Sales");
    let other = world.unit(&root, "Other");
    let rename = |name| UpdateOrganizationalUnitRequest::new(&id).name(name);
    world.refuses(rename("Other"), "DuplicateOrganizationalUnit");
    world.ok(rename("Sales"));
    let renamed = world.ok(rename("Market")).organizational_unit.unwrap();
    assert_eq!(renamed.name.as_deref(), Some("Market"));
    let listed = world.ok(ListOrganizationalUnitsForParentRequest::new(&root));
    let units = listed.organizational_units.unwrap().into_iter();
    let mut names: Vec<_> = units.map(|it| it.name.unwrap()).collect();
    names.sort();
    assert_eq!(names, ["Market", "Other"]);

    let delete = DeleteOrganizationalUnitRequest::new;
    world.refuses(delete(&id), "OrganizationalUnitNotEmpty");
    world.ok(delete(&inner));
    world.ok(delete(&id));
    world.ok(delete(&other));
    refuses! { world, MANAGER;
        delete(&id) => "OrganizationalUnitNotFound",
        rename("A") => "OrganizationalUnitNotFound",
        DescribeOrganizationalUnitRequest::new(&id) => "OrganizationalUnitNotFound",
    }
}

#[test]
fn accounts_move_between_units() {
    let world = World::new();
    let root = world.root();
    let unit = world.unit(&root, "Unit");
    let moves = |from: &str, to: &str| MoveAccountRequest::new(MEMBER, from, to);
    world.ok(moves(&root, &unit));
    let parents = |child: &str| world.ok(ListParentsRequest::new(child)).parents.unwrap();
    let parent = Parent::default()
        .id(&unit)
        .r#type(ParentType::OrganizationalUnit);
    assert_eq!(parents(MEMBER), [parent]);
    assert_eq!(parents(OTHER)[0].r#type, Some(ParentType::Root));
    let children = |parent: &str, kind| {
        let response = world.ok(ListChildrenRequest::new(parent, kind));
        response.children.unwrap()
    };
    let child = Child::default().id(MEMBER).r#type(ChildType::Account);
    assert_eq!(children(&unit, ChildType::Account), [child]);
    let units = children(&root, ChildType::OrganizationalUnit);
    assert_eq!(units[0].id.as_ref(), Some(&unit));

    let listed = world.ok(ListAccountsForParentRequest::new(&unit));
    let account = listed.accounts.unwrap().remove(0);
    assert_eq!(account.id.as_deref(), Some(MEMBER));
    assert!(account.paths.unwrap()[0].ends_with(&format!("/{unit}/{MEMBER}/")));

    refuses! { world, MANAGER;
        moves(&unit, &unit) => "DuplicateAccount",
        moves(&root, &unit) => "SourceParentNotFound",
        moves(NO_UNIT, &unit) => "SourceParentNotFound",
        moves(&unit, NO_UNIT) => "DestinationParentNotFound",
        MoveAccountRequest::new(STRANGER, &root, &unit) => "AccountNotFound",
        ListParentsRequest::new(STRANGER) => "ChildNotFound",
        ListChildrenRequest::new(NO_UNIT, ChildType::Account) => "ParentNotFound",
        ListAccountsForParentRequest::new(NO_UNIT) => "ParentNotFound",
        ListOrganizationalUnitsForParentRequest::new(NO_UNIT) => "ParentNotFound",
        CreateOrganizationalUnitRequest::new(NO_UNIT, "A") => "ParentNotFound",
    }
}

#[test]
fn the_tree_has_five_levels_of_units() {
    let world = World::new();
    let deepest = (1..=5).fold(world.root(), |parent, level| {
        world.unit(&parent, &level.to_string())
    });
    let depth = "ConstraintViolation: OU_DEPTH_LIMIT_EXCEEDED";
    world.refuses(CreateOrganizationalUnitRequest::new(deepest, "6"), depth);
}

#[test]
fn an_organization_has_two_thousand_units() {
    let world = World::new();
    let (id, root) = (world.id(), world.root());
    let world = world.edited(|state| {
        let organization = &mut state["organizations"][id];
        for number in 0..2000 {
            let unit = format!("ou-{}-{number:08}", root.trim_start_matches("r-"));
            organization["units"][&unit] = json!(number.to_string());
            organization["hierarchy"][&unit] = json!(root);
        }
    });
    let number = "ConstraintViolation: OU_NUMBER_LIMIT_EXCEEDED";
    world.refuses(
        CreateOrganizationalUnitRequest::new(root, "one more"),
        number,
    );
}
