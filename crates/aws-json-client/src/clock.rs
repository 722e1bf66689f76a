use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use aws_json_protocol::{ErrorResponse, Timestamp};

/// Codes by which a service rejects a signature whose time is, or may be, too far off.
const CODES: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// A difference that services tolerate: they reject signatures that are more than 5 minutes off.
const TOLERANCE_SECONDS: u64 = 4 * 60;

/// The local clock, corrected by the `Date` of responses.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    /// The seconds by which the service's clock is ahead of the local one.
    seconds_ahead: AtomicI64,
}

impl Clock {
    pub(crate) fn now(&self) -> SystemTime {
        let seconds = self.seconds_ahead.load(Ordering::Relaxed);
        let difference = Duration::from_secs(seconds.unsigned_abs());
        let local = SystemTime::now();
        let corrected = match seconds < 0 {
            true => local.checked_sub(difference),
            false => local.checked_add(difference),
        };
        corrected.unwrap_or(local)
    }

    /// Corrects the clock by the `Date` of a response, if the difference may be the reason why the
    /// service rejected a signature with the time `signed`. Returns `true` if it did.
    #[must_use]
    pub(crate) fn correct(&self, response: &ErrorResponse, signed: SystemTime) -> bool {
        let date = response.header("date").map(Timestamp::from_http_date);
        let Some(Ok(date)) = date.filter(|_| CODES.contains(&response.code())) else {
            return false;
        };
        let seconds_from =
            |time| Timestamp::try_from(time).map_or(0, |from| date.seconds() - from.seconds());
        if seconds_from(signed).unsigned_abs() <= TOLERANCE_SECONDS {
            return false;
        }
        let seconds_ahead = seconds_from(SystemTime::now());
        self.seconds_ahead.store(seconds_ahead, Ordering::Relaxed);
        true
    }
}
