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
    ConstraintViolationExceptionReason as Reason, Error, InvalidInputExceptionReason, Operation,
    OrganizationFeatureSet, PolicySummary, PolicyType,
};

use crate::errors::{
    constraint_violation, duplicate_policy, ensure, invalid_input, policy_in_use, policy_not_found,
    policy_type_not_available,
};
use crate::pages::{Pager, list_response};
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
        let max = kind.max_policies;
        ensure(organization.policies_of(&policy_type).count() < max, || {
            let message = format!("An organization has at most {max} policies of this type.");
            constraint_violation(Reason::PolicyNumberLimitExceeded, message)
        })?;
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
        let summary = organization.policy_with_content(&policy);
        organization.tags.insert(policy.id.clone(), tags);
        organization.policies.insert(policy.id.clone(), policy);
        Ok(CreatePolicyResponse::default().policy(summary))
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
        if let Some(name) = input.name.filter(|name| *name != policy.name) {
            organization.check_policy_name(&policy.r#type, &name)?;
            policy.name = name;
        }
        if let Some(content) = input.content {
            document::check(&policy.r#type, &content)?;
            policy.content = content;
        }
        policy.description = input.description.unwrap_or(policy.description);
        policy.updated = now;
        let summary = organization.policy_with_content(&policy);
        organization.policies.insert(policy.id.clone(), policy);
        Ok(UpdatePolicyResponse::default().policy(summary))
    }

    pub(crate) fn delete_policy(
        &mut self,
        caller: &str,
        input: DeletePolicyRequest,
    ) -> Result<DeletePolicyResponse, Error> {
        let organization = self.delegated_mut(caller, DeletePolicy::NAME)?;
        let id = organization.own_policy(&input.policy_id)?.id.clone();
        let mut attachments = organization.attachments.values();
        ensure(!attachments.any(|attached| attached.contains(&id)), || {
            policy_in_use(format!("Detach {id} from all targets first."))
        })?;
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
        let pager = Pager::new(caller, &input)?;
        let policies = organization.policies.range::<str, _>(pager.range());
        let policies = policies.filter(|(_, policy)| policy.r#type == input.filter);
        let policies = policies.map(|(id, policy)| (id, organization.policy_summary(policy)));
        list_response!(ListPoliciesResponse, policies, pager.page(policies))
    }
}

impl Organization {
    fn policy(&self, id: &str) -> Result<&Policy, Error> {
        let policy = self.policies.get(id);
        policy.ok_or_else(|| policy_not_found(format!("There is no policy {id}.")))
    }

    /// Returns a policy, if it is the organization's own.
    fn own_policy(&self, id: &str) -> Result<&Policy, Error> {
        let policy = self.policy(id)?;
        ensure(!policy.aws_managed, || {
            let message = format!("AWS manages {id}: it can be neither changed nor deleted.");
            invalid_input(InvalidInputExceptionReason::ImmutablePolicy, message)
        })?;
        Ok(policy)
    }

    fn policies_of(&self, policy_type: &PolicyType) -> impl Iterator<Item = &Policy> {
        let policies = self.policies.values();
        policies.filter(move |policy| policy.r#type == *policy_type)
    }

    fn check_available(&self, policy_type: &PolicyType) -> Result<(), Error> {
        ensure(self.feature_set == OrganizationFeatureSet::All, || {
            policy_type_not_available(format!("{policy_type} needs all features enabled."))
        })
    }

    fn check_policy_name(&self, policy_type: &PolicyType, name: &str) -> Result<(), Error> {
        let mut policies = self.policies_of(policy_type);
        ensure(!policies.any(|policy| policy.name == name), || {
            duplicate_policy(format!("Another policy of this type has the name {name}."))
        })
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

/// Returns the service that needs access to the organization as long as a policy type is enabled.
pub(crate) fn service_of(policy_type: &PolicyType) -> Option<&'static str> {
    Kind::of(policy_type).ok()?.service
}

/// Returns the ID of the policy of a type that AWS manages, which allows everything.
pub(crate) fn full_access(policy_type: &PolicyType) -> Option<&'static str> {
    Some(Kind::of(policy_type).ok()?.managed?.id)
}
