//! The resource policy: which member accounts may call operations of the management account.

use org_types::operation::*;
use org_types::{ResourcePolicy, ResourcePolicySummary};

use super::document;
use crate::errors::*;
use crate::state::{self, Organization, State};
use crate::tags::new_tags;

impl State {
    pub(crate) fn put_resource_policy(
        &mut self,
        input: PutResourcePolicyRequest,
    ) -> Result<ResourcePolicy> {
        let existing = self.managed()?.resource_policy.as_ref();
        let existing = existing.map(|policy| policy.id.clone());
        document::check(&input.content)?;
        let tags = new_tags(input.tags.unwrap_or_default())?;
        resource_policy_exists.when(existing.is_some() && !tags.is_empty())?;
        let id = existing.unwrap_or_else(|| self.next_id("rp-", 10));
        let organization = self.managed_mut()?;
        let all_tags = organization.tags.entry(id.clone()).or_default();
        all_tags.extend(tags);
        let content = input.content;
        organization.resource_policy = Some(state::ResourcePolicy { id, content });
        organization.resource_policy()
    }

    pub(crate) fn describe_resource_policy(
        &self,
        _: DescribeResourcePolicyRequest,
    ) -> Result<ResourcePolicy> {
        self.delegated()?.resource_policy()
    }

    pub(crate) fn delete_resource_policy(&mut self, _: DeleteResourcePolicyRequest) -> Result<()> {
        let organization = self.managed_mut()?;
        let policy = resource_policy_not_found.if_none(organization.resource_policy.take())?;
        organization.tags.remove(&policy.id);
        Ok(())
    }
}

impl Organization {
    fn resource_policy(&self) -> Result<ResourcePolicy> {
        let policy = resource_policy_not_found.if_none(self.resource_policy.as_ref())?;
        let arn = self.arn("resourcepolicy", &policy.id);
        let summary = ResourcePolicySummary::default().id(&policy.id).arn(arn);
        let described = ResourcePolicy::default().content(&policy.content);
        Ok(described.resource_policy_summary(summary))
    }
}
