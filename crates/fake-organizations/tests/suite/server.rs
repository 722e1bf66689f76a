//! The server: what goes over the network, and what goes wrong on demand.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use aws_json_client::blocking::Client;
use aws_json_client::{Config, Credentials};
use fake_organizations::{DEFAULT_ACCOUNT, FakeOrganizations, Server};
use org_types::aws_json_protocol::endpoint::Endpoint;
use org_types::*;

use crate::world::World;

const ACCOUNT: &str = "111122223333";

fn client(server: &Server, attempts: u32) -> Client<ureq::Agent> {
    let endpoint = Endpoint::new(server.endpoint(), "us-east-1");
    let credentials = Credentials::new(ACCOUNT, "secret", None, None, "test");
    let config = Config::new(endpoint, credentials)
        .max_attempts(attempts)
        .random(|| 0.0);
    Client::new(ureq::Agent::new_with_defaults(), config)
}

/// Tests of asynchronous clients start it inside a runtime of their own.
#[test]
fn a_server_starts_and_stops_inside_another_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(async {
        let server = FakeOrganizations::start().unwrap();
        let text = exchange(&server, &request(&server, "CreateOrganization", ""));
        assert!(text.starts_with("HTTP/1.1 400 "), "{text}");
    });
}

#[test]
fn any_form_of_a_signature_names_the_account() {
    let server = FakeOrganizations::start().unwrap();
    for (signature, account) in [
        (
            "AWS4-HMAC-SHA256 SignedHeaders=host, Credential=111122223333/x",
            "111122223333",
        ),
        ("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/x", DEFAULT_ACCOUNT),
        ("AWS4-HMAC-SHA256 Credential=11112222333/x", DEFAULT_ACCOUNT),
        ("Bearer 111122223333", DEFAULT_ACCOUNT),
        ("Credential=", DEFAULT_ACCOUNT),
    ] {
        let header = format!("authorization: {signature}\r\n");
        exchange(&server, &request(&server, "ListRoots", &header));
        let call = server.calls().pop().unwrap();
        assert_eq!(call.caller, account, "{signature}");
    }
}

#[test]
fn a_request_must_be_signed() {
    let server = FakeOrganizations::start().unwrap();
    let text = exchange(&server, &request(&server, "ListRoots", ""));
    assert!(text.starts_with("HTTP/1.1 400"), "{text}");
    let code = r#""__type":"MissingAuthenticationTokenException""#;
    assert!(text.contains(code), "{text}");
}

#[test]
fn a_body_that_is_too_large_is_refused() {
    let server = FakeOrganizations::start().unwrap();
    let head = request(&server, "ListRoots", "").replace("length: 2\r", "length: 1048577\r");
    let text = exchange(&server, &(head + &" ".repeat((1 << 20) - 1)));
    assert!(text.starts_with("HTTP/1.1 413"), "{text}");
}

#[test]
fn invalid_input_has_the_reason_of_the_service() {
    let world = World::new();
    for row in [
        r#"INPUT_REQUIRED DescribeAccount {}"#,
        r#"INVALID_PATTERN DescribeAccount {"AccountId":"1"}"#,
        r#"MIN_VALUE_EXCEEDED ListAccounts {"MaxResults":0}"#,
        r#"MAX_VALUE_EXCEEDED ListAccounts {"MaxResults":21}"#,
        r#"MIN_LENGTH_EXCEEDED CreateAccount {"AccountName":"","Email":"ana@example.com"}"#,
        r#"MIN_LENGTH_EXCEEDED CreateAccount {"AccountName":"Ana","Email":"a@b.c"}"#,
        r#"INVALID_ENUM CreateOrganization {"FeatureSet":"SOME"}"#,
        r#"INVALID_ENUM_POLICY_TYPE ListPolicies {"Filter":"SOME"}"#,
        r#"INVALID_PATTERN_TARGET_ID DetachPolicy {"PolicyId":"p-12345678","TargetId":"x"}"#,
        r#"INPUT_REQUIRED TagResource {"ResourceId":"r-abcd","Tags":[{"Key":"team"}]}"#,
        r#"INVALID_ENUM InviteAccountToOrganization {"Target":{"Id":"111122223333","Type":"PLANET"}}"#,
    ] {
        let (reason, request) = row.split_once(' ').unwrap();
        let (operation, input) = request.split_once(' ').unwrap();
        let request = http::Request::post("/")
            .header("content-type", "application/x-amz-json-1.1")
            .header(
                "x-amz-target",
                format!("AWSOrganizationsV20161128.{operation}"),
            );
        let response = world.answer(ACCOUNT, request.body(input.into()).unwrap());
        assert_eq!(response.status(), 400);
        let code = &response.headers()["x-amzn-errortype"];
        assert_eq!(code, "InvalidInputException");
        let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(body["Reason"], reason, "{row}: {body}");
    }
}

