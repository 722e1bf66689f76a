//! Which policies are attached to which roots, organizational units and accounts.

use org_types::operation::*;
use org_types::{
    ConstraintViolationExceptionReason as Reason, Error, InvalidInputExceptionReason, Operation,
    PolicyTargetSummary, PolicyType, TargetType,
};

use super::full_access;
use super::kind::Kind;
use crate::errors::{
    constraint_violation, duplicate_policy_attachment, ensure, invalid_input, policy_not_attached,
    policy_type_not_enabled, target_not_found,
};
use crate::pages::{Pager, list_response};
use crate::state::{Organization, Policy, State};

impl State {
    pub(crate) fn attach_policy(
        &mut self,
        caller: &str,
        input: AttachPolicyRequest,
    ) -> Result<AttachPolicyResponse, Error> {
        let organization = self.delegated_mut(caller, AttachPolicy::NAME)?;
        let policy_type = organization.policy(&input.policy_id)?.r#type.clone();
        organization.check_target(&input.target_id)?;
        ensure(organization.policy_types.contains(&policy_type), || {
            policy_type_not_enabled(format!("{policy_type} is not enabled in the root."))
        })?;
        let attached = organization.attached(&input.target_id, &policy_type);
        ensure(
            attached.iter().all(|policy| policy.id != input.policy_id),
            || duplicate_policy_attachment("The policy is already attached to the target."),
        )?;
        let max = Kind::of(&policy_type)?.max_attached;
        ensure(attached.len() < max, || {
            let message = format!("At most {max} policies of this type fit one target.");
            constraint_violation(Reason::MaxPolicyTypeAttachmentLimitExceeded, message)
        })?;
        let attached = organization.attachments.entry(input.target_id).or_default();
        attached.push(input.policy_id);
        Ok(AttachPolicyResponse::default())
    }

    pub(crate) fn detach_policy(
        &mut self,
        caller: &str,
        input: DetachPolicyRequest,
    ) -> Result<DetachPolicyResponse, Error> {
        let organization = self.delegated_mut(caller, DetachPolicy::NAME)?;
        let policy_type = organization.policy(&input.policy_id)?.r#type.clone();
        organization.check_target(&input.target_id)?;
        let attached = organization.attached(&input.target_id, &policy_type);
        ensure(
            attached.iter().any(|policy| policy.id == input.policy_id),
            || policy_not_attached("The policy is not attached to the target."),
        )?;
        let is_managed = full_access(&policy_type) == Some(&input.policy_id);
        ensure(
            policy_type != PolicyType::ResourceControlPolicy || !is_managed,
            || {
                let message = "AWS keeps this policy attached as long as its type is enabled.";
                invalid_input(InvalidInputExceptionReason::NonDetachablePolicy, message)
            },
        )?;
        ensure(
            policy_type != PolicyType::ServiceControlPolicy || attached.len() > 1,
            || {
                let message = "A target needs a service control policy: attach another one first.";
                constraint_violation(Reason::MinPolicyTypeAttachmentLimitExceeded, message)
            },
        )?;
        if let Some(attached) = organization.attachments.get_mut(&input.target_id) {
            attached.retain(|id| *id != input.policy_id);
        }
        Ok(DetachPolicyResponse::default())
    }

    pub(crate) fn list_policies_for_target(
        &self,
        caller: &str,
        input: ListPoliciesForTargetRequest,
    ) -> Result<ListPoliciesForTargetResponse, Error> {
        let organization = self.delegated(caller, ListPoliciesForTarget::NAME)?;
        organization.check_target(&input.target_id)?;
        let pager = Pager::new(caller, &input)?;
        let mut attached = organization.attached(&input.target_id, &input.filter);
        attached.sort_by(|left, right| left.id.cmp(&right.id));
        attached.retain(|policy| pager.after().is_none_or(|after| policy.id.as_str() > after));
        let attached = attached.into_iter();
        let attached = attached.map(|policy| (&policy.id, organization.policy_summary(policy)));
        list_response!(
            ListPoliciesForTargetResponse,
            policies,
            pager.page(attached)
        )
    }

    pub(crate) fn list_targets_for_policy(
        &self,
        caller: &str,
        input: ListTargetsForPolicyRequest,
    ) -> Result<ListTargetsForPolicyResponse, Error> {
        let organization = self.delegated(caller, ListTargetsForPolicy::NAME)?;
        organization.policy(&input.policy_id)?;
        let pager = Pager::new(caller, &input)?;
        let targets = organization.attachments.range::<str, _>(pager.range());
        let targets = targets.filter(|(_, attached)| attached.contains(&input.policy_id));
        let targets = targets.map(|(id, _)| (id, self.policy_target(organization, id)));
        list_response!(ListTargetsForPolicyResponse, targets, pager.page(targets))
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
    pub(super) fn check_target(&self, id: &str) -> Result<(), Error> {
        ensure(self.is_target(id), || {
            target_not_found(format!(
                "There is no root, organizational unit or account {id}."
            ))
        })
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
