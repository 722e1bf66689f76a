//! A call, and a key to sign it.

use aws_json_client::{Config, Credentials};
use aws_json_protocol::endpoint::Endpoint;
use aws_json_protocol::{CallError, CallErrorKind};
use org_types::{DescribeAccountRequest, DescribeAccountResponse, Error};

pub(crate) type Outcome = Result<DescribeAccountResponse, CallError<Error>>;

/// Returns whether the request of a transport error may have been sent.
pub(crate) fn may_have_been_sent(error: &CallError<Error>) -> Option<bool> {
    match &error.kind {
        CallErrorKind::Transport(error) => Some(error.may_have_been_sent),
        _ => None,
    }
}

pub(crate) const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
pub(crate) const TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLE";

pub(crate) fn credentials() -> Credentials {
    let token = Some(TOKEN.to_owned());
    Credentials::new("AKIDEXAMPLE", SECRET, token, None, "test")
}

pub(crate) fn input() -> DescribeAccountRequest {
    DescribeAccountRequest::new("111122223333")
}

/// The body of a request with this input.
pub(crate) const BODY: &[u8] = br#"{"AccountId":"111122223333"}"#;

/// The body of a response.
pub(crate) const ACCOUNT: &str = r#"{"Account":{"Name":"Ana"}}"#;

/// Asserts that an output is the one of that response.
pub(crate) fn assert_is_account(output: DescribeAccountResponse) {
    let name = output.account.and_then(|account| account.name);
    assert_eq!(name.as_deref(), Some("Ana"));
}

pub(crate) fn config() -> Config {
    Config::new(
        Endpoint::new("http://localhost", "us-east-1"),
        credentials(),
    )
}

/// Waits for a future on a runtime of Tokio.
pub(crate) fn on_tokio<T>(future: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(future)
}
