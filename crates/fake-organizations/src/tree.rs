//! The tree of an organization: its root, organizational units, and where accounts are in it.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{
    Child, ChildType, ConstraintViolationExceptionReason as Reason, Error, Operation,
    OrganizationalUnit, Parent, ParentType, PolicyTypeStatus, PolicyTypeSummary, Root,
};

use crate::errors::{
    account_not_found, child_not_found, constraint_violation, destination_parent_not_found,
    duplicate_account, duplicate_organizational_unit, ensure, organizational_unit_not_empty,
    organizational_unit_not_found, parent_not_found, source_parent_not_found,
};
use crate::hierarchy::child_type;
use crate::pages::{Pager, list_response};
use crate::policies::full_access;
use crate::state::{Organization, State, Unit};
use crate::tags::new_tags;

/// How many levels of organizational units fit below the root (Organizations User Guide, "Quotas").
pub(crate) const MAX_DEPTH: usize = 5;
/// How many organizational units an organization can have (same place).
const MAX_UNITS: usize = 2000;

impl State {
    pub(crate) fn list_roots(
        &self,
        caller: &str,
        input: ListRootsRequest,
    ) -> Result<ListRootsResponse, Error> {
        let organization = self.delegated(caller, ListRoots::NAME)?;
        let pager = Pager::new(caller, &input)?;
        let roots = [(&organization.root, organization.root_summary())];
        list_response!(
            ListRootsResponse,
            roots,
            pager.page(roots.into_iter().filter(|_| pager.after().is_none()))
        )
    }

    pub(crate) fn create_organizational_unit(
        &mut self,
        caller: &str,
        input: CreateOrganizationalUnitRequest,
    ) -> Result<CreateOrganizationalUnitResponse, Error> {
        let organization = self.managed_by(caller)?;
        let tags = new_tags(input.tags.unwrap_or_default())?;
        organization.check_parent(&input.parent_id)?;
        organization.check_unit_name(&input.parent_id, &input.name)?;
        ensure(
            organization.hierarchy.path_up(&input.parent_id).count() <= MAX_DEPTH,
            || {
                let message = format!("The tree has at most {MAX_DEPTH} levels of units.");
                constraint_violation(Reason::OuDepthLimitExceeded, message)
            },
        )?;
        ensure(organization.units.len() < MAX_UNITS, || {
            let message = format!("An organization has at most {MAX_UNITS} units.");
            constraint_violation(Reason::OuNumberLimitExceeded, message)
        })?;
        let prefix = format!("ou-{}-", organization.root.trim_start_matches("r-"));
        let id = self.next_id(&prefix, 8);
        let organization = self.managed_by_mut(caller)?;
        organization
            .units
            .insert(id.clone(), Unit { name: input.name });
        organization.add_node(&id, &input.parent_id, tags);
        let unit = organization.unit(&id)?;
        Ok(CreateOrganizationalUnitResponse::default().organizational_unit(unit))
    }

    pub(crate) fn describe_organizational_unit(
        &self,
        caller: &str,
        input: DescribeOrganizationalUnitRequest,
    ) -> Result<DescribeOrganizationalUnitResponse, Error> {
        let unit = self
            .delegated(caller, DescribeOrganizationalUnit::NAME)?
            .unit(&input.organizational_unit_id)?;
        Ok(DescribeOrganizationalUnitResponse::default().organizational_unit(unit))
    }

    pub(crate) fn update_organizational_unit(
        &mut self,
        caller: &str,
        input: UpdateOrganizationalUnitRequest,
    ) -> Result<UpdateOrganizationalUnitResponse, Error> {
        let organization = self.managed_by_mut(caller)?;
        let id = input.organizational_unit_id;
        let old = organization.unit(&id)?.name;
        if let Some(name) = input.name.filter(|name| Some(name) != old.as_ref()) {
            let parent = organization.hierarchy.parent(&id).unwrap_or_default();
            organization.check_unit_name(parent, &name)?;
            organization.units.insert(id.clone(), Unit { name });
        }
        let unit = organization.unit(&id)?;
        Ok(UpdateOrganizationalUnitResponse::default().organizational_unit(unit))
    }

    pub(crate) fn delete_organizational_unit(
        &mut self,
        caller: &str,
        input: DeleteOrganizationalUnitRequest,
    ) -> Result<DeleteOrganizationalUnitResponse, Error> {
        let organization = self.managed_by_mut(caller)?;
        let id = input.organizational_unit_id;
        organization.unit(&id)?;
        ensure(!organization.hierarchy.has_children(&id), || {
            organizational_unit_not_empty(format!("{id} has accounts or units: move them first."))
        })?;
        organization.units.remove(&id);
        organization.remove_node(&id);
        Ok(DeleteOrganizationalUnitResponse::default())
    }

    pub(crate) fn list_organizational_units_for_parent(
        &self,
        caller: &str,
        input: ListOrganizationalUnitsForParentRequest,
    ) -> Result<ListOrganizationalUnitsForParentResponse, Error> {
        let organization = self.delegated(caller, ListOrganizationalUnitsForParent::NAME)?;
        let kind = ChildType::OrganizationalUnit;
        let (ids, token) = organization.children(caller, &input, &input.parent_id, &kind)?;
        let units: Result<Vec<_>, _> = ids.into_iter().map(|id| organization.unit(id)).collect();
        list_response!(
            ListOrganizationalUnitsForParentResponse,
            organizational_units,
            (units?, token)
        )
    }

