//! When a call is tried again, and after how long.

use std::io::ErrorKind;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::{Duration, SystemTime};

use crate::canned::Canned;
use crate::service::{
    BODY, Outcome, assert_is_account, config, credentials, input, may_have_been_sent, on_tokio,
};
use aws_json_client::{Client, Config, blocking};
use aws_json_protocol::endpoint::Endpoint;
use aws_json_protocol::{CallErrorKind, Timestamp, TransportError};

fn client(canned: &Canned) -> blocking::Client<Canned> {
    blocking::Client::new(canned.clone(), config())
}

/// Asserts how many requests are sent until the answers, and the success after them, end a call.
fn assert_sent(fail: impl Fn(Canned) -> Canned, expected: usize) -> Outcome {
    let canned = fail(Canned::default()).success();
    let outcome = client(&canned).call(&input());
    let sent = canned.sent();
    assert_eq!(sent.len(), expected, "{outcome:?}");
    assert!(sent.iter().all(|request| request.body() == BODY));
    assert_eq!(canned.slept().len(), expected - 1);
    outcome
}

#[test]
fn a_transient_error_is_retried_up_to_three_attempts() {
    assert_is_account(assert_sent(|canned| canned, 1).unwrap());
    let refused = ErrorKind::ConnectionRefused;
    assert_sent(|canned| canned.not_sent(refused), 2).unwrap();
    let throttling = |canned: Canned| canned.error(400, "ThrottlingException");
    assert_sent(|canned| throttling(canned).answer(503, &[], "<html>"), 3).unwrap();
    let internal = |canned| throttling(canned).error(500, "InternalFailure");
    let error = assert_sent(|canned| internal(canned).error(400, "RequestTimeout"), 3);
    assert_eq!(error.unwrap_err().code(), Some("RequestTimeout"));
}

#[test]
fn a_permanent_error_is_not_retried() {
    for (status, code) in [
        (400, "AccessDeniedException"),
        (501, "NotImplemented"),
        (307, ""),
    ] {
        let error = assert_sent(|canned| canned.error(status, code), 1).unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(status), Some(code)));
    }
    let error = assert_sent(|canned| canned.answer(200, &[], "<html>"), 1).unwrap_err();
    assert!(matches!(error.kind, CallErrorKind::Response { .. }));
}

#[test]
fn a_request_that_may_have_been_carried_out_is_not_sent_again() {
    use ErrorKind::{BrokenPipe, ConnectionReset, TimedOut};

    for kind in [TimedOut, ConnectionReset, BrokenPipe] {
        let error = assert_sent(|canned| canned.not_answered(kind), 1).unwrap_err();
        assert_eq!(may_have_been_sent(&error), Some(true));
    }
}

/// Adds as many answers that ask for another attempt.
fn slow_down(canned: Canned, count: usize) -> Canned {
    (0..count).fold(canned, |canned, _| canned.error(503, "SlowDown"))
}

#[test]
fn the_number_of_attempts_can_be_set() {
    for max_attempts in [0, 1, 2, 5] {
        let canned = slow_down(Canned::default(), 9);
        let config = config().max_attempts(max_attempts);
        let client = blocking::Client::new(canned.clone(), config);
        client.call(&input()).unwrap_err();
        assert_eq!(canned.sent().len(), max_attempts.max(1) as usize);
    }
}

#[test]
fn the_delay_is_a_random_part_of_a_doubling_limit() {
    let waits = |random: f64| {
        let canned = slow_down(Canned::default(), 9);
        let config = config().max_attempts(8).random(move || random);
        let client = blocking::Client::new(canned.clone(), config);
        client.call(&input()).unwrap_err();
        canned.slept()
    };
    for (random, millis) in [
        (1.0, [1000, 2000, 4000, 8000, 16000, 20000, 20000]),
        (0.5, [500, 1000, 2000, 4000, 8000, 10000, 10000]),
        (0.0, [0; 7]),
    ] {
        assert_eq!(waits(random), millis.map(Duration::from_millis));
    }
}

#[test]
fn a_random_source_that_is_not_a_number_does_no_harm() {
    for random in [f64::NAN, f64::INFINITY, -1.0] {
        let canned = Canned::default().error(503, "SlowDown").success();
        let client = blocking::Client::new(canned.clone(), config().random(move || random));
        client.call(&input()).unwrap();
        assert_eq!(canned.slept(), [Duration::from_secs(20)]);
    }
}