#[test]
fn throttled_calls_are_retried() {
    let server = FakeOrganizations::start().unwrap();
    server.throttle_next(2);
    let create = CreateOrganizationRequest::default();
    let throttled = Some("TooManyRequestsException");
    let error = client(&server, 1).call(&create).unwrap_err();
    assert_eq!(error.code(), throttled);
    client(&server, 2).call(&create).unwrap();
    let calls = server.calls();
    let errors: Vec<_> = calls.iter().map(|call| call.error.as_deref()).collect();
    assert_eq!(errors, [throttled, throttled, None]);
}

#[test]
fn a_dropped_connection_has_no_answer_and_no_effect() {
    let server = FakeOrganizations::start().unwrap();
    server.drop_next(1);
    let signature = "authorization: AWS4-HMAC-SHA256 Credential=111122223333/\r\n";
    let text = exchange(&server, &request(&server, "CreateOrganization", signature));
    assert_eq!(text, "");
    assert!(server.calls().is_empty());
    let text = exchange(&server, &request(&server, "CreateOrganization", signature));
    assert!(text.starts_with("HTTP/1.1 200"), "{text}");
}

#[test]
fn calls_wait_for_the_delay() {
    let server = FakeOrganizations::start().unwrap();
    let delay = Duration::from_millis(50);
    server.delay(delay);
    let begin = Instant::now();
    let create = CreateOrganizationRequest::default();
    client(&server, 1).call(&create).unwrap();
    assert!(begin.elapsed() >= delay);
}

#[test]
fn a_server_stops_when_it_is_dropped() {
    let server = FakeOrganizations::start().unwrap();
    let service = FakeOrganizations::clone(&server);
    let client = client(&server, 1);
    client.call(&CreateOrganizationRequest::default()).unwrap();
    let address = server.endpoint().trim_start_matches("http://").to_owned();
    drop(server);
    assert!(TcpStream::connect(address).is_err());
    let error = client.call(&ListRootsRequest::default()).unwrap_err();
    assert!(matches!(error.kind, CallErrorKind::Transport(_)), "{error}");

    let again = service.serve(0).unwrap();
    let client = self::client(&again, 1);
    client.call(&ListRootsRequest::default()).unwrap();
}

#[test]
fn the_log_says_who_called_what_and_when() {
    let server = FakeOrganizations::start().unwrap();
    server.stop_clock("2026-11-26T10:00:00Z".parse().unwrap());
    let client = client(&server, 1);
    client.call(&ListRootsRequest::default()).unwrap_err();
    server.advance(Duration::from_secs(1));
    client.call(&CreateOrganizationRequest::default()).unwrap();
    let [first, second] = &server.calls()[..] else {
        panic!("two calls");
    };
    assert_eq!((&*first.caller, &*first.operation), (ACCOUNT, "ListRoots"));
    let error = "AWSOrganizationsNotInUseException";
    assert_eq!((first.status, first.error.as_deref()), (400, Some(error)));
    assert_eq!(second.time, "2026-11-26T10:00:01Z".parse().unwrap());
    assert_eq!((second.status, &second.error), (200, &None));
}

#[test]
fn the_log_keeps_the_latest_ten_thousand_calls() {
    let world = World::empty();
    for seconds in [0, 1] {
        world.0.advance(Duration::from_secs(seconds));
        for _ in 0..6_000 {
            world.answer(ACCOUNT, http::Request::default());
        }
    }
    let calls = world.0.calls();
    let earlier = calls.iter().filter(|call| call.time == calls[0].time);
    assert_eq!((earlier.count(), calls.len()), (4_000, 10_000));
}

fn request(server: &Server, operation: &str, headers: &str) -> String {
    format!(
        "POST / HTTP/1.1\r\nHost: {}\r\nconnection: close\r\ncontent-length: 2\r\n{headers}\
         content-type: application/x-amz-json-1.1\r\n\
         x-amz-target: AWSOrganizationsV20161128.{operation}\r\n\r\n{{}}",
        server.endpoint(),
    )
}

/// Sends bytes and returns what comes back until the connection is closed.
fn exchange(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(server.endpoint().trim_start_matches("http://")).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = Vec::new();
    // A connection that was reset has said all that it says.
    let _ = stream.read_to_end(&mut response);
    String::from_utf8(response).unwrap()
}
