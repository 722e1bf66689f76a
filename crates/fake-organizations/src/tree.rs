//! The tree of an organization: its root, organizational units, and where accounts are in it.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{
    Child, ChildType, OperationInput, OrganizationalUnit, Parent, ParentType, PolicyTypeStatus,
    PolicyTypeSummary, Root,
};

use crate::errors::*;
use crate::hierarchy::child_type;
use crate::pages::{Page, Pager};
use crate::policies::full_access;
use crate::state::{Organization, State};
use crate::tags::new_tags;

/// How many levels of organizational units fit below the root (Organizations User Guide, "Quotas").
pub(crate) const MAX_DEPTH: usize = 5;
/// How many organizational units an organization can have (same place).
const MAX_UNITS: usize = 2000;

impl State {
    pub(crate) fn list_roots(&self, input: ListRootsRequest) -> Result<Page<Root>> {
        let organization = self.delegated()?;
        let roots = BTreeMap::from([(organization.root.clone(), organization.root_summary())]);
        self.page(&input, &roots, |_, root| Some(root.clone()))
    }

    pub(crate) fn create_organizational_unit(
        &mut self,
        input: CreateOrganizationalUnitRequest,
    ) -> Result<OrganizationalUnit> {
        let organization = self.managed()?;
        let (parent, name) = (&input.parent_id, input.name);
        let tags = new_tags(input.tags.unwrap_or_default())?;
        organization.check_parent(parent)?;
        organization.check_unit_name(parent, &name)?;
        let depth = organization.hierarchy.path_up(parent).count();
        Constraint::OuDepthLimitExceeded.unless(depth <= MAX_DEPTH)?;
        Constraint::OuNumberLimitExceeded.unless(organization.units.len() < MAX_UNITS)?;
        let prefix = format!("ou-{}-", organization.root.trim_start_matches("r-"));
        let id = self.next_id(&prefix, 8);
        let organization = self.managed_mut()?;
        organization.units.insert(id.clone(), name);
        organization.add_node(&id, parent, tags);
        organization.unit(&id)
    }

    pub(crate) fn describe_organizational_unit(
        &self,
        input: DescribeOrganizationalUnitRequest,
    ) -> Result<OrganizationalUnit> {
        self.delegated()?.unit(&input.organizational_unit_id)
    }

    pub(crate) fn update_organizational_unit(
        &mut self,
        input: UpdateOrganizationalUnitRequest,
    ) -> Result<OrganizationalUnit> {
        let organization = self.managed_mut()?;
        let id = input.organizational_unit_id;
        let old = organization.unit(&id)?.name;
        if let Some(name) = input.name.filter(|name| Some(name) != old.as_ref()) {
            let parent = organization.hierarchy.parent(&id).unwrap_or_default();
            organization.check_unit_name(parent, &name)?;
            organization.units.insert(id.clone(), name);
        }
        organization.unit(&id)
    }

    pub(crate) fn delete_organizational_unit(
        &mut self,
        input: DeleteOrganizationalUnitRequest,
    ) -> Result<()> {
        let organization = self.managed_mut()?;
        let id = input.organizational_unit_id;
        organization.unit(&id)?;
        organizational_unit_not_empty.when(organization.hierarchy.has_children(&id))?;
        organization.units.remove(&id);
        organization.remove_node(&id);
        Ok(())
    }

    pub(crate) fn list_organizational_units_for_parent(
        &self,
        input: ListOrganizationalUnitsForParentRequest,
    ) -> Result<Page<OrganizationalUnit>> {
        let organization = self.delegated()?;
        let kind = ChildType::OrganizationalUnit;
        let unit = |id: &str| organization.unit(id).ok();
        self.children(&input, &input.parent_id, &kind, unit)
    }

