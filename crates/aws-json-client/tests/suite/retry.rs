//! When a call is tried again, and after how long.

use std::io::ErrorKind;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use crate::canned::Canned;
use crate::service::{credentials, input};
use aws_json_client::{Client, Config, blocking};
use aws_json_protocol::endpoint::Endpoint;
use aws_json_protocol::{CallErrorKind, Timestamp};

fn config() -> Config {
    Config::new(
        Endpoint::new("http://localhost", "us-east-1"),
        credentials(),
    )
}

fn client(canned: &Canned) -> blocking::Client<Canned> {
    blocking::Client::new(canned.clone(), config())
}

#[test]
fn a_success_is_sent_once() {
    let canned = Canned::default().success();
    assert_eq!(client(&canned).call(&input()).unwrap().version, Some(7));
    assert_eq!(canned.sent().len(), 1);
    assert!(canned.slept().is_empty());
}

#[test]
fn an_error_that_passes_is_tried_again_up_to_three_attempts() {
    let canned = Canned::default()
        .error(400, "ThrottlingException")
        .answer(503, &[], "<html>")
        .success();
    assert_eq!(client(&canned).call(&input()).unwrap().version, Some(7));
    assert_eq!(canned.sent().len(), 3);
    let bodies = canned.sent().into_iter().map(http::Request::into_body);
    assert!(
        bodies
            .into_iter()
            .all(|body| body == br#"{"Name":"first"}"#)
    );

    let canned = Canned::default()
        .error(400, "SlowDown")
        .error(500, "InternalFailure")
        .error(400, "RequestTimeout")
        .success();
    let error = client(&canned).call(&input()).unwrap_err();
    assert_eq!(error.code(), Some("RequestTimeout"));
    assert_eq!(canned.sent().len(), 3);
}

#[test]
fn an_error_that_stays_is_not_tried_again() {
    for (status, code) in [
        (400, "AccessDeniedException"),
        (501, "NotImplemented"),
        (307, ""),
    ] {
        let canned = Canned::default().error(status, code).success();
        let error = client(&canned).call(&input()).unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(status), Some(code)));
        assert_eq!(canned.sent().len(), 1);
    }
    let canned = Canned::default().answer(200, &[], "<html>").success();
    let error = client(&canned).call(&input()).unwrap_err();
    assert_eq!(error.kind(), CallErrorKind::Response);
    assert_eq!(canned.sent().len(), 1);
}

#[test]
fn what_may_have_been_done_is_not_sent_again() {
    for kind in [
        ErrorKind::TimedOut,
        ErrorKind::ConnectionReset,
        ErrorKind::BrokenPipe,
    ] {
        let canned = Canned::default().not_answered(kind).success();
        let error = client(&canned).call(&input()).unwrap_err();
        assert!(error.transport_error().unwrap().may_have_been_sent());
        assert_eq!(canned.sent().len(), 1);
    }
    let canned = Canned::default()
        .not_sent(ErrorKind::ConnectionRefused)
        .success();
    client(&canned).call(&input()).unwrap();
    assert_eq!(canned.sent().len(), 2);
}

#[test]
fn attempts_can_be_fewer_or_more() {
    for max_attempts in [0, 1, 2, 5] {
        let canned = (0..9).fold(Canned::default(), |canned, _| canned.error(503, "SlowDown"));
        let config = config().max_attempts(max_attempts);
        let client = blocking::Client::new(canned.clone(), config);
        client.call(&input()).unwrap_err();
        assert_eq!(canned.sent().len(), max_attempts.max(1) as usize);
    }
}

