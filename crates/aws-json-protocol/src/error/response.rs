use std::fmt;

use serde::Serializer;
use serde::de::DeserializeOwned;

use super::Exception;
use crate::{DecodeError, Document, Members, ObjectWriter, Structure, structure};

/// What a service answered to an operation that failed.
///
/// `Debug` prints the length of the body and not its text, which can hold sensitive members;
/// `Display` is one line for a human reader.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ErrorResponse {
    status: u16,
    code: String,
    message: Option<String>,
    request_id: Option<String>,
    body: String,
}

impl ErrorResponse {
    /// Finds code and message in a response.
    ///
    /// - `status`: the HTTP status;
    /// - `request_id`: the header `x-amzn-requestid`;
    /// - `error_type`: the header `x-amzn-errortype`;
    /// - `body`: as it came. It is kept even if it is no JSON; bytes that are no UTF-8 are
    ///   replaced.
    ///
    /// The code is that of the header, or else of the body's `__type` or `code`, without the namespace
    /// or URI that some services add
    /// ([operation error serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization)).
    ///
    /// ```
    /// use aws_json_protocol::ErrorResponse;
    ///
    /// let body = r#"{"__type":"com.amazon.coral.availability#ThrottlingException","message":"Rate exceeded"}"#;
    /// let response = ErrorResponse::from_parts(400, None, None, body);
    /// assert_eq!(response.code(), "ThrottlingException");
    /// assert_eq!(response.message(), Some("Rate exceeded"));
    /// ```
    #[must_use]
    pub fn from_parts(
        status: u16,
        request_id: Option<&str>,
        error_type: Option<&str>,
        body: impl AsRef<[u8]>,
    ) -> Self {
        let body = String::from_utf8_lossy(body.as_ref()).into_owned();
        let members: serde_json::Map<String, Document> =
            serde_json::from_str(&body).unwrap_or_default();
        let member = |name| members.get(name).and_then(Document::as_str);
        let code = [error_type, member("__type"), member("code"), member("Code")]
            .into_iter()
            .flatten()
            .map(bare_code)
            .find(|code| !code.is_empty());
        let message = ["message", "Message", "errorMessage"]
            .into_iter()
            .find_map(member);
        Self {
            status,
            code: code.unwrap_or_default().to_owned(),
            message: message.map(str::to_owned),
            request_id: request_id.map(str::to_owned),
            body,
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The code of the error, such as `AccessDeniedException`; empty if the service named none.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The service's message to a human reader.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The ID under which the service's support finds the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The same without its message, which then is in neither `Debug` nor `Display`: for exceptions
    /// whose message is sensitive. The body keeps it.
    ///
    /// ```
    /// use aws_json_protocol::ErrorResponse;
    ///
    /// let body = r#"{"__type":"InvalidPinException","message":"1234 is no PIN"}"#;
    /// let response = ErrorResponse::from_parts(400, None, None, body).without_message();
    /// assert_eq!(response.to_string(), "InvalidPinException (HTTP 400)");
    /// ```
    #[must_use]
    pub fn without_message(self) -> Self {
        Self {
            message: None,
            ..self
        }
    }

    /// Decodes the body as an exception, for `known`; a body that does not decode goes to `unknown`
    /// whole. An empty body counts as an empty object.
    #[must_use]
    pub fn decode<T, E>(self, known: fn(Exception<T>) -> E, unknown: fn(Self) -> E) -> E
    where
        T: DeserializeOwned,
    {
        let body = if self.body.trim().is_empty() {
            "{}"
        } else {
            &self.body
        };
        match serde_json::from_str(body) {
            Ok(members) => known(Exception::new(members, self)),
            Err(_) => unknown(self),
        }
    }
}

impl Structure for ErrorResponse {
    fn encode<S: Serializer>(&self, object: ObjectWriter<S>) -> Result<S::Ok, S::Error> {
        object
            .required("status", &self.status)
            .required("code", &self.code)
            .optional("message", &self.message)
            .optional("request_id", &self.request_id)
            .required("body", &self.body)
            .end()
    }

    fn decode(members: &mut Members) -> Result<Self, DecodeError> {
        Ok(Self {
            status: members.required("status")?,
            code: members.required("code")?,
            message: members.optional("message")?,
            request_id: members.optional("request_id")?,
            body: members.required("body")?,
        })
    }
}

structure!(ErrorResponse);

/// `AccessDeniedException` of `com.amazonaws.organizations#AccessDeniedException:http://internal/`.
fn bare_code(value: &str) -> &str {
    let before_uri = value.split_once(':').map_or(value, |(code, _)| code);
    before_uri
        .split_once('#')
        .map_or(before_uri, |(_, code)| code)
        .trim()
}

impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.code.is_empty() {
            "error without a code"
        } else {
            &self.code
        })?;
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        write!(f, " (HTTP {}", self.status)?;
        if let Some(request_id) = &self.request_id {
            write!(f, ", request ID {request_id}")?;
        }
        f.write_str(")")
    }
}

impl fmt::Debug for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorResponse")
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("request_id", &self.request_id)
            .field("body", &format_args!("<{} bytes>", self.body.len()))
            .finish()
    }
}
