//! Member accounts that administer a service for the organization.

use std::collections::BTreeMap;

use org_types::operation::*;
use org_types::{
    AccountState, ConstraintViolationExceptionReason as Reason, DelegatedAdministrator,
    DelegatedService, Error, Operation, OrganizationFeatureSet, Timestamp,
};

use super::check_service;
use crate::errors::{
    account_already_registered, account_not_found, account_not_registered, constraint_violation,
};
use crate::pages::Pager;
use crate::state::{Organization, State};

/// The services that limit how many administrators they have; their own user guides say it.
const MAX_ADMINISTRATORS: [(&str, usize); 11] = [
    ("access-analyzer.amazonaws.com", 1),
    ("cloudtrail.amazonaws.com", 3),
    ("config-multiaccountsetup.amazonaws.com", 3),
    ("config.amazonaws.com", 3),
    ("detective.amazonaws.com", 1),
    ("guardduty.amazonaws.com", 1),
    ("inspector2.amazonaws.com", 1),
    ("macie.amazonaws.com", 1),
    ("member.org.stacksets.cloudformation.amazonaws.com", 5),
    ("securityhub.amazonaws.com", 1),
    ("sso.amazonaws.com", 1),
];

impl State {
    pub(crate) fn register_delegated_administrator(
        &mut self,
        caller: &str,
        input: RegisterDelegatedAdministratorRequest,
    ) -> Result<RegisterDelegatedAdministratorResponse, Error> {
        let organization = self.managed_by(caller)?;
        let RegisterDelegatedAdministratorRequest {
            account_id: account,
            service_principal: service,
            ..
        } = input;
        check_service(&service)?;
        organization.check_member(&account)?;
        if account == caller {
            return Err(constraint_violation(
                Reason::CannotRegisterMasterAsDelegatedAdministrator,
                "The management account administers every service already.",
            ));
        }
        if self
            .accounts
            .get(&account)
            .is_some_and(|account| account.state != AccountState::Active)
        {
            return Err(constraint_violation(
                Reason::CannotRegisterSuspendedAccountAsDelegatedAdministrator,
                format!("{account} is not active."),
            ));
        }
        organization.check_new_administrator(&account, &service)?;
        let now = self.now;
        let organization = self.managed_by_mut(caller)?;
        organization
            .delegations
            .entry(account)
            .or_default()
            .insert(service, now);
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
        let Some(services) =
            services.filter(|services| services.contains_key(&input.service_principal))
        else {
            return Err(account_not_registered(format!(
                "{} does not administer {}.",
                input.account_id, input.service_principal
            )));
        };
        services.remove(&input.service_principal);
        if services.is_empty() {
            organization.delegations.remove(&input.account_id);
        }
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
        let (page, token) = pager.page(administrators);
        let mut response =
            ListDelegatedAdministratorsResponse::default().delegated_administrators(page);
        response.next_token = token;
        Ok(response)
    }

    pub(crate) fn list_delegated_services_for_account(
        &self,
        caller: &str,
        input: ListDelegatedServicesForAccountRequest,
    ) -> Result<ListDelegatedServicesForAccountResponse, Error> {
        let organization = self.delegated(caller, ListDelegatedServicesForAccount::NAME)?;
        organization.check_member(&input.account_id)?;
        let services: &BTreeMap<String, Timestamp> = organization
            .delegations
            .get(&input.account_id)
            .ok_or_else(|| {
                account_not_registered(format!(
                    "{} is not a delegated administrator.",
                    input.account_id
                ))
            })?;
        let pager = Pager::new(caller, &input)?;
        let services = services
            .range::<str, _>(pager.range())
            .map(|(service, since)| {
                let item = DelegatedService::default()
                    .service_principal(service)
                    .delegation_enabled_date(*since);
                (service, item)
            });
        let (page, token) = pager.page(services);
        let mut response =
            ListDelegatedServicesForAccountResponse::default().delegated_services(page);
        response.next_token = token;
        Ok(response)
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
    fn check_member(&self, account: &str) -> Result<(), Error> {
        if self.members.contains_key(account) {
            return Ok(());
        }
        Err(account_not_found(format!(
            "There is no account {account} in the organization."
        )))
    }

    fn check_new_administrator(&self, account: &str, service: &str) -> Result<(), Error> {
        if self.feature_set != OrganizationFeatureSet::All {
            return Err(constraint_violation(
                Reason::OrganizationNotInAllFeaturesMode,
                "Services can be delegated after all features are enabled.",
            ));
        }
        if !self.service_access.contains_key(service) {
            return Err(constraint_violation(
                Reason::ServiceAccessNotEnabled,
                format!(
                    "{service} needs access to the organization: call EnableAWSServiceAccess first."
                ),
            ));
        }
        if self
            .delegations
            .get(account)
            .is_some_and(|services| services.contains_key(service))
        {
            return Err(account_already_registered(format!(
                "{account} administers {service} already."
            )));
        }
        let number = self
            .delegations
            .values()
            .filter(|services| services.contains_key(service))
            .count();
        match MAX_ADMINISTRATORS.iter().find(|(name, _)| *name == service) {
            Some((_, 1)) if number == 1 => Err(constraint_violation(
                Reason::DelegatedAdministratorExistsForThisService,
                format!("{service} has an administrator: deregister it first."),
            )),
            Some((_, max)) if number >= *max => Err(constraint_violation(
                Reason::MaxDelegatedAdministratorsForServiceLimitExceeded,
                format!("{service} has at most {max} administrators."),
            )),
            _ => Ok(()),
        }
    }
}
