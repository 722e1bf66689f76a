//! The resource policy: which member accounts may call operations of the management account.

use org_types::operation::*;
use org_types::{Error, InvalidInputException, Operation, ResourcePolicySummary};

use super::document;
use crate::errors::{ensure, resource_policy_not_found};
use crate::state::{Organization, ResourcePolicy, State};
use crate::tags::new_tags;

impl State {
    pub(crate) fn put_resource_policy(
        &mut self,
        caller: &str,
        input: PutResourcePolicyRequest,
    ) -> Result<PutResourcePolicyResponse, Error> {
        let existing = self.managed_by(caller)?.resource_policy.as_ref();
        let existing = existing.map(|policy| policy.id.clone());
        document::check(&input.content)?;
        let tags = new_tags(input.tags.unwrap_or_default())?;
        ensure(existing.is_none() || tags.is_empty(), || {
            // The model has no reason for this.
            let message = "The resource policy exists: call TagResource to tag it.";
            InvalidInputException::default().message(message).into()
        })?;
        let id = existing.unwrap_or_else(|| self.next_id("rp-", 10));
        let organization = self.managed_by_mut(caller)?;
        organization
            .tags
            .entry(id.clone())
            .or_default()
            .extend(tags);
        let policy = ResourcePolicy {
            id,
            content: input.content,
        };
        let summary = organization.describe(&policy);
        organization.resource_policy = Some(policy);
        Ok(PutResourcePolicyResponse::default().resource_policy(summary))
    }

    pub(crate) fn describe_resource_policy(
        &self,
        caller: &str,
        _: DescribeResourcePolicyRequest,
    ) -> Result<DescribeResourcePolicyResponse, Error> {
        let organization = self.delegated(caller, DescribeResourcePolicy::NAME)?;
        let policy = organization.resource_policy.as_ref().ok_or_else(none)?;
        let policy = organization.describe(policy);
        Ok(DescribeResourcePolicyResponse::default().resource_policy(policy))
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
        let arn = self.arn("resourcepolicy", &policy.id);
        let summary = ResourcePolicySummary::default().id(&policy.id).arn(arn);
        let summary = org_types::ResourcePolicy::default().resource_policy_summary(summary);
        summary.content(&policy.content)
    }
}
