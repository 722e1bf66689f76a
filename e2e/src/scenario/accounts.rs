//! Accounts, from their creation to their end.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use org_types::*;

use super::NOT_IN_USE;
use crate::caller::{Caller, Client};
use crate::pages;
use crate::server::Server;

/// An account that there is not.
const NOBODY: &str = "000000000000";

/// The time between two looks at what goes on in the background.
const PAUSE: Duration = Duration::from_millis(50);

/// Creates five accounts; their IDs.
pub(super) fn create(caller: &Caller<impl Client>) -> Result<[String; 5]> {
    let mut ids = [(); 5].map(|()| String::new());
    for (id, name) in ids.iter_mut().zip(["Ana", "Ben", "Cleo", "Dan", "Eve"]) {
        let email = format!("{name}@{}.example.com", caller.account);
        let request = CreateAccountRequest::new(email, name).tags([Tag::new("team", "blue")]);
        let status = caller.call(&request)?.create_account_status;
        *id = wait_for(caller, status.context("no status")?)?;
    }
    let account = caller.call(&DescribeAccountRequest::new(&ids[0]))?.account;
    let account = account.context("no account")?;
    ensure!(account.name.as_deref() == Some("Ana"), "{account:?}");
    ensure!(account.joined_timestamp.is_some(), "{account:?}");
    let request = ListCreateAccountStatusRequest::default().max_results(3);
    // moto counts the account that manages the organization.
    let created = match caller.server {
        Server::Fake => 5,
        Server::Moto => 6,
    };
    pages::list(caller, request, created, 2)?;
    pages::list(caller, ListAccountsRequest::default(), 6, 1)?;
    pages::list(caller, ListAccountsRequest::default().max_results(2), 6, 3)?;
    Ok(ids)
}

/// Waits until an account is created; its ID.
fn wait_for(caller: &Caller<impl Client>, mut status: CreateAccountStatus) -> Result<String> {
    let request = DescribeCreateAccountStatusRequest::new(status.id.clone().context("no ID")?);
    while status.state == Some(CreateAccountState::InProgress) {
        thread::sleep(PAUSE);
        let described = caller.call(&request)?.create_account_status;
        status = described.context("no status")?;
    }
    ensure!(
        status.state == Some(CreateAccountState::Succeeded),
        "{status:?}"
    );
    status.account_id.context("no account ID")
}

pub(super) fn failures(caller: &Caller<impl Client>) -> Result<()> {
    let not_found = "AccountNotFoundException";
    caller.fails(&DescribeAccountRequest::new(NOBODY), not_found)?;
    caller.fails(&CloseAccountRequest::new(NOBODY), not_found)?;
    let not_empty = "OrganizationNotEmptyException";
    caller.fails(&DeleteOrganizationRequest::default(), not_empty)?;
    let request = TagResourceRequest::new("nothing", [Tag::new("team", "red")]);
    caller.fails(&request, "InvalidInputException")?;
    match caller.server {
        Server::Fake => Ok(()),
        Server::Moto => pages::repeated_token(caller),
    }
}

/// Closes an account.
pub(super) fn close(caller: &Caller<impl Client>, [first, ..]: &[String; 5]) -> Result<()> {
    let request = CloseAccountRequest::new(first);
    caller.call(&request)?;
    let status = loop {
        let account = caller.call(&DescribeAccountRequest::new(first))?.account;
        match account.and_then(|account| account.status) {
            Some(AccountStatus::PendingClosure) => thread::sleep(PAUSE),
            status => break status,
        }
    };
    ensure!(status == Some(AccountStatus::Suspended), "{status:?}");
    caller.fails(&request, "AccountAlreadyClosedException")
}

/// Removes all accounts from the organization.
pub(super) fn remove(caller: &Caller<impl Client>, accounts: &[String; 5]) -> Result<()> {
    for account in accounts {
        caller.call(&RemoveAccountFromOrganizationRequest::new(account))?;
    }
    let request = RemoveAccountFromOrganizationRequest::new(NOBODY);
    caller.fails(&request, NOT_IN_USE)
}
