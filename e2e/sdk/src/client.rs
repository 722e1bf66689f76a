//! Clients of the server, and what they did.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use aws_sdk_organizations::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_organizations::config::retry::RetryConfig;
use aws_sdk_organizations::config::{ConfigBag, Credentials, Intercept, Region, RuntimeComponents};
use aws_sdk_organizations::error::{BoxError, SdkError};
use aws_sdk_organizations::{Client, Config};

/// What has been sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log(Arc<Mutex<Calls>>);

#[derive(Debug, Default)]
struct Calls {
    requests: usize,
    operations: BTreeSet<String>,
    pages: usize,
    errors: usize,
}

impl Log {
    pub(crate) fn add_pages(&self, count: usize) {
        self.with(|calls| calls.pages += count);
    }

    fn with(&self, change: impl FnOnce(&mut Calls)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (requests, operations) = (calls.requests, calls.operations.len());
        let (pages, errors) = (calls.pages, calls.errors);
        write!(
            f,
            "{operations} operations in {requests} requests, {pages} pages, {errors} errors as expected"
        )
    }
}

/// Counts each request that is sent.
impl Intercept for Log {
    fn name(&self) -> &'static str {
        "log"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let target = context.request().headers().get("x-amz-target");
        let target = target.ok_or("the request names no operation")?.to_owned();
        self.with(|calls| {
            calls.requests += 1;
            calls.operations.insert(target);
        });
        Ok(())
    }
}

/// A client that calls as this account.
pub(crate) fn client(url: &str, account: &str, log: &Log) -> Client {
    let config = Config::builder()
        .behavior_version_latest()
        .region(Region::from_static("us-east-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new(account, "secret", None, None, "e2e"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .retry_config(RetryConfig::disabled())
        .interceptor(log.clone())
        .build();
    Client::from_conf(config)
}

/// The error of a call that the server refuses, with the status that Organizations has for it.
pub(crate) fn refused<T, E>(log: &Log, outcome: Result<T, SdkError<E>>) -> Result<E>
where
    E: Error + Send + Sync + 'static,
{
    match outcome.err().context("the call did not fail")? {
        SdkError::ServiceError(answer) => {
            let status = answer.raw().status().as_u16();
            ensure!(status == 400, "status {status}: {}", answer.err());
            log.with(|calls| calls.errors += 1);
            Ok(answer.into_err())
        }
        error => Err(error.into()),
    }
}
