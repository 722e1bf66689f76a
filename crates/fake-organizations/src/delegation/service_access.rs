//! Services that have access to the organization ("trusted access").

use org_types::operation::*;
use org_types::{ConstraintViolationExceptionReason, EnabledServicePrincipal, Error, Operation};

use super::check_service;
use crate::errors::{constraint_violation, ensure};
use crate::pages::{Pager, list_response};
use crate::policies::service_of;
use crate::state::State;

impl State {
    /// Access that a service has already keeps its date.
    pub(crate) fn enable_aws_service_access(
        &mut self,
        caller: &str,
        input: EnableAwsServiceAccessRequest,
    ) -> Result<EnableAwsServiceAccessResponse, Error> {
        let now = self.now;
        let organization = self.managed_by_mut(caller)?;
        check_service(&input.service_principal)?;
        organization.check_all_features()?;
        organization
            .service_access
            .entry(input.service_principal)
            .or_insert(now);
        Ok(EnableAwsServiceAccessResponse::default())
    }

    /// Taking away access that a service does not have is no error.
    pub(crate) fn disable_aws_service_access(
        &mut self,
        caller: &str,
        input: DisableAwsServiceAccessRequest,
    ) -> Result<DisableAwsServiceAccessResponse, Error> {
        let organization = self.managed_by_mut(caller)?;
        check_service(&input.service_principal)?;
        let mut needed = organization.policy_types.iter().filter_map(service_of);
        ensure(
            !needed.any(|service| service == input.service_principal),
            || {
                let reason = ConstraintViolationExceptionReason::PolicyTypeEnabledForThisService;
                constraint_violation(
                    reason,
                    "Disable the policy type that needs the service first.",
                )
            },
        )?;
        organization.service_access.remove(&input.service_principal);
        Ok(DisableAwsServiceAccessResponse::default())
    }

    pub(crate) fn list_aws_service_access_for_organization(
        &self,
        caller: &str,
        input: ListAwsServiceAccessForOrganizationRequest,
    ) -> Result<ListAwsServiceAccessForOrganizationResponse, Error> {
        let organization = self.delegated(caller, ListAwsServiceAccessForOrganization::NAME)?;
        let pager = Pager::new(caller, &input)?;
        let services = organization.service_access.range::<str, _>(pager.range());
        let (page, token) = pager.page(services.map(|(service, since)| {
            let item = EnabledServicePrincipal::default().service_principal(service);
            (service, item.date_enabled(*since))
        }));
        list_response!(
            ListAwsServiceAccessForOrganizationResponse,
            enabled_service_principals,
            (page, token)
        )
    }
}
