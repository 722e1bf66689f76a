use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use aws_json_protocol::{ErrorResponse, Timestamp};

/// Codes by which a service refuses a signature that is too old or too new, or may be.
const CODES: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// A difference that no service minds: they refuse signatures that are 5 minutes off.
const TOLERANCE_SECONDS: u64 = 4 * 60;

/// The local clock, corrected by what a service says of the time.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    /// How far the service's clock is ahead of the local one.
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

    /// Goes by the `Date` of a response, if that may be why the service refused the signature.
    #[must_use]
    pub(crate) fn correct(&self, response: &ErrorResponse) -> bool {
        let date = response.header("date").and_then(read_date);
        let Some(date) = date.filter(|_| CODES.contains(&response.code())) else {
            return false;
        };
        let difference = seconds_from(self.now(), date);
        if difference.unsigned_abs() <= TOLERANCE_SECONDS {
            return false;
        }
        let seconds_ahead = seconds_from(SystemTime::now(), date);
        self.seconds_ahead.store(seconds_ahead, Ordering::Relaxed);
        true
    }
}

/// Reads an HTTP-date ([RFC 9110, section 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)).
fn read_date(text: &str) -> Option<SystemTime> {
    Timestamp::from_http_date(text).ok()?.try_into().ok()
}

/// How many seconds `to` is later than `from`.
fn seconds_from(from: SystemTime, to: SystemTime) -> i64 {
    let (sign, difference) = match to.duration_since(from) {
        Ok(later) => (1, later),
        Err(earlier) => (-1, earlier.duration()),
    };
    i64::try_from(difference.as_secs()).map_or(0, |seconds| sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: &str, seconds_ahead: i64) -> ErrorResponse {
        let now = Timestamp::try_from(SystemTime::now()).unwrap();
        let date = Timestamp::new(now.seconds() + seconds_ahead, 0).unwrap();
        ErrorResponse::new(400, format!(r#"{{"__type":"{code}"}}"#))
            .with_header("Date", &date.to_http_date())
    }

    fn seconds_ahead(clock: &Clock) -> i64 {
        clock.seconds_ahead.load(Ordering::Relaxed)
    }

    #[test]
    fn follows_the_date_in_both_directions_and_back() {
        let clock = Clock::default();
        for ahead in [3600, -3600, 0] {
            assert!(clock.correct(&refused("InvalidSignatureException", ahead)));
            assert!((seconds_ahead(&clock) - ahead).abs() <= 2);
            assert!((seconds_from(SystemTime::now(), clock.now()) - ahead).abs() <= 2);
            assert!(!clock.correct(&refused("InvalidSignatureException", ahead)));
        }
    }

    #[test]
    fn a_small_difference_another_error_or_no_date_changes_nothing() {
        let clock = Clock::default();
        let undated = ErrorResponse::new(400, r#"{"__type":"RequestExpired"}"#);
        for response in [
            refused("RequestExpired", 60),
            refused("AccessDeniedException", 3600),
            undated.clone(),
            undated.with_header("date", "yesterday"),
        ] {
            assert!(!clock.correct(&response));
        }
        assert_eq!(seconds_ahead(&clock), 0);
    }
}
