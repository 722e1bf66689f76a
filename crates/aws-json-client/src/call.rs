//! A call: its attempts, and the decisions about their responses.

use std::error::Error;
use std::time::{Duration, Instant, SystemTime};

use aws_credential_types::provider;
use aws_json_protocol::{
    CallError, CallErrorKind, ErrorResponse, Operation, Paginated, RequestError, ServiceError,
    TransportError, request_id,
};
use http::{Request, Response, Uri};

use crate::clock::Clock;
use crate::credentials::KeptCredentials;
use crate::retry::{self, Quota};
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
    clock: Clock,
    quota: Quota,
}

impl Shared {
    pub(crate) fn new(config: Config) -> Self {
        let url = &config.endpoint.url;
        Self {
            url: (url.parse())
                .map_err(|error| RequestError::endpoint(format_args!("{url:?}: {error}"))),
            credentials: KeptCredentials::new(config.credentials.clone()),
            clock: Clock::default(),
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
        let mut attempts = Attempts::default();
        loop {
            attempts.number += 1;
            let credentials = self.credentials.get().await;
            let started = Instant::now();
            let signed = self.clock.now();
            let request = self
                .sign(&unsigned, credentials, O::SERVICE.signing_name, signed)
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
                    self.quota.refill(attempts.taken);
                    None
                }
                Err(error) => self.retry_in(error, signed, &mut attempts),
            };
            self.config.report(&Attempt {
                operation: O::NAME,
                number: attempts.number,
                duration,
                status,
                request_id: request_id.as_deref(),
                error: outcome.as_ref().err().map(|error| error as &dyn Error),
                retry_in,
            });
            let Some(delay) = retry_in else {
                return outcome;
            };
            // A response can be large, and the delay long.
            drop(outcome);
            wait(delay).await;
        }
    }

    /// Returns the request with a signature for this service, unless the endpoint names another.
    fn sign(
        &self,
        request: &Request<Vec<u8>>,
        credentials: provider::Result,
        service: &str,
        time: SystemTime,
    ) -> Result<Request<Vec<u8>>, Box<dyn Error + Send + Sync>> {
        let endpoint = &self.config.endpoint;
        let service = endpoint.signing_name.as_deref().unwrap_or(service);
        let scope = (&*endpoint.signing_region, service);
        sign(request.clone(), &credentials?, scope, time)
    }

    /// Returns the delay before the next attempt, or `None` if there is no next attempt.
    fn retry_in<E: ServiceError>(
        &self,
        error: &CallError<E>,
        signed: SystemTime,
        attempts: &mut Attempts,
    ) -> Option<Duration> {
        let answer = error.answer();
        let is_corrected = answer.is_some_and(|answer| self.clock.correct(answer, signed));
        if attempts.number >= self.config.max_attempts {
            return None;
        }
        if is_corrected && !attempts.is_corrected {
            attempts.is_corrected = true;
            return Some(Duration::ZERO);
        }
        let cost = retry::cost(error);
        if !error.is_retryable() || !self.quota.take(cost) {
            return None;
        }
        attempts.taken = cost;
        let retry_after = answer.and_then(ErrorResponse::retry_after);
        Some(retry::backoff(
            attempts.number,
            (self.config.random)(),
            retry_after,
        ))
    }
}

/// The attempts of a call so far.
#[derive(Default)]
struct Attempts {
    number: u32,
    /// Whether the clock has been corrected.
    is_corrected: bool,
    /// The amount that the last retry took from the quota.
    taken: u32,
}
