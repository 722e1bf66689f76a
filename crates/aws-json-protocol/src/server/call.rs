//! A request on its way to a method.

use http::header::{ALLOW, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, Method};

use super::answer::failed;
use crate::decode::{missing_member, strictly};
use crate::operation::{TARGET, or_empty_object};
use crate::validate::{Check, Checker};
use crate::{
    ErrorResponse, Operation, Service, ServiceError, Violation, ViolationKind, Violations,
};

/// Checks everything about a request but its operation and input, and returns its target.
///
/// # Errors
///
/// Returns the error for a request that is not a `POST`, has another content type, no target, or
/// a body that is larger than `max_body_size`, in bytes.
pub fn target<'r, E: ServiceError>(
    request: &'r Parts,
    body: &[u8],
    max_body_size: usize,
) -> Result<&'r str, E> {
    if request.method != Method::POST {
        let message = "the method of each request is POST";
        let response = ErrorResponse::from_code(405, UNKNOWN_OPERATION, message);
        return Err(E::from_response(
            response.with_header(ALLOW.as_str(), "POST"),
        ));
    }
    if body.len() > max_body_size {
        return Err(E::from_response(too_large(max_body_size)));
    }
    if !has_content_type(&request.headers, &E::SERVICE) {
        let message = format!("the content type is not {}", E::SERVICE.content_type());
        return Err(failed(415, "UnsupportedMediaTypeException", &message));
    }
    let target = request.headers.get(TARGET);
    let target = target.and_then(|it| it.to_str().ok());
    target.ok_or_else(|| failed(400, UNKNOWN_OPERATION, "x-amz-target is missing"))
}

/// Reads and validates the input of an operation.
///
/// # Errors
///
/// Returns a `SerializationException` if the body is not JSON of the input's shape, and what
/// `invalid` makes of the violations if the input violates the model's constraints.
pub fn input<O>(
    body: &[u8],
    invalid: fn(&'static str, &Violations) -> O::Error,
) -> Result<O::Input, O::Error>
where
    O: Operation<Input: Check>,
{
    let text = str::from_utf8(or_empty_object(body))
        .map_err(|_| failed(400, SERIALIZATION, "the body is not valid UTF-8"))?;
    let input: O::Input =
        strictly(|| serde_json::from_str(text)).map_err(|error| match missing_member(&error) {
            Some(path) => invalid(O::NAME, &missing(path)),
            None => failed(400, SERIALIZATION, &error.to_string()),
        })?;
    let mut checker = Checker::closed();
    input.check(&mut checker, &[]);
    match checker.finish() {
        Ok(()) => Ok(input),
        Err(violations) => Err(invalid(O::NAME, &violations)),
    }
}

/// Returns the error for a target that the service does not have.
pub fn unknown_operation<E: ServiceError>() -> E {
    failed(400, UNKNOWN_OPERATION, "the service has no such operation")
}

const UNKNOWN_OPERATION: &str = "UnknownOperationException";
const SERIALIZATION: &str = "SerializationException";

/// Returns the error of a method that a server leaves out.
pub fn not_implemented<O: Operation>() -> O::Error {
    let message = format!("{} is not implemented", O::NAME);
    failed(501, "NotImplementedException", &message)
}

/// Returns the error for invalid input of a service whose own exception is not known
/// ([`smithy.framework#ValidationException`](https://smithy.io/2.0/spec/type-refinement-traits.html)).
pub fn validation_exception<E: ServiceError>(_: &'static str, violations: &Violations) -> E {
    failed(400, "ValidationException", &violations.to_string())
}

/// A row of the table of reasons: the violated constraint, the operation with the path of a member if the
/// row is only for that, and the reason.
type Row<R> = (ViolationKind, Option<&'static str>, R);

/// Returns the reason for the first violation: that of the first row that fits.
pub fn reason<R: Clone>(operation: &str, violations: &Violations, rows: &[Row<R>]) -> Option<R> {
    let first = violations.0.first()?;
    let place = format!("{operation}.{}", first.path);
    let fits = |row: &&Row<R>| row.0 == first.kind && row.1.is_none_or(|only| only == place);
    rows.iter().find(fits).map(|row| row.2.clone())
}

/// Returns the error for a body that is larger than the server accepts.
pub(super) fn too_large(max_body_size: usize) -> ErrorResponse {
    let message = format!("the body is larger than {max_body_size} bytes");
    ErrorResponse::from_code(413, "RequestEntityTooLargeException", &message)
}

fn missing(path: String) -> Violations {
    Violations(vec![Violation {
        path,
        kind: ViolationKind::Required,
        message: "a value is required".to_owned(),
    }])
}

/// Returns `true` if the content type is that of the service, with or without parameters.
fn has_content_type(headers: &HeaderMap, service: &Service) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let essence = value
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    essence.trim().eq_ignore_ascii_case(service.content_type())
}
