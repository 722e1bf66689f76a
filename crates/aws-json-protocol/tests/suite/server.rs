//! The server side of a service: what it answers to bad requests. `fake-organizations` proves that good ones
//! reach their methods, with their headers, and over tower.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use aws_json_protocol::{ErrorResponse, ServiceError, operation, server, structure};
use http::request::{Builder, Parts};
use http::{Request, Response};
use serde_json::Value;

use crate::messages::Ping;
use crate::model::{
    AttributeValue, BusyException, Error, InvalidInputException, PolicyType, Reason, assert_starts,
    read,
};

server! {
    /// Words, as a server implements them.
    pub trait Words: Error;
    violations InvalidInputException {
        reason: Reason;
        Pattern "PutWord.Word" => BadWord,
        Required => Missing,
        MaxLength => TooLong,
        UnknownValue => Unknown1,
    }
    operations {
        put_word: PutWord,
        ping: Ping,
    }
}

operation! {
    /// Stores a word.
    pub struct PutWord: PutWordRequest => PutWordResponse, Error;
    target "Words_2020.PutWord";
}

structure! {
    /// Input of [`PutWord`].
    pub struct PutWordRequest for PutWord {
        required {
            word: String = "Word" [characters 1..=5] [pattern "^[a-z]*$"],
        }
        optional {
            kind: PolicyType = "Kind",
            origins: Vec<Origin> = "Origins",
            sound: AttributeValue = "Sound",
        }
    }
}

structure! {
    /// Output of [`PutWord`].
    #[derive(Default)]
    pub struct PutWordResponse {}
}

structure! {
    /// A structure that a response could hold, too.
    pub struct Origin {
        zero {
            place: String = "Place",
        }
    }
}

/// Stores nothing: each word stands for an answer.
struct Shelf;

impl Words for Shelf {
    const MAX_BODY_SIZE: usize = 200;

    async fn put_word(&self, input: PutWordRequest, _: &Parts) -> Result<PutWordResponse, Error> {
        match input.word.as_str() {
            "burst" => Err(BusyException::default().message("Out of shelves.").into()),
            "slow" => Err(Error::from_response(
                ErrorResponse::from_code(400, "ThrottlingException", "Slow down.")
                    .with_header("x-amz-retry-after", "250")
                    .with_header("x-amzn-requestid", "its-own"),
            )),
            _ => Ok(PutWordResponse::default()),
        }
    }
}

/// Runs what never waits.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("nothing waits"),
    }
}

fn request(target: &str) -> Builder {
    Request::post("/")
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amz-target", target)
}

fn answer<B: AsRef<[u8]>>(request: Request<B>) -> Response<Value> {
    let response = ready(dispatch(&Shelf, request));
    assert_eq!(
        response.headers()["content-type"],
        "application/x-amz-json-1.0"
    );
    let length = response.body().len().to_string();
    assert_eq!(response.headers()["content-length"], length.as_str());
    response.map(|body| serde_json::from_slice(&body).unwrap())
}

fn put(body: &str) -> Response<Value> {
    answer(request("Words_2020.PutWord").body(body).unwrap())
}

/// The status and the code of an error, which the header and the body agree on.
fn error(response: &Response<Value>) -> (u16, &str) {
    let code = response.headers()["x-amzn-errortype"].to_str().unwrap();
    assert_eq!(response.body()["__type"], code);
    (response.status().as_u16(), code)
}

