//! When and how often a call is tried again: the standard mode of the AWS SDKs
//! ([retry behavior](https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html)).

use std::error::Error;
use std::io;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws_json_protocol::{CallError, ServiceError};

/// The longest wait before an attempt.
const MAX_BACKOFF: Duration = Duration::from_secs(20);

/// How long to wait after an attempt: what the service asks for, or else a random part of 1 second,
/// doubled with each attempt. `random` is from 0 to 1.
pub(crate) fn backoff(number: u32, random: f64, retry_after: Option<Duration>) -> Duration {
    let longest = 2_f64.powf(f64::from(number) - 1.0);
    let longest = longest.min(MAX_BACKOFF.as_secs_f64());
    let delay = retry_after.map_or_else(|| Duration::try_from_secs_f64(random * longest), Ok);
    delay.unwrap_or(MAX_BACKOFF).min(MAX_BACKOFF)
}

/// What a retry after this error takes from the [`Quota`].
pub(crate) fn cost<E: ServiceError>(error: &CallError<E>) -> u32 {
    const RETRY: u32 = 5;
    const RETRY_AFTER_TIMEOUT: u32 = 10;
    let is_timeout = match error.code() {
        Some(code) => ["RequestTimeout", "RequestTimeoutException"].contains(&code),
        None => is_timeout(error),
    };
    match is_timeout {
        true => RETRY_AFTER_TIMEOUT,
        false => RETRY,
    }
}

/// Whether the error, or one that led to it, is a timeout.
fn is_timeout<E: ServiceError>(error: &CallError<E>) -> bool {
    let mut next = error.transport_error().and_then(Error::source);
    while let Some(error) = next {
        let io_error = error.downcast_ref::<io::Error>();
        if io_error.is_some_and(|error| error.kind() == io::ErrorKind::TimedOut) {
            return true;
        }
        next = error.source();
    }
    false
}

/// What the retries of all calls of a client share, so that they end when a service is down.
#[derive(Debug)]
pub(crate) struct Quota(AtomicU32);

impl Quota {
    /// What is there at first, and at most.
    const CAPACITY: u32 = 500;

    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(Self::CAPACITY))
    }

    /// Takes this much, or nothing if there is less.
    #[must_use]
    pub(crate) fn take(&self, amount: u32) -> bool {
        let rest = |left: u32| left.checked_sub(amount);
        (self.0)
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, rest)
            .is_ok()
    }

    /// Gives back what the retry that succeeded took, or 1 for a success without a retry.
    pub(crate) fn refill(&self, taken: u32) {
        let refilled = |left: u32| Some(left.saturating_add(taken.max(1)).min(Self::CAPACITY));
        let _ = (self.0).fetch_update(Ordering::Relaxed, Ordering::Relaxed, refilled);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_wait_doubles_up_to_20_seconds() {
        let longest = |number| backoff(number, 1.0, None).as_secs_f64();
        assert_eq!(
            [1, 2, 3, 5, 6, 7].map(longest),
            [1.0, 2.0, 4.0, 16.0, 20.0, 20.0]
        );
        assert_eq!(longest(u32::MAX), 20.0);
        assert_eq!(backoff(3, 0.0, None), Duration::ZERO);
        assert_eq!(backoff(3, 0.25, None), Duration::from_secs(1));
    }

    #[test]
    fn what_the_service_asks_for_counts_up_to_20_seconds() {
        let asked = |millis| backoff(1, 0.5, Some(Duration::from_millis(millis)));
        assert_eq!(asked(0), Duration::ZERO);
        assert_eq!(asked(1_500), Duration::from_millis(1_500));
        assert_eq!(asked(u64::MAX), MAX_BACKOFF);
    }

    #[test]
    fn a_random_source_that_is_not_a_number_does_no_harm() {
        for random in [f64::NAN, f64::INFINITY, -1.0] {
            assert_eq!(backoff(2, random, None), MAX_BACKOFF);
        }
    }

    #[test]
    fn the_quota_never_holds_more_than_at_first() {
        let quota = Quota::new();
        quota.refill(100);
        assert!(quota.take(500));
        assert!(!quota.take(1));
        quota.refill(0);
        assert!(!quota.take(2));
        assert!(quota.take(1));
    }
}
