//! Accounts, from their creation to their end.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::Caller;
use crate::failures::fails;
use crate::pages;
use crate::server::Server;

/// An account that there is not.
const NOBODY: &str = "000000000000";

/// The time between two looks at what goes on in the background.
const PAUSE: Duration = Duration::from_millis(50);

/// Creates five accounts; their IDs.
pub(super) fn create(caller: &impl Caller) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    for name in ["Ana", "Ben", "Cleo", "Dan", "Eve"] {
        let email = format!("{name}@{}.example.com", caller.account());
        let request = CreateAccountRequest::new(email, name).tags([Tag::new("team", "blue")]);
        let status = caller.call(&request)?.create_account_status;
        ids.push(wait_for(caller, status.context("no status")?)?);
    }
    let [first, ..] = &*ids else {
        return Ok(ids);
    };
    let account = caller.call(&DescribeAccountRequest::new(first))?.account;
    let account = account.context("no account")?;
    ensure!(account.name.as_deref() == Some("Ana"), "{account:?}");
    ensure!(account.joined_timestamp.is_some(), "{account:?}");
    let request = ListCreateAccountStatusRequest::default().max_results(3);
    // moto counts the account that manages the organization.
    let created = match caller.server() {
        Server::Fake => 5,
        Server::Moto => 6,
    };
    pages::list(caller, request, created, 2)?;
    pages::list(caller, ListAccountsRequest::default(), 6, 1)?;
    pages::list(caller, ListAccountsRequest::default().max_results(2), 6, 3)?;
    Ok(ids)
}

/// Waits until an account is created; its ID.
fn wait_for(caller: &impl Caller, mut status: CreateAccountStatus) -> Result<String> {
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

pub(super) fn failures(caller: &impl Caller) -> Result<usize> {
    let mut count = 0;
    fails!(
        count,
        AccountNotFound,
        caller.call(&DescribeAccountRequest::new(NOBODY))
    );
    fails!(
        count,
        AccountNotFound,
        caller.call(&CloseAccountRequest::new(NOBODY))
    );
    fails!(
        count,
        OrganizationNotEmpty,
        caller.call(&DeleteOrganizationRequest::default())
    );
    let request = TagResourceRequest::new("nothing", [Tag::new("team", "red")]);
    fails!(count, InvalidInput, caller.call(&request));
    if caller.server() == Server::Moto {
        pages::repeated_token(caller)?;
        count += 1;
    }
    Ok(count)
}

/// Closes an account; how many errors there were.
pub(super) fn close(caller: &impl Caller, accounts: &[String]) -> Result<usize> {
    let mut count = 0;
    if let [first, ..] = accounts {
        caller.call(&CloseAccountRequest::new(first))?;
        let status = loop {
            let account = caller.call(&DescribeAccountRequest::new(first))?.account;
            match account.and_then(|account| account.status) {
                Some(AccountStatus::PendingClosure) => thread::sleep(PAUSE),
                status => break status,
            }
        };
        ensure!(status == Some(AccountStatus::Suspended), "{status:?}");
        fails!(
            count,
            AccountAlreadyClosed,
            caller.call(&CloseAccountRequest::new(first))
        );
    }
    Ok(count)
}

/// Removes all accounts from the organization; how many errors there were.
pub(super) fn remove(caller: &impl Caller, accounts: &[String]) -> Result<usize> {
    let mut count = 0;
    for account in accounts {
        caller.call(&RemoveAccountFromOrganizationRequest::new(account))?;
    }
    let request = RemoveAccountFromOrganizationRequest::new(NOBODY);
    fails!(count, AwsOrganizationsNotInUse, caller.call(&request));
    Ok(count)
}
