//! Errors as a generated crate has them, and every way in which services spell them.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_json_protocol::{ErrorResponse, ServiceError, service_error, structure};

use crate::model::{self, BusyException, Empty, assert_starts, read, write};

structure! {
    /// You may not.
    #[derive(Default, Eq, Hash)]
    pub struct AccessDeniedException {
        optional {
            message: String = "Message" | "message" | "errorMessage",
        }
    }
}

structure! {
    /// Not so fast.
    #[derive(Default, Eq, Hash)]
    pub struct TooManyRequestsException {
        optional {
            r#type: String = "Type",
        }
    }
}

structure! {
    /// Has another code than its name, and a message that nobody may see.
    #[derive(Default, Eq, Hash)]
    pub struct InvalidPinException {
        optional {
            message: String = "message" | "Message" | "errorMessage" sensitive,
        }
    }
}

service_error! {
    /// What an operation can fail with.
    #[derive(Eq, Hash)]
    pub enum Error {
        AccessDenied(AccessDeniedException) = "AccessDeniedException",
        /// Since 2018-03-15.
        TooManyRequests(TooManyRequestsException) = "TooManyRequestsException",
        InvalidPin(InvalidPinException) = "InvalidPin" | "InvalidPinException" sensitive_message,
        Busy(BusyException) = "BusyException" (status 503) retryable,
        Full(Empty) = "FullException" retryable throttling,
        Details(BTreeMap<String, String>) = "DetailsException",
        /// No code of its own.
        Shadowed(AccessDeniedException),
    }
}

const BODY: &str = r#"{"__type":"AccessDeniedException","Message":"You don't have permissions."}"#;

fn error(body: &str) -> Error {
    Error::from_response(ErrorResponse::new(400, body).with_header("x-amzn-requestid", "4f2a"))
}

#[test]
fn the_code_is_found_in_every_form() {
    let uri = "http://internal.amazon.com/coral/com.amazon.coral.validate/";
    for value in [
        "FooError".to_owned(),
        format!("FooError:{uri}"),
        "aws.protocoltests.restjson#FooError".to_owned(),
        format!("aws.protocoltests.restjson#FooError:{uri}"),
        format!("FooError:{uri}#fragment"),
        " FooError ".to_owned(),
    ] {
        let header = ErrorResponse::new(400, "").with_header("x-amzn-errortype", value.as_str());
        assert_eq!(header.code(), "FooError", "header {value}");
        for name in ["__type", "code", "Code"] {
            let body = serde_json::json!({ name: value }).to_string();
            let response = ErrorResponse::new(400, &body);
            assert_eq!(response.code(), "FooError", "{body}");
        }
    }
}

