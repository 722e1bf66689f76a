//! Which policy types are enabled in the root.

use std::collections::BTreeSet;

use org_types::operation::*;
use org_types::{PolicyType, Root, Timestamp};

use super::kind::Kind;
use crate::errors::*;
use crate::state::{Organization, State};

impl State {
    pub(crate) fn enable_policy_type(&mut self, input: EnablePolicyTypeRequest) -> Result<Root> {
        let now = self.now;
        let organization = self.delegated_mut()?;
        let kind = Kind::of(&input.policy_type)?;
        root_not_found.unless(organization.root == input.root_id)?;
        organization.check_available()?;
        policy_type_already_enabled.when(organization.policy_types.contains(&input.policy_type))?;
        if let Some(service) = kind.service {
            organization.check_access(service)?;
        }
        organization.enable(input.policy_type, now);
        Ok(organization.root_summary())
    }

    pub(crate) fn disable_policy_type(&mut self, input: DisablePolicyTypeRequest) -> Result<Root> {
        let organization = self.delegated_mut()?;
        root_not_found.unless(organization.root == input.root_id)?;
        policy_type_not_enabled.unless(organization.policy_types.remove(&input.policy_type))?;
        let policies = organization.policies_of(&input.policy_type);
        let ids: BTreeSet<_> = policies.map(|policy| policy.id.clone()).collect();
        for attached in organization.attachments.values_mut() {
            attached.retain(|id| !ids.contains(id));
        }
        Ok(organization.root_summary())
    }
}

impl Organization {
    /// Enables a policy type and attaches the policy that AWS manages, if the type has one, to
    /// everything in the tree.
    pub(crate) fn enable(&mut self, policy_type: PolicyType, now: Timestamp) {
        if let Some(managed) = Kind::of(&policy_type).ok().and_then(|kind| kind.managed) {
            let policy = managed.policy(policy_type.clone(), now);
            self.policies.insert(managed.id.to_owned(), policy);
            let accounts_and_units = self.hierarchy.iter().map(|(child, _)| child);
            for target in accounts_and_units.chain([self.root.as_str()]) {
                let attached = self.attachments.entry(target.to_owned()).or_default();
                attached.push(managed.id.to_owned());
            }
        }
        self.policy_types.insert(policy_type);
    }
}