#[test]
fn waits_are_a_random_part_of_what_doubles() {
    let waits = |random: f64| {
        let canned = (0..9).fold(Canned::default(), |canned, _| canned.error(503, "SlowDown"));
        let config = config().max_attempts(8).random(move || random);
        let client = blocking::Client::new(canned.clone(), config);
        client.call(&input()).unwrap_err();
        canned.slept()
    };
    assert_eq!(
        waits(1.0),
        [1, 2, 4, 8, 16, 20, 20].map(Duration::from_secs)
    );
    assert_eq!(
        waits(0.5),
        [500, 1000, 2000, 4000, 8000, 10000, 10000].map(Duration::from_millis)
    );
    assert_eq!(waits(0.0), [Duration::ZERO; 7]);
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
fn waits_differ_by_themselves() {
    let canned = (0..90).fold(Canned::default(), |canned, _| canned.error(503, "SlowDown"));
    let client = client(&canned);
    for _ in 0..30 {
        client.call(&input()).unwrap_err();
    }
    let mut slept = canned.slept();
    assert!(
        slept
            .iter()
            .step_by(2)
            .all(|wait| *wait <= Duration::from_secs(1))
    );
    assert!(slept.iter().all(|wait| *wait <= Duration::from_secs(2)));
    slept.sort();
    slept.dedup();
    assert!(slept.len() > 50, "{slept:?}");
}

#[test]
fn waits_as_long_as_the_service_asks() {
    let asks = |millis: &str| {
        let headers = [("x-amz-retry-after", millis)];
        let canned = Canned::default().answer(503, &headers, "").success();
        let client = blocking::Client::new(canned.clone(), config().random(|| 0.25));
        client.call(&input()).unwrap();
        canned.slept()
    };
    assert_eq!(asks("1500"), [Duration::from_millis(1500)]);
    assert_eq!(asks("0"), [Duration::ZERO]);
    assert_eq!(asks("60000"), [Duration::from_secs(20)]);
    assert_eq!(asks("soon"), [Duration::from_millis(250)]);
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
    assert_eq!(retries(|canned| canned.error(503, "SlowDown")), 100);
    assert_eq!(
        retries(|canned| canned.not_sent(ErrorKind::ConnectionRefused)),
        100
    );
    assert_eq!(retries(|canned| canned.not_sent(ErrorKind::TimedOut)), 50);
    assert_eq!(
        retries(|canned| canned.error(400, "RequestTimeoutException")),
        50
    );
}

#[test]
fn clones_share_the_quota_and_successes_refill_it() {
    let canned = (0..151).fold(Canned::default(), |canned, _| canned.error(503, "SlowDown"));
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
    canned = canned.error(503, "SlowDown").error(503, "SlowDown");
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
        let (day, time) = date.split_once('T').unwrap();
        let (year, month, day) = (&day[..4], &day[4..6], &day[6..]);
        let (hour, minute, second) = (&time[..2], &time[2..4], &time[4..6]);
        let text = format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z");
        let signed: Timestamp = text.parse().unwrap();
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
fn calls_that_are_refused_at_the_same_time_are_all_signed_again() {
    let canned = refused(Canned::default(), "RequestExpired", 3600);
    let canned = refused(canned, "RequestExpired", 3600).success().success();
    let client = Client::new(canned.clone(), config());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let input = input();
    let (first, second) = runtime.block_on(futures_util::future::join(
        client.call(&input),
        client.call(&input),
    ));
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
fn the_hook_sees_each_attempt() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let config = config().random(|| 0.5).on_attempt(move |attempt| {
        assert_eq!(attempt.operation, "PutRecord");
        log.lock().unwrap().push((
            attempt.number,
            attempt.status,
            attempt.request_id.map(str::to_owned),
            attempt.error.map(ToString::to_string),
            attempt.retry_in,
        ));
    });
    let canned = Canned::default()
        .error(503, "SlowDown")
        .not_sent(ErrorKind::ConnectionRefused)
        .success();
    blocking::Client::new(canned, config)
        .call(&input())
        .unwrap();
    let millis = |millis| Some(Duration::from_millis(millis));
    assert_eq!(
        *seen.lock().unwrap(),
        [
            (
                1,
                Some(503),
                None,
                Some("PutRecord: SlowDown (HTTP 503)".to_owned()),
                millis(500)
            ),
            (
                2,
                None,
                None,
                Some("PutRecord: no connection: connection refused".to_owned()),
                millis(1000)
            ),
            (3, Some(200), Some("6a5b".to_owned()), None, None),
        ]
    );
}

#[test]
fn a_request_that_cannot_be_made_is_not_sent() {
    for url in ["", "localhost", "http://a b", "http://user@localhost"] {
        let canned = Canned::default();
        let config = Config::new(Endpoint::new(url, "us-east-1"), credentials());
        let client = blocking::Client::new(canned.clone(), config);
        let error = client.call(&input()).unwrap_err();
        assert_eq!(error.kind(), CallErrorKind::Request, "{url}: {error}");
        assert!(canned.sent().is_empty());
    }
}

#[test]
fn the_asynchronous_client_decides_alike() {
    fn assert_send<T: Send>(future: T) -> T {
        future
    }
    let canned = Canned::default()
        .error(503, "SlowDown")
        .not_sent(ErrorKind::ConnectionRefused)
        .success()
        .not_answered(ErrorKind::TimedOut);
    let client = Client::new(canned.clone(), config().random(|| 1.0));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let output = runtime
        .block_on(assert_send(client.call(&input())))
        .unwrap();
    assert_eq!(output.version, Some(7));
    assert_eq!(canned.slept(), [1, 2].map(Duration::from_secs));
    runtime.block_on(client.call(&input())).unwrap_err();
    assert_eq!(canned.sent().len(), 4);
}
