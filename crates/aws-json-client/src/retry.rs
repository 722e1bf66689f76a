//! Retries, as in the standard mode of the AWS SDKs
//! ([retry behavior](https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html)).

use std::error::Error;
use std::io;
use std::iter;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws_json_protocol::{CallError, CallErrorKind, ServiceError};

/// The longest delay before an attempt.
const MAX_BACKOFF: Duration = Duration::from_secs(20);

/// Returns the delay after an attempt: the one that the service asks for, or else a random part of 1
/// second, doubled with each attempt. `random` is from 0 to 1.
pub(crate) fn backoff(number: u32, random: f64, retry_after: Option<Duration>) -> Duration {
    let longest = 2_f64.powf(f64::from(number) - 1.0);
    let longest = longest.min(MAX_BACKOFF.as_secs_f64());
    let delay = retry_after.map_or_else(|| Duration::try_from_secs_f64(random * longest), Ok);
    delay.unwrap_or(MAX_BACKOFF).min(MAX_BACKOFF)
}

/// Returns the amount that a retry after this error takes from the [`Quota`].
pub(crate) fn cost<E: ServiceError>(error: &CallError<E>) -> u32 {
    match is_timeout(error) {
        true => 10,
        false => 5,
    }
}

/// Returns `true` if the service reports a timeout, or if one caused the error.
fn is_timeout<E: ServiceError>(error: &CallError<E>) -> bool {
    let cause: &dyn Error = match &error.kind {
        CallErrorKind::Service(error) => return error.response().is_timeout(),
        CallErrorKind::Transport(error) => error,
        _ => return false,
    };
    let mut causes = iter::successors(Some(cause), |&error| error.source());
    causes.any(|error| {
        let error = error.downcast_ref::<io::Error>();
        error.is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
    })
}

/// The quota that all retries of a client share, so that they stop if a service is down.
#[derive(Debug)]
pub(crate) struct Quota(AtomicU32);

impl Quota {
    /// The initial and the maximum amount.
    const CAPACITY: u32 = 500;

    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(Self::CAPACITY))
    }

    /// Takes this amount and returns `true`, or takes nothing if less is left.
    #[must_use]
    pub(crate) fn take(&self, amount: u32) -> bool {
        let rest = |left: u32| left.checked_sub(amount);
        (self.0)
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, rest)
            .is_ok()
    }

    /// Returns the amount that a successful retry took, or 1 for a success without a retry.
    pub(crate) fn refill(&self, taken: u32) {
        let refilled = |left: u32| Some(left.saturating_add(taken.max(1)).min(Self::CAPACITY));
        let _ = (self.0).fetch_update(Ordering::Relaxed, Ordering::Relaxed, refilled);
    }
}
