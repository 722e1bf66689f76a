//! The life of an organization.

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::Caller;
use crate::failures::fails;
use crate::server::Server;

mod accounts;
mod delegation;
mod policies;
mod units;

/// Runs the operations that both servers have; how many errors there were, as expected.
pub(crate) fn run(caller: &impl Caller) -> Result<usize> {
    let mut failures = 0;
    let root = create(caller)?;
    fails!(
        failures,
        AlreadyInOrganization,
        caller.call(&CreateOrganizationRequest::default())
    );
    let accounts = accounts::create(caller)?;
    failures += accounts::failures(caller)?;
    failures += units::run(caller, &root, &accounts)?;
    failures += policies::run(caller, &root, &accounts)?;
    failures += delegation::run(caller, &accounts)?;
    failures += accounts::close(caller, &accounts)?;
    match caller.server() {
        // A new account cannot leave: the organization stays.
        Server::Fake => Ok(failures),
        Server::Moto => {
            failures += accounts::remove(caller, &accounts)?;
            delete(caller)?;
            Ok(failures)
        }
    }
}

/// Creates the organization; the ID of its root.
fn create(caller: &impl Caller) -> Result<String> {
    let request = CreateOrganizationRequest::default().feature_set(OrganizationFeatureSet::All);
    let created = caller.call(&request)?.organization;
    let described = caller
        .call(&DescribeOrganizationRequest::default())?
        .organization;
    ensure!(
        created.is_some() && created == described,
        "{created:?} is not {described:?}"
    );
    let roots = caller.call(&ListRootsRequest::default())?.roots;
    let root = roots.and_then(|roots| roots.into_iter().next());
    root.and_then(|root| root.id).context("there is no root")
}

fn delete(caller: &impl Caller) -> Result<()> {
    caller.call(&DeleteOrganizationRequest::default())?;
    ensure!(
        caller
            .call(&DescribeOrganizationRequest::default())
            .is_err()
    );
    Ok(())
}
