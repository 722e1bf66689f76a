//! Policies: their life, and what they say.

mod attachments;
mod document;
mod effective;
mod kind;
mod merge;
mod types;
mod validate;

use org_types::operation::*;
use org_types::{
    ConstraintViolationExceptionReason, Error, InvalidInputExceptionReason, Operation,
    OrganizationFeatureSet, PolicySummary, PolicyType,
};

use crate::errors::{
    constraint_violation, duplicate_policy, invalid_input, policy_in_use, policy_not_found,
    policy_type_not_available,
};
use crate::pages::Pager;
use crate::policies::kind::Kind;
use crate::state::{Organization, Policy, State};
use crate::tags;

impl State {
    pub(crate) fn create_policy(
        &mut self,
        caller: &str,
        input: CreatePolicyRequest,
    ) -> Result<CreatePolicyResponse, Error> {
        let organization = self.delegated(caller, CreatePolicy::NAME)?;
        let policy_type = input.r#type;
        let kind = Kind::of(&policy_type)?;
        organization.check_available(&policy_type)?;
        let tags = tags::new_tags(input.tags.unwrap_or_default())?;
        document::check(&policy_type, &input.content)?;
        organization.check_policy_name(&policy_type, &input.name)?;
        if organization.policies_of(&policy_type).count() >= kind.max_policies {
            return Err(constraint_violation(
                ConstraintViolationExceptionReason::PolicyNumberLimitExceeded,
                format!(
                    "An organization has at most {} policies of this type.",
                    kind.max_policies
                ),
            ));
        }
        let policy = Policy {
            id: self.next_id("p-", 10),
            name: input.name,
            description: input.description,
            r#type: policy_type,
            content: input.content,
            aws_managed: false,
            updated: self.now,
        };
        let organization = self.delegated_mut(caller, CreatePolicy::NAME)?;
        let response =
            CreatePolicyResponse::default().policy(organization.policy_with_content(&policy));
        organization.tags.insert(policy.id.clone(), tags);
        organization.policies.insert(policy.id.clone(), policy);
        Ok(response)
    }

    pub(crate) fn describe_policy(
        &self,
        caller: &str,
        input: DescribePolicyRequest,
    ) -> Result<DescribePolicyResponse, Error> {
        let organization = self.delegated(caller, DescribePolicy::NAME)?;
        let policy = organization.policy(&input.policy_id)?;
        Ok(DescribePolicyResponse::default().policy(organization.policy_with_content(policy)))
    }

    pub(crate) fn update_policy(
        &mut self,
        caller: &str,
        input: UpdatePolicyRequest,
    ) -> Result<UpdatePolicyResponse, Error> {
        let now = self.now;
        let organization = self.delegated_mut(caller, UpdatePolicy::NAME)?;
        let mut policy = organization.own_policy(&input.policy_id)?.clone();
        if let Some(name) = input.name {
            if name != policy.name {
                organization.check_policy_name(&policy.r#type, &name)?;
            }
            policy.name = name;
        }
        if let Some(content) = input.content {
            document::check(&policy.r#type, &content)?;
            policy.content = content;
        }
        if let Some(description) = input.description {
            policy.description = description;
        }
        policy.updated = now;
        let response =
            UpdatePolicyResponse::default().policy(organization.policy_with_content(&policy));
        organization.policies.insert(policy.id.clone(), policy);
        Ok(response)
    }

    pub(crate) fn delete_policy(
        &mut self,
        caller: &str,
        input: DeletePolicyRequest,
    ) -> Result<DeletePolicyResponse, Error> {
        let organization = self.delegated_mut(caller, DeletePolicy::NAME)?;
        let id = organization.own_policy(&input.policy_id)?.id.clone();
        if organization
            .attachments
            .values()
            .any(|attached| attached.contains(&id))
        {
            return Err(policy_in_use(format!(
                "{id} is attached: detach it from all targets first."
            )));
        }
        organization.policies.remove(&id);
        organization.tags.remove(&id);
        Ok(DeletePolicyResponse::default())
    }

    pub(crate) fn list_policies(
        &self,
        caller: &str,
        input: ListPoliciesRequest,
    ) -> Result<ListPoliciesResponse, Error> {
        let organization = self.delegated(caller, ListPolicies::NAME)?;
        Kind::of(&input.filter)?;
        let pager = Pager::new(caller, &input)?;
        let policies = organization.policies.range::<str, _>(pager.range());
        let (page, token) = pager.page(
            policies
                .filter(|(_, policy)| policy.r#type == input.filter)
                .map(|(id, policy)| (id, organization.policy_summary(policy))),
        );
        let mut response = ListPoliciesResponse::default().policies(page);
        response.next_token = token;
        Ok(response)
    }
}

impl Organization {
    fn policy(&self, id: &str) -> Result<&Policy, Error> {
        self.policies
            .get(id)
            .ok_or_else(|| policy_not_found(format!("There is no policy {id}.")))
    }

    /// The policy, if it is the organization's own.
    fn own_policy(&self, id: &str) -> Result<&Policy, Error> {
        let policy = self.policy(id)?;
        if policy.aws_managed {
            return Err(invalid_input(
                InvalidInputExceptionReason::ImmutablePolicy,
                format!("AWS manages {id}: it can be neither changed nor deleted."),
            ));
        }
        Ok(policy)
    }

    fn policies_of(&self, policy_type: &PolicyType) -> impl Iterator<Item = &Policy> {
        self.policies
            .values()
            .filter(move |policy| policy.r#type == *policy_type)
    }

    fn check_available(&self, policy_type: &PolicyType) -> Result<(), Error> {
        if self.feature_set == OrganizationFeatureSet::All {
            return Ok(());
        }
        Err(policy_type_not_available(format!(
            "{policy_type} is not available before all features are enabled."
        )))
    }

    fn check_policy_name(&self, policy_type: &PolicyType, name: &str) -> Result<(), Error> {
        if self
            .policies_of(policy_type)
            .any(|policy| policy.name == name)
        {
            return Err(duplicate_policy(format!(
                "A policy of this type is already named {name}."
            )));
        }
        Ok(())
    }

    fn policy_summary(&self, policy: &Policy) -> PolicySummary {
        let directory = format!("{}/{}", policy.r#type.to_string().to_lowercase(), policy.id);
        let arn = if policy.aws_managed {
            format!("arn:aws:organizations::aws:policy/{directory}")
        } else {
            self.arn("policy", &directory)
        };
        PolicySummary::default()
            .id(&policy.id)
            .arn(arn)
            .name(&policy.name)
            .description(&policy.description)
            .r#type(policy.r#type.clone())
            .aws_managed(policy.aws_managed)
    }

    fn policy_with_content(&self, policy: &Policy) -> org_types::Policy {
        org_types::Policy::default()
            .policy_summary(self.policy_summary(policy))
            .content(&policy.content)
    }
}

/// The service that needs access to the organization as long as a policy type is enabled.
pub(crate) fn service_of(policy_type: &PolicyType) -> Option<&'static str> {
    Kind::of(policy_type).ok()?.service
}

/// The ID of the policy of a type that AWS manages, which allows everything.
pub(crate) fn full_access(policy_type: &PolicyType) -> Option<&'static str> {
    Some(kind::managed(policy_type)?.id)
}