#[test]
fn delays_are_random_by_default() {
    let canned = slow_down(Canned::default(), 90);
    let client = client(&canned);
    for _ in 0..30 {
        client.call(&input()).unwrap_err();
    }
    let mut slept = canned.slept();
    for waits in slept.chunks(2) {
        assert!(waits[0] <= Duration::from_secs(1) && waits[1] <= Duration::from_secs(2));
    }
    slept.sort();
    slept.dedup();
    assert!(slept.len() > 50, "{slept:?}");
}

#[test]
fn the_delay_is_the_one_that_the_service_asks_for() {
    let asks = |millis: &str| {
        let headers = [("x-amz-retry-after", millis)];
        let canned = Canned::default().answer(503, &headers, "").success();
        let client = blocking::Client::new(canned.clone(), config().random(|| 0.25));
        client.call(&input()).unwrap();
        canned.slept()
    };
    for (asked, millis) in [("1500", 1500), ("0", 0), ("60000", 20_000), ("soon", 250)] {
        assert_eq!(asks(asked), [Duration::from_millis(millis)]);
    }
}

/// How many retries there are before the quota is used up.
fn retries(fail: impl Fn(Canned) -> Canned) -> usize {
    let canned = (0..10).fold(Canned::default(), |canned, _| canned.success());
    let canned = (0..500).fold(canned, |canned, _| fail(canned));
    let client = client(&canned);
    // The quota never holds more than at first.
    for _ in 0..10 {
        client.call(&input()).unwrap();
    }
    for _ in 0..150 {
        client.call(&input()).unwrap_err();
    }
    canned.slept().len()
}

#[test]
fn retries_take_from_the_quota_and_timeouts_twice_as_much() {
    let (refused, timed_out) = (ErrorKind::ConnectionRefused, ErrorKind::TimedOut);
    assert_eq!(retries(|canned| canned.error(503, "SlowDown")), 100);
    assert_eq!(retries(|canned| canned.not_sent(refused)), 100);
    assert_eq!(retries(|canned| canned.not_sent(timed_out)), 50);
    assert_eq!(retries(|canned| canned.error(400, "RequestTimeout")), 50);
}

#[test]
fn clones_share_the_quota_and_successes_refill_it() {
    let canned = slow_down(Canned::default(), 151);
    let first = client(&canned);
    let second = first.clone();
    for _ in 0..50 {
        first.call(&input()).unwrap_err();
    }
    assert_eq!(canned.sent().len(), 150);
    second.call(&input()).unwrap_err();
    assert_eq!(canned.sent().len(), 151);

    // Five successes are good for a retry, and one that succeeds gives back what it took.
    let mut canned = (0..5).fold(canned, |canned, _| canned.success());
    for _ in 0..5 {
        second.call(&input()).unwrap();
    }
    for _ in 0..2 {
        canned = canned.error(503, "SlowDown").success();
        first.call(&input()).unwrap();
    }
    canned = slow_down(canned, 2);
    first.call(&input()).unwrap_err();
    assert_eq!(canned.sent().len(), 151 + 5 + 4 + 2);
    canned = canned.error(503, "SlowDown");
    first.call(&input()).unwrap_err();
    assert_eq!(canned.sent().len(), 151 + 5 + 4 + 2 + 1);
}