    pub(crate) fn list_children(&self, input: ListChildrenRequest) -> Result<Page<Child>> {
        let kind = &input.child_type;
        let child = |id: &str| Some(Child::default().id(id).r#type(kind.clone()));
        self.children(&input, &input.parent_id, kind, child)
    }

    pub(crate) fn list_parents(&self, input: ListParentsRequest) -> Result<Page<Parent>> {
        let parent = self.delegated()?.hierarchy.parent(&input.child_id);
        let parent = child_not_found.if_none(parent)?;
        let kind = match child_type(parent) {
            ChildType::OrganizationalUnit => ParentType::OrganizationalUnit,
            _ => ParentType::Root,
        };
        let parents = BTreeMap::from([(parent.to_owned(), kind)]);
        self.page(&input, &parents, |parent, kind| {
            Some(Parent::default().id(parent).r#type(kind.clone()))
        })
    }

    pub(crate) fn move_account(&mut self, input: MoveAccountRequest) -> Result<()> {
        let organization = self.managed_mut()?;
        let (account, destination) = (&input.account_id, &input.destination_parent_id);
        let actual = account_not_found.if_none(organization.hierarchy.parent(account))?;
        source_parent_not_found.unless(actual == input.source_parent_id)?;
        destination_parent_not_found.unless(organization.is_parent(destination))?;
        duplicate_account.when(input.source_parent_id == *destination)?;
        organization.hierarchy.insert(account, destination);
        Ok(())
    }

    /// Returns a page of a parent's children: what `item` makes of their IDs.
    pub(crate) fn children<T>(
        &self,
        input: &impl OperationInput,
        parent: &str,
        kind: &ChildType,
        item: impl Fn(&str) -> Option<T>,
    ) -> Result<Page<T>> {
        let organization = self.delegated()?;
        let pager = Pager::new(&self.caller, input)?;
        organization.check_parent(parent)?;
        let ids = organization.hierarchy.children(parent, kind, pager.after());
        Ok(pager.page(ids.filter_map(|id| Some((id, item(id)?)))))
    }
}

impl Organization {
    /// Puts a new account or organizational unit into the tree, with its tags and the policies that
    /// AWS attaches to each target.
    pub(crate) fn add_node(&mut self, id: &str, parent: &str, tags: BTreeMap<String, String>) {
        self.hierarchy.insert(id, parent);
        self.tags.insert(id.to_owned(), tags);
        let policies = self.policy_types.iter().filter_map(full_access);
        let policies = policies.map(str::to_owned).collect();
        self.attachments.insert(id.to_owned(), policies);
    }

    /// Removes an account or organizational unit from the tree, with its tags and attachments.
    pub(crate) fn remove_node(&mut self, id: &str) {
        self.hierarchy.remove(id);
        self.tags.remove(id);
        self.attachments.remove(id);
    }

    /// Returns the path of a node, such as `o-…/r-…/ou-…/`.
    pub(crate) fn path(&self, id: &str) -> String {
        let up = self.hierarchy.path_up(id).chain([self.id.as_str()]);
        let mut nodes: Vec<_> = up.collect();
        nodes.reverse();
        format!("{}/", nodes.join("/"))
    }

    fn is_parent(&self, id: &str) -> bool {
        id == self.root || self.units.contains_key(id)
    }

    fn check_parent(&self, id: &str) -> Result<()> {
        parent_not_found.unless(self.is_parent(id))
    }

    fn check_unit_name(&self, parent: &str, name: &str) -> Result<()> {
        let kind = ChildType::OrganizationalUnit;
        let siblings = self.hierarchy.children(parent, &kind, None);
        let mut siblings = siblings.filter_map(|id| self.units.get(id));
        duplicate_organizational_unit.when(siblings.any(|sibling| sibling == name))
    }

    fn unit(&self, id: &str) -> Result<OrganizationalUnit> {
        let name = organizational_unit_not_found.if_none(self.units.get(id))?;
        Ok(OrganizationalUnit::default()
            .id(id)
            .arn(self.arn("ou", id))
            .name(name)
            .path(self.path(id)))
    }

    /// The root as the API shows it, with the policy types that are enabled in it.
    pub(crate) fn root_summary(&self) -> Root {
        let enabled = self.policy_types.iter().map(|policy_type| {
            let summary = PolicyTypeSummary::default().r#type(policy_type.clone());
            summary.status(PolicyTypeStatus::Enabled)
        });
        Root::default()
            .id(&self.root)
            .arn(self.arn("root", &self.root))
            .name("Root")
            .policy_types(enabled)
    }
}
