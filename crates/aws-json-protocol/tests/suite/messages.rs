//! Operations: their messages of HTTP, and what can go wrong with a call.

use std::error::Error as _;

use aws_json_protocol::{
    CallError, CallErrorKind, ErrorResponse, Operation, RepeatedToken, RequestError, ServiceError,
    TransportError, operation, request_id, structure,
};
use http::header::{HeaderMap, HeaderValue};
use http::{Request, Response, Uri};

use crate::model::{Error, NotFoundException, assert_starts};
use crate::pagination::{ListRecords, ListRecordsRequest};

operation! {
    /// Has what all have.
    pub struct Ping: PingRequest => PingResponse, Error;
    target "Ping";
}

structure! {
    /// Input of [`Ping`].
    #[derive(Default)]
    pub struct PingRequest for Ping {}
}

structure! {
    /// Output of [`Ping`].
    #[derive(Default)]
    pub struct PingResponse {}
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

fn list(endpoint: &str) -> Result<Request<Vec<u8>>, RequestError> {
    let endpoint: Uri = endpoint.parse().unwrap();
    ListRecords::request(&ListRecordsRequest::default(), &endpoint)
}

fn put(input: &PutRecordRequest, endpoint: &str) -> Result<Request<Vec<u8>>, RequestError> {
    PutRecord::request(input, &endpoint.parse::<Uri>().unwrap())
}

fn record(kind: &str) -> PutRecordRequest {
    PutRecordRequest::new("111").kind(kind)
}

#[test]
fn the_request_is_as_the_protocol_specifies() {
    let request = list("https://example.com").unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://example.com/");
    assert_eq!(request.body(), b"{}");
    let headers = request.headers();
    assert_eq!(headers["content-type"], "application/x-amz-json-1.1");
    assert_eq!(headers["content-length"], "2");
    assert_eq!(headers["x-amz-target"], "Records.ListRecords");
    assert_eq!(headers.len(), 3);

    // A query-compatible service is asked for query mode, in its version of the protocol.
    let request = put(&record("b"), "https://example.com").unwrap();
    let headers = request.headers();
    assert_eq!(headers["x-amzn-query-mode"], "true");
    assert_eq!(headers["content-type"], "application/x-amz-json-1.0");
}

#[test]
fn the_request_keeps_the_path_of_the_endpoint_but_no_query() {
    for (given, expected) in [
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000/"),
        ("http://127.0.0.1:5000/v1", "http://127.0.0.1:5000/v1"),
        ("http://[::1]:80/a/?b=c", "http://[::1]:80/a/"),
    ] {
        assert_eq!(list(given).unwrap().uri(), expected);
    }
    for text in [
        "/path",
        "example.com",
        "*",
        "https://ana:secret@example.com",
    ] {
        let error = list(text).unwrap_err();
        assert_starts(error.to_string(), "the endpoint cannot be used: ");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[test]
fn a_target_that_no_header_can_have_is_an_error() {
    operation! {
        /// Is in a service whose name has a line break.
        pub struct Broken: PingRequest => PingResponse, Error;
        target "a\nb.Broken";
    }
    let error = Broken::request(&PingRequest {}, &Uri::from_static("https://example.com"));
    assert_eq!(
        error.unwrap_err().to_string(),
        r#"the target "a\nb.Broken" cannot be the value of a header"#,
    );
}

#[test]
fn members_become_labels_of_the_host_name() {
    let request = put(&record("b-2"), "https://example.com:8443/x").unwrap();
    assert_eq!(request.uri(), "https://111.data-b-2.example.com:8443/x");
    let request = put(&record("b"), "http://127.0.0.1:5000").unwrap();
    assert_eq!(request.uri(), "http://127.0.0.1:5000/");
    let long = "a".repeat(64);
    let labels = ["", "-a", "a-", "a.b", "a/b", "ä", "a b", &long];
    let records = labels.map(record).into_iter();
    for record in records.chain([PutRecordRequest::new("111")]) {
        let error = put(&record, "https://example.com").unwrap_err();
        assert_starts(error.to_string(), "Kind cannot be part of a host name");
    }
}

#[test]
fn an_absent_idempotency_token_is_a_random_uuid_of_version_4() {
    let token = |input: &PutRecordRequest| {
        let request = put(input, "https://example.com").unwrap();
        let body: PutRecordRequest = serde_json::from_slice(request.body()).unwrap();
        body.client_token.unwrap()
    };
    let input = record("b");
    let (first, second) = (token(&input), token(&input));
    assert_ne!(first, second);
    let is_uuid = |byte: u8| byte == b'-' || byte.is_ascii_hexdigit();
    assert!(first.len() == 36 && first.bytes().all(is_uuid), "{first}");
    assert_eq!(first.as_bytes()[14], b'4');
    assert_eq!(token(&input.client_token("mine")), "mine");
}

fn respond(status: u16, body: impl AsRef<[u8]>) -> Result<PutRecordResponse, CallError<Error>> {
    let response = Response::builder()
        .status(status)
        .header("x-amzn-requestid", "6a5b");
    PutRecord::response(response.body(body).unwrap())
}

#[test]
fn a_success_may_be_empty_and_of_any_content_type() {
    assert_eq!(respond(200, " \r\n").unwrap().version, None);
    assert_eq!(respond(299, r#"{"Version":3}"#).unwrap().version, Some(3));
    let response = Response::builder().header("content-type", "text/html");
    assert!(Ping::response(response.body("").unwrap()).is_ok());
}

#[test]
fn a_success_that_is_not_the_output_keeps_its_body() {
    for (body, place) in [
        (r#"{"Version":"many"}"#, "$.Version"),
        (r#"{"Version":1"#, "EOF"),
        ("[]", "an object"),
        ("null", "an object"),
        ("<html>", "expected value"),
        (r#"{"Secret":"sesame","Version":"sesame"}"#, "$.Version"),
    ] {
        let error = respond(200, body).unwrap_err();
        let text = error.to_string();
        assert_starts(&text, "PutRecord: the response cannot be read: ");
        assert!(text.ends_with("(HTTP 200, request ID 6a5b)"), "{text}");
        assert!(text.contains(place) && !text.contains(['\n']), "{text}");
        assert!(!text.contains("sesame"), "{text}");
        let is_response = matches!(error.kind, CallErrorKind::Response { .. });
        assert!(is_response, "{body}");
        assert_eq!(error.answer().unwrap().text(), body);
        assert_eq!(
            (error.status(), error.request_id()),
            (Some(200), Some("6a5b"))
        );
        assert_eq!((error.code(), error.is_retryable()), (None, false));
        assert!(error.source().unwrap().is::<serde_json::Error>());
    }
}

#[test]
fn bytes_that_are_not_utf8_are_kept_unchanged() {
    for status in [200, 400] {
        let error = respond(status, b"{\"Version\":\"\xff\"}").unwrap_err();
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
            let error = respond(status, body).unwrap_err();
            assert!(matches!(error.service_error(), Some(Error::Unknown(_))));
            assert_eq!(error.answer().unwrap().text(), body);
            assert_eq!((error.status(), error.code()), (Some(status), Some("")));
        }
    }
}

#[test]
fn an_exception_is_identified_by_its_code_and_not_by_its_status() {
    let body = r#"{"__type":"records#NotFoundException","message":"No record 7."}"#;
    for status in [400, 500] {
        let error = respond(status, body).unwrap_err();
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
fn a_throttled_call_can_be_tried_again() {
    for (code, is_throttled) in [("ThrottlingException", true), ("NotFoundException", false)] {
        let error = respond(400, format!(r#"{{"__type":"{code}"}}"#)).unwrap_err();
        let throttled = (error.is_throttling(), error.is_retryable());
        assert_eq!(throttled, (is_throttled, is_throttled), "{code}");
    }
}

#[test]
fn headers_of_the_response_reach_the_error() {
    let response = Response::builder()
        .status(400)
        .header("x-amzn-errortype", "NotFoundException:http://internal/")
        .header("x-amz-retry-after", "20")
        .header("x-odd", HeaderValue::from_bytes(b"\xe4").unwrap());
    let error = PutRecord::response(response.body("").unwrap()).unwrap_err();
    assert_eq!(error.code(), Some("NotFoundException"));
    let response = error.answer().unwrap();
    assert_eq!(response.retry_after().unwrap().as_millis(), 20);
    assert_eq!(response.header("X-Odd"), Some("\u{fffd}"));
}

#[test]
fn the_id_of_a_request_is_in_either_header() {
    let mut headers = HeaderMap::new();
    assert_eq!(request_id(&headers), None);
    headers.insert("x-amz-request-id", HeaderValue::from_static("older"));
    assert_eq!(request_id(&headers), Some("older"));
    headers.insert("x-amzn-requestid", HeaderValue::from_static("newer"));
    assert_eq!(request_id(&headers), Some("newer"));
}

#[test]
fn each_error_of_a_call_reports_its_operation_and_cause() {
    use CallErrorKind::{Credentials, Request, Service, Transport};

    let repeated = CallError::from(RepeatedToken::of::<ListRecords>());
    assert_eq!(repeated.operation, "ListRecords");
    let not_found = NotFoundException::default().into();
    let unknown = Error::from_response(ErrorResponse::new(503, ""));
    let endpoint = RequestError::endpoint("it is closed");
    let retryable = [
        "Ping: error without a code (HTTP 503)",
        "Ping: no connection: refused",
    ];
    for (kind, text) in [
        (Service(not_found), "Ping: Records.NoSuchRecord (HTTP 400)"),
        (Service(unknown), retryable[0]),
        (Transport(TransportError::not_sent("refused")), retryable[1]),
        (
            Transport(TransportError::not_answered("late")),
            "Ping: no answer: late",
        ),
        (Credentials("nobody".into()), "Ping: no credentials: nobody"),
        (
            Request(endpoint),
            "Ping: the endpoint cannot be used: it is closed",
        ),
        (
            repeated.kind,
            "ListRecords: the response has the same `NextToken` as the request, so its pages would not end",
        ),
    ] {
        let error = CallError::new("Ping", kind);
        assert_eq!(error.to_string(), text);
        assert_eq!(error.is_retryable(), retryable.contains(&text));
        let cause = error.source().unwrap().to_string();
        assert!(text.ends_with(&cause), "{cause}");
        let is_service = matches!(error.kind, Service(_));
        assert_eq!(error.into_service_error().is_ok(), is_service);
    }
}
