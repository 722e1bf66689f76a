//! Errors for which another attempt may succeed, as in the AWS SDKs' standard retry mode
//! ([retry behavior](https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html)).

/// Codes of a service that receives too many requests.
pub(super) const THROTTLING: [&str; 14] = [
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
pub(super) const TIMEOUT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// HTTP statuses of transient errors.
pub(super) const TRANSIENT: [u16; 4] = [500, 502, 503, 504];
