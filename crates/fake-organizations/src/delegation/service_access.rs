//! Services that have access to the organization ("trusted access").

use org_types::EnabledServicePrincipal;
use org_types::operation::*;

use super::check_service;
use crate::errors::*;
use crate::pages::Page;
use crate::policies::service_of;
use crate::state::State;

impl State {
    /// Access that a service has already keeps its date.
    pub(crate) fn enable_aws_service_access(
        &mut self,
        input: EnableAwsServiceAccessRequest,
    ) -> Result<()> {
        let now = self.now;
        let organization = self.managed_mut()?;
        check_service(&input.service_principal)?;
        organization.check_all_features()?;
        let services = &mut organization.service_access;
        services.entry(input.service_principal).or_insert(now);
        Ok(())
    }

    /// Taking away access that a service does not have is no error.
    pub(crate) fn disable_aws_service_access(
        &mut self,
        input: DisableAwsServiceAccessRequest,
    ) -> Result<()> {
        let organization = self.managed_mut()?;
        let service = input.service_principal;
        check_service(&service)?;
        let mut needed = organization.policy_types.iter().filter_map(service_of);
        Constraint::PolicyTypeEnabledForThisService.when(needed.any(|needed| needed == service))?;
        organization.service_access.remove(&service);
        Ok(())
    }

    pub(crate) fn list_aws_service_access_for_organization(
        &self,
        input: ListAwsServiceAccessForOrganizationRequest,
    ) -> Result<Page<EnabledServicePrincipal>> {
        self.page(
            &input,
            &self.delegated()?.service_access,
            |service, since| {
                let principal = EnabledServicePrincipal::default().service_principal(service);
                Some(principal.date_enabled(*since))
            },
        )
    }
}
