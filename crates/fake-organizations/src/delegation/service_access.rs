//! Services that have access to the organization ("trusted access").

use org_types::operation::*;
use org_types::{
    ConstraintViolationExceptionReason, EnabledServicePrincipal, Error, Operation,
    OrganizationFeatureSet,
};

use super::check_service;
use crate::errors::constraint_violation;
use crate::pages::Pager;
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
        if organization.feature_set != OrganizationFeatureSet::All {
            return Err(constraint_violation(
                ConstraintViolationExceptionReason::OrganizationNotInAllFeaturesMode,
                "Services get access to an organization after all features are enabled.",
            ));
        }
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
        let needs = |name: &str| name == input.service_principal;
        if let Some(policy_type) = organization
            .policy_types
            .iter()
            .find(|it| service_of(it).is_some_and(needs))
        {
            return Err(constraint_violation(
                ConstraintViolationExceptionReason::PolicyTypeEnabledForThisService,
                format!("{policy_type} needs the service: disable the policy type first."),
            ));
        }
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
            let item = EnabledServicePrincipal::default()
                .service_principal(service)
                .date_enabled(*since);
            (service, item)
        }));
        let mut response =
            ListAwsServiceAccessForOrganizationResponse::default().enabled_service_principals(page);
        response.next_token = token;
        Ok(response)
    }
}
