//! Errors as a generated crate has them, and every way in which services spell them.

use aws_json_protocol::{ErrorResponse, Exception, ServiceError, service_error};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct AccessDeniedException {
    message: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct TooManyRequestsException {
    r#type: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Error {
    AccessDenied(Exception<AccessDeniedException>),
    TooManyRequests(Exception<TooManyRequestsException>),
    Unknown(ErrorResponse),
}

impl ServiceError for Error {
    fn from_response(response: ErrorResponse) -> Self {
        match response.code() {
            "AccessDeniedException" => response.decode(Self::AccessDenied, Self::Unknown),
            "TooManyRequestsException" => response.decode(Self::TooManyRequests, Self::Unknown),
            _ => Self::Unknown(response),
        }
    }

    fn response(&self) -> &ErrorResponse {
        match self {
            Self::AccessDenied(exception) => exception.response(),
            Self::TooManyRequests(exception) => exception.response(),
            Self::Unknown(response) => response,
        }
    }
}

service_error!(Error);

const BODY: &str = r#"{"__type":"AccessDeniedException","Message":"You don't have permissions."}"#;

fn error(body: &str) -> Error {
    Error::from_response(ErrorResponse::from_parts(400, Some("4f2a"), None, body))
}

#[test]
fn finds_the_code_in_every_spelling() {
    let uri = "http://internal.amazon.com/coral/com.amazon.coral.validate/";
    for value in [
        "FooError".to_owned(),
        format!("FooError:{uri}"),
        "aws.protocoltests.restjson#FooError".to_owned(),
        format!("aws.protocoltests.restjson#FooError:{uri}"),
        format!("FooError:{uri}#fragment"),
        " FooError ".to_owned(),
    ] {
        let header = ErrorResponse::from_parts(400, None, Some(&value), "");
        assert_eq!(header.code(), "FooError", "header {value}");
        for name in ["__type", "code", "Code"] {
            let body = serde_json::json!({ name: value }).to_string();
            let response = ErrorResponse::from_parts(400, None, None, &body);
            assert_eq!(response.code(), "FooError", "{body}");
        }
    }
}

#[test]
fn prefers_the_header_then_type_then_code() {
    let body = r#"{"code":"Third","__type":"ns#Second"}"#;
    assert_eq!(
        ErrorResponse::from_parts(400, None, Some("First"), body).code(),
        "First"
    );
    assert_eq!(
        ErrorResponse::from_parts(400, None, Some(""), body).code(),
        "Second"
    );
    let body = r#"{"code":"Third","__type":null}"#;
    assert_eq!(
        ErrorResponse::from_parts(400, None, None, body).code(),
        "Third"
    );
    let body = r#"{"code":429,"__type":"ns#"}"#;
    assert_eq!(ErrorResponse::from_parts(400, None, None, body).code(), "");
}

#[test]
fn finds_the_message_in_every_spelling() {
    for name in ["message", "Message", "errorMessage"] {
        let body = serde_json::json!({ name: "No." }).to_string();
        assert_eq!(
            ErrorResponse::from_parts(400, None, None, body).message(),
            Some("No.")
        );
    }
    assert_eq!(
        ErrorResponse::from_parts(400, None, None, r#"{"Message":1}"#).message(),
        None
    );
}

#[test]
fn keeps_a_body_that_is_no_json_object() {
    let too_deep = "[".repeat(100_000);
    for body in [
        "",
        "<html>Bad gateway</html>",
        "null",
        "[1]",
        r#"{"__type":"#,
        &too_deep,
    ] {
        let error = Error::from_response(ErrorResponse::from_parts(502, None, None, body));
        assert!(matches!(error, Error::Unknown(_)));
        assert_eq!(error.response().body(), body);
        assert_eq!(error.to_string(), "error without a code (HTTP 502)");
    }
    let response = ErrorResponse::from_parts(500, None, Some("InternalFailure"), b"\xff!");
    assert_eq!(
        (response.code(), response.body()),
        ("InternalFailure", "\u{fffd}!")
    );
}

#[test]
fn decodes_a_modelled_exception() {
    let error = error(BODY);
    assert_eq!(
        error.to_string(),
        "AccessDeniedException: You don't have permissions. (HTTP 400, request ID 4f2a)",
    );
    assert_eq!(
        (error.status(), error.code()),
        (400, "AccessDeniedException")
    );
    assert_eq!(
        (error.message(), error.request_id()),
        (Some("You don't have permissions."), Some("4f2a"))
    );
    let Error::AccessDenied(exception) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        exception.message.as_deref(),
        Some("You don't have permissions.")
    );
    assert_eq!(exception.response().body(), BODY);
    assert_eq!(exception.clone().into_inner(), *exception);
}

#[test]
fn an_empty_body_is_an_exception_without_members() {
    let response = ErrorResponse::from_parts(403, None, Some("AccessDeniedException"), "");
    assert!(matches!(
        Error::from_response(response),
        Error::AccessDenied(_)
    ));
}

#[test]
fn a_body_that_is_not_the_exception_hides_nothing() {
    let body = r#"{"__type":"TooManyRequestsException","Type":{"unexpected":true}}"#;
    let error = error(body);
    assert!(matches!(error, Error::Unknown(_)));
    assert_eq!(
        (error.code(), error.response().body()),
        ("TooManyRequestsException", body)
    );
}

#[test]
fn debug_hides_the_body() {
    let body = r#"{"__type":"TooManyRequestsException","Type":null,"Email":"ana@example.com"}"#;
    assert_eq!(
        format!("{:?}", error(body)),
        "TooManyRequests(Exception(TooManyRequestsException { type: None }, ErrorResponse { \
         status: 400, code: \"TooManyRequestsException\", message: None, \
         request_id: Some(\"4f2a\"), body: <75 bytes> }))",
    );
}

#[test]
fn a_response_without_its_message_prints_none_and_keeps_its_body() {
    let response = ErrorResponse::from_parts(400, None, None, BODY).without_message();
    assert_eq!(response.message(), None);
    assert_eq!(response.body(), BODY);
    let printed = format!("{response} {response:?}");
    assert!(!printed.contains("permissions"), "{printed}");
}

#[test]
fn reads_back_from_json_as_the_same_variant() {
    for body in [
        BODY,
        r#"{"__type":"TooManyRequestsException"}"#,
        r#"{"code":"New"}"#,
        "<html>",
    ] {
        let error = error(body);
        let json = serde_json::to_string(&error).unwrap();
        assert_eq!(
            serde_json::from_str::<Error>(&json).unwrap(),
            error,
            "{json}"
        );
    }
}

#[test]
fn stays_small_enough_to_return() {
    assert!(
        size_of::<Error>() < 128,
        "clippy::result_large_err warns from 128 bytes on"
    );
}
