//! Tags of accounts, the root, organizational units, policies and responsibility transfers.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{
    ConstraintViolationExceptionReason, Error, InvalidInputExceptionReason, Operation, Tag,
};

use crate::errors::{constraint_violation, invalid_input, target_not_found};
use crate::pages::Pager;
use crate::state::{Organization, State};

/// How many tags a resource can have (Organizations User Guide, "Tagging Organizations resources").
const MAX_TAGS: usize = 50;

impl State {
    pub(crate) fn tag_resource(
        &mut self,
        caller: &str,
        input: TagResourceRequest,
    ) -> Result<TagResourceResponse, Error> {
        let organization = self.delegated(caller, TagResource::NAME)?;
        self.check_taggable(organization, &input.resource_id)?;
        let mut tags = organization
            .tags
            .get(&input.resource_id)
            .cloned()
            .unwrap_or_default();
        tags.extend(new_tags(input.tags)?);
        check_number(&tags)?;
        let organization = self.delegated_mut(caller, TagResource::NAME)?;
        organization.tags.insert(input.resource_id, tags);
        Ok(TagResourceResponse::default())
    }

    /// Keys that the resource does not have are no error.
    pub(crate) fn untag_resource(
        &mut self,
        caller: &str,
        input: UntagResourceRequest,
    ) -> Result<UntagResourceResponse, Error> {
        let organization = self.delegated(caller, UntagResource::NAME)?;
        self.check_taggable(organization, &input.resource_id)?;
        input.tag_keys.iter().try_for_each(|key| check_key(key))?;
        let organization = self.delegated_mut(caller, UntagResource::NAME)?;
        if let Some(tags) = organization.tags.get_mut(&input.resource_id) {
            tags.retain(|key, _| !input.tag_keys.contains(key));
        }
        Ok(UntagResourceResponse::default())
    }

    pub(crate) fn list_tags_for_resource(
        &self,
        caller: &str,
        input: ListTagsForResourceRequest,
    ) -> Result<ListTagsForResourceResponse, Error> {
        let organization = self.delegated(caller, ListTagsForResource::NAME)?;
        self.check_taggable(organization, &input.resource_id)?;
        let pager = Pager::new(caller, &input)?;
        let none = BTreeMap::new();
        let tags = organization.tags.get(&input.resource_id).unwrap_or(&none);
        let tags = tags.range::<str, _>(pager.range());
        let (page, token) = pager.page(tags.map(|(key, value)| (key, Tag::new(key, value))));
        let mut response = ListTagsForResourceResponse::default().tags(page);
        response.next_token = token;
        Ok(response)
    }

    fn check_taggable(&self, organization: &Organization, id: &str) -> Result<(), Error> {
        if organization
            .policies
            .get(id)
            .is_some_and(|policy| policy.aws_managed)
        {
            return Err(invalid_input(
                InvalidInputExceptionReason::TargetNotSupported,
                format!("AWS manages {id}: it cannot have tags."),
            ));
        }
        let manager = &organization.management_account;
        let exists = organization.is_target(id)
            || organization.policies.contains_key(id)
            || organization
                .resource_policy
                .as_ref()
                .is_some_and(|policy| policy.id == id)
            || self
                .transfers
                .get(id)
                .is_some_and(|it| it.target == *manager || it.source == *manager);
        if exists {
            Ok(())
        } else {
            Err(target_not_found(format!("There is no resource {id}.")))
        }
    }
}

/// Checks the tags of a new resource.
///
/// # Errors
///
/// `InvalidInputException` for a key that is given twice or reserved for AWS, and
/// `ConstraintViolationException` for more tags than a resource can have.
pub(crate) fn new_tags(tags: Vec<Tag>) -> Result<BTreeMap<String, String>, Error> {
    let mut new = BTreeMap::new();
    for Tag { key, value, .. } in tags {
        check_key(&key)?;
        if new.contains_key(&key) {
            return Err(invalid_input(
                InvalidInputExceptionReason::DuplicateTagKey,
                format!("The tag key {key} is given twice."),
            ));
        }
        new.insert(key, value);
    }
    check_number(&new)?;
    Ok(new)
}

fn check_key(key: &str) -> Result<(), Error> {
    if key.to_lowercase().starts_with("aws:") {
        return Err(invalid_input(
            InvalidInputExceptionReason::InvalidSystemTagsParameter,
            format!("The tag key {key} is reserved: keys that begin with aws: are AWS's own."),
        ));
    }
    Ok(())
}

fn check_number(tags: &BTreeMap<String, String>) -> Result<(), Error> {
    if tags.len() > MAX_TAGS {
        return Err(constraint_violation(
            ConstraintViolationExceptionReason::MaxTagLimitExceeded,
            format!("A resource has at most {MAX_TAGS} tags."),
        ));
    }
    Ok(())
}
