//! A call from a client: who makes it, what goes wrong with it on demand, and the log.

use std::time::Duration;

use http::header::AUTHORIZATION;
use http::{HeaderMap, Response};
use org_types::Timestamp;

use crate::ids::is_account_id;

/// The account of a caller whose access key ID is not the ID of an account.
pub const DEFAULT_ACCOUNT: &str = "123456789012";

/// How many calls the log keeps.
pub(crate) const LOG_LENGTH: usize = 10_000;

/// A call that the server has answered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// When it was answered, by the server's clock.
    pub time: Timestamp,
    /// The account that made it.
    pub caller: String,
    /// The name of the operation, such as `ListAccounts`; whatever the client sent if there is none
    /// of that name.
    pub operation: String,
    /// The HTTP status of the response.
    pub status: u16,
    /// The code of the error, such as `AccessDeniedException`, or `None` for a success.
    pub error: Option<String>,
}

impl Call {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let target = text(headers, "x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default();
        Self {
            time: Timestamp::MIN,
            caller: caller(headers).to_owned(),
            operation: operation.to_owned(),
            status: 0,
            error: None,
        }
    }

    pub(crate) fn answered<B>(self, time: Timestamp, response: &Response<B>) -> Self {
        let error = text(response.headers(), "x-amzn-errortype");
        Self {
            time,
            status: response.status().as_u16(),
            error: error.map(str::to_owned),
            ..self
        }
    }
}

/// What goes wrong on demand.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pub(crate) throttled: usize,
    pub(crate) dropped: usize,
    pub(crate) delay: Duration,
}

/// Counts a call down, and reports whether it was one that was left.
pub(crate) fn count_down(count: &mut usize) -> bool {
    let is_left = *count > 0;
    *count = count.saturating_sub(1);
    is_left
}

/// Returns the account that makes a call: the access key ID of its signature, if that is the ID of an
/// account ([Signature Version 4](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html)).
pub(crate) fn caller(headers: &HeaderMap) -> &str {
    let signature = text(headers, AUTHORIZATION.as_str());
    let credential = signature.and_then(|text| text.split_once("Credential="));
    let access_key = credential.and_then(|(_, scope)| scope.split('/').next());
    let account = access_key.filter(|id| is_account_id(id));
    account.unwrap_or(DEFAULT_ACCOUNT)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
