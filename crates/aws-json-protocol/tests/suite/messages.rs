//! Operations as messages of HTTP.

use std::error::Error as _;

use crate::operation::{Ping, PingRequest};
use aws_json_protocol::{
    CallError, CallErrorKind, ErrorResponse, Operation, RequestError, Service, ServiceError,
    TransportError, operation, request_id, service_error, structure,
};
use http::{Response, Uri};

const RECORDS: Service = Service::new("Records", "records", "1.0").query_compatible();

service_error! {
    /// What an operation can fail with.
    pub enum Error for RECORDS {
        NotFound(NotFoundException) = "NotFoundException",
    }
}

structure! {
    /// There is no such record.
    #[derive(Default)]
    pub struct NotFoundException {
        optional {
            message: String = "message" sensitive,
        }
    }
}

operation! {
    /// Writes a record.
    pub struct PutRecord: PutRecordRequest => PutRecordResponse, Error;
    target "Records_20120810.PutRecord";
    host_prefix "{AccountId}.data-{Kind}." { "AccountId" => account_id, "Kind" => kind }
    idempotency_token client_token;
}

structure! {
    /// Input of [`PutRecord`].
    pub struct PutRecordRequest for PutRecord {
        required {
            account_id: String = "AccountId",
        }
        optional {
            kind: String = "Kind",
            client_token: String = "ClientToken",
        }
    }
}

structure! {
    /// Output of [`PutRecord`].
    pub struct PutRecordResponse {
        optional {
            version: i32 = "Version",
            secret: String = "Secret" sensitive,
        }
    }
}

fn endpoint(text: &str) -> Uri {
    text.parse().unwrap()
}

fn put(account_id: &str, kind: &str) -> PutRecordRequest {
    PutRecordRequest::new(account_id).kind(kind)
}

#[test]
fn makes_the_request_that_the_protocol_asks_for() {
    let request = Ping::request(&PingRequest::default(), &endpoint("https://example.com")).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://example.com/");
    assert_eq!(request.body(), b"{}");
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    assert_eq!(header("content-type"), "application/x-amz-json-1.1");
    assert_eq!(header("content-length"), "2");
    assert_eq!(header("x-amz-target"), "Ping");
    assert_eq!(request.headers().len(), 3);
}

#[test]
fn keeps_the_path_of_the_endpoint_and_nothing_behind_it() {
    for (given, expected) in [
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000/"),
        (
            "http://127.0.0.1:5000/aws/v1",
            "http://127.0.0.1:5000/aws/v1",
        ),
        ("http://[::1]:80/a/?b=c", "http://[::1]:80/a/"),
    ] {
        let request = Ping::request(&PingRequest::default(), &endpoint(given)).unwrap();
        assert_eq!(request.uri(), expected);
    }
}

#[test]
fn a_query_compatible_service_is_asked_for_query_mode_in_its_version_of_the_protocol() {
    let request = PutRecord::request(&put("a1", "b"), &endpoint("https://example.com")).unwrap();
    assert_eq!(request.headers()["x-amzn-query-mode"], "true");
    assert_eq!(
        request.headers()["content-type"],
        "application/x-amz-json-1.0"
    );
}

#[test]
fn members_become_labels_of_the_host_name() {
    let request = PutRecord::request(&put("111", "b-2"), &endpoint("https://example.com:8443/x"));
    assert_eq!(
        request.unwrap().uri(),
        "https://111.data-b-2.example.com:8443/x"
    );
    let request = PutRecord::request(&put("111", "b"), &endpoint("http://127.0.0.1:5000"));
    assert_eq!(request.unwrap().uri(), "http://127.0.0.1:5000/");
    let long = "a".repeat(64);
    for label in ["", "-a", "a-", "a.b", "a/b", "ä", "a b", &long] {
        let error = PutRecord::request(&put("111", label), &endpoint("https://example.com"));
        let error = error.unwrap_err();
        assert!(
            matches!(error, RequestError::HostLabel { member: "Kind" }),
            "{label}: {error}"
        );
    }
    let error = PutRecord::request(
        &PutRecordRequest::new("111"),
        &endpoint("https://example.com"),
    );
    assert!(matches!(
        error,
        Err(RequestError::HostLabel { member: "Kind" })
    ));
}

