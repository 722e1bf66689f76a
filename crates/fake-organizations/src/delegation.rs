//! What an organization's management account lets others do: member accounts that administer a
//! service, services that access the organization, and the resource policy.

mod administrators;
mod document;
mod resource_policy;
mod service_access;

use org_types::OrganizationFeatureSet;

use crate::errors::*;
use crate::state::{Organization, State};

impl State {
    /// Returns the organization in which the caller may call its operation, which can be delegated: as
    /// the management account, by the resource policy, or, to read, as a delegated administrator.
    pub(crate) fn delegated(&self) -> Result<&Organization> {
        let (caller, operation) = (&self.caller, self.operation);
        let organization = self.organization_of(caller)?;
        let reads = operation.starts_with("List") || operation.starts_with("Describe");
        let policy = organization.resource_policy.as_ref();
        let may = organization.management_account == *caller
            || reads && organization.delegations.contains_key(caller)
            || policy.is_some_and(|it| document::allows(&it.content, caller, operation));
        not_delegated.unless(may)?;
        Ok(organization)
    }

    /// Returns the organization of [`delegated`](Self::delegated), to change it.
    pub(crate) fn delegated_mut(&mut self) -> Result<&mut Organization> {
        let id = self.delegated()?.id.clone();
        not_in_use.if_none(self.organizations.get_mut(&id))
    }
}

impl Organization {
    pub(crate) fn has_all_features(&self) -> bool {
        self.feature_set == OrganizationFeatureSet::All
    }

    pub(crate) fn check_all_features(&self) -> Result<()> {
        Constraint::OrganizationNotInAllFeaturesMode.unless(self.has_all_features())
    }

    pub(crate) fn check_access(&self, service: &str) -> Result<()> {
        Constraint::ServiceAccessNotEnabled.unless(self.service_access.contains_key(service))
    }

    pub(crate) fn check_member(&self, account: &str) -> Result<()> {
        account_not_found.unless(self.members.contains_key(account))
    }
}

fn check_service(principal: &str) -> Result<()> {
    let name = principal.strip_suffix(".amazonaws.com").unwrap_or_default();
    InvalidInput::UnrecognizedServicePrincipal.when(name.is_empty())
}
