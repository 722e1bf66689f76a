use std::error::Error;
use std::time::Duration;

/// A finished attempt of a call, for [`Config::on_attempt`](crate::Config::on_attempt).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The name of the operation.
    pub operation: &'static str,
    /// 1 for the first attempt of a call.
    pub number: u32,
    /// The time from signing the request to the end of the response.
    pub duration: Duration,
    /// The HTTP status, if there was a response.
    pub status: Option<u16>,
    /// The ID by which the service's support can find the request.
    pub request_id: Option<&'a str>,
    /// The error of the attempt, if it failed: the [`CallError`](aws_json_protocol::CallError) that the
    /// call returns if this was its last attempt.
    pub error: Option<&'a (dyn Error + 'static)>,
    /// How long the client waits before the next attempt; `None` after the last.
    pub retry_in: Option<Duration>,
}

/// Emits an event at the level DEBUG: the caller reports the errors of calls.
#[cfg(feature = "tracing")]
pub(crate) fn trace(attempt: &Attempt<'_>) {
    tracing::debug!(
        operation = attempt.operation,
        attempt = attempt.number,
        duration = ?attempt.duration,
        status = attempt.status,
        request_id = attempt.request_id,
        error = attempt.error.map(tracing::field::display),
        retry_in = attempt.retry_in.map(tracing::field::debug),
        "attempt of a call"
    );
}
