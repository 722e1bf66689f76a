//! A service, and a key to sign for it.

use aws_json_client::{Config, Credentials};
use aws_json_protocol::endpoint::Endpoint;
use aws_json_protocol::{CallError, CallErrorKind, Service, operation, service_error, structure};

pub(crate) const SERVICE: Service = Service::new("Records", "records", "1.1");

service_error! {
    /// What an operation can fail with.
    pub enum Error for SERVICE {}
}

operation! {
    /// Writes a record.
    pub struct PutRecord: PutRecordRequest => PutRecordResponse, Error;
    target "Records_20120810.PutRecord";
}

structure! {
    /// Input of [`PutRecord`].
    #[derive(Default)]
    pub struct PutRecordRequest for PutRecord {
        optional {
            name: String = "Name",
        }
    }
}

structure! {
    /// Output of [`PutRecord`].
    #[derive(Default)]
    pub struct PutRecordResponse {
        optional {
            version: i32 = "Version",
        }
    }
}

operation! {
    /// Lists the names of records.
    pub struct ListRecords: ListRecordsRequest => ListRecordsResponse, Error;
    target "Records_20120810.ListRecords";
    pages {
        token "NextToken" => "NextToken": next_token = |page| page.next_token.as_ref();
        items "Names": Vec<String> = |page| page.names.unwrap_or_default();
    }
}

structure! {
    /// Input of [`ListRecords`].
    #[derive(Default)]
    pub struct ListRecordsRequest for ListRecords {
        optional {
            next_token: String = "NextToken",
        }
    }
}

structure! {
    /// Output of [`ListRecords`].
    #[derive(Default)]
    pub struct ListRecordsResponse {
        optional {
            names: Vec<String> = "Names",
            next_token: String = "NextToken",
        }
    }
}

pub(crate) type Outcome = Result<PutRecordResponse, CallError<Error>>;

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

pub(crate) fn input() -> PutRecordRequest {
    PutRecordRequest::default().name("first")
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
