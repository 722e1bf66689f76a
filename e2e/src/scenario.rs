//! The life of an organization.

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::{Caller, Client};
use crate::server::Server;

mod accounts;
mod delegation;
mod policies;
mod units;

/// The errors of an account without an organization.
const NOT_IN_USE: &str = "AWSOrganizationsNotInUseException";

/// Runs the operations that both servers have.
pub(crate) fn run(caller: &Caller<impl Client>) -> Result<()> {
    before(caller)?;
    let root = create(caller)?;
    caller.fails(
        &CreateOrganizationRequest::default(),
        "AlreadyInOrganizationException",
    )?;
    let accounts = accounts::create(caller)?;
    accounts::failures(caller)?;
    units::run(caller, &root, &accounts)?;
    policies::run(caller, &root, &accounts)?;
    delegation::run(caller, &accounts)?;
    accounts::close(caller, &accounts)?;
    match caller.server {
        // A new account cannot leave: the organization stays.
        Server::Fake => Ok(()),
        Server::Moto => {
            accounts::remove(caller, &accounts)?;
            caller.call(&DeleteOrganizationRequest::default())?;
            caller.fails(&DescribeOrganizationRequest::default(), NOT_IN_USE)
        }
    }
}

/// Makes calls for an account without an organization.
fn before(caller: &Caller<impl Client>) -> Result<()> {
    caller.fails(&DescribeOrganizationRequest::default(), NOT_IN_USE)?;
    caller.fails(&ListRootsRequest::default(), NOT_IN_USE)?;
    caller.fails(&DeleteOrganizationRequest::default(), NOT_IN_USE)?;
    let account = CreateAccountRequest::new("ana@example.com", "Ana");
    caller.fails(&account, NOT_IN_USE)?;
    match caller.server {
        Server::Fake => Ok(()),
        Server::Moto => missing_operation(caller),
    }
}

/// What moto does not have is a page of HTML with the status 500, and is tried three times.
fn missing_operation(caller: &Caller<impl Client>) -> Result<()> {
    let before = caller.requests();
    let outcome = caller.call(&ListHandshakesForAccountRequest::default());
    let error = outcome.err().context("the server has handshakes")?;
    ensure!(
        error.answer().is_some_and(|it| it.status() == 500) && error.code() == Some(""),
        "{error}"
    );
    ensure!(caller.requests() == before + 3, "{caller}");
    Ok(())
}

/// Creates the organization; the ID of its root.
fn create(caller: &Caller<impl Client>) -> Result<String> {
    let request = CreateOrganizationRequest::default().feature_set(OrganizationFeatureSet::All);
    let created = caller.call(&request)?.organization;
    let described = caller.call(&DescribeOrganizationRequest::default())?;
    let described = described.organization;
    ensure!(
        created.is_some() && created == described,
        "{created:?} is not {described:?}"
    );
    let roots = caller.call(&ListRootsRequest::default())?.roots;
    let root = roots.and_then(|roots| roots.into_iter().next());
    root.and_then(|root| root.id).context("there is no root")
}
