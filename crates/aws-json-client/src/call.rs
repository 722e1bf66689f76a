//! Calls without I/O: the requests to send, and the decisions about their responses.

use std::error::Error;
use std::marker::PhantomData;
use std::ops::ControlFlow;
use std::time::{Duration, Instant, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_json_protocol::{
    CallError, CallErrorKind, ErrorResponse, Operation, Paginated, RequestError, TransportError,
    request_id,
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

/// The state that all calls of a client share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) credentials: KeptCredentials,
    /// The URL of the endpoint, or the reason why it is not valid.
    url: Result<Uri, String>,
    clock: Clock,
    quota: Quota,
}

impl Shared {
    pub(crate) fn new(config: Config) -> Self {
        let url = &config.endpoint.url;
        Self {
            url: url.parse().map_err(|error| format!("{url:?}: {error}")),
            credentials: KeptCredentials::new(config.credentials.clone()),
            clock: Clock::default(),
            quota: Quota::new(),
            config,
        }
    }
}

/// A call. Each attempt consists of [`sign`](Self::sign), send, [`conclude`](Self::conclude) and wait.
pub(crate) struct Call<'a, O> {
    shared: &'a Shared,
    request: Request<Vec<u8>>,
    /// The number of the attempt, from 1 on.
    number: u32,
    started: Instant,
    /// The time of its signature.
    signed: SystemTime,
    /// Whether the clock has been corrected.
    is_corrected: bool,
    /// The amount that the last retry took from the quota.
    taken: u32,
    operation: PhantomData<fn() -> O>,
}

impl<'a, O: Operation> Call<'a, O> {
    pub(crate) fn new(shared: &'a Shared, input: &O::Input) -> Result<Self, CallError<O::Error>> {
        let request = (shared.url.as_ref())
            .map_err(|reason| RequestError::Endpoint {
                reason: reason.clone(),
            })
            .and_then(|url| O::request(input, url))
            .map_err(|error| CallError::new(O::NAME, CallErrorKind::Request(error)))?;
        Ok(Self {
            shared,
            request,
            number: 0,
            started: Instant::now(),
            signed: SystemTime::UNIX_EPOCH,
            is_corrected: false,
            taken: 0,
            operation: PhantomData,
        })
    }

    /// Returns the signed request of the next attempt.
    pub(crate) fn sign(
        &mut self,
        credentials: Result<Credentials, CredentialsError>,
    ) -> Result<Request<Vec<u8>>, CallError<O::Error>> {
        self.number += 1;
        self.started = Instant::now();
        self.signed = self.shared.clock.now();
        let endpoint = &self.shared.config.endpoint;
        let service = endpoint.signing_name.as_deref();
        let service = service.unwrap_or(O::SERVICE.signing_name);
        let scope = (&*endpoint.signing_region, service);
        let mut request = self.request.clone();
        credentials
            .map_err(|error| Box::new(error).into())
            .and_then(|credentials| sign(&mut request, &credentials, scope, self.signed))
            .map_err(|error| CallError::new(O::NAME, CallErrorKind::Credentials(error)))?;
        Ok(request)
    }

    /// Decides what follows an attempt: the end of the call, or another attempt after a delay.
    pub(crate) fn conclude(
        &mut self,
        answer: Result<Response<Vec<u8>>, TransportError>,
    ) -> ControlFlow<CallResult<O>, Duration> {
        let duration = self.started.elapsed();
        let response = answer.as_ref().ok();
        let status = response.map(|response| response.status().as_u16());
        let request_id = response.and_then(|response| request_id(response.headers()));
        let request_id = request_id.map(str::to_owned);
        let outcome = answer
            .map_err(|error| CallError::new(O::NAME, CallErrorKind::Transport(error)))
            .and_then(O::response);
        let retry_in = match &outcome {
            Ok(_) => {
                self.shared.quota.refill(self.taken);
                None
            }
            Err(error) => self.retry_in(error),
        };
        self.shared.config.report(&Attempt {
            operation: O::NAME,
            number: self.number,
            duration,
            status,
            request_id: request_id.as_deref(),
            error: outcome.as_ref().err().map(|error| error as &dyn Error),
            retry_in,
        });
        match retry_in {
            Some(delay) => ControlFlow::Continue(delay),
            None => ControlFlow::Break(outcome),
        }
    }

    /// Returns the delay before the next attempt, or `None` if there is no next attempt.
    fn retry_in(&mut self, error: &CallError<O::Error>) -> Option<Duration> {
        let answer = error.answer();
        let clock = &self.shared.clock;
        let is_corrected = answer.is_some_and(|answer| clock.correct(answer, self.signed));
        if self.number >= self.shared.config.max_attempts {
            return None;
        }
        if is_corrected && !self.is_corrected {
            self.is_corrected = true;
            return Some(Duration::ZERO);
        }
        let cost = retry::cost(error);
        if !error.is_retryable() || !self.shared.quota.take(cost) {
            return None;
        }
        self.taken = cost;
        let random = (self.shared.config.random)();
        let retry_after = error.answer().and_then(ErrorResponse::retry_after);
        Some(retry::backoff(self.number, random, retry_after))
    }
}
