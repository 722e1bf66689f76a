//! Accounts, from their creation to their end.

use anyhow::{Context, Result, ensure};
use org_types::*;

use crate::caller::Caller;
use crate::failures::fails;
use crate::pages;

/// An account that there is not.
const NOBODY: &str = "000000000000";

/// Creates five accounts; their IDs.
pub(super) fn create(caller: &impl Caller) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    for name in ["Ana", "Ben", "Cleo", "Dan", "Eve"] {
        let request = CreateAccountRequest::new(format!("{name}@example.com"), name)
            .tags([Tag::new("team", "blue")]);
        let status = caller
            .call(&request)?
            .create_account_status
            .context("no status")?;
        ensure!(
            status.state == Some(CreateAccountState::Succeeded),
            "{status:?}"
        );
        let request = DescribeCreateAccountStatusRequest::new(status.id.clone().context("no ID")?);
        let described = caller.call(&request)?.create_account_status;
        ensure!(
            described.as_ref() == Some(&status),
            "{described:?} is not {status:?}"
        );
        ids.push(status.account_id.context("no account ID")?);
    }
    let [first, ..] = &*ids else {
        return Ok(ids);
    };
    let account = caller.call(&DescribeAccountRequest::new(first))?.account;
    let account = account.context("no account")?;
    ensure!(account.name.as_deref() == Some("Ana"), "{account:?}");
    ensure!(account.joined_timestamp.is_some(), "{account:?}");
    // The server counts the account that manages the organization.
    let request = ListCreateAccountStatusRequest::default().max_results(3);
    pages::list(caller, request, 6, 2)?;
    pages::list(caller, ListAccountsRequest::default(), 6, 1)?;
    pages::list(caller, ListAccountsRequest::default().max_results(2), 6, 3)?;
    Ok(ids)
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
    pages::repeated_token(caller)?;
    Ok(count + 1)
}

/// Closes an account, and removes all from the organization; how many errors there were.
pub(super) fn close(caller: &impl Caller, accounts: &[String]) -> Result<usize> {
    let mut count = 0;
    if let [first, ..] = accounts {
        caller.call(&CloseAccountRequest::new(first))?;
        fails!(
            count,
            AccountAlreadyClosed,
            caller.call(&CloseAccountRequest::new(first))
        );
        let account = caller.call(&DescribeAccountRequest::new(first))?.account;
        let status = account.and_then(|account| account.status);
        ensure!(status == Some(AccountStatus::Suspended), "{status:?}");
    }
    for account in accounts {
        caller.call(&RemoveAccountFromOrganizationRequest::new(account))?;
    }
    let request = RemoveAccountFromOrganizationRequest::new(NOBODY);
    fails!(count, AwsOrganizationsNotInUse, caller.call(&request));
    Ok(count)
}
