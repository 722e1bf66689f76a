//! The policies that are in force for an account, merged: its effective policy.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{EffectivePolicy, EffectivePolicyType, PolicyType};
use serde_json::Value;

use super::kind::{Kind, Syntax};
use super::merge::Merged;
use super::validate::problems;
use crate::errors::*;
use crate::ids::is_account_id;
use crate::state::{Organization, State};

impl State {
    /// Describes the effective policy of the caller, or of another account to those who may read.
    pub(crate) fn describe_effective_policy(
        &self,
        input: DescribeEffectivePolicyRequest,
    ) -> Result<EffectivePolicy> {
        let target = input.target_id.as_ref().unwrap_or(&self.caller);
        let organization = match *target == self.caller {
            true => self.organization_of(target)?,
            false => self.delegated()?,
        };
        let policy_type = organization.check_effective(&input.policy_type)?;
        InvalidInput::TargetNotSupported.unless(is_account_id(target))?;
        organization.check_target(target)?;
        let merged = organization.merged(target, &policy_type)?;
        let sources = merged.sources(&[]).into_iter();
        let policies = sources.filter_map(|id| organization.policies.get(id));
        let updated = policies.map(|policy| policy.updated).max();
        Ok(EffectivePolicy::default()
            .policy_content(Value::Object(merged.document()).to_string())
            .last_updated_timestamp(updated.unwrap_or(self.now))
            .target_id(target)
            .policy_type(input.policy_type))
    }

    pub(crate) fn list_accounts_with_invalid_effective_policy(
        &self,
        input: ListAccountsWithInvalidEffectivePolicyRequest,
    ) -> Result<ListAccountsWithInvalidEffectivePolicyResponse> {
        let organization = self.delegated()?;
        let policy_type = organization.check_effective(&input.policy_type)?;
        let page = self.page(&input, &organization.members, |id, _| {
            let merged = organization.merged(id, &policy_type).ok()?;
            let is_invalid = !problems(&policy_type, &merged).is_empty();
            self.member(organization, id).ok().filter(|_| is_invalid)
        })?;
        let mut response = ListAccountsWithInvalidEffectivePolicyResponse::default()
            .accounts(page.items)
            .policy_type(input.policy_type);
        response.next_token = page.next_token;
        Ok(response)
    }

    pub(crate) fn list_effective_policy_validation_errors(
        &self,
        input: ListEffectivePolicyValidationErrorsRequest,
    ) -> Result<ListEffectivePolicyValidationErrorsResponse> {
        let organization = self.delegated()?;
        let policy_type = organization.check_effective(&input.policy_type)?;
        organization.check_member(&input.account_id)?;
        let merged = organization.merged(&input.account_id, &policy_type)?;
        let problems = problems(&policy_type, &merged).into_iter().enumerate();
        let problems = problems.map(|(number, problem)| (format!("{number:08}"), problem));
        let problems: BTreeMap<_, _> = problems.collect();
        let page = self.page(&input, &problems, |_, problem| Some(problem.clone()))?;
        let mut response = ListEffectivePolicyValidationErrorsResponse::default()
            .path(organization.path(&input.account_id))
            .account_id(input.account_id)
            .policy_type(input.policy_type)
            .evaluation_timestamp(self.now)
            .effective_policy_validation_errors(page.items);
        response.next_token = page.next_token;
        Ok(response)
    }
}

impl Organization {
    /// Returns the policy type, if its policies are merged and it is enabled.
    fn check_effective(&self, policy_type: &EffectivePolicyType) -> Result<PolicyType> {
        self.check_all_features()?;
        let policy_type = PolicyType::from(policy_type.as_str());
        let syntax = Kind::of(&policy_type)?.syntax;
        InvalidInput::InvalidEnumPolicyType.unless(matches!(syntax, Syntax::Management(_)))?;
        effective_policy_not_found.unless(self.policy_types.contains(&policy_type))?;
        Ok(policy_type)
    }

    /// Returns the policies of a type that are in force for an account, if there are any, merged.
    fn merged(&self, account: &str, policy_type: &PolicyType) -> Result<Merged> {
        let mut path: Vec<_> = self.hierarchy.path_up(account).collect();
        path.reverse();
        let mut merged = Merged::default();
        for target in path {
            let attached = self.attached(target, policy_type).into_iter();
            merged.descend(attached.filter_map(|policy| {
                let document = serde_json::from_str(&policy.content).ok()?;
                Some((policy.id.as_str(), document))
            }));
        }
        effective_policy_not_found.when(merged.is_empty())?;
        Ok(merged)
    }
}
