//! Member accounts that administer a service for the organization.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{AccountState, DelegatedAdministrator, DelegatedService, Timestamp};

use super::check_service;
use crate::errors::*;
use crate::pages::Page;
use crate::state::{Organization, State};

impl State {
    pub(crate) fn register_delegated_administrator(
        &mut self,
        input: RegisterDelegatedAdministratorRequest,
    ) -> Result<()> {
        let organization = self.managed()?;
        let (account, service) = (input.account_id, input.service_principal);
        check_service(&service)?;
        organization.check_member(&account)?;
        let is_manager = account == organization.management_account;
        Constraint::CannotRegisterMasterAsDelegatedAdministrator.when(is_manager)?;
        let state = self.accounts.get(&account).map(|account| &account.state);
        let is_active = state == Some(&AccountState::Active);
        Constraint::CannotRegisterSuspendedAccountAsDelegatedAdministrator.unless(is_active)?;
        organization.check_new_administrator(&account, &service)?;
        let now = self.now;
        let services = self.managed_mut()?.delegations.entry(account).or_default();
        services.insert(service, now);
        Ok(())
    }

    pub(crate) fn deregister_delegated_administrator(
        &mut self,
        input: DeregisterDelegatedAdministratorRequest,
    ) -> Result<()> {
        let organization = self.managed_mut()?;
        check_service(&input.service_principal)?;
        organization.check_member(&input.account_id)?;
        let services = organization.delegations.get_mut(&input.account_id);
        let removed = services.and_then(|services| services.remove(&input.service_principal));
        account_not_registered.if_none(removed)?;
        let delegations = &mut organization.delegations;
        delegations.retain(|_, services| !services.is_empty());
        Ok(())
    }

    pub(crate) fn list_delegated_administrators(
        &self,
        input: ListDelegatedAdministratorsRequest,
    ) -> Result<Page<DelegatedAdministrator>> {
        let organization = self.delegated()?;
        let service = input.service_principal.as_deref();
        service.map_or(Ok(()), check_service)?;
        self.page(&input, &organization.delegations, |id, services| {
            let since = match service {
                Some(service) => services.get(service),
                None => services.values().min(),
            };
            self.administrator(organization, id, *since?)
        })
    }

    pub(crate) fn list_delegated_services_for_account(
        &self,
        input: ListDelegatedServicesForAccountRequest,
    ) -> Result<Page<DelegatedService>> {
        let organization = self.delegated()?;
        organization.check_member(&input.account_id)?;
        let services = organization.delegations.get(&input.account_id);
        let services = account_not_registered.if_none(services)?;
        self.page(&input, services, |service, since| {
            let service = DelegatedService::default().service_principal(service);
            Some(service.delegation_enabled_date(*since))
        })
    }

    fn administrator(
        &self,
        organization: &Organization,
        id: &str,
        since: Timestamp,
    ) -> Option<DelegatedAdministrator> {
        let account = self.member(organization, id).ok()?;
        let mut administrator = DelegatedAdministrator::default().delegation_enabled_date(since);
        administrator.id = account.id;
        administrator.arn = account.arn;
        administrator.email = account.email;
        administrator.name = account.name;
        administrator.status = account.status;
        administrator.state = account.state;
        administrator.joined_method = account.joined_method;
        administrator.joined_timestamp = account.joined_timestamp;
        Some(administrator)
    }
}

impl Organization {
    fn check_new_administrator(&self, account: &str, service: &str) -> Result<()> {
        self.check_all_features()?;
        self.check_access(service)?;
        let administers = |services: &BTreeMap<String, Timestamp>| services.contains_key(service);
        account_already_registered.when(self.delegations.get(account).is_some_and(administers))?;
        let services = self.delegations.values();
        let number = services.filter(|services| administers(services)).count();
        let max = max_administrators(service);
        let reason = match max {
            1 => Constraint::DelegatedAdministratorExistsForThisService,
            _ => Constraint::MaxDelegatedAdministratorsForServiceLimitExceeded,
        };
        reason.unless(number < max)
    }
}

/// Returns how many administrators a service can have. The user guides of the services say it.
fn max_administrators(service: &str) -> usize {
    match service {
        "cloudtrail.amazonaws.com" => 3,
        "config.amazonaws.com" | "config-multiaccountsetup.amazonaws.com" => 3,
        "member.org.stacksets.cloudformation.amazonaws.com" => 5,
        "access-analyzer.amazonaws.com" | "detective.amazonaws.com" => 1,
        "guardduty.amazonaws.com" | "inspector2.amazonaws.com" => 1,
        "macie.amazonaws.com" | "securityhub.amazonaws.com" | "sso.amazonaws.com" => 1,
        _ => usize::MAX,
    }
}
