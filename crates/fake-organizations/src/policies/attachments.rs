//! Which policies are attached to which roots, organizational units and accounts.

use org_types::operation::*;
use org_types::{PolicySummary, PolicyTargetSummary, PolicyType, TargetType};

use super::kind::Kind;
use crate::errors::*;
use crate::pages::Page;
use crate::state::{Organization, Policy, State};

impl State {
    pub(crate) fn attach_policy(&mut self, input: AttachPolicyRequest) -> Result<()> {
        let organization = self.delegated_mut()?;
        let policy = organization.policy(&input.policy_id)?;
        organization.check_target(&input.target_id)?;
        policy_type_not_enabled.unless(organization.policy_types.contains(&policy.r#type))?;
        let attached = organization.attached(&input.target_id, &policy.r#type);
        duplicate_policy_attachment.when(attached.contains(&policy))?;
        let has_room = attached.len() < Kind::of(&policy.r#type)?.max_attached;
        Constraint::MaxPolicyTypeAttachmentLimitExceeded.unless(has_room)?;
        let attached = organization.attachments.entry(input.target_id).or_default();
        attached.push(input.policy_id);
        Ok(())
    }

    pub(crate) fn detach_policy(&mut self, input: DetachPolicyRequest) -> Result<()> {
        let organization = self.delegated_mut()?;
        let policy = organization.policy(&input.policy_id)?;
        organization.check_target(&input.target_id)?;
        let attached = organization.attached(&input.target_id, &policy.r#type);
        policy_not_attached.unless(attached.contains(&policy))?;
        let is_kept = policy.r#type == PolicyType::ResourceControlPolicy && policy.aws_managed;
        InvalidInput::NonDetachablePolicy.when(is_kept)?;
        let is_needed = policy.r#type == PolicyType::ServiceControlPolicy && attached.len() == 1;
        Constraint::MinPolicyTypeAttachmentLimitExceeded.when(is_needed)?;
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
        let attached = organization.attached(&input.target_id, &input.filter);
        let summary = |policy: &Policy| (policy.id.clone(), organization.policy_summary(policy));
        let summaries = attached.into_iter().map(summary).collect();
        self.page(&input, &summaries, |_, summary| Some(summary.clone()))
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
        let (kind, resource, name) = if let Some(name) = organization.units.get(id) {
            (TargetType::OrganizationalUnit, "ou", name.as_str())
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
        target_not_found.unless(self.is_target(id))
    }

    /// Reports whether an ID is that of the root, an organizational unit or an account.
    pub(crate) fn is_target(&self, id: &str) -> bool {
        id == self.root || self.units.contains_key(id) || self.members.contains_key(id)
    }

    /// Returns the policies of a type that are attached to a target itself, the oldest attachment first.
    pub(super) fn attached(&self, target: &str, policy_type: &PolicyType) -> Vec<&Policy> {
        let ids = self.attachments.get(target).into_iter().flatten();
        let mut policies: Vec<_> = ids.filter_map(|id| self.policies.get(id)).collect();
        policies.retain(|policy| policy.r#type == *policy_type);
        policies
    }
}