#[test]
fn each_response_has_an_id() {
    let id = |body: &str| put(body).headers()["x-amzn-requestid"].clone();
    let word = r#"{"Word":"a"}"#;
    assert_ne!(id(word), id(word));
    assert_ne!(id("["), id("["));
    assert_eq!(id(r#"{"Word":"slow"}"#), "its-own");
}

#[test]
fn an_error_has_its_status_code_and_members() {
    let response = put(r#"{"Word":"burst"}"#);
    assert_eq!(error(&response), (503, "BusyException"));
    let query_error = &response.headers()["x-amzn-query-error"];
    assert_eq!(query_error, "BusyException;Receiver");
    assert_eq!(response.body()["message"], "Out of shelves.");
    let response = put(r#"{"Word":"slow"}"#);
    assert_eq!(error(&response), (400, "ThrottlingException"));
    let query_error = &response.headers()["x-amzn-query-error"];
    assert_eq!(query_error, "ThrottlingException;Sender");
    assert_eq!(response.headers()["x-amz-retry-after"], "250");
}

#[test]
fn a_missing_method_is_not_implemented() {
    let response = answer(request("Ping").body("").unwrap());
    assert_eq!(error(&response), (501, "NotImplementedException"));
    assert_eq!(response.body()["message"], "Ping is not implemented");
}

#[test]
fn a_request_for_an_unknown_operation_is_rejected() {
    const UNKNOWN: &str = "UnknownOperationException";
    for target in ["Words_2020.Put", "PutWord", "words_2020.putword", ""] {
        let response = answer(request(target).body("{}").unwrap());
        assert_eq!(error(&response), (400, UNKNOWN), "{target}");
    }
    let mut without = request("").body("{}").unwrap();
    without.headers_mut().remove("x-amz-target");
    assert_eq!(error(&answer(without)), (400, UNKNOWN));
    let mut get = request("Ping").body("{}").unwrap();
    *get.method_mut() = http::Method::GET;
    let response = answer(get);
    assert_eq!(error(&response), (405, UNKNOWN));
    assert_eq!(response.headers()["allow"], "POST");
}

#[test]
fn the_content_type_is_that_of_the_protocol() {
    let with = |content_type: &'static str| {
        let request = request("Words_2020.PutWord").body(r#"{"Word":"a"}"#);
        let mut request = request.unwrap();
        let content_type = content_type.parse().unwrap();
        request.headers_mut().insert("content-type", content_type);
        answer(request)
    };
    let upper_case = with("Application/X-Amz-JSON-1.0; charset=utf-8");
    assert_eq!(upper_case.status(), 200);
    for other in ["application/json", "application/x-amz-json-1.1", ""] {
        assert_eq!(error(&with(other)), (415, "UnsupportedMediaTypeException"));
    }
}

#[test]
fn a_body_is_limited() {
    let body = |size: usize| format!(r#"{{"Word":"a","More":"{}"}}"#, "x".repeat(size - 22));
    assert_eq!(put(&body(200)).status(), 200);
    let response = put(&body(201));
    assert_eq!(error(&response), (413, "RequestEntityTooLargeException"));
}

#[test]
fn a_body_that_is_not_the_input_is_a_serialization_exception() {
    let deep = "[".repeat(150);
    for body in [
        "{",
        "[]",
        "null",
        "7",
        r#"{"Word":7}"#,
        r#"{"Word":"a"} x"#,
        &deep,
        r#"{"Word":"a","Origins":{"Place":"b"}}"#,
    ] {
        assert_eq!(error(&put(body)), (400, "SerializationException"), "{body}");
    }
    let not_utf_8 = b"{\"Word\":\"a\",\"More\":\"\xff\"}";
    let response = answer(request("Words_2020.PutWord").body(not_utf_8).unwrap());
    assert_eq!(error(&response), (400, "SerializationException"));
    // The message names the place, and quotes nothing.
    let response = put(r#"{"Word":"a","Origins":[{"Place":7}]}"#);
    let message = response.body()["message"].as_str().unwrap();
    assert_starts(message, "at $.Origins[0].Place: expected a string");
    // Members that the model does not have are ignored.
    assert_eq!(put(r#"{"Word":"a","Color":"blue"}"#).status(), 200);
}

#[test]
fn a_violation_becomes_the_exception_and_reason_of_the_table() {
    macro_rules! violations {
        ($($body:expr => $message:expr, $reason:expr;)*) => {$(
            let response = put($body);
            assert_eq!(error(&response), (400, "InvalidInputException"), "{}", $body);
            assert_eq!(response.body()["Message"], $message, "{}", $body);
            assert_eq!(response.body()["Reason"], $reason, "{}", $body);
        )*};
    }
    violations! {
        // However deep, and whatever a response may lack.
        "{}" => "Word: a value is required", "MISSING";
        "" => "Word: a value is required", "MISSING";
        r#"{"Word":null}"# => "Word: a value is required", "MISSING";
        r#"{"Word":"a","Origins":[{"Place":"b"},{}]}"# =>
            "Origins[1].Place: a value is required", "MISSING";
        r#"{"Word":"abcdef"}"# => "Word: 6 characters, at most 5 allowed", "TOO_LONG";
        r#"{"Word":"A"}"# => "Word: does not match the pattern ^[a-z]*$", "BAD_WORD";
        r#"{"Word":"a","Kind":"KLINGON"}"# => "Kind: not one of the allowed values", "UNKNOWN";
        r#"{"Word":"a","Sound":{"Shrill":"b"}}"# => "Sound: not one of the allowed values", "UNKNOWN";
        // The table has no row for it.
        r#"{"Word":""}"# => "Word: 0 characters, at least 1 required", Value::Null;
    }
    // Only a server reads strictly.
    assert_eq!(read::<Origin>("{}"), Origin::new(""));
}

#[test]
fn a_status_that_http_does_not_have_is_a_failure_of_the_server() {
    struct Odd;
    impl Words for Odd {
        async fn put_word(&self, _: PutWordRequest, _: &Parts) -> Result<PutWordResponse, Error> {
            Err(Error::from_response(ErrorResponse::from_code(1, "Odd", "")))
        }
    }
    let request = request("Words_2020.PutWord")
        .body(r#"{"Word":"a"}"#)
        .unwrap();
    assert_eq!(ready(dispatch(&Odd, request)).status(), 500);
}
