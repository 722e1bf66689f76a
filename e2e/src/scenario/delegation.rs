//! Services that may work in the organization, and accounts that administer them.

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::{Caller, Client};

const SERVICE: &str = "ssm.amazonaws.com";

/// Enables a service, and lets an account administer it.
pub(super) fn run(caller: &Caller<impl Client>, [account, ..]: &[String; 5]) -> Result<()> {
    access(caller)?;
    caller.call(&EnableAwsServiceAccessRequest::new(SERVICE))?;
    let register = RegisterDelegatedAdministratorRequest::new(account, SERVICE);
    caller.call(&register)?;
    caller.fails(&register, "AccountAlreadyRegisteredException")?;
    let request = ListDelegatedAdministratorsRequest::default().service_principal(SERVICE);
    let listed = caller.call(&request)?.delegated_administrators;
    ensure!(listed.iter().flatten().count() == 1, "{listed:?}");
    let services = ListDelegatedServicesForAccountRequest::new(account);
    let listed = caller.call(&services)?.delegated_services;
    ensure!(listed.iter().flatten().count() == 1, "{listed:?}");
    let deregister = DeregisterDelegatedAdministratorRequest::new(account, SERVICE);
    caller.call(&deregister)?;
    caller.fails(&deregister, "AccountNotRegisteredException")?;
    caller.fails(&services, "AccountNotRegisteredException")?;

    let described = caller.call(&DescribeOrganizationRequest::default())?;
    let manager = described.organization.and_then(|it| it.master_account_id);
    let manager = manager.context("nobody manages")?;
    let request = RegisterDelegatedAdministratorRequest::new(manager, SERVICE);
    caller.fails(&request, "ConstraintViolationException")
}

fn access(caller: &Caller<impl Client>) -> Result<()> {
    let enabled = |count| {
        let list = ListAwsServiceAccessForOrganizationRequest::default();
        let listed = caller.call(&list)?.enabled_service_principals;
        ensure!(listed.iter().flatten().count() == count, "{listed:?}");
        Ok(())
    };
    caller.call(&EnableAwsServiceAccessRequest::new(SERVICE))?;
    enabled(1)?;
    caller.call(&DisableAwsServiceAccessRequest::new(SERVICE))?;
    enabled(0)?;
    let nobody = EnableAwsServiceAccessRequest::new("nobody.example.com");
    caller.fails(&nobody, "InvalidInputException")
}
