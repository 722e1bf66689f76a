//! The policies that are in force for an account, merged: its effective policy.

use org_types::operation::*;
use org_types::{
    EffectivePolicy, EffectivePolicyType, Error, InvalidInputExceptionReason, Operation, PolicyType,
};
use serde_json::Value;

use super::kind::{Kind, Syntax};
use super::merge::Merged;
use super::validate::problems;
use crate::errors::{effective_policy_not_found, ensure, invalid_input};
use crate::ids::is_account_id;
use crate::pages::Pager;
use crate::state::{Organization, State};

impl State {
    /// Describes the effective policy of the caller, or of another account to those who may read.
    pub(crate) fn describe_effective_policy(
        &self,
        caller: &str,
        input: DescribeEffectivePolicyRequest,
    ) -> Result<DescribeEffectivePolicyResponse, Error> {
        let target = input.target_id.as_deref().unwrap_or(caller);
        let organization = if target == caller {
            self.organization_of(caller)?
        } else {
            self.delegated(caller, DescribeEffectivePolicy::NAME)?
        };
        let policy_type = organization.check_effective(&input.policy_type)?;
        ensure(is_account_id(target), || {
            let message = "Only accounts have effective policies, not the root or units.";
            invalid_input(InvalidInputExceptionReason::TargetNotSupported, message)
        })?;
        organization.check_target(target)?;
        let merged = organization.merged(target, &policy_type);
        ensure(!merged.is_empty(), || none(&policy_type))?;
        let content = Value::Object(merged.document()).to_string();
        let sources = merged.sources(&[]).into_iter();
        let updated = sources
            .filter_map(|id| Some(organization.policies.get(id)?.updated))
            .max();
        let effective = EffectivePolicy::default()
            .policy_content(content)
            .last_updated_timestamp(updated.unwrap_or(self.now))
            .target_id(target)
            .policy_type(input.policy_type);
        Ok(DescribeEffectivePolicyResponse::default().effective_policy(effective))
    }

    pub(crate) fn list_accounts_with_invalid_effective_policy(
        &self,
        caller: &str,
        input: ListAccountsWithInvalidEffectivePolicyRequest,
    ) -> Result<ListAccountsWithInvalidEffectivePolicyResponse, Error> {
        let organization = self.delegated(caller, ListAccountsWithInvalidEffectivePolicy::NAME)?;
        let policy_type = organization.check_effective(&input.policy_type)?;
        let pager = Pager::new(caller, &input)?;
        let members = organization.members.range::<str, _>(pager.range());
        let is_invalid = |account: &str| {
            !problems(&policy_type, &organization.merged(account, &policy_type)).is_empty()
        };
        let invalid = members.filter(|(id, _)| is_invalid(id));
        let invalid = invalid.filter_map(|(id, _)| Some((id, self.member(organization, id).ok()?)));
        let (page, token) = pager.page(invalid);
        let mut response = ListAccountsWithInvalidEffectivePolicyResponse::default()
            .accounts(page)
            .policy_type(input.policy_type);
        response.next_token = token;
        Ok(response)
    }

    pub(crate) fn list_effective_policy_validation_errors(
        &self,
        caller: &str,
        input: ListEffectivePolicyValidationErrorsRequest,
    ) -> Result<ListEffectivePolicyValidationErrorsResponse, Error> {
        let organization = self.delegated(caller, ListEffectivePolicyValidationErrors::NAME)?;
        let policy_type = organization.check_effective(&input.policy_type)?;
        let account = &input.account_id;
        organization.check_member(account)?;
        let merged = organization.merged(account, &policy_type);
        ensure(!merged.is_empty(), || none(&policy_type))?;
        let pager = Pager::new(caller, &input)?;
        let problems = problems(&policy_type, &merged).into_iter().enumerate();
        let problems = problems.map(|(number, problem)| (format!("{number:08}"), problem));
        let is_left = |key: &str| pager.after().is_none_or(|after| key > after);
        let (page, token) = pager.page(problems.filter(|(key, _)| is_left(key)));
        let mut response = ListEffectivePolicyValidationErrorsResponse::default()
            .account_id(account)
            .policy_type(input.policy_type.clone())
            .path(organization.path(account))
            .evaluation_timestamp(self.now)
            .effective_policy_validation_errors(page);
        response.next_token = token;
        Ok(response)
    }
}

fn none(policy_type: &PolicyType) -> Error {
    effective_policy_not_found(format!("The account has no effective {policy_type}."))
}

impl Organization {
    /// Returns the policy type, if its policies are merged and it is enabled.
    fn check_effective(&self, policy_type: &EffectivePolicyType) -> Result<PolicyType, Error> {
        self.check_all_features()?;
        let policy_type = PolicyType::from(policy_type.as_str());
        let syntax = Kind::of(&policy_type)?.syntax;
        ensure(matches!(syntax, Syntax::Management(_)), || {
            let message = format!("{policy_type} has no effective policy.");
            invalid_input(InvalidInputExceptionReason::InvalidEnumPolicyType, message)
        })?;
        ensure(self.policy_types.contains(&policy_type), || {
            effective_policy_not_found(format!("{policy_type} is not enabled in the root."))
        })?;
        Ok(policy_type)
    }

    fn merged(&self, account: &str, policy_type: &PolicyType) -> Merged {
        let mut path: Vec<_> = self.hierarchy.path_up(account).collect();
        path.reverse();
        let mut merged = Merged::default();
        for target in path {
            let attached = self.attached(target, policy_type).into_iter();
            merged.descend(attached.filter_map(|policy| {
                Some((
                    policy.id.as_str(),
                    serde_json::from_str(&policy.content).ok()?,
                ))
            }));
        }
        merged
    }
}
