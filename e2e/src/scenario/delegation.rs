//! Services that may work in the organization, and accounts that administer them.

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::Caller;
use crate::failures::fails;

const SERVICE: &str = "ssm.amazonaws.com";

/// How many errors there were.
pub(super) fn run(caller: &impl Caller, accounts: &[String]) -> Result<usize> {
    let mut failures = access(caller)?;
    let account = accounts.first().context("no account")?;
    caller.call(&EnableAwsServiceAccessRequest::new(SERVICE))?;
    let register = RegisterDelegatedAdministratorRequest::new(account, SERVICE);
    caller.call(&register)?;
    fails!(failures, AccountAlreadyRegistered, caller.call(&register));
    let request = ListDelegatedAdministratorsRequest::default().service_principal(SERVICE);
    let administrators = caller
        .call(&request)?
        .delegated_administrators
        .unwrap_or_default();
    ensure!(administrators.len() == 1, "{administrators:?}");
    let services = ListDelegatedServicesForAccountRequest::new(account);
    let listed = caller
        .call(&services)?
        .delegated_services
        .unwrap_or_default();
    ensure!(listed.len() == 1, "{listed:?}");
    let deregister = DeregisterDelegatedAdministratorRequest::new(account, SERVICE);
    caller.call(&deregister)?;
    fails!(failures, AccountNotRegistered, caller.call(&deregister));
    fails!(failures, AccountNotRegistered, caller.call(&services));

    let organization = caller
        .call(&DescribeOrganizationRequest::default())?
        .organization;
    let manager = organization
        .and_then(|it| it.master_account_id)
        .context("nobody manages")?;
    let request = RegisterDelegatedAdministratorRequest::new(manager, SERVICE);
    fails!(failures, ConstraintViolation, caller.call(&request));
    Ok(failures)
}

fn access(caller: &impl Caller) -> Result<usize> {
    let mut failures = 0;
    let list = ListAwsServiceAccessForOrganizationRequest::default();
    caller.call(&EnableAwsServiceAccessRequest::new(SERVICE))?;
    let enabled = caller
        .call(&list)?
        .enabled_service_principals
        .unwrap_or_default();
    ensure!(enabled.len() == 1, "{enabled:?}");
    caller.call(&DisableAwsServiceAccessRequest::new(SERVICE))?;
    let enabled = caller
        .call(&list)?
        .enabled_service_principals
        .unwrap_or_default();
    ensure!(enabled.is_empty(), "{enabled:?}");
    let nobody = EnableAwsServiceAccessRequest::new("nobody.example.com");
    fails!(failures, InvalidInput, caller.call(&nobody));
    Ok(failures)
}
