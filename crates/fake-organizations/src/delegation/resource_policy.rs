//! The resource policy: which member accounts may call operations of the management account.

use org_types::operation::*;
use org_types::{Error, InvalidInputException, Operation, ResourcePolicySummary};

use super::document;
use crate::errors::resource_policy_not_found;
use crate::state::{Organization, ResourcePolicy, State};
use crate::tags;

impl State {
    pub(crate) fn put_resource_policy(
        &mut self,
        caller: &str,
        input: PutResourcePolicyRequest,
    ) -> Result<PutResourcePolicyResponse, Error> {
        let existing = self
            .managed_by(caller)?
            .resource_policy
            .as_ref()
            .map(|policy| policy.id.clone());
        document::check(&input.content)?;
        let tags = tags::new_tags(input.tags.unwrap_or_default())?;
        if existing.is_some() && !tags.is_empty() {
            // The model has no reason for this.
            let message =
                "A resource policy gets tags when it is created: call TagResource to tag it later.";
            return Err(InvalidInputException::default().message(message).into());
        }
        let id = existing.unwrap_or_else(|| self.next_id("rp-", 10));
        let organization = self.managed_by_mut(caller)?;
        let policy = ResourcePolicy {
            id,
            content: input.content,
        };
        let response =
            PutResourcePolicyResponse::default().resource_policy(organization.describe(&policy));
        organization
            .tags
            .entry(policy.id.clone())
            .or_default()
            .extend(tags);
        organization.resource_policy = Some(policy);
        Ok(response)
    }

    pub(crate) fn describe_resource_policy(
        &self,
        caller: &str,
        _: DescribeResourcePolicyRequest,
    ) -> Result<DescribeResourcePolicyResponse, Error> {
        let organization = self.delegated(caller, DescribeResourcePolicy::NAME)?;
        let policy = organization.resource_policy.as_ref().ok_or_else(none)?;
        Ok(
            DescribeResourcePolicyResponse::default()
                .resource_policy(organization.describe(policy)),
        )
    }

    pub(crate) fn delete_resource_policy(
        &mut self,
        caller: &str,
        _: DeleteResourcePolicyRequest,
    ) -> Result<DeleteResourcePolicyResponse, Error> {
        let organization = self.managed_by_mut(caller)?;
        let policy = organization.resource_policy.take().ok_or_else(none)?;
        organization.tags.remove(&policy.id);
        Ok(DeleteResourcePolicyResponse::default())
    }
}

fn none() -> Error {
    resource_policy_not_found("The organization has no resource policy.")
}

impl Organization {
    fn describe(&self, policy: &ResourcePolicy) -> org_types::ResourcePolicy {
        let summary = ResourcePolicySummary::default()
            .id(&policy.id)
            .arn(self.arn("resourcepolicy", &policy.id));
        org_types::ResourcePolicy::default()
            .resource_policy_summary(summary)
            .content(&policy.content)
    }
}
