//! Lists that come in several pages.

use std::fmt::Debug;

use anyhow::{Result, bail, ensure};
use aws_json_protocol::{CallErrorKind, Operation, OperationInput, Paginated};
use org_types::ListCreateAccountStatusRequest;

use crate::caller::{Caller, Client};

/// Asserts that a list has this many items, which take this many requests.
pub(crate) fn list<I, T>(
    caller: &Caller<impl Client>,
    input: I,
    items: usize,
    requests: usize,
) -> Result<()>
where
    I: OperationInput<Operation: Paginated<Items: IntoIterator<Item = T>>>,
    T: Debug + PartialEq,
{
    let before = caller.requests();
    let listed = caller.items(input)?;
    let operation = I::Operation::NAME;
    ensure!(listed.len() == items, "{operation}: {listed:?}");
    for (index, item) in listed.iter().enumerate() {
        ensure!(
            !listed.iter().skip(index + 1).any(|other| other == item),
            "{operation}: {item:?} is there twice"
        );
    }
    let sent = caller.requests() - before;
    ensure!(
        sent == requests,
        "{operation} took {sent} requests instead of {requests}"
    );
    Ok(())
}

/// The third page of moto has the token of the second.
pub(crate) fn repeated_token(caller: &Caller<impl Client>) -> Result<()> {
    let request = ListCreateAccountStatusRequest::default().max_results(2);
    match caller.items(request) {
        Ok(statuses) => bail!("the pages ended: {statuses:?}"),
        Err(error) => ensure!(
            matches!(error.kind, CallErrorKind::RepeatedToken(_)),
            "{error}"
        ),
    }
    Ok(())
}
