//! The two clients under one name, and what they did.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, bail, ensure};
use aws_json_client::{Attempt, Config, Credentials, blocking};
use aws_json_protocol::endpoint::Endpoint;
use aws_json_protocol::{CallError, Operation, OperationInput, Paginated};
use futures_util::TryStreamExt;
use org_types::Error;
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

/// A client of either feature.
pub(crate) trait Client: Sized {
    fn new(config: Config) -> Result<Self>;

    fn call<I: OperationInput>(&self, input: &I) -> Outcome<I>;

    fn items<I: OperationInput<Operation: Paginated>>(&self, input: I) -> AllItems<I>;
}

/// The client of the feature `ureq`.
impl Client for blocking::Client<ureq::Agent> {
    fn new(config: Config) -> Result<Self> {
        Ok(Self::new(ureq::Agent::new_with_defaults(), config))
    }

    fn call<I: OperationInput>(&self, input: &I) -> Outcome<I> {
        self.call(input)
    }

    fn items<I: OperationInput<Operation: Paginated>>(&self, input: I) -> AllItems<I> {
        self.items(input).collect()
    }
}

/// The client of the feature `reqwest`.
pub(crate) struct OnTokio {
    client: aws_json_client::Client<reqwest::Client>,
    runtime: Runtime,
}

impl Client for OnTokio {
    fn new(config: Config) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build();
        Ok(Self {
            client: aws_json_client::Client::new(reqwest::Client::new(), config),
            runtime: runtime.context("cannot start Tokio")?,
        })
    }

    fn call<I: OperationInput>(&self, input: &I) -> Outcome<I> {
        self.runtime.block_on(self.client.call(input))
    }

    fn items<I: OperationInput<Operation: Paginated>>(&self, input: I) -> AllItems<I> {
        self.runtime
            .block_on(self.client.items(input).try_collect())
    }
}

/// A client with the server and the account for which it calls.
pub(crate) struct Caller<C> {
    client: C,
    pub(crate) server: Server,
    /// The ID of the account, if the server reads it.
    pub(crate) account: &'static str,
    log: Log,
}

impl<C: Client> Caller<C> {
    pub(crate) fn new(server: Server, url: &str, account: &'static str) -> Result<Self> {
        let log = Log::default();
        let attempts = log.clone();
        let credentials = Credentials::new(account, "testing", None, None, "e2e");
        let config = Config::new(Endpoint::new(url, "us-east-1"), credentials)
            // Nobody has to wait for a server that is on the same machine.
            .random(|| 0.0)
            .on_attempt(move |attempt| attempts.add(attempt));
        Ok(Self {
            client: C::new(config)?,
            server,
            account,
            log,
        })
    }

    pub(crate) fn call<I: OperationInput>(&self, input: &I) -> Outcome<I> {
        self.client.call(input)
    }

    pub(crate) fn items<I: OperationInput<Operation: Paginated>>(&self, input: I) -> AllItems<I> {
        self.client.items(input)
    }

    /// Asserts that a call fails with this error of the service, which the model has.
    pub(crate) fn fails<I>(&self, input: &I, code: &str) -> Result<()>
    where
        I: OperationInput<Operation: Operation<Error = Error>>,
    {
        let Err(error) = self.call(input) else {
            bail!("{} did not fail with {code}", I::Operation::NAME);
        };
        let is_expected = error.service_error().is_some_and(|error| {
            !matches!(error, Error::Unknown(_)) && error.code() == code && error.status() == 400
        });
        ensure!(is_expected, "{error} instead of {code}");
        self.log.lock().failures += 1;
        Ok(())
    }

    /// How many requests have been sent.
    pub(crate) fn requests(&self) -> usize {
        self.log.lock().requests
    }
}

/// `25 operations succeeded in 60 requests, 12 errors as expected`.
impl<C> fmt::Display for Caller<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Attempts {
            requests,
            succeeded,
            failures,
        } = &*self.log.lock();
        let operations = succeeded.len();
        write!(
            f,
            "{operations} operations succeeded in {requests} requests, {failures} errors as expected"
        )
    }
}

/// What has been sent.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Attempts>>);

#[derive(Default)]
struct Attempts {
    requests: usize,
    succeeded: BTreeSet<&'static str>,
    failures: usize,
}

impl Log {
    fn lock(&self) -> MutexGuard<'_, Attempts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, attempt: &Attempt<'_>) {
        let mut attempts = self.lock();
        attempts.requests += 1;
        if attempt.error.is_none() {
            attempts.succeeded.insert(attempt.operation);
        }
    }
}
