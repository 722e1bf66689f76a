//! Lists that come in several pages.

use std::fmt::Debug;

use anyhow::{Result, ensure};
use aws_json_protocol::{CallErrorKind, Operation, OperationInput, Paginated};
use org_types::ListCreateAccountStatusRequest;

use crate::caller::Caller;

/// Asserts that a list has this many items, which take this many requests.
pub(crate) fn list<C, I, T>(caller: &C, input: I, items: usize, requests: usize) -> Result<()>
where
    C: Caller,
    I: OperationInput<Operation: Paginated<Items: IntoIterator<Item = T>>>,
    T: Debug + PartialEq,
{
    let before = caller.log().count();
    let listed = caller.items(input)?;
    let operation = <I::Operation as Operation>::NAME;
    ensure!(listed.len() == items, "{operation}: {listed:?}");
    for (index, item) in listed.iter().enumerate() {
        let rest = listed.iter().skip(index + 1);
        ensure!(
            rest.clone().all(|other| other != item),
            "{operation}: {item:?} is there twice"
        );
    }
    let sent = caller.log().count() - before;
    ensure!(
        sent == requests,
        "{operation} took {sent} requests instead of {requests}"
    );
    Ok(())
}

/// The server's third page of these has the token of the second.
pub(crate) fn repeated_token(caller: &impl Caller) -> Result<()> {
    let request = ListCreateAccountStatusRequest::default().max_results(2);
    match caller.items(request) {
        Ok(statuses) => ensure!(false, "the pages ended: {statuses:?}"),
        Err(error) => ensure!(
            matches!(error.kind, CallErrorKind::RepeatedToken(_)),
            "{error}"
        ),
    }
    Ok(())
}
