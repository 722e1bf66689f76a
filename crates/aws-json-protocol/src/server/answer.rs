//! Responses, as a server writes them
//! ([AWS JSON 1.1 protocol](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html)).

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;

use crate::error::{ERROR_TYPE, QUERY_ERROR, REQUEST_ID};
use crate::{ErrorResponse, Service, ServiceError};

/// Returns the response for what an operation returned.
///
/// Each response has an ID of the request. An error has its code in the header `x-amzn-errortype`,
/// too, and in `x-amzn-query-error` if the service is
/// [query-compatible](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait).
pub fn respond<E: ServiceError>(answer: Result<Vec<u8>, E>) -> Response<Vec<u8>> {
    let mut response = match answer {
        Ok(body) => Response::new(body),
        Err(error) => failure(error.response(), &E::SERVICE),
    };
    let length = response.body().len();
    let headers = response.headers_mut();
    let content_type = HeaderValue::from_static(E::SERVICE.content_type());
    headers.entry(CONTENT_TYPE).or_insert(content_type);
    headers.insert(CONTENT_LENGTH, length.into());
    let request_id = uuid::Uuid::new_v4().to_string();
    if let Ok(request_id) = HeaderValue::try_from(request_id) {
        let name = HeaderName::from_static(REQUEST_ID);
        headers.entry(name).or_insert(request_id);
    }
    response
}

/// Returns the response for an error, which keeps its status, headers and body.
fn failure(error: &ErrorResponse, service: &Service) -> Response<Vec<u8>> {
    let mut response = Response::new(error.body().to_vec());
    // A status that HTTP does not have is a fault of the server.
    let status = StatusCode::from_u16(error.status());
    *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let mut add = |name: &str, value: &str| {
        let name = HeaderName::try_from(name);
        if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(value)) {
            headers.entry(name).or_insert(value);
        }
    };
    for (name, value) in error.headers() {
        add(name, value);
    }
    add(ERROR_TYPE, error.code());
    if service.is_query_compatible {
        let fault = match error.status() {
            500.. => "Receiver",
            _ => "Sender",
        };
        add(QUERY_ERROR, &format!("{};{fault}", error.code()));
    }
    response
}

/// Returns the body of an answer, if it is a success.
pub fn written<T: Serialize, E: ServiceError>(output: Result<T, E>) -> Result<Vec<u8>, E> {
    serde_json::to_vec(&output?).map_err(|error| {
        let message = format!("the output cannot be written: {error}");
        failed(500, "InternalFailure", &message)
    })
}

/// Returns an error that no model lists.
pub(super) fn failed<E: ServiceError>(status: u16, code: &str, message: &str) -> E {
    E::from_response(ErrorResponse::from_code(status, code, message))
}
