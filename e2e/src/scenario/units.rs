//! Organizational units, what is in them, and their tags.

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::{Caller, Client};
use crate::pages;

/// A parent that there is not.
const NOWHERE: &str = "ou-0000-00000000";

/// Moves all accounts into a unit and back.
pub(super) fn run(caller: &Caller<impl Client>, root: &str, accounts: &[String; 5]) -> Result<()> {
    let blue = create(caller, root, "Blue")?;
    let green = create(caller, root, "Green")?;
    let request = UpdateOrganizationalUnitRequest::new(&green).name("Red");
    let unit = caller.call(&request)?.organizational_unit;
    let name = unit.and_then(|unit| unit.name);
    ensure!(name.as_deref() == Some("Red"), "{name:?}");
    let request = ListOrganizationalUnitsForParentRequest::new(root);
    pages::list(caller, request.max_results(1), 2, 2)?;

    let parent = Parent::default()
        .id(&blue)
        .r#type(ParentType::OrganizationalUnit);
    for account in accounts {
        caller.call(&MoveAccountRequest::new(account, root, &blue))?;
        let parents = caller.call(&ListParentsRequest::new(account))?.parents;
        ensure!(parents == Some(vec![parent.clone()]), "{parents:?}");
    }
    let request = ListChildrenRequest::new(&blue, ChildType::Account);
    let children = caller.call(&request)?.children.unwrap_or_default();
    ensure!(children.len() == accounts.len(), "{children:?}");
    let request = ListAccountsForParentRequest::new(&blue).max_results(2);
    pages::list(caller, request, 5, 3)?;

    tag(caller, &blue)?;
    failures(caller, &green)?;
    for account in accounts {
        caller.call(&MoveAccountRequest::new(account, &blue, root))?;
    }
    caller.call(&DeleteOrganizationalUnitRequest::new(&blue))?;
    caller.call(&DeleteOrganizationalUnitRequest::new(&green))?;
    Ok(())
}

/// Creates a unit; its ID.
fn create(caller: &Caller<impl Client>, root: &str, name: &str) -> Result<String> {
    let created = caller.call(&CreateOrganizationalUnitRequest::new(root, name))?;
    let unit = created.organizational_unit.context("no unit")?;
    let id = unit.id.clone().context("no ID")?;
    let described = caller.call(&DescribeOrganizationalUnitRequest::new(&id))?;
    let described = described.organizational_unit;
    ensure!(
        described.as_ref() == Some(&unit),
        "{described:?} is not {unit:?}"
    );
    Ok(id)
}

fn tag(caller: &Caller<impl Client>, unit: &str) -> Result<()> {
    // By key: one server sorts them, the other keeps their order, and the API promises neither.
    let tags = [Tag::new("größe", "klein"), Tag::new("team", "blue")];
    caller.call(&TagResourceRequest::new(unit, tags.clone()))?;
    let list = ListTagsForResourceRequest::new(unit);
    let listed = caller.call(&list)?.tags;
    ensure!(listed == Some(tags.to_vec()), "{listed:?}");
    caller.call(&UntagResourceRequest::new(unit, ["team"]))?;
    let listed = caller.call(&list)?.tags;
    ensure!(listed.iter().flatten().count() == 1, "{listed:?}");
    Ok(())
}

fn failures(caller: &Caller<impl Client>, unit: &str) -> Result<()> {
    let request = DescribeOrganizationalUnitRequest::new(NOWHERE);
    caller.fails(&request, "OrganizationalUnitNotFoundException")?;
    let request = UpdateOrganizationalUnitRequest::new(unit).name("Blue");
    caller.fails(&request, "DuplicateOrganizationalUnitException")?;
    let request = ListAccountsForParentRequest::new(NOWHERE);
    caller.fails(&request, "ParentNotFoundException")?;
    let request = ListChildrenRequest::new(unit, ChildType::from("STRANGER"));
    caller.fails(&request, "InvalidInputException")?;
    let request = ListTagsForResourceRequest::new(NOWHERE);
    caller.fails(&request, "TargetNotFoundException")
}
