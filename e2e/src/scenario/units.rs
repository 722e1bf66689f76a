//! Organizational units, what is in them, and their tags.

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::Caller;
use crate::failures::fails;
use crate::pages;

/// A parent that there is not.
const NOWHERE: &str = "ou-0000-00000000";

/// How many errors there were.
pub(super) fn run(caller: &impl Caller, root: &str, accounts: &[String]) -> Result<usize> {
    let blue = create(caller, root, "Blue")?;
    let green = create(caller, root, "Green")?;
    let request = UpdateOrganizationalUnitRequest::new(&green).name("Red");
    let unit = caller
        .call(&request)?
        .organizational_unit
        .context("no unit")?;
    ensure!(unit.name.as_deref() == Some("Red"), "{unit:?}");
    let request = ListOrganizationalUnitsForParentRequest::new(root);
    pages::list(caller, request.max_results(1), 2, 2)?;

    for account in accounts {
        caller.call(&MoveAccountRequest::new(account, root, &blue))?;
        let parents = caller.call(&ListParentsRequest::new(account))?.parents;
        ensure!(
            parents
                == Some(vec![
                    Parent::default()
                        .id(&blue)
                        .r#type(ParentType::OrganizationalUnit)
                ])
        );
    }
    let request = ListChildrenRequest::new(&blue, ChildType::Account);
    let children = caller.call(&request)?.children.unwrap_or_default();
    ensure!(children.len() == accounts.len(), "{children:?}");
    pages::list(
        caller,
        ListAccountsForParentRequest::new(&blue).max_results(2),
        5,
        3,
    )?;

    tag(caller, &blue)?;
    let failures = failures(caller, &green)?;
    for account in accounts {
        caller.call(&MoveAccountRequest::new(account, &blue, root))?;
    }
    caller.call(&DeleteOrganizationalUnitRequest::new(&blue))?;
    caller.call(&DeleteOrganizationalUnitRequest::new(&green))?;
    Ok(failures)
}

/// Creates a unit; its ID.
fn create(caller: &impl Caller, root: &str, name: &str) -> Result<String> {
    let created = caller.call(&CreateOrganizationalUnitRequest::new(root, name))?;
    let unit = created.organizational_unit.context("no unit")?;
    let id = unit.id.clone().context("no ID")?;
    let described = caller
        .call(&DescribeOrganizationalUnitRequest::new(&id))?
        .organizational_unit;
    ensure!(
        described.as_ref() == Some(&unit),
        "{described:?} is not {unit:?}"
    );
    Ok(id)
}

fn tag(caller: &impl Caller, unit: &str) -> Result<()> {
    // By key: one server sorts them, the other keeps their order, and the API promises neither.
    let tags = [Tag::new("größe", "klein"), Tag::new("team", "blue")];
    caller.call(&TagResourceRequest::new(unit, tags.clone()))?;
    let listed = caller.call(&ListTagsForResourceRequest::new(unit))?.tags;
    ensure!(listed == Some(tags.to_vec()), "{listed:?}");
    caller.call(&UntagResourceRequest::new(unit, ["team"]))?;
    let listed = caller.call(&ListTagsForResourceRequest::new(unit))?.tags;
    ensure!(listed.is_some_and(|tags| tags.len() == 1));
    Ok(())
}

fn failures(caller: &impl Caller, unit: &str) -> Result<usize> {
    let mut count = 0;
    let request = DescribeOrganizationalUnitRequest::new(NOWHERE);
    fails!(count, OrganizationalUnitNotFound, caller.call(&request));
    let request = UpdateOrganizationalUnitRequest::new(unit).name("Blue");
    fails!(count, DuplicateOrganizationalUnit, caller.call(&request));
    let request = ListAccountsForParentRequest::new(NOWHERE);
    fails!(count, ParentNotFound, caller.call(&request));
    let request = ListChildrenRequest::new(unit, ChildType::from("STRANGER"));
    fails!(count, InvalidInput, caller.call(&request));
    fails!(
        count,
        TargetNotFound,
        caller.call(&ListTagsForResourceRequest::new(NOWHERE))
    );
    Ok(count)
}
