//! The server side of a service: what it answers to good and bad requests.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use aws_json_protocol::{
    ErrorResponse, Service, ServiceError, open_enum, operation, server, service_error, structure,
    tagged_union,
};
use http::request::{Builder, Parts};
use http::{Request, Response};
use serde_json::{Value, json};

const WORDS: Service = Service::new("Words", "words", "1.0").query_compatible();

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

operation! {
    /// Has neither input nor output.
    pub struct Ping: PingRequest => PingResponse, Error;
    target "Words_2020.Ping";
}

structure! {
    /// Input of [`PutWord`].
    pub struct PutWordRequest for PutWord {
        required {
            word: String = "Word" [characters 1..=5] [pattern "^[a-z]*$"],
        }
        optional {
            language: Language = "Language",
            origins: Vec<Origin> = "Origins",
            sound: Sound = "Sound",
            weight: f64 = "Weight" float,
        }
    }
}

structure! {
    /// Output of [`PutWord`].
    #[derive(Default)]
    pub struct PutWordResponse {
        optional {
            origin: Origin = "Origin",
            weight: f64 = "Weight",
        }
    }
}

structure! {
    /// Both requests and responses hold it.
    pub struct Origin {
        zero {
            place: String = "Place",
        }
    }
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

open_enum! {
    /// A language.
    pub enum Language {
        English = "ENGLISH",
    }
}

tagged_union! {
    /// How it sounds.
    pub enum Sound {
        Loud(String) = "Loud",
    }
}

open_enum! {
    /// Why input is invalid.
    pub enum Reason {
        Missing = "MISSING",
        TooLong = "TOO_LONG",
        BadWord = "BAD_WORD",
        Unknown1 = "UNKNOWN",
    }
}

service_error! {
    /// What an operation can fail with.
    pub enum Error for WORDS {
        InvalidInput(InvalidInputException) = "InvalidInputException",
        Broken(BrokenException) = "BrokenException" (status 503),
    }
}

structure! {
    /// The input is invalid.
    #[derive(Default)]
    pub struct InvalidInputException {
        optional {
            message: String = "Message" | "message",
            reason: Reason = "Reason",
        }
    }
}

structure! {
    /// The server is broken.
    #[derive(Default)]
    pub struct BrokenException {
        optional {
            message: String = "message",
        }
    }
}

/// Stores nothing: each word stands for an answer.
struct Shelf;

impl Words for Shelf {
    const MAX_BODY_SIZE: usize = 200;

    async fn put_word(
        &self,
        input: PutWordRequest,
        request: &Parts,
    ) -> Result<PutWordResponse, Error> {
        let header = |name: &str| request.headers.get(name).and_then(|it| it.to_str().ok());
        match input.word.as_str() {
            "who" => {
                Ok(PutWordResponse::default()
                    .origin(Origin::new(header("x-who").unwrap_or_default())))
            }
            "burst" => Err(BrokenException::default().message("Out of shelves.").into()),
            "slow" => Err(Error::from_response(
                ErrorResponse::from_code(400, "ThrottlingException", "Slow down.")
                    .with_header("x-amz-retry-after", "250")
                    .with_request_id("its-own"),
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
fn an_operation_is_found_by_its_target_and_answers() {
    let response = answer(
        request("Words_2020.PutWord")
            .header("x-who", "ana")
            .body(r#"{"Word":"who","Language":"ENGLISH"}"#)
            .unwrap(),
    );
    assert_eq!(response.status(), 200);
    assert_eq!(response.body(), &json!({"Origin": {"Place": "ana"}}));
}

#[test]
fn each_response_has_an_id() {
    let id = |response: &Response<Value>| response.headers()["x-amzn-requestid"].clone();
    let [one, other] = [put(r#"{"Word":"a"}"#), put(r#"{"Word":"a"}"#)];
    assert_ne!(id(&one), id(&other));
    assert_ne!(id(&put("[")), id(&one));
    assert_eq!(id(&put(r#"{"Word":"slow"}"#)), "its-own");
}

#[test]
fn an_error_has_its_status_code_and_members() {
    let response = put(r#"{"Word":"burst"}"#);
    assert_eq!(error(&response), (503, "BrokenException"));
    assert_eq!(
        response.headers()["x-amzn-query-error"],
        "BrokenException;Receiver"
    );
    assert_eq!(response.body()["message"], "Out of shelves.");
    let response = put(r#"{"Word":"slow"}"#);
    assert_eq!(error(&response), (400, "ThrottlingException"));
    assert_eq!(
        response.headers()["x-amzn-query-error"],
        "ThrottlingException;Sender"
    );
    assert_eq!(response.headers()["x-amz-retry-after"], "250");
}

#[test]
fn a_method_that_is_left_out_is_not_implemented() {
    let response = answer(request("Words_2020.Ping").body("").unwrap());
    assert_eq!(error(&response), (501, "NotImplementedException"));
    assert_eq!(response.body()["message"], "Ping is not implemented");
}

#[test]
fn a_request_for_no_operation_is_refused() {
    for target in ["Words_2020.Put", "PutWord", "words_2020.putword", ""] {
        let response = answer(request(target).body("{}").unwrap());
        assert_eq!(
            error(&response),
            (400, "UnknownOperationException"),
            "{target}"
        );
    }
    let mut without = request("").body("{}").unwrap();
    without.headers_mut().remove("x-amz-target");
    assert_eq!(error(&answer(without)), (400, "UnknownOperationException"));
    let mut get = request("Words_2020.Ping").body("{}").unwrap();
    *get.method_mut() = http::Method::GET;
    let response = answer(get);
    assert_eq!(error(&response), (405, "UnknownOperationException"));
    assert_eq!(response.headers()["allow"], "POST");
}

#[test]
fn the_content_type_is_that_of_the_protocol() {
    let with = |content_type: &'static str| {
        let mut request = request("Words_2020.PutWord")
            .body(r#"{"Word":"a"}"#)
            .unwrap();
        request
            .headers_mut()
            .insert("content-type", content_type.parse().unwrap());
        answer(request)
    };
    assert_eq!(
        with("Application/X-Amz-JSON-1.0; charset=utf-8").status(),
        200
    );
    for other in ["application/json", "application/x-amz-json-1.1", ""] {
        assert_eq!(error(&with(other)), (415, "UnsupportedMediaTypeException"));
    }
}

#[test]
fn a_body_is_limited() {
    let body = |size: usize| format!(r#"{{"Word":"a","More":"{}"}}"#, "x".repeat(size - 22));
    assert_eq!(
        (body(200).len(), put(&body(200)).status().as_u16()),
        (200, 200)
    );
    assert_eq!(
        error(&put(&body(201))),
        (413, "RequestEntityTooLargeException")
    );
}

#[test]
fn what_is_not_the_input_is_a_serialization_exception() {
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
    assert!(
        message.starts_with("at $.Origins[0].Place: expected a string"),
        "{message}"
    );
}

#[test]
fn unknown_members_are_ignored() {
    assert_eq!(put(r#"{"Word":"a","Color":"blue"}"#).status(), 200);
    assert_eq!(
        answer(request("Words_2020.PutWord").body("{}").unwrap()).status(),
        400
    );
}

/// Asserts the message and the reason of the exception for invalid input.
fn invalid(body: &str, message: &str, reason: Value) {
    let response = put(body);
    assert_eq!(error(&response), (400, "InvalidInputException"), "{body}");
    assert_eq!(response.body()["Message"], message, "{body}");
    assert_eq!(response.body()["Reason"], reason, "{body}");
}

#[test]
fn a_missing_member_is_invalid_however_deep_and_whatever_a_response_may_lack() {
    invalid("{}", "Word: a value is required", json!("MISSING"));
    invalid("", "Word: a value is required", json!("MISSING"));
    invalid(
        r#"{"Word":null}"#,
        "Word: a value is required",
        json!("MISSING"),
    );
    invalid(
        r#"{"Word":"a","Origins":[{"Place":"b"},{}]}"#,
        "Origins[1].Place: a value is required",
        json!("MISSING"),
    );
    // Only a server reads strictly.
    assert_eq!(
        serde_json::from_str::<Origin>("{}").unwrap(),
        Origin::new("")
    );
}

#[test]
fn a_violation_is_the_exception_with_the_reason_of_the_table() {
    invalid(
        r#"{"Word":"abcdef"}"#,
        "Word: 6 characters, at most 5 allowed",
        json!("TOO_LONG"),
    );
    invalid(
        r#"{"Word":"A"}"#,
        "Word: does not match the pattern ^[a-z]*$",
        json!("BAD_WORD"),
    );
    invalid(
        r#"{"Word":"a","Language":"KLINGON"}"#,
        "Language: not one of the allowed values",
        json!("UNKNOWN"),
    );
    invalid(
        r#"{"Word":"a","Sound":{"Shrill":"b"}}"#,
        "Sound: not one of the allowed values",
        json!("UNKNOWN"),
    );
    // The table has no row for it.
    invalid(
        r#"{"Word":""}"#,
        "Word: 0 characters, at least 1 required",
        Value::Null,
    );
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

/// A service whose own exception for invalid input is not known.
mod without_violations {
    use super::{Error, PutWord, ready, request, server};

    server! {
        /// Words, as a server implements them.
        pub trait Words: Error;
        operations {
            put_word: PutWord,
        }
    }

    #[test]
    fn a_violation_is_a_validation_exception() {
        struct Nothing;
        impl Words for Nothing {}
        let request = request("Words_2020.PutWord").body("{}").unwrap();
        let response = ready(dispatch(&Nothing, request));
        assert_eq!(response.status(), 400);
        assert_eq!(
            response.headers()["x-amzn-errortype"],
            "ValidationException"
        );
    }
}

#[cfg(feature = "tower")]
mod over_tower {
    use aws_json_protocol::http::Request;
    use http_body_util::{BodyExt, Full};
    use tower_service::Service as _;

    use super::{Shelf, TowerService, ready, request};

    fn status(request: Request<Full<&'static [u8]>>) -> u16 {
        let mut service = TowerService::<Shelf>::new(Shelf).clone();
        let response = ready(service.call(request)).unwrap();
        let status = response.status().as_u16();
        assert!(
            !ready(response.into_body().collect())
                .unwrap()
                .to_bytes()
                .is_empty()
        );
        status
    }

    #[test]
    fn a_service_of_tower_reads_the_body() {
        let put =
            |body: &'static [u8]| request("Words_2020.PutWord").body(Full::new(body)).unwrap();
        assert_eq!(status(put(br#"{"Word":"a"}"#)), 200);
        assert_eq!(status(put(br#"{"Word":1}"#)), 400);
        assert_eq!(status(put(&[b' '; 201])), 413);
    }
}
