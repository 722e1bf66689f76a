//! The two clients under one name, and what they did.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use aws_json_client::{Attempt, Client, Config, Credentials, blocking};
use aws_json_protocol::endpoint::Endpoint;
use aws_json_protocol::{CallError, Operation, OperationInput, Paginated};
use futures_util::TryStreamExt;
use tokio::runtime::{Builder, Runtime};

use crate::server::Server;

/// How a call of the operation with this input ends.
pub(crate) type Outcome<I> = Result<
    <<I as OperationInput>::Operation as Operation>::Output,
    CallError<<<I as OperationInput>::Operation as Operation>::Error>,
>;

/// The items of all pages of the operation with this input.
pub(crate) type AllItems<I> = Result<
    Vec<<<<I as OperationInput>::Operation as Paginated>::Items as IntoIterator>::Item>,
    CallError<<<I as OperationInput>::Operation as Operation>::Error>,
>;

/// Something that sends operations.
pub(crate) trait Caller {
    fn server(&self) -> Server;

    /// The ID of the account that calls, if the server reads it.
    fn account(&self) -> &str;

    fn log(&self) -> &Log;

    fn call<I: OperationInput>(&self, input: &I) -> Outcome<I>;

    fn items<I: OperationInput<Operation: Paginated>>(&self, input: I) -> AllItems<I>;
}

/// What has been sent.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Attempts>>);

#[derive(Default)]
struct Attempts {
    count: usize,
    succeeded: BTreeSet<&'static str>,
}

impl Log {
    fn add(&self, attempt: &Attempt<'_>) {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.count += 1;
        if attempt.error.is_none() {
            attempts.succeeded.insert(attempt.operation);
        }
    }

    /// How many requests have been sent.
    pub(crate) fn count(&self) -> usize {
        let attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.count
    }
}

impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (operations, requests) = (attempts.succeeded.len(), attempts.count);
        write!(
            f,
            "{operations} operations succeeded in {requests} requests"
        )
    }
}

/// The configuration of both. Nobody has to wait for a server that is on the same machine.
fn config(url: &str, account: &str, log: &Log) -> Config {
    let log = log.clone();
    let credentials = Credentials::new(account, "testing", None, None, "e2e");
    Config::new(Endpoint::new(url.to_owned(), "us-east-1"), credentials)
        .random(|| 0.0)
        .on_attempt(move |attempt| log.add(attempt))
}

/// The client of the feature `ureq`.
pub(crate) struct Blocking {
    client: blocking::Client<ureq::Agent>,
    server: Server,
    account: String,
    log: Log,
}

impl Blocking {
    pub(crate) fn new(server: Server, url: &str, account: &str) -> Self {
        let log = Log::default();
        let config = config(url, account, &log);
        Self {
            client: blocking::Client::new(ureq::Agent::new_with_defaults(), config),
            server,
            account: account.to_owned(),
            log,
        }
    }
}

impl Caller for Blocking {
    fn server(&self) -> Server {
        self.server
    }

    fn account(&self) -> &str {
        &self.account
    }

    fn log(&self) -> &Log {
        &self.log
    }

    fn call<I: OperationInput>(&self, input: &I) -> Outcome<I> {
        self.client.call(input)
    }

    fn items<I: OperationInput<Operation: Paginated>>(&self, input: I) -> AllItems<I> {
        self.client.items(input).collect()
    }
}

/// The client of the feature `reqwest`.
pub(crate) struct OnTokio {
    client: Client<reqwest::Client>,
    runtime: Runtime,
    server: Server,
    account: String,
    log: Log,
}

impl OnTokio {
    pub(crate) fn new(server: Server, url: &str, account: &str) -> Result<Self> {
        let log = Log::default();
        let runtime = Builder::new_current_thread().enable_all().build();
        Ok(Self {
            client: Client::new(reqwest::Client::new(), config(url, account, &log)),
            runtime: runtime.context("cannot start Tokio")?,
            server,
            account: account.to_owned(),
            log,
        })
    }
}

impl Caller for OnTokio {
    fn server(&self) -> Server {
        self.server
    }

    fn account(&self) -> &str {
        &self.account
    }

    fn log(&self) -> &Log {
        &self.log
    }

    fn call<I: OperationInput>(&self, input: &I) -> Outcome<I> {
        self.runtime.block_on(self.client.call(input))
    }

    fn items<I: OperationInput<Operation: Paginated>>(&self, input: I) -> AllItems<I> {
        self.runtime
            .block_on(self.client.items(input).try_collect())
    }
}
