//! Tags of accounts, the root, organizational units, policies and responsibility transfers.

use std::collections::BTreeMap;

use org_types::Tag;
use org_types::operation::*;

use crate::errors::*;
use crate::pages::Page;
use crate::state::State;

/// How many tags a resource can have (Organizations User Guide, "Tagging Organizations resources").
const MAX_TAGS: usize = 50;

impl State {
    pub(crate) fn tag_resource(&mut self, input: TagResourceRequest) -> Result<()> {
        let mut tags = self.tags(&input.resource_id)?;
        tags.extend(new_tags(input.tags)?);
        check_number(&tags)?;
        self.delegated_mut()?.tags.insert(input.resource_id, tags);
        Ok(())
    }

    /// Keys that the resource does not have are no error.
    pub(crate) fn untag_resource(&mut self, input: UntagResourceRequest) -> Result<()> {
        let mut tags = self.tags(&input.resource_id)?;
        input.tag_keys.iter().try_for_each(|key| check_key(key))?;
        tags.retain(|key, _| !input.tag_keys.contains(key));
        self.delegated_mut()?.tags.insert(input.resource_id, tags);
        Ok(())
    }

    pub(crate) fn list_tags_for_resource(
        &self,
        input: ListTagsForResourceRequest,
    ) -> Result<Page<Tag>> {
        let tags = self.tags(&input.resource_id)?;
        self.page(&input, &tags, |key, value| Some(Tag::new(key, value)))
    }

    fn tags(&self, id: &str) -> Result<BTreeMap<String, String>> {
        let organization = self.delegated()?;
        let policy = organization.policies.get(id);
        InvalidInput::TargetNotSupported.when(policy.is_some_and(|policy| policy.aws_managed))?;
        let resource_policy = organization.resource_policy.as_ref();
        let exists = organization.is_target(id)
            || policy.is_some()
            || resource_policy.is_some_and(|policy| policy.id == id)
            || self.transfer(&organization.management_account, id).is_ok();
        target_not_found.unless(exists)?;
        Ok(organization.tags.get(id).cloned().unwrap_or_default())
    }
}

/// Returns the tags of a new resource, once they are checked.
pub(crate) fn new_tags(tags: Vec<Tag>) -> Result<BTreeMap<String, String>> {
    let mut new = BTreeMap::new();
    for Tag { key, value, .. } in tags {
        check_key(&key)?;
        InvalidInput::DuplicateTagKey.when(new.insert(key, value).is_some())?;
    }
    check_number(&new)?;
    Ok(new)
}

fn check_key(key: &str) -> Result<()> {
    InvalidInput::InvalidSystemTagsParameter.when(key.to_lowercase().starts_with("aws:"))
}

fn check_number(tags: &BTreeMap<String, String>) -> Result<()> {
    Constraint::MaxTagLimitExceeded.unless(tags.len() <= MAX_TAGS)
}