/// A clock that is wrong by so many seconds gets this answer.
fn refused(canned: Canned, code: &str, seconds: i64) -> Canned {
    let now = Timestamp::try_from(SystemTime::now()).unwrap();
    let date = Timestamp::new(now.seconds() + seconds, 0).unwrap();
    let body = format!(r#"{{"__type":"{code}"}}"#);
    canned.answer(403, &[("date", &date.to_http_date())], &body)
}

/// By how many seconds, about, the times of the signatures differ from now.
fn seconds_ahead(canned: &Canned) -> Vec<i64> {
    let now = Timestamp::try_from(SystemTime::now()).unwrap().seconds();
    let ahead = |request: &http::Request<Vec<u8>>| {
        let date = request.headers()["x-amz-date"].to_str().unwrap();
        let signed: Timestamp = date.parse().unwrap();
        (signed.seconds() - now + 30).div_euclid(60) * 60
    };
    canned.sent().iter().map(ahead).collect()
}

#[test]
fn a_clock_that_is_wrong_is_corrected() {
    for seconds in [3600, -3600] {
        let canned = refused(Canned::default(), "InvalidSignatureException", seconds);
        let canned = canned.success().success();
        let client = client(&canned);
        client.call(&input()).unwrap();
        client.call(&input()).unwrap();
        assert_eq!(seconds_ahead(&canned), [0, seconds, seconds]);
        assert_eq!(canned.slept(), [Duration::ZERO]);

        // The local clock has been set.
        let canned = refused(canned, "RequestInTheFuture", 0).success();
        client.call(&input()).unwrap();
        assert_eq!(seconds_ahead(&canned), [0, seconds, seconds, seconds, 0]);
    }
}

#[test]
fn a_clock_is_corrected_once_in_a_call() {
    let canned = refused(Canned::default(), "SignatureDoesNotMatch", 3600);
    let canned = refused(canned, "SignatureDoesNotMatch", 7200).success();
    let error = client(&canned).call(&input()).unwrap_err();
    assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
    assert_eq!(seconds_ahead(&canned), [0, 3600]);
}

#[test]
fn calls_rejected_at_the_same_time_are_all_signed_again() {
    let canned = refused(Canned::default(), "RequestExpired", 3600);
    let canned = refused(canned, "RequestExpired", 3600).success().success();
    let client = Client::new(canned.clone(), config());
    let input = input();
    let both = futures_util::future::join(client.call(&input), client.call(&input));
    let (first, second) = on_tokio(both);
    first.unwrap();
    second.unwrap();
    assert_eq!(seconds_ahead(&canned), [0, 0, 3600, 3600]);
}

#[test]
fn a_clock_is_left_alone_for_other_reasons() {
    for canned in [
        refused(Canned::default(), "RequestExpired", 60),
        refused(Canned::default(), "AccessDeniedException", 3600),
        Canned::default().error(403, "RequestExpired"),
        Canned::default().answer(403, &[("date", "now")], r#"{"__type":"RequestExpired"}"#),
    ] {
        let canned = canned.success();
        let client = client(&canned);
        client.call(&input()).unwrap_err();
        client.call(&input()).unwrap();
        assert_eq!(seconds_ahead(&canned), [0, 0]);
    }
}

#[test]
fn the_hook_is_called_after_each_attempt() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let config = config().random(|| 0.5).on_attempt(move |attempt| {
        assert_eq!(attempt.operation, "DescribeAccount");
        let (number, status, id) = (attempt.number, attempt.status, attempt.request_id);
        let error = attempt.error.map(ToString::to_string);
        let retry_in = attempt.retry_in;
        let shown = format!("{number} {status:?} {id:?} {error:?} {retry_in:?}");
        log.lock().unwrap().push(shown);
    });
    let canned = Canned::default()
        .error(503, "SlowDown")
        .not_sent(ErrorKind::ConnectionRefused)
        .success();
    let client = blocking::Client::new(canned, config);
    client.call(&input()).unwrap();
    assert_eq!(
        *seen.lock().unwrap(),
        [
            r#"1 Some(503) None Some("DescribeAccount: SlowDown (HTTP 503)") Some(500ms)"#,
            r#"2 None None Some("DescribeAccount: no connection: connection refused") Some(1s)"#,
            r#"3 Some(200) Some("6a5b") None None"#,
        ]
    );
}

#[test]
fn a_request_that_cannot_be_created_is_not_sent() {
    for url in ["", "localhost", "http://a b", "http://user@localhost"] {
        let canned = Canned::default();
        let config = Config::new(Endpoint::new(url, "us-east-1"), credentials());
        let client = blocking::Client::new(canned.clone(), config);
        let error = client.call(&input()).unwrap_err();
        assert!(
            matches!(error.kind, CallErrorKind::Request(_)),
            "{url}: {error}"
        );
        assert!(canned.sent().is_empty());
    }
}

#[test]
fn the_asynchronous_client_retries_in_the_same_way() {
    fn assert_send<T: Send>(future: T) -> T {
        future
    }
    let canned = Canned::default()
        .error(503, "SlowDown")
        .not_sent(ErrorKind::ConnectionRefused)
        .success()
        .not_answered(ErrorKind::TimedOut);
    let client = Client::new(canned.clone(), config().random(|| 1.0));
    assert_is_account(on_tokio(assert_send(client.call(&input()))).unwrap());
    assert_eq!(canned.slept(), [1, 2].map(Duration::from_secs));
    on_tokio(client.call(&input())).unwrap_err();
    assert_eq!(canned.sent().len(), 4);
}

#[test]
fn the_outcome_of_an_attempt_is_dropped_before_the_delay() {
    let refused = Arc::new(std::io::Error::from(ErrorKind::ConnectionRefused));
    let answer = Err(TransportError::not_sent(Arc::clone(&refused)));
    let client = Client::new(Canned::default().push(answer), config());
    let input = input();
    let mut call = pin!(client.call(&input));
    let mut context = Context::from_waker(Waker::noop());
    // It waits for the answer, then for the delay.
    for count in [2, 1] {
        assert!(call.as_mut().poll(&mut context).is_pending());
        assert_eq!(Arc::strong_count(&refused), count);
    }
}