#[test]
fn the_header_takes_precedence_over_type_and_type_over_code() {
    for (header, body, code) in [
        ("First", r#"{"code":"Third","__type":"ns#Second"}"#, "First"),
        ("", r#"{"code":"Third","__type":"ns#Second"}"#, "Second"),
        ("", r#"{"code":"Third","__type":null}"#, "Third"),
        ("", r#"{"code":429,"__type":"ns#"}"#, ""),
    ] {
        let response = ErrorResponse::new(400, body).with_header("x-amzn-errortype", header);
        assert_eq!(response.code(), code, "{body}");
    }
}

#[test]
fn a_body_that_is_not_a_json_object_is_kept() {
    let too_deep = "[".repeat(100_000);
    let html = "<html>Bad gateway</html>";
    for body in ["", html, "null", "[1]", r#"{"__type":"#, &too_deep] {
        let error = Error::from_response(ErrorResponse::new(502, body));
        assert!(matches!(error, Error::Unknown(_)));
        assert_eq!(error.response().text(), body);
        assert_eq!(error.to_string(), "error without a code (HTTP 502)");
    }
    let response =
        ErrorResponse::new(500, b"\xff!").with_header("x-amzn-errortype", "InternalFailure");
    assert_eq!(response.code(), "InternalFailure");
    assert_eq!(response.text(), "\u{fffd}!");
    assert_eq!(response.body(), b"\xff!");
}

#[test]
fn code_and_message_are_found_in_a_broken_body() {
    let deep = "[".repeat(100_000);
    let head = r#"{"__type":"ns#FooError","message":"No \"way\"\u00e9.""#;
    let tail = r#""message":"No \"way\"\u00e9.","__type":"ns#FooError"}"#;
    let mut bodies = vec![
        format!("{head}}}"),
        format!("\u{feff}{head}}}"),
        format!(" \r\n{head} }} trailing"),
        format!("{head},\"a\":{deep}"),
        head.to_owned(),
        format!("{head},"),
        format!("{head},\"Reason\":\"trunca"),
        format!("{head},\"Reason"),
        format!("{head},'Reason'"),
    ];
    for broken in [
        "1e400",
        "-",
        "nope",
        "NaN",
        r#""\ud800""#,
        r#""\x""#,
        r#""C:\\""#,
        r#"["C:\\"]"#,
        "\"a\nb\"",
        "{\"a\":[\"}]\\\"\",{}],\"__type\":\"Inner\"}",
        "[\"message\",\"Inner\"]",
        &format!("{deep}{}", "]".repeat(100_000)),
    ] {
        bodies.push(format!("{{\"a\":{broken},{tail}"));
        bodies.push(format!("{head},\"a\":{broken}}}"));
    }
    for body in bodies {
        let response = ErrorResponse::new(400, &body);
        let shown = body.get(..80).unwrap_or(&body);
        assert_eq!(response.code(), "FooError", "{shown}");
        assert_eq!(response.message(), Some("No \"way\"\u{e9}."), "{shown}");
        assert_eq!(response.text(), body);
    }
    let not_utf8 = [head.as_bytes(), b",\"a\":\"\xff\xfe\"}"].concat();
    assert_eq!(ErrorResponse::new(400, not_utf8).code(), "FooError");
}

#[test]
fn invalid_characters_of_a_message_are_replaced() {
    for (message, expected) in [
        (r"a\ud800b", "a\u{fffd}\u{fffd}\u{fffd}b"),
        (r"a\ud83c\udf00", "a\u{1f300}"),
        ("a\tb", "a\tb"),
        (r"a\xb", r"a\xb"),
    ] {
        let body = format!(r#"{{"message":"{message}","__type":"FooError"}}"#);
        let response = ErrorResponse::new(400, body);
        assert_eq!(response.message(), Some(expected));
        assert_eq!(response.code(), "FooError");
    }
}

#[test]
fn every_header_is_kept() {
    let response = ErrorResponse::new(400, "")
        .with_header("X-Amz-Request-Id", "older")
        .with_header("Via", "a")
        .with_header("via", "b")
        .with_header("x-amz-retry-after", "1500");
    assert_eq!(response.request_id(), Some("older"));
    assert_eq!(response.header("VIA"), Some("a, b"));
    assert_eq!(response.retry_after(), Some(Duration::from_millis(1500)));
    assert_eq!(response.headers().count(), 3);
    let response = response.with_header("x-amzn-requestid", "newer");
    assert_eq!(response.request_id(), Some("newer"));
    let response = ErrorResponse::new(400, "").with_header("x-amz-retry-after", "soon");
    assert_eq!(response.retry_after(), None);
}

#[test]
fn a_message_of_several_lines_is_shown_on_one() {
    let message = "Name: too long\n\n  Id: absent\n";
    let response = ErrorResponse::from_code(400, "InvalidException", message);
    assert_eq!(response.message(), Some(message));
    let text = "InvalidException: Name: too long; Id: absent (HTTP 400)";
    assert_eq!(response.to_string(), text);
}

#[test]
fn errors_that_another_attempt_may_resolve_are_retryable() {
    let retry = |status, code: &str| {
        let response = ErrorResponse::new(status, "").with_header("x-amzn-errortype", code);
        (response.is_retryable(), response.is_throttling())
    };
    let throttling = "Throttling ThrottlingException ThrottledException RequestThrottled \
        RequestThrottledException TooManyRequestsException ProvisionedThroughputExceededException \
        TransactionInProgressException RequestLimitExceeded BandwidthLimitExceeded \
        LimitExceededException SlowDown PriorRequestNotComplete EC2ThrottledException";
    for code in throttling.split_whitespace() {
        assert_eq!(retry(400, code), (true, true), "{code}");
    }
    for code in ["RequestTimeout", "RequestTimeoutException"] {
        assert_eq!(retry(400, code), (true, false), "{code}");
        let response = ErrorResponse::new(400, "").with_header("x-amzn-errortype", code);
        assert!(response.is_timeout(), "{code}");
    }
    for status in [500, 502, 503, 504] {
        assert_eq!(retry(status, ""), (true, false), "{status}");
    }
    for (status, code) in [(400, "AccessDeniedException"), (501, ""), (400, "")] {
        assert_eq!(retry(status, code), (false, false), "{status} {code}");
    }
    // The model says so, too.
    let error = Error::from(BusyException::default());
    assert!(error.response().is_retryable() && !error.response().is_throttling());
    let error = self::error(r#"{"__type":"FullException"}"#);
    assert!(error.response().is_retryable() && error.response().is_throttling());
}

#[test]
fn an_exception_becomes_the_error_that_a_service_would_return() {
    let error = Error::from(AccessDeniedException::default().message("No."));
    assert_eq!(error.to_string(), "AccessDeniedException: No. (HTTP 400)");
    assert_eq!(Error::from_response(error.response().clone()), error);
    let error = Error::from(BusyException::default());
    assert_eq!((error.status(), error.code()), (503, "BusyException"));
    let error = Error::from(InvalidPinException::default().message("1234 is wrong"));
    assert!(!format!("{error} {error:?}").contains("1234"));
}

#[test]
fn errors_of_a_query_compatible_service_have_the_codes_of_the_query_protocol() {
    let code = "Records.NoSuchRecord";
    let response = |body| {
        let response = ErrorResponse::new(400, body);
        response.with_header("x-amzn-query-error", "Records.NoSuchRecord;Sender")
    };
    for body in [r#"{"__type":"records#NotFoundException"}"#, "{}"] {
        let error = model::Error::from_response(response(body));
        assert!(matches!(error, model::Error::NotFound(_)), "{error:?}");
        assert_eq!(error.code(), code);
    }
    let error = Error::from_response(response(BODY));
    assert_eq!(error.code(), "AccessDeniedException");
}

#[test]
fn the_message_is_found_under_each_of_its_names() {
    for name in ["message", "Message", "errorMessage"] {
        let body = serde_json::json!({"__type": "AccessDeniedException", name: "No."});
        // A byte order mark hides nothing.
        for body in [body.to_string(), format!("\u{feff}{body}")] {
            let error = error(&body);
            assert_eq!(error.message(), Some("No."));
            assert_eq!(error.request_id(), Some("4f2a"));
            let Error::AccessDenied(exception) = error else {
                panic!("{body}")
            };
            assert_eq!(exception.message.as_deref(), Some("No."));
        }
    }
    assert_eq!(ErrorResponse::new(400, r#"{"Message":1}"#).message(), None);
}

#[test]
fn a_sensitive_message_is_never_printed() {
    for code in ["InvalidPin", "InvalidPinException"] {
        let body = format!(r#"{{"__type":"{code}","Message":"1234 is wrong"}}"#);
        let Error::InvalidPin(exception) = error(&body) else {
            panic!("{body}")
        };
        assert_eq!(exception.message.as_deref(), Some("1234 is wrong"));
        let error = error(&body);
        let printed = format!("{error} {error:?}");
        assert!(!printed.contains("1234"), "{printed}");
        assert_eq!(error.response().text(), body);
    }
}

#[test]
fn an_exception_may_have_no_body() {
    let empty =
        ErrorResponse::new(403, "").with_header("x-amzn-errortype", "AccessDeniedException");
    let error = Error::from_response(empty);
    let Error::AccessDenied(exception) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        exception.clone().into_inner(),
        AccessDeniedException::default()
    );
    assert_eq!(exception.response().status(), 403);
}

#[test]
fn a_body_that_is_not_the_exception_hides_nothing() {
    for (code, members) in [
        ("TooManyRequestsException", r#""Type":{"unexpected":true}"#),
        ("DetailsException", r#""Line":1"#),
    ] {
        let body = format!(r#"{{"__type":"{code}",{members}}}"#);
        let error = error(&body);
        assert!(matches!(error, Error::Unknown(_)), "{error:?}");
        assert_eq!(error.code(), code);
        assert_eq!(error.response().text(), body);
    }
}

#[test]
fn debug_hides_the_body() {
    let body = r#"{"__type":"TooManyRequestsException","Type":null,"Email":"ana@example.com"}"#;
    assert_eq!(
        format!("{:?}", error(body)),
        "TooManyRequests(Exception((TooManyRequestsException { type: None }, ErrorResponse { \
         status: 400, code: \"TooManyRequestsException\", message: None, \
         request_id: Some(\"4f2a\"), body: <75 bytes> })))",
    );
}

#[test]
fn errors_survive_a_round_trip_through_json() {
    let empty = r#"{"__type":"TooManyRequestsException"}"#;
    for body in [BODY, empty, r#"{"code":"New"}"#, "<html>", "\u{feff}"] {
        let error = error(body);
        assert_eq!(read::<Error>(&write(&error)), error);
    }
    let binary = ErrorResponse::new(500, b"\xff!").with_header("via", "a");
    let json = r#"{"status":500,"headers":{"via":"a"},"code":"","bytes":[255,33]}"#;
    assert_eq!(write(&binary), json);
    assert_eq!(read::<ErrorResponse>(json), binary);
    for (json, expected) in [
        (r#"{"body":""}"#, "at $.status: a required member"),
        (r#"{"status":500}"#, "at $.body: a required member"),
        (r#"{"status":500,"bytes":[256]}"#, "at $.bytes[0]: expected"),
    ] {
        assert_starts(model::error::<ErrorResponse>(json), expected);
    }
}

#[test]
fn an_error_is_small_enough_to_return() {
    assert!(
        size_of::<Error>() < 128,
        "clippy::result_large_err warns from 128 bytes on"
    );
}
