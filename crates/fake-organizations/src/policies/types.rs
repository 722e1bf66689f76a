//! Which policy types are enabled in the root.

use org_types::operation::*;
use org_types::{ConstraintViolationExceptionReason, Error, Operation, PolicyType, Timestamp};

use super::kind::{Kind, managed};
use crate::errors::{
    constraint_violation, policy_type_already_enabled, policy_type_not_enabled, root_not_found,
};
use crate::state::{Organization, State};

impl State {
    pub(crate) fn enable_policy_type(
        &mut self,
        caller: &str,
        input: EnablePolicyTypeRequest,
    ) -> Result<EnablePolicyTypeResponse, Error> {
        let now = self.now;
        let organization = self.delegated_mut(caller, EnablePolicyType::NAME)?;
        let kind = Kind::of(&input.policy_type)?;
        organization.check_root(&input.root_id)?;
        organization.check_available(&input.policy_type)?;
        if organization.policy_types.contains(&input.policy_type) {
            return Err(policy_type_already_enabled(format!(
                "{} is already enabled.",
                input.policy_type
            )));
        }
        if let Some(service) = kind.service
            && !organization.service_access.contains_key(service)
        {
            return Err(constraint_violation(
                ConstraintViolationExceptionReason::ServiceAccessNotEnabled,
                format!(
                    "{service} needs access to the organization: call EnableAWSServiceAccess first."
                ),
            ));
        }
        organization.enable(input.policy_type, now);
        Ok(EnablePolicyTypeResponse::default().root(organization.root_summary()))
    }

    pub(crate) fn disable_policy_type(
        &mut self,
        caller: &str,
        input: DisablePolicyTypeRequest,
    ) -> Result<DisablePolicyTypeResponse, Error> {
        let organization = self.delegated_mut(caller, DisablePolicyType::NAME)?;
        Kind::of(&input.policy_type)?;
        organization.check_root(&input.root_id)?;
        if !organization.policy_types.remove(&input.policy_type) {
            return Err(policy_type_not_enabled(format!(
                "{} is not enabled.",
                input.policy_type
            )));
        }
        let Organization {
            policies,
            attachments,
            ..
        } = organization;
        for attached in attachments.values_mut() {
            attached.retain(|id| {
                policies
                    .get(id)
                    .is_some_and(|policy| policy.r#type != input.policy_type)
            });
        }
        Ok(DisablePolicyTypeResponse::default().root(organization.root_summary()))
    }
}

impl Organization {
    fn check_root(&self, id: &str) -> Result<(), Error> {
        if self.root == id {
            Ok(())
        } else {
            Err(root_not_found(format!("There is no root {id}.")))
        }
    }

    /// Enables a policy type and attaches the policy that AWS manages, if the type has one, to
    /// everything in the tree.
    pub(crate) fn enable(&mut self, policy_type: PolicyType, now: Timestamp) {
        if let Some(managed) = managed(&policy_type) {
            let policy = || managed.policy(policy_type.clone(), now);
            self.policies
                .entry(managed.id.to_owned())
                .or_insert_with(policy);
            let accounts_and_units = self.hierarchy.iter().map(|(child, _)| child);
            for target in accounts_and_units.chain([self.root.as_str()]) {
                let attached = self.attachments.entry(target.to_owned()).or_default();
                attached.push(managed.id.to_owned());
            }
        }
        self.policy_types.insert(policy_type);
    }
}
