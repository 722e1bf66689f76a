//! Policies: their life, and what they say.

mod attachments;
mod document;
mod effective;
mod kind;
mod merge;
mod types;
mod validate;

use org_types::operation::*;
use org_types::{Policy, PolicySummary, PolicyType};

use crate::errors::*;
use crate::pages::Page;
use crate::policies::kind::Kind;
use crate::state::{self, Organization, State};
use crate::tags;

impl State {
    pub(crate) fn create_policy(&mut self, input: CreatePolicyRequest) -> Result<Policy> {
        let organization = self.delegated()?;
        let policy_type = input.r#type;
        let kind = Kind::of(&policy_type)?;
        organization.check_available()?;
        let tags = tags::new_tags(input.tags.unwrap_or_default())?;
        document::check(&policy_type, &input.content)?;
        organization.check_policy_name(&policy_type, &input.name)?;
        let number = organization.policies_of(&policy_type).count();
        Constraint::PolicyNumberLimitExceeded.unless(number < kind.max_policies)?;
        let policy = state::Policy {
            id: self.next_id("p-", 10),
            name: input.name,
            description: input.description,
            r#type: policy_type,
            content: input.content,
            aws_managed: false,
            updated: self.now,
        };
        let organization = self.delegated_mut()?;
        organization.tags.insert(policy.id.clone(), tags);
        Ok(organization.insert_policy(policy))
    }

    pub(crate) fn describe_policy(&self, input: DescribePolicyRequest) -> Result<Policy> {
        let organization = self.delegated()?;
        Ok(organization.policy_with_content(organization.policy(&input.policy_id)?))
    }

    pub(crate) fn update_policy(&mut self, input: UpdatePolicyRequest) -> Result<Policy> {
        let now = self.now;
        let organization = self.delegated_mut()?;
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
        Ok(organization.insert_policy(policy))
    }

    pub(crate) fn delete_policy(&mut self, input: DeletePolicyRequest) -> Result<()> {
        let organization = self.delegated_mut()?;
        let id = organization.own_policy(&input.policy_id)?.id.clone();
        let mut attachments = organization.attachments.values();
        policy_in_use.when(attachments.any(|attached| attached.contains(&id)))?;
        organization.policies.remove(&id);
        organization.tags.remove(&id);
        Ok(())
    }

    pub(crate) fn list_policies(&self, input: ListPoliciesRequest) -> Result<Page<PolicySummary>> {
        let organization = self.delegated()?;
        self.page(&input, &organization.policies, |_, policy| {
            let is_listed = policy.r#type == input.filter;
            is_listed.then(|| organization.policy_summary(policy))
        })
    }
}

impl Organization {
    fn policy(&self, id: &str) -> Result<&state::Policy> {
        policy_not_found.if_none(self.policies.get(id))
    }

    /// Returns a policy, if it is the organization's own.
    fn own_policy(&self, id: &str) -> Result<&state::Policy> {
        let policy = self.policy(id)?;
        InvalidInput::ImmutablePolicy.when(policy.aws_managed)?;
        Ok(policy)
    }

    fn insert_policy(&mut self, policy: state::Policy) -> Policy {
        let described = self.policy_with_content(&policy);
        self.policies.insert(policy.id.clone(), policy);
        described
    }

    fn policies_of(&self, policy_type: &PolicyType) -> impl Iterator<Item = &state::Policy> {
        let policies = self.policies.values();
        policies.filter(move |policy| policy.r#type == *policy_type)
    }

    fn check_available(&self) -> Result<()> {
        policy_type_not_available.unless(self.has_all_features())
    }

    fn check_policy_name(&self, policy_type: &PolicyType, name: &str) -> Result<()> {
        let mut policies = self.policies_of(policy_type);
        duplicate_policy.when(policies.any(|policy| policy.name == name))
    }

    fn policy_summary(&self, policy: &state::Policy) -> PolicySummary {
        let directory = format!("{}/{}", policy.r#type.to_string().to_lowercase(), policy.id);
        let arn = match policy.aws_managed {
            true => format!("arn:aws:organizations::aws:policy/{directory}"),
            false => self.arn("policy", &directory),
        };
        PolicySummary::default()
            .id(&policy.id)
            .arn(arn)
            .name(&policy.name)
            .description(&policy.description)
            .r#type(policy.r#type.clone())
            .aws_managed(policy.aws_managed)
    }

    fn policy_with_content(&self, policy: &state::Policy) -> Policy {
        let described = Policy::default().content(&policy.content);
        described.policy_summary(self.policy_summary(policy))
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
