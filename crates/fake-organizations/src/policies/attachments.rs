//! Which policies are attached to which roots, organizational units and accounts.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{
    ConstraintViolationExceptionReason as Constraint, InvalidInputExceptionReason as Reason,
    PolicySummary, PolicyTargetSummary, PolicyType, TargetType,
};

use super::kind::Kind;
use crate::errors::{
    Result, duplicate_policy_attachment, ensure, policy_not_attached, policy_type_not_enabled,
    target_not_found,
};
use crate::pages::Page;
use crate::state::{Organization, Policy, State};

impl State {
    pub(crate) fn attach_policy(&mut self, input: AttachPolicyRequest) -> Result<()> {
        let organization = self.delegated_mut()?;
        let policy = organization.policy(&input.policy_id)?;
        organization.check_target(&input.target_id)?;
        let is_enabled = organization.policy_types.contains(&policy.r#type);
        ensure(is_enabled, policy_type_not_enabled)?;
        let attached = organization.attached(&input.target_id, &policy.r#type);
        ensure(!attached.contains(&policy), duplicate_policy_attachment)?;
        let has_room = attached.len() < Kind::of(&policy.r#type)?.max_attached;
        ensure(has_room, Constraint::MaxPolicyTypeAttachmentLimitExceeded)?;
        let attached = organization.attachments.entry(input.target_id).or_default();
        attached.push(input.policy_id);
        Ok(())
    }

    pub(crate) fn detach_policy(&mut self, input: DetachPolicyRequest) -> Result<()> {
        let organization = self.delegated_mut()?;
        let policy = organization.policy(&input.policy_id)?;
        organization.check_target(&input.target_id)?;
        let attached = organization.attached(&input.target_id, &policy.r#type);
        ensure(attached.contains(&policy), policy_not_attached)?;
        let is_kept = policy.r#type == PolicyType::ResourceControlPolicy && policy.aws_managed;
        ensure(!is_kept, Reason::NonDetachablePolicy)?;
        let is_needed = policy.r#type == PolicyType::ServiceControlPolicy && attached.len() == 1;
        ensure(!is_needed, Constraint::MinPolicyTypeAttachmentLimitExceeded)?;
        if let Some(attached) = organization.attachments.get_mut(&input.target_id) {
            attached.retain(|id| *id != input.policy_id);
        }
        Ok(())
    }

    pub(crate) fn list_policies_for_target(
        &self,
        input: ListPoliciesForTargetRequest,
    ) -> Result<Page<PolicySummary>> {
        let organization = self.delegated()?;
        organization.check_target(&input.target_id)?;
        let attached = organization
            .attached(&input.target_id, &input.filter)
            .into_iter();
        let attached: BTreeMap<_, _> = attached.map(|policy| (policy.id.clone(), policy)).collect();
        self.page(&input, &attached, |_, policy| {
            Some(organization.policy_summary(policy))
        })
    }

    pub(crate) fn list_targets_for_policy(
        &self,
        input: ListTargetsForPolicyRequest,
    ) -> Result<Page<PolicyTargetSummary>> {
        let organization = self.delegated()?;
        organization.policy(&input.policy_id)?;
        self.page(&input, &organization.attachments, |id, attached| {
            let is_target = attached.contains(&input.policy_id);
            is_target.then(|| self.policy_target(organization, id))
        })
    }

    fn policy_target(&self, organization: &Organization, id: &str) -> PolicyTargetSummary {
        let (kind, resource, name) = if let Some(unit) = organization.units.get(id) {
            (TargetType::OrganizationalUnit, "ou", unit.name.as_str())
        } else if let Some(account) = self.accounts.get(id) {
            (TargetType::Account, "account", account.name.as_str())
        } else {
            (TargetType::Root, "root", "Root")
        };
        PolicyTargetSummary::default()
            .target_id(id)
            .arn(organization.arn(resource, id))
            .name(name)
            .r#type(kind)
    }
}

impl Organization {
    pub(super) fn check_target(&self, id: &str) -> Result<()> {
        ensure(self.is_target(id), target_not_found)
    }

    /// Reports whether an ID is that of the root, an organizational unit or an account.
    pub(crate) fn is_target(&self, id: &str) -> bool {
        id == self.root || self.units.contains_key(id) || self.members.contains_key(id)
    }

    /// Returns the policies of a type that are attached to a target itself, the oldest attachment first.
    pub(super) fn attached(&self, target: &str, policy_type: &PolicyType) -> Vec<&Policy> {
        let ids = self.attachments.get(target).into_iter().flatten();
        let policies = ids.filter_map(|id| self.policies.get(id));
        policies
            .filter(|policy| policy.r#type == *policy_type)
            .collect()
    }
}
