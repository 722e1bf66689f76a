//! Errors for which another attempt may succeed, as in the AWS SDKs' standard retry mode
//! ([retry behavior](https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html)).

/// Codes of a service that receives too many requests.
const THROTTLING: [&str; 14] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// Codes by which a service reports that a request timed out.
const TIMEOUT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// The retry trait that the model gives an exception ([`retryable`
/// trait](https://smithy.io/2.0/spec/behavior-traits.html#retryable-trait)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Retry {
    /// The model has no such trait.
    #[default]
    Unsaid,
    /// Another attempt may succeed.
    Retryable,
    /// Another attempt may succeed after a while.
    Throttling,
}

pub(super) fn is_throttling(code: &str) -> bool {
    THROTTLING.contains(&code)
}

pub(super) fn is_transient(status: u16, code: &str) -> bool {
    matches!(status, 500 | 502..=504) || is_timeout(code)
}

pub(super) fn is_timeout(code: &str) -> bool {
    TIMEOUT.contains(&code)
}
