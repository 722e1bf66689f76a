//! A call: its attempts, and the decisions about their responses.

use std::error::Error;
use std::time::{Duration, Instant, SystemTime};

use aws_credential_types::provider;
use aws_json_protocol::{
    CallError, CallErrorKind, ErrorResponse, Operation, Paginated, RequestError, ServiceError,
    TransportError, request_id,
};
use http::{Request, Response, Uri};

use crate::credentials::KeptCredentials;
use crate::retry::{Quota, backoff};
use crate::sign::sign;
use crate::{Attempt, Config};

/// The result of calling an operation.
pub type CallResult<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Error>>;

/// An item of an operation's pages, or the error that ends them.
pub type ItemResult<O> =
    Result<<<O as Paginated>::Items as IntoIterator>::Item, CallError<<O as Operation>::Error>>;

/// What a transport makes of a request.
pub(crate) type Answer = Result<Response<Vec<u8>>, TransportError>;

/// The state that all calls of a client share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) credentials: KeptCredentials,
    /// The URL of the endpoint, or the reason why it is not valid.
    url: Result<Uri, RequestError>,
    quota: Quota,
}

impl Shared {
    pub(crate) fn new(config: Config) -> Self {
        let url = &config.endpoint.url;
        Self {
            url: (url.parse())
                .map_err(|error| RequestError::endpoint(format_args!("{url:?}: {error}"))),
            credentials: KeptCredentials::new(config.credentials.clone()),
            quota: Quota::new(),
            config,
        }
    }

    /// Calls an operation: sends its request with `send`, and again after a `wait` as long as the attempt
    /// can be retried.
    pub(crate) async fn call<O, S, W>(
        &self,
        input: &O::Input,
        send: impl Fn(Request<Vec<u8>>, u64) -> S,
        wait: impl Fn(Duration) -> W,
    ) -> CallResult<O>
    where
        O: Operation,
        S: Future<Output = Answer>,
        W: Future<Output = ()>,
    {
        let failed = |kind| CallError::new(O::NAME, kind);
        let unsigned = (self.url.clone())
            .and_then(|url| O::request(input, &url))
            .map_err(|error| failed(CallErrorKind::Request(error)))?;
        let mut number = 0;
        loop {
            number += 1;
            let credentials = self.credentials.get().await;
            let started = Instant::now();
            let request = self
                .sign(&unsigned, credentials, O::SERVICE.signing_name)
                .map_err(|error| failed(CallErrorKind::Credentials(error)))?;
            let answer = send(request, self.config.max_response_bytes).await;
            let duration = started.elapsed();
            let response = answer.as_ref().ok();
            let status = response.map(|response| response.status().as_u16());
            let request_id = response.and_then(|response| request_id(response.headers()));
            let request_id = request_id.map(str::to_owned);
            let outcome = answer
                .map_err(|error| failed(CallErrorKind::Transport(error)))
                .and_then(O::response);
            let retry_in = match &outcome {
                Ok(_) => {
                    self.quota.refill(number > 1);
                    None
                }
                Err(error) => self.retry_in(error, number),
            };
            self.config.report(&Attempt {
                operation: O::NAME,
                number,
                duration,
                status,
                request_id: request_id.as_deref(),
                error: outcome.as_ref().err().map(|error| error as &dyn Error),
                retry_in,
            });
            let Some(delay) = retry_in else {
                return outcome;
            };
            wait(delay).await;
        }
    }

    /// Returns the request with a signature for this service, unless the endpoint names another.
    fn sign(
        &self,
        request: &Request<Vec<u8>>,
        credentials: provider::Result,
        service: &str,
    ) -> Result<Request<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        let endpoint = &self.config.endpoint;
        let service = endpoint.signing_name.as_deref().unwrap_or(service);
        let scope = (&*endpoint.signing_region, service);
        sign(request.clone(), &credentials?, scope, SystemTime::now())
    }

    /// Returns the delay before the next attempt, or `None` if there is no next attempt.
    fn retry_in<E: ServiceError>(&self, error: &CallError<E>, number: u32) -> Option<Duration> {
        let is_retried =
            number < self.config.max_attempts && error.is_retryable() && self.quota.take();
        let retry_after = error.answer().and_then(ErrorResponse::retry_after);
        is_retried.then(|| backoff(number, (self.config.random)(), retry_after))
    }
}
