//! Errors of the service, each as its variant.

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::Caller;
use crate::server::Server;

/// Asserts that a call fails with this variant of the service's error.
macro_rules! fails {
    ($count:ident, $variant:ident, $outcome:expr) => {{
        let error = $outcome
            .err()
            .with_context(|| format!("{} did not fail", stringify!($outcome)))?;
        ensure!(
            matches!(error.service_error(), Some(Error::$variant(_))),
            "{error} instead of {}",
            stringify!($variant),
        );
        ensure!(
            error.answer().is_some_and(|it| it.status() == 400),
            "{error}"
        );
        $count += 1;
    }};
}

pub(crate) use fails;

/// The errors of an account without an organization; how many they are.
pub(crate) fn without_organization(caller: &impl Caller) -> Result<usize> {
    let mut count = 0;
    fails!(
        count,
        AwsOrganizationsNotInUse,
        caller.call(&DescribeOrganizationRequest::default())
    );
    fails!(
        count,
        AwsOrganizationsNotInUse,
        caller.call(&ListRootsRequest::default())
    );
    fails!(
        count,
        AwsOrganizationsNotInUse,
        caller.call(&DeleteOrganizationRequest::default())
    );
    let account = CreateAccountRequest::new("ana@example.com", "Ana");
    fails!(count, AwsOrganizationsNotInUse, caller.call(&account));

    match caller.server() {
        Server::Fake => Ok(count),
        Server::Moto => {
            missing_operation(caller)?;
            Ok(count + 1)
        }
    }
}

/// What moto does not have is a page of HTML with the status 500, and is tried three times.
fn missing_operation(caller: &impl Caller) -> Result<()> {
    let before = caller.log().count();
    let outcome = caller.call(&ListHandshakesForAccountRequest::default());
    let error = outcome.err().context("the server has handshakes")?;
    ensure!(
        error.answer().is_some_and(|it| it.status() == 500),
        "{error}"
    );
    ensure!(error.code() == Some(""), "{error}");
    ensure!(caller.log().count() == before + 3, "{}", caller.log());
    Ok(())
}
