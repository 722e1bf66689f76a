use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess};
use serde::ser::{Serialize, Serializer};

use super::{Exception, scan};
use crate::decode::{Members, expected};
use crate::structure::{ObjectWriter, Structure, decode_structure};

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
    /// A response with this HTTP status and body.
    ///
    /// The body is kept as it came even if it is not JSON; bytes that are not UTF-8 are replaced. Its
    /// `__type`, `code` or `Code` is the [`code`](Self::code), without the namespace or URI that some
    /// services add
    /// ([operation error serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization)),
    /// and its `message`, `Message` or `errorMessage` the [`message`](Self::message), whatever else is
    /// in the body, or missing from it because it is truncated.
    ///
    /// ```
    /// use aws_json_protocol::ErrorResponse;
    ///
    /// let body = r#"{"__type":"com.amazon.coral.availability#ThrottlingException","message":"Rate exceeded"}"#;
    /// let response = ErrorResponse::new(400, body).with_request_id("6a5b");
    /// assert_eq!(response.code(), "ThrottlingException");
    /// assert_eq!(response.message(), Some("Rate exceeded"));
    /// assert_eq!(response.request_id(), Some("6a5b"));
    /// ```
    #[must_use]
    pub fn new(status: u16, body: impl AsRef<[u8]>) -> Self {
        let body = String::from_utf8_lossy(body.as_ref()).into_owned();
        let mut members: BTreeMap<_, _> = scan::Members::new(&body).texts().into_iter().collect();
        let code = (["__type", "code", "Code"].iter())
            .filter_map(|name| members.get(*name))
            .find_map(|value| bare_code(value));
        Self {
            status,
            code: code.unwrap_or_default().to_owned(),
            message: (["message", "Message", "errorMessage"].iter())
                .find_map(|name| members.remove(*name)),
            request_id: None,
            body,
        }
    }

    /// With the ID of the request, from the header `x-amzn-requestid`.
    #[must_use]
    pub fn with_request_id<'a>(self, request_id: impl Into<Option<&'a str>>) -> Self {
        Self {
            request_id: request_id.into().map(str::to_owned),
            ..self
        }
    }

    /// With the type of the error, from the header `x-amzn-errortype`, if there is one: it goes before
    /// the code in the body.
    #[must_use]
    pub fn with_error_type<'a>(mut self, error_type: impl Into<Option<&'a str>>) -> Self {
        if let Some(code) = error_type.into().and_then(bare_code) {
            code.clone_into(&mut self.code);
        }
        self
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
    /// let response = ErrorResponse::new(400, body).without_message();
    /// assert_eq!(response.to_string(), "InvalidPinException (HTTP 400)");
    /// ```
    #[must_use]
    pub fn without_message(self) -> Self {
        Self {
            message: None,
            ..self
        }
    }
}

/// Decodes the body of a response as an exception, for `known`; a body that does not decode goes to
/// `unknown` whole. An empty body counts as an empty object.
///
/// Only the members of the exception itself are decoded for each exception anew: the code of a whole
/// deserializer would be as much again for each of a service's hundred exceptions.
pub fn decode_exception<T: Structure, E>(
    response: ErrorResponse,
    known: fn(Exception<T>) -> E,
    unknown: fn(ErrorResponse) -> E,
) -> E {
    match T::decode_members(Members::new(scan::Members::new(&response.body))) {
        Ok(members) => known(Exception::new(members, response)),
        Err(_) => unknown(response),
    }
}

impl Serialize for ErrorResponse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = ObjectWriter::new(serializer);
        object.required::<(), _>("status", &self.status);
        object.required::<(), _>("code", &self.code);
        object.optional::<(), _>("message", &self.message);
        object.optional::<(), _>("request_id", &self.request_id);
        object.required::<(), _>("body", &self.body);
        object.end()
    }
}

impl Structure for ErrorResponse {
    fn decode_members<'de, A: MapAccess<'de>>(
        mut members: Members<'de, A>,
    ) -> Result<Self, A::Error> {
        let (mut status, mut code, mut message, mut request_id, mut body) = Default::default();
        while let Some(name) = members.next()? {
            match name {
                "status" => status = members.take()?,
                "code" => code = members.take()?,
                "message" => message = members.take()?,
                "request_id" => request_id = members.take()?,
                "body" => body = members.take()?,
                _ => members.skip()?,
            }
        }
        Ok(Self {
            status: members.required("status", status)?,
            code: members.required("code", code)?,
            message,
            request_id,
            body: members.required("body", body)?,
        })
    }
}

impl<'de> Deserialize<'de> for ErrorResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode_structure(deserializer)?.ok_or_else(|| expected("an object", "null"))
    }
}

/// `AccessDeniedException` of `com.amazonaws.organizations#AccessDeniedException:http://internal/`.
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