    pub(crate) fn list_children(
        &self,
        caller: &str,
        input: ListChildrenRequest,
    ) -> Result<ListChildrenResponse, Error> {
        let organization = self.delegated(caller, ListChildren::NAME)?;
        let kind = &input.child_type;
        let (ids, token) = organization.children(caller, &input, &input.parent_id, kind)?;
        let children = ids
            .into_iter()
            .map(|id| Child::default().id(id).r#type(kind.clone()));
        list_response!(ListChildrenResponse, children, (children, token))
    }

    pub(crate) fn list_parents(
        &self,
        caller: &str,
        input: ListParentsRequest,
    ) -> Result<ListParentsResponse, Error> {
        let organization = self.delegated(caller, ListParents::NAME)?;
        let child = &input.child_id;
        let parent = organization.hierarchy.parent(child);
        let parent =
            parent.ok_or_else(|| child_not_found(format!("{child} is not in the tree.")))?;
        let kind = if child_type(parent) == ChildType::OrganizationalUnit {
            ParentType::OrganizationalUnit
        } else {
            ParentType::Root
        };
        let parents = [(parent, Parent::default().id(parent).r#type(kind))];
        let pager = Pager::new(caller, &input)?;
        list_response!(
            ListParentsResponse,
            parents,
            pager.page(parents.into_iter().filter(|_| pager.after().is_none()))
        )
    }

    pub(crate) fn move_account(
        &mut self,
        caller: &str,
        input: MoveAccountRequest,
    ) -> Result<MoveAccountResponse, Error> {
        let organization = self.managed_by_mut(caller)?;
        let (account, source, destination) = (
            &input.account_id,
            &input.source_parent_id,
            &input.destination_parent_id,
        );
        let actual = organization.hierarchy.parent(account).ok_or_else(|| {
            account_not_found(format!("Account {account} is not in the organization."))
        })?;
        ensure(actual == source, || {
            source_parent_not_found(format!("Account {account} is not directly below {source}."))
        })?;
        organization.check_parent(destination).map_err(|_| {
            let message = format!("There is no root or organizational unit {destination}.");
            destination_parent_not_found(message)
        })?;
        ensure(source != destination, || {
            duplicate_account(format!("Account {account} is already below {destination}."))
        })?;
        organization.hierarchy.insert(account, destination);
        Ok(MoveAccountResponse::default())
    }
}

impl Organization {
    /// Puts a new account or organizational unit into the tree, with its tags and the policies that
    /// AWS attaches to each target.
    pub(crate) fn add_node(&mut self, id: &str, parent: &str, tags: BTreeMap<String, String>) {
        self.hierarchy.insert(id, parent);
        self.tags.insert(id.to_owned(), tags);
        let policies = self
            .policy_types
            .iter()
            .filter_map(full_access)
            .map(str::to_owned);
        self.attachments.insert(id.to_owned(), policies.collect());
    }

    /// Removes an account or organizational unit from the tree, with its tags and attachments.
    pub(crate) fn remove_node(&mut self, id: &str) {
        self.hierarchy.remove(id);
        self.tags.remove(id);
        self.attachments.remove(id);
    }

    /// Returns the path of a node, such as `o-…/r-…/ou-…/`.
    pub(crate) fn path(&self, id: &str) -> String {
        let up: Vec<_> = self.hierarchy.path_up(id).collect();
        let mut path = format!("{}/", self.id);
        for id in up.into_iter().rev() {
            path.push_str(id);
            path.push('/');
        }
        path
    }

    /// Returns a page of the IDs of a parent's children.
    pub(crate) fn children<'a, I: org_types::OperationInput>(
        &'a self,
        caller: &str,
        input: &I,
        parent: &'a str,
        kind: &'a ChildType,
    ) -> Result<(Vec<&'a str>, Option<String>), Error> {
        let pager = Pager::new(caller, input)?;
        self.check_parent(parent)?;
        let ids = self.hierarchy.children(parent, kind, pager.after());
        Ok(pager.page(ids.map(|id| (id, id))))
    }

    fn check_parent(&self, id: &str) -> Result<(), Error> {
        ensure(id == self.root || self.units.contains_key(id), || {
            parent_not_found(format!("There is no root or organizational unit {id}."))
        })
    }

    fn check_unit_name(&self, parent: &str, name: &str) -> Result<(), Error> {
        let kind = ChildType::OrganizationalUnit;
        let mut siblings = self.hierarchy.children(parent, &kind, None);
        let is_taken = siblings.any(|id| self.units.get(id).is_some_and(|unit| unit.name == name));
        ensure(!is_taken, || {
            let message = format!("{parent} already has a unit with the name {name}.");
            duplicate_organizational_unit(message)
        })
    }

    fn unit(&self, id: &str) -> Result<OrganizationalUnit, Error> {
        let unit = self.units.get(id).ok_or_else(|| {
            organizational_unit_not_found(format!("There is no organizational unit {id}."))
        })?;
        let name = unit.name.as_str();
        let unit = OrganizationalUnit::default()
            .id(id)
            .name(name)
            .path(self.path(id));
        Ok(unit.arn(self.arn("ou", id)))
    }

    /// The root as the API shows it, with the policy types that are enabled in it.
    pub(crate) fn root_summary(&self) -> Root {
        let enabled = self.policy_types.iter().map(|policy_type| {
            let summary = PolicyTypeSummary::default().r#type(policy_type.clone());
            summary.status(PolicyTypeStatus::Enabled)
        });
        let root = Root::default()
            .id(&self.root)
            .name("Root")
            .policy_types(enabled);
        root.arn(self.arn("root", &self.root))
    }
}
