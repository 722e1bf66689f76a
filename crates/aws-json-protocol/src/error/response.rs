use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer};
use serde::ser::Serializer;

use super::retry::{THROTTLING, TIMEOUT, TRANSIENT};
use super::{Exception, scan};
use crate::decode::{Decode, required};

/// The header with the type of an error.
pub(crate) const ERROR_TYPE: &str = "x-amzn-errortype";
/// The header with the code of an error in the query protocol.
pub(crate) const QUERY_ERROR: &str = "x-amzn-query-error";
/// The header with the ID of a request.
pub(crate) const REQUEST_ID: &str = "x-amzn-requestid";
/// The headers with the ID of a request, in order of precedence.
const REQUEST_IDS: [&str; 2] = [REQUEST_ID, "x-amz-request-id"];
/// The header with the milliseconds to wait before the next attempt.
const RETRY_AFTER: &str = "x-amz-retry-after";

/// The response of a service to an operation that failed.
///
/// `Debug` prints the length of the body rather than its text, which can hold sensitive members;
/// `Display` prints one human-readable line.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ErrorResponse(Box<Parts>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Parts {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
    code: String,
    /// The code of the error in the query protocol, if it differs.
    query_code: Option<String>,
    message: Option<String>,
    /// Whether the model says that another attempt may succeed.
    is_retryable: bool,
    /// Whether the model says that the service received too many requests.
    is_throttling: bool,
}

impl ErrorResponse {
    /// Creates a response with an HTTP status and a body.
    ///
    /// The body is kept unmodified. Its `__type`, `code` or `Code` is the [`code`](Self::code),
    /// without the namespace or URI that some services add
    /// ([operation error serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization)),
    /// and its `message`, `Message` or `errorMessage` the [`message`](Self::message), even if the
    /// rest of the body is invalid or truncated.
    ///
    /// ```
    /// use aws_json_protocol::ErrorResponse;
    ///
    /// let body = r#"{"__type":"com.amazon.coral.availability#ThrottlingException","message":"Rate exceeded"}"#;
    /// let response = ErrorResponse::new(400, body).with_header("x-amzn-requestid", "6a5b");
    /// assert_eq!(response.code(), "ThrottlingException");
    /// assert_eq!(response.message(), Some("Rate exceeded"));
    /// assert_eq!(response.request_id(), Some("6a5b"));
    /// assert!(response.is_throttling());
    /// ```
    #[must_use]
    pub fn new(status: u16, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref().to_vec();
        let text = String::from_utf8_lossy(&body);
        let mut members: BTreeMap<_, _> = scan::Members::new(&text).texts().into_iter().collect();
        let code = (["__type", "code", "Code"].iter())
            .filter_map(|name| members.get(*name))
            .find_map(|value| bare_code(value))
            .unwrap_or_default()
            .to_owned();
        let message =
            (["message", "Message", "errorMessage"].iter()).find_map(|name| members.remove(*name));
        Self(Box::new(Parts {
            status,
            headers: BTreeMap::new(),
            body,
            code,
            query_code: None,
            message,
            is_retryable: false,
            is_throttling: false,
        }))
    }

    /// Creates a response as a service sends it: with an HTTP status, the code of the error in
    /// `__type`, and a human-readable message.
    #[must_use]
    pub fn from_code(status: u16, code: &str, message: &str) -> Self {
        let body = serde_json::json!({"__type": code, "message": message});
        Self::new(status, body.to_string())
    }

    /// Adds a header. If it is present already, its value becomes a list of both values
    /// ([RFC 9110, section 5.3](https://www.rfc-editor.org/rfc/rfc9110#section-5.3)).
    ///
    /// The type of the error in `x-amzn-errortype` takes precedence over the code in the body.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        let name = name.to_ascii_lowercase();
        if name == ERROR_TYPE
            && let Some(code) = bare_code(value)
        {
            code.clone_into(&mut self.0.code);
        }
        let values = self.0.headers.entry(name).or_default();
        if !values.is_empty() {
            values.push_str(", ");
        }
        values.push_str(value);
        self
    }

    /// Returns the HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Returns a header by its name, in any letter case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let value = self.0.headers.get(&name.to_ascii_lowercase());
        value.map(String::as_str)
    }

    /// Returns the headers: their names, in lower case, and their values.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let headers = self.0.headers.iter();
        headers.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the code of the error, such as `AccessDeniedException`; empty if the service sent
    /// none. A service that migrated from the query protocol sends the code that it had there
    /// ([`awsQueryCompatible` trait](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait)).
    #[must_use]
    pub fn code(&self) -> &str {
        self.0.query_code.as_deref().unwrap_or(&self.0.code)
    }

    /// Returns the service's human-readable message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// Returns the ID of the request, from the header `x-amzn-requestid` or `x-amz-request-id`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(|name| self.header(name))
    }

    /// Returns the unmodified body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Returns the body as text, with the replacement character for invalid UTF-8.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0.body)
    }

    /// Returns `true` if the service received too many requests, according to the code or the
    /// model.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.0.is_throttling || self.has_code_of(&THROTTLING)
    }

    /// Returns `true` if another attempt may succeed: the service is throttling, the error is
    /// transient, or the model says so.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let is_transient = TRANSIENT.contains(&self.0.status) || self.is_timeout();
        self.0.is_retryable || self.is_throttling() || is_transient
    }

    /// Returns `true` if the service reports that the request timed out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.has_code_of(&TIMEOUT)
    }

    /// Returns how long to wait before the next attempt, from the header `x-amz-retry-after`.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let milliseconds = self.header(RETRY_AFTER)?.trim().parse().ok()?;
        Some(Duration::from_millis(milliseconds))
    }

    /// Removes the message, so that neither `Debug` nor `Display` shows it, for exceptions whose
    /// message is sensitive. The body keeps it.
    #[must_use]
    pub fn without_message(mut self) -> Self {
        self.0.message = None;
        self
    }

    /// Marks the error as retryable, as the model does.
    pub(crate) fn with_retry(mut self, is_throttling: bool) -> Self {
        self.0.is_retryable = true;
        self.0.is_throttling |= is_throttling;
        self
    }

    /// Writes the status, and the ID of the request if there is one.
    pub(super) fn write_origin(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, " (HTTP {}", self.status())?;
        if let Some(request_id) = self.request_id() {
            write!(f, ", request ID {request_id}")?;
        }
        f.write_str(")")
    }

    /// Returns `true` if the service's own code or that of the query protocol is one of these.
    fn has_code_of(&self, codes: &[&str]) -> bool {
        codes.contains(&&*self.0.code) || codes.contains(&self.code())
    }
}

