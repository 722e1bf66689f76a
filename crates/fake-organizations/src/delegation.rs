//! What an organization's management account lets others do: member accounts that administer a
//! service, services that access the organization, and the resource policy.

mod administrators;
mod document;
mod resource_policy;
mod service_access;

use org_types::{
    ConstraintViolationExceptionReason as Reason, Error, InvalidInputExceptionReason,
    OrganizationFeatureSet,
};

use crate::errors::{
    access_denied, account_not_found, constraint_violation, ensure, invalid_input, not_in_use,
};
use crate::state::{Organization, State};

impl State {
    /// Returns the organization in which the caller may call an operation that can be delegated: as
    /// the management account, by the resource policy, or, to read, as a delegated administrator.
    ///
    /// # Errors
    ///
    /// As for [`managed_by`](Self::managed_by).
    pub(crate) fn delegated(&self, caller: &str, operation: &str) -> Result<&Organization, Error> {
        let organization = self.organization_of(caller)?;
        let reads = operation.starts_with("List") || operation.starts_with("Describe");
        let policy = organization.resource_policy.as_ref();
        let may = organization.management_account == caller
            || reads && organization.delegations.contains_key(caller)
            || policy.is_some_and(|it| document::allows(&it.content, caller, operation));
        ensure(may, || {
            access_denied(format!("{operation} is not delegated to your account."))
        })?;
        Ok(organization)
    }

    /// Returns the organization of [`delegated`](Self::delegated), to change it.
    pub(crate) fn delegated_mut(
        &mut self,
        caller: &str,
        operation: &str,
    ) -> Result<&mut Organization, Error> {
        let id = self.delegated(caller, operation)?.id.clone();
        self.organizations
            .get_mut(&id)
            .ok_or_else(|| not_in_use("The organization is gone."))
    }
}

impl Organization {
    pub(crate) fn check_all_features(&self) -> Result<(), Error> {
        ensure(self.feature_set == OrganizationFeatureSet::All, || {
            let message = "Enable all features of the organization first.";
            constraint_violation(Reason::OrganizationNotInAllFeaturesMode, message)
        })
    }

    pub(crate) fn check_access(&self, service: &str) -> Result<(), Error> {
        ensure(self.service_access.contains_key(service), || {
            let message = format!("Call EnableAWSServiceAccess for {service} first.");
            constraint_violation(Reason::ServiceAccessNotEnabled, message)
        })
    }

    pub(crate) fn check_member(&self, account: &str) -> Result<(), Error> {
        ensure(self.members.contains_key(account), || {
            account_not_found(format!("Account {account} is not in the organization."))
        })
    }
}

fn check_service(principal: &str) -> Result<(), Error> {
    let name = principal.strip_suffix(".amazonaws.com");
    ensure(name.is_some_and(|name| !name.is_empty()), || {
        let message =
            format!("{principal} is not a service principal: they end in .amazonaws.com.");
        invalid_input(
            InvalidInputExceptionReason::UnrecognizedServicePrincipal,
            message,
        )
    })
}
