//! Member accounts that administer a service for the organization.

use org_types::operation::*;
use org_types::{
    AccountState, ConstraintViolationExceptionReason as Reason, DelegatedAdministrator,
    DelegatedService, Error, Operation, Timestamp,
};

use super::check_service;
use crate::errors::{
    account_already_registered, account_not_registered, constraint_violation, ensure,
};
use crate::pages::{Pager, list_response};
use crate::state::{Organization, State};

impl State {
    pub(crate) fn register_delegated_administrator(
        &mut self,
        caller: &str,
        input: RegisterDelegatedAdministratorRequest,
    ) -> Result<RegisterDelegatedAdministratorResponse, Error> {
        let organization = self.managed_by(caller)?;
        let (account, service) = (input.account_id, input.service_principal);
        check_service(&service)?;
        organization.check_member(&account)?;
        ensure(account != caller, || {
            let message = "The management account already administers every service.";
            constraint_violation(
                Reason::CannotRegisterMasterAsDelegatedAdministrator,
                message,
            )
        })?;
        let state = self.accounts.get(&account).map(|account| &account.state);
        ensure(state == Some(&AccountState::Active), || {
            let reason = Reason::CannotRegisterSuspendedAccountAsDelegatedAdministrator;
            constraint_violation(reason, format!("Account {account} is not active."))
        })?;
        organization.check_new_administrator(&account, &service)?;
        let now = self.now;
        let services = self
            .managed_by_mut(caller)?
            .delegations
            .entry(account)
            .or_default();
        services.insert(service, now);
        Ok(RegisterDelegatedAdministratorResponse::default())
    }

    pub(crate) fn deregister_delegated_administrator(
        &mut self,
        caller: &str,
        input: DeregisterDelegatedAdministratorRequest,
    ) -> Result<DeregisterDelegatedAdministratorResponse, Error> {
        let organization = self.managed_by_mut(caller)?;
        check_service(&input.service_principal)?;
        organization.check_member(&input.account_id)?;
        let services = organization.delegations.get_mut(&input.account_id);
        let removed = services.and_then(|services| services.remove(&input.service_principal));
        removed.ok_or_else(|| not_registered(&input.account_id))?;
        organization
            .delegations
            .retain(|_, services| !services.is_empty());
        Ok(DeregisterDelegatedAdministratorResponse::default())
    }

    pub(crate) fn list_delegated_administrators(
        &self,
        caller: &str,
        input: ListDelegatedAdministratorsRequest,
    ) -> Result<ListDelegatedAdministratorsResponse, Error> {
        let organization = self.delegated(caller, ListDelegatedAdministrators::NAME)?;
        let service = input.service_principal.as_ref();
        service.map_or(Ok(()), |service| check_service(service))?;
        let pager = Pager::new(caller, &input)?;
        let administrators = organization.delegations.range::<str, _>(pager.range());
        let administrators = administrators.filter_map(|(id, services)| {
            let since = match service {
                Some(service) => services.get(service),
                None => services.values().min(),
            };
            Some((id, self.administrator(organization, id, *since?)?))
        });
        list_response!(
            ListDelegatedAdministratorsResponse,
            delegated_administrators,
            pager.page(administrators)
        )
    }

    pub(crate) fn list_delegated_services_for_account(
        &self,
        caller: &str,
        input: ListDelegatedServicesForAccountRequest,
    ) -> Result<ListDelegatedServicesForAccountResponse, Error> {
        let organization = self.delegated(caller, ListDelegatedServicesForAccount::NAME)?;
        organization.check_member(&input.account_id)?;
        let services = organization.delegations.get(&input.account_id);
        let services = services.ok_or_else(|| not_registered(&input.account_id))?;
        let pager = Pager::new(caller, &input)?;
        let services = services
            .range::<str, _>(pager.range())
            .map(|(service, since)| {
                let item = DelegatedService::default().service_principal(service);
                (service, item.delegation_enabled_date(*since))
            });
        list_response!(
            ListDelegatedServicesForAccountResponse,
            delegated_services,
            pager.page(services)
        )
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
    fn check_new_administrator(&self, account: &str, service: &str) -> Result<(), Error> {
        self.check_all_features()?;
        self.check_access(service)?;
        let with_service = self
            .delegations
            .iter()
            .filter(|(_, it)| it.contains_key(service));
        let administrators: Vec<_> = with_service.map(|(account, _)| account.as_str()).collect();
        ensure(!administrators.contains(&account), || {
            account_already_registered(format!("Account {account} already administers {service}."))
        })?;
        let max = max_administrators(service);
        ensure(administrators.len() < max, || {
            let reason = match max {
                1 => Reason::DelegatedAdministratorExistsForThisService,
                _ => Reason::MaxDelegatedAdministratorsForServiceLimitExceeded,
            };
            constraint_violation(
                reason,
                format!("{service} has at most {max} administrators."),
            )
        })
    }
}

fn not_registered(account: &str) -> Error {
    account_not_registered(format!(
        "Account {account} is not registered, or not for this service."
    ))
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
