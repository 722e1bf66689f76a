//! Tags of accounts, the root, organizational units, policies and responsibility transfers.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{
    ConstraintViolationExceptionReason, Error, InvalidInputExceptionReason, Operation, Tag,
};

use crate::errors::{constraint_violation, ensure, invalid_input, target_not_found};
use crate::pages::{Pager, list_response};
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
        let tags = organization.tags.get(&input.resource_id);
        let mut tags = tags.cloned().unwrap_or_default();
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
        list_response!(
            ListTagsForResourceResponse,
            tags,
            pager.page(tags.map(|(key, value)| (key, Tag::new(key, value))))
        )
    }

    fn check_taggable(&self, organization: &Organization, id: &str) -> Result<(), Error> {
        let policy = organization.policies.get(id);
        ensure(policy.is_none_or(|policy| !policy.aws_managed), || {
            let message = format!("AWS manages {id}: it cannot have tags.");
            invalid_input(InvalidInputExceptionReason::TargetNotSupported, message)
        })?;
        let resource_policy = organization.resource_policy.as_ref();
        let exists = organization.is_target(id)
            || policy.is_some()
            || resource_policy.is_some_and(|policy| policy.id == id)
            || self.transfer(&organization.management_account, id).is_ok();
        ensure(exists, || {
            target_not_found(format!("There is no resource {id}."))
        })
    }
}

/// Returns the tags of a new resource, once they are checked.
///
/// # Errors
///
/// Returns `InvalidInputException` for a key that is given twice or reserved for AWS, and
/// `ConstraintViolationException` for more tags than a resource can have.
pub(crate) fn new_tags(tags: Vec<Tag>) -> Result<BTreeMap<String, String>, Error> {
    let mut new = BTreeMap::new();
    for Tag { key, value, .. } in tags {
        check_key(&key)?;
        ensure(!new.contains_key(&key), || {
            let message = format!("The tag key {key} is given twice.");
            invalid_input(InvalidInputExceptionReason::DuplicateTagKey, message)
        })?;
        new.insert(key, value);
    }
    check_number(&new)?;
    Ok(new)
}

fn check_key(key: &str) -> Result<(), Error> {
    ensure(!key.to_lowercase().starts_with("aws:"), || {
        let message = format!("{key} is reserved: tag keys that begin with aws: are AWS's own.");
        invalid_input(
            InvalidInputExceptionReason::InvalidSystemTagsParameter,
            message,
        )
    })
}

fn check_number(tags: &BTreeMap<String, String>) -> Result<(), Error> {
    ensure(tags.len() <= MAX_TAGS, || {
        let reason = ConstraintViolationExceptionReason::MaxTagLimitExceeded;
        constraint_violation(reason, format!("A resource has at most {MAX_TAGS} tags."))
    })
}
