//! Which policy types are enabled in the root.

use std::collections::BTreeSet;

use org_types::operation::*;
use org_types::{Error, Operation, PolicyType, Timestamp};

use super::kind::Kind;
use crate::errors::{ensure, policy_type_already_enabled, policy_type_not_enabled, root_not_found};
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
        ensure(
            !organization.policy_types.contains(&input.policy_type),
            || policy_type_already_enabled(format!("{} is already enabled.", input.policy_type)),
        )?;
        kind.service
            .map_or(Ok(()), |service| organization.check_access(service))?;
        organization.enable(input.policy_type, now);
        Ok(EnablePolicyTypeResponse::default().root(organization.root_summary()))
    }

    pub(crate) fn disable_policy_type(
        &mut self,
        caller: &str,
        input: DisablePolicyTypeRequest,
    ) -> Result<DisablePolicyTypeResponse, Error> {
        let organization = self.delegated_mut(caller, DisablePolicyType::NAME)?;
        organization.check_root(&input.root_id)?;
        ensure(organization.policy_types.remove(&input.policy_type), || {
            policy_type_not_enabled(format!("{} is not enabled.", input.policy_type))
        })?;
        let policies = organization.policies_of(&input.policy_type);
        let ids: BTreeSet<_> = policies.map(|policy| policy.id.clone()).collect();
        for attached in organization.attachments.values_mut() {
            attached.retain(|id| !ids.contains(id));
        }
        Ok(DisablePolicyTypeResponse::default().root(organization.root_summary()))
    }
}

impl Organization {
    fn check_root(&self, id: &str) -> Result<(), Error> {
        ensure(self.root == id, || {
            root_not_found(format!("There is no root {id}."))
        })
    }

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