#[test]
fn an_endpoint_without_a_host_is_an_error() {
    for text in [
        "/path",
        "example.com",
        "*",
        "https://ana:secret@example.com",
    ] {
        let error = Ping::request(&PingRequest::default(), &endpoint(text)).unwrap_err();
        assert!(matches!(error, RequestError::Endpoint { .. }), "{text}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[test]
fn an_absent_idempotency_token_is_a_random_uuid_of_version_4() {
    let token = |input: &PutRecordRequest| {
        let request = PutRecord::request(input, &endpoint("https://example.com")).unwrap();
        let body: PutRecordRequest = serde_json::from_slice(request.body()).unwrap();
        body.client_token.unwrap()
    };
    let input = put("1", "b");
    let (first, second) = (token(&input), token(&input));
    assert_ne!(first, second);
    assert_eq!(first.len(), 36);
    assert_eq!(first.as_bytes()[14], b'4');
    assert!(
        first
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
    );
    assert_eq!(token(&input.client_token("mine")), "mine");
}

fn read(status: u16, body: impl AsRef<[u8]>) -> Result<PutRecordResponse, CallError<Error>> {
    let response = Response::builder()
        .status(status)
        .header("x-amzn-requestid", "6a5b");
    PutRecord::response(response.body(body).unwrap())
}

#[test]
fn a_success_may_be_empty_and_of_any_content_type() {
    for body in ["", " \r\n", "{}", r#"{"New":[{}]}"#, r#"{"__type":"x#y"}"#] {
        assert_eq!(read(200, body).unwrap().version, None, "{body}");
    }
    assert_eq!(read(299, r#"{"Version":3}"#).unwrap().version, Some(3));
    let response = Response::builder()
        .header("content-type", "text/html")
        .body("")
        .unwrap();
    assert!(Ping::response(response).is_ok());
}

#[test]
fn a_success_that_is_not_the_output_is_kept_whole() {
    for (body, place) in [
        (r#"{"Version":"many"}"#, "$.Version"),
        (r#"{"Version":1"#, "EOF"),
        ("[]", "an object"),
        ("null", "an object"),
        ("<html>", "expected value"),
    ] {
        let error = read(200, body).unwrap_err();
        assert_eq!(error.kind(), CallErrorKind::Response, "{body}");
        let text = error.to_string();
        assert!(
            text.starts_with("PutRecord: the response cannot be read: "),
            "{text}"
        );
        assert!(
            text.contains(place) && text.ends_with("(HTTP 200, request ID 6a5b)"),
            "{text}"
        );
        assert!(!text.contains('\n'));
        let response = error.response_error().unwrap().response();
        assert_eq!((response.status(), response.body()), (200, body.as_bytes()));
        assert_eq!(
            (error.status(), error.request_id()),
            (Some(200), Some("6a5b"))
        );
        assert_eq!((error.code(), error.is_retryable()), (None, false));
        assert!(error.source().unwrap().source().is_some());
    }
    let secret = r#"{"Secret":"sesame","Version":"sesame"}"#;
    assert!(
        !read(200, secret)
            .unwrap_err()
            .to_string()
            .contains("sesame")
    );
}

#[test]
fn bytes_that_are_not_utf8_are_kept_as_they_came() {
    for status in [200, 400] {
        let error = read(status, b"{\"Version\":\"\xff\"}").unwrap_err();
        assert_eq!(error.answer().unwrap().body(), b"{\"Version\":\"\xff\"}");
    }
}

#[test]
fn a_status_of_300_and_up_is_an_error_whatever_the_body() {
    for status in [300, 304, 400, 404, 500, 503, 999] {
        for body in [
            "",
            "{}",
            "<html>",
            "[1]",
            r#"{"__type":7}"#,
            r#"{"Version":3}"#,
        ] {
            let error = read(status, body).unwrap_err();
            assert_eq!(error.kind(), CallErrorKind::Service);
            assert!(matches!(error.service_error(), Some(Error::Unknown(_))));
            assert_eq!(error.answer().unwrap().text(), body);
            assert_eq!((error.status(), error.code()), (Some(status), Some("")));
        }
    }
}

#[test]
fn an_exception_is_found_by_its_code_and_not_by_the_status() {
    let body = r#"{"__type":"records#NotFoundException","message":"No record 7."}"#;
    for status in [400, 500] {
        let error = read(status, body).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("PutRecord: NotFoundException: No record 7. (HTTP {status}, request ID 6a5b)"),
        );
        assert_eq!(error.message(), Some("No record 7."));
        let Ok(Error::NotFound(exception)) = error.into_service_error() else {
            panic!("{status}")
        };
        assert_eq!(exception.message.as_deref(), Some("No record 7."));
    }
}

#[test]
fn headers_of_the_response_reach_the_error() {
    let response = Response::builder()
        .status(400)
        .header("x-amzn-errortype", "NotFoundException:http://internal/")
        .header("x-amz-retry-after", "20")
        .header("x-odd", http::HeaderValue::from_bytes(b"\xe4").unwrap());
    let error = PutRecord::response(response.body("").unwrap()).unwrap_err();
    assert_eq!(error.code(), Some("NotFoundException"));
    assert_eq!(error.retry_after().unwrap().as_millis(), 20);
    assert_eq!(error.answer().unwrap().header("X-Odd"), Some("\u{fffd}"));
}

#[test]
fn the_id_of_a_request_stands_in_either_header() {
    let mut headers = http::HeaderMap::new();
    assert_eq!(request_id(&headers), None);
    headers.insert("x-amz-request-id", http::HeaderValue::from_static("older"));
    assert_eq!(request_id(&headers), Some("older"));
    headers.insert("x-amzn-requestid", http::HeaderValue::from_static("newer"));
    assert_eq!(request_id(&headers), Some("newer"));
}

#[test]
fn each_error_of_a_call_can_be_made_in_one_line() {
    let error = CallError::service("PutRecord", Error::from(NotFoundException::default()));
    assert_eq!(
        (error.operation(), error.code()),
        ("PutRecord", Some("NotFoundException"))
    );
    let unknown = Error::from_response(ErrorResponse::new(503, ""));
    assert!(CallError::service("PutRecord", unknown).is_retryable());

    let error: CallError<Error> =
        CallError::transport("PutRecord", TransportError::not_sent("refused"));
    assert!(error.is_retryable());
    assert_eq!(error.to_string(), "PutRecord: no connection: refused");
    let error: CallError<Error> =
        CallError::transport("PutRecord", TransportError::not_answered("timed out"));
    assert!(!error.is_retryable());
    assert_eq!(error.to_string(), "PutRecord: no answer: timed out");
    assert!(error.transport_error().unwrap().may_have_been_sent());
    let error: CallError<Error> = CallError::credentials("PutRecord", "the profile is empty");
    assert_eq!(
        error.to_string(),
        "PutRecord: no credentials: the profile is empty"
    );
    assert_eq!(error.kind(), CallErrorKind::Credentials);
    assert!(error.into_service_error().is_err());
}