/// Returns the ID of a request, given a function that finds a header.
pub(crate) fn request_id<'h>(
    header: impl FnMut(&'static str) -> Option<&'h str>,
) -> Option<&'h str> {
    REQUEST_IDS.into_iter().find_map(header)
}

/// Replaces the code with that of the query protocol if the service migrated from there.
pub fn with_query_code(mut response: ErrorResponse, is_query_compatible: bool) -> ErrorResponse {
    if is_query_compatible {
        let code = response
            .header(QUERY_ERROR)
            .and_then(|it| it.split(';').next());
        response.0.query_code = code.and_then(bare_code).map(str::to_owned);
    }
    response
}

/// Returns the code that identifies the exception in the body.
pub fn exception_code(response: &ErrorResponse) -> &str {
    match response.0.code.as_str() {
        "" => response.code(),
        code => code,
    }
}

/// Decodes the body of a response as an exception, for `known`; a response that does not decode
/// goes to `unknown`, unchanged. An empty body counts as an empty object.
///
/// Only the code for the members is compiled for each exception: a whole deserializer for each of a
/// service's hundred exceptions would double the code.
pub fn decode_exception<T: Decode, E>(
    response: ErrorResponse,
    known: fn(Exception<T>) -> E,
    unknown: fn(ErrorResponse) -> E,
) -> E {
    let mut exception = None;
    let text = response.text();
    let read = T::object(scan::Members::new(&text), &mut exception);
    match read.ok().and(exception) {
        Some(members) => known(Exception::new(members, response)),
        None => unknown(response),
    }
}

/// Returns the response that carries an exception: its members with its code beside them.
pub fn encode_exception<T: Serialize>(exception: &T, status: u16, code: &str) -> ErrorResponse {
    let mut body = serde_json::to_value(exception).unwrap_or_default();
    if let Some(members) = body.as_object_mut() {
        members.insert("__type".to_owned(), code.into());
    }
    ErrorResponse::new(status, body.to_string())
}

crate::__structure! {
    /// A response as it is written: the body is text if it is valid UTF-8.
    #[allow(unreachable_pub, reason = "structures are public")]
    Saved
    {required required
        status: u16 = "status",
    }
    {optional optional
        headers: BTreeMap<String, String> = "headers",
        code: String = "code",
        message: String = "message",
        body: String = "body",
        bytes: Vec<u8> = "bytes",
    }
}

impl Serialize for ErrorResponse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (body, bytes) = match String::from_utf8(self.0.body.clone()) {
            Ok(text) => (Some(text), None),
            Err(error) => (None, Some(error.into_bytes())),
        };
        let saved = Saved {
            status: self.0.status,
            headers: Some(self.0.headers.clone()),
            code: Some(self.code().to_owned()),
            message: self.0.message.clone(),
            body,
            bytes,
        };
        saved.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ErrorResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let saved = Saved::deserialize(deserializer)?;
        let body = saved.body.map(String::into_bytes).or(saved.bytes);
        let response = Self::new(saved.status, required("body", body)?);
        let headers = saved.headers.unwrap_or_default();
        let headers = headers.iter();
        Ok(headers.fold(response, |it, (name, value)| it.with_header(name, value)))
    }
}

/// Returns the bare code: `AccessDeniedException` of
/// `com.amazonaws.organizations#AccessDeniedException:http://internal/`.
fn bare_code(value: &str) -> Option<&str> {
    let before_uri = value.split_once(':').map_or(value, |(code, _)| code);
    let code = before_uri
        .split_once('#')
        .map_or(before_uri, |(_, code)| code)
        .trim();
    (!code.is_empty()).then_some(code)
}

impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.code() {
            "" => "error without a code",
            code => code,
        })?;
        if let Some(message) = &self.0.message {
            let lines = message.lines().map(str::trim);
            let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
            write!(f, ": {}", lines.join("; "))?;
        }
        self.write_origin(f)
    }
}

impl fmt::Debug for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorResponse")
            .field("status", &self.0.status)
            .field("code", &self.code())
            .field("message", &self.0.message)
            .field("request_id", &self.request_id())
            .field("body", &format_args!("<{} bytes>", self.0.body.len()))
            .finish()
    }
}
