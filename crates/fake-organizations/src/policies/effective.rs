//! The policies that are in force for an account, merged: its effective policy.

use org_types::operation::*;
use org_types::{
    ConstraintViolationExceptionReason, EffectivePolicy, EffectivePolicyType, Error,
    InvalidInputExceptionReason, Operation, OrganizationFeatureSet, PolicyType,
};
use serde_json::Value;

use super::kind::{Kind, Syntax};
use super::merge::Merged;
use super::validate::problems;
use crate::errors::{
    account_not_found, constraint_violation, effective_policy_not_found, invalid_input, service,
    target_not_found,
};
use crate::ids::is_account_id;
use crate::pages::Pager;
use crate::state::{Organization, State};

impl State {
    /// Every account can see its own effective policies, other accounts' only those who may read.
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
        if !is_account_id(target) {
            return Err(invalid_input(
                InvalidInputExceptionReason::TargetNotSupported,
                "Only accounts have effective policies, not the root or organizational units.",
            ));
        }
        if !organization.members.contains_key(target) {
            return Err(target_not_found(format!(
                "There is no account {target} in the organization."
            )));
        }
        let merged = organization.merged(target, &policy_type);
        if merged.is_empty() {
            return Err(none(&policy_type));
        }
        let content = serde_json::to_string(&merged.document()).map_err(|problem| {
            service(format!("The policy cannot be written as JSON: {problem}."))
        })?;
        let sources = merged.sources(&[]);
        let updated = sources
            .iter()
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
        let invalid = members
            .filter(|(id, _)| {
                !problems(&policy_type, &organization.merged(id, &policy_type)).is_empty()
            })
            .filter_map(|(id, _)| Some((id, self.member(organization, id).ok()?)));
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
        if !organization.members.contains_key(account) {
            return Err(account_not_found(format!(
                "There is no account {account} in the organization."
            )));
        }
        let merged = organization.merged(account, &policy_type);
        if merged.is_empty() {
            return Err(none(&policy_type));
        }
        let pager = Pager::new(caller, &input)?;
        let problems = problems(&policy_type, &merged).into_iter().enumerate();
        let (page, token) = pager.page(
            problems
                .map(|(number, problem)| (format!("{number:08}"), problem))
                .filter(|(key, _)| pager.after().is_none_or(|after| key.as_str() > after)),
        );
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
    /// The policy type, if it has effective policies and is enabled.
    fn check_effective(&self, policy_type: &EffectivePolicyType) -> Result<PolicyType, Error> {
        let policy_type = PolicyType::from(policy_type.to_string());
        if !matches!(Kind::of(&policy_type)?.syntax, Syntax::Management(_)) {
            return Err(invalid_input(
                InvalidInputExceptionReason::InvalidEnumPolicyType,
                format!(
                    "{policy_type} is not merged: only management policies have effective policies."
                ),
            ));
        }
        if self.feature_set != OrganizationFeatureSet::All {
            return Err(constraint_violation(
                ConstraintViolationExceptionReason::OrganizationNotInAllFeaturesMode,
                "Policies are available after all features are enabled.",
            ));
        }
        if !self.policy_types.contains(&policy_type) {
            return Err(effective_policy_not_found(format!(
                "{policy_type} is not enabled in the root."
            )));
        }
        Ok(policy_type)
    }

    fn merged(&self, account: &str, policy_type: &PolicyType) -> Merged {
        let mut path: Vec<_> = self.hierarchy.path_up(account).collect();
        path.reverse();
        let mut merged = Merged::default();
        for target in path {
            let attached = self.attached(target, policy_type).into_iter();
            let documents: Vec<(&str, Value)> = attached
                .filter_map(|policy| {
                    Some((
                        policy.id.as_str(),
                        serde_json::from_str(&policy.content).ok()?,
                    ))
                })
                .collect();
            merged.descend(documents.iter().map(|(id, document)| (*id, document)));
        }
        merged
    }
}
