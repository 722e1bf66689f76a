//! The traits of errors.

use super::definition::Definition;
use crate::model::{ErrorTrait, Protocol};
use crate::source::cursor::Cursor;

/// The sides at fault, with whether it is the server.
const FAULTS: [(&str, bool); 2] = [("client", false), ("server", true)];

/// Reads a trait of an error; returns `false` if it is not one.
///
/// In protocols other than that of AWS Query, the name of the structure is the code.
pub(super) fn read(
    id: &str,
    cursor: &Cursor<'_>,
    protocol: Protocol,
    error: &mut ErrorTrait,
) -> bool {
    match id {
        "smithy.api#error" => {
            let server_fault = cursor.one_of("a fault", &FAULTS);
            error.server_fault = server_fault.unwrap_or_default();
        }
        "smithy.api#httpError" => {
            let status = cursor.status();
            error.http_status = error.http_status.or(status);
        }
        "smithy.api#retryable" => error.retryable = Some(cursor.retryable()),
        "aws.protocols#awsQueryError" => {
            let [code, status] = cursor.keys(["code", "httpResponseCode"]);
            let code = code.map(|it| it.string());
            let status = status.and_then(|it| it.status());
            if protocol == Protocol::AwsQuery {
                error.code = code;
                error.http_status = status.or(error.http_status);
            }
        }
        _ => return false,
    }
    true
}

pub(super) fn finished(
    mut error: ErrorTrait,
    definition: &Definition<'_>,
    protocol: Protocol,
) -> Option<ErrorTrait> {
    let has_status = error.http_status.is_some();
    if definition.traits.contains_key("smithy.api#error") {
        // botocore has it only beside a status, which it leaves out for AWS JSON.
        error.sender_fault = !error.server_fault && has_status && !protocol.is_aws_json();
        return Some(error);
    }
    if has_status || error.retryable.is_some() {
        let message = "has traits of an error but is not one; add the trait `smithy.api#error`";
        definition.place.problem(message);
    }
    None
}
