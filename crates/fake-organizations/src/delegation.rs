//! What an organization's management account lets others do: member accounts that administer a
//! service, services that access the organization, and the resource policy.

mod administrators;
mod document;
mod resource_policy;
mod service_access;

use org_types::{Error, InvalidInputExceptionReason};

use crate::errors::{access_denied, invalid_input, not_in_use};
use crate::state::{Organization, State};

impl State {
    /// The organization in which the caller may call an operation that can be delegated: as the
    /// management account, by the resource policy, or, to read, as a delegated administrator.
    ///
    /// # Errors
    ///
    /// As for [`managed_by`](Self::managed_by).
    pub(crate) fn delegated(&self, caller: &str, operation: &str) -> Result<&Organization, Error> {
        let organization = self.organization_of(caller)?;
        let reads = operation.starts_with("List") || operation.starts_with("Describe");
        let may = organization.management_account == caller
            || reads && organization.delegations.contains_key(caller)
            || (organization.resource_policy.as_ref())
                .is_some_and(|policy| document::allows(&policy.content, caller, operation));
        if may {
            Ok(organization)
        } else {
            Err(access_denied(format!(
                "{operation} is not delegated to your account."
            )))
        }
    }

    /// [`delegated`](Self::delegated), to change the organization.
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

fn check_service(principal: &str) -> Result<(), Error> {
    if principal
        .strip_suffix(".amazonaws.com")
        .is_some_and(|name| !name.is_empty())
    {
        return Ok(());
    }
    Err(invalid_input(
        InvalidInputExceptionReason::UnrecognizedServicePrincipal,
        format!("{principal} is not a service principal: they end in .amazonaws.com."),
    ))
}
