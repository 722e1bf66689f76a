//! Operations as HTTP messages
//! ([AWS JSON 1.1 protocol](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html)).

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, Uri};

use super::Operation;
use super::host_prefix::with_host_prefix;
use crate::{CallError, CallErrorKind, ErrorResponse, RequestError, Service, ServiceError, error};

/// The header with the target of a request.
pub(crate) const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

/// Implements [`Operation::request`].
pub(super) fn request<O: Operation>(
    input: &O::Input,
    endpoint: &Uri,
) -> Result<Request<Vec<u8>>, RequestError> {
    let host_label = |member: &str| O::host_label(input, member);
    let uri = with_host_prefix(O::HOST_PREFIX, &host_label, endpoint)?;
    let body = serde_json::to_vec(&*O::with_idempotency_token(input));
    let body = body.map_err(|error| RequestError {
        reason: format!("the input cannot be written as JSON: {error}"),
    })?;
    post(uri, O::TARGET, &O::SERVICE, body)
}

/// Creates the request of an operation with this target. It is compiled once for all operations.
fn post(
    uri: Uri,
    target: &str,
    service: &Service,
    body: Vec<u8>,
) -> Result<Request<Vec<u8>>, RequestError> {
    let target = HeaderValue::from_str(target).map_err(|_| RequestError {
        reason: format!("the target {target:?} cannot be the value of a header"),
    })?;
    let length = body.len();
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = uri;
    let headers = request.headers_mut();
    let content_type = HeaderValue::from_static(service.content_type());
    headers.insert(CONTENT_TYPE, content_type);
    headers.insert(CONTENT_LENGTH, length.into());
    headers.insert(TARGET, target);
    if service.is_query_compatible {
        headers.insert(QUERY_MODE, HeaderValue::from_static("true"));
    }
    Ok(request)
}

/// Implements [`Operation::response`].
pub(super) fn response<O: Operation, B: AsRef<[u8]>>(
    response: Response<B>,
) -> Result<O::Output, CallError<O::Error>> {
    if response.status().as_u16() >= 300 {
        let error = O::Error::from_response(response.into());
        return Err(CallError::new(O::NAME, CallErrorKind::Service(error)));
    }
    serde_json::from_slice(or_empty_object(response.body().as_ref())).map_err(|source| {
        let response = response.into();
        CallError::new(O::NAME, CallErrorKind::Response { response, source })
    })
}

/// Returns the body of a message, which may be empty if the operation has no input or no output.
pub(crate) fn or_empty_object(body: &[u8]) -> &[u8] {
    match body.trim_ascii() {
        [] => b"{}",
        _ => body,
    }
}

/// Returns the ID of a request from the headers of its response: `x-amzn-requestid`, or else
/// `x-amz-request-id`. An error has it as [`ErrorResponse::request_id`].
#[must_use]
pub fn request_id(headers: &HeaderMap) -> Option<&str> {
    error::request_id(|name| headers.get(name)?.to_str().ok())
}

impl<B: AsRef<[u8]>> From<Response<B>> for ErrorResponse {
    /// Keeps status, headers and body. Invalid UTF-8 in headers is replaced.
    fn from(response: Response<B>) -> Self {
        let error = Self::new(response.status().as_u16(), response.body());
        let headers = response.headers().iter();
        headers.fold(error, |error, (name, value)| {
            error.with_header(name.as_str(), &String::from_utf8_lossy(value.as_bytes()))
        })
    }
}
