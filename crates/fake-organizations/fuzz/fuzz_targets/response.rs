//! Responses of any bytes, to three operations.
//!
//! The first byte selects the operation, whether the response is a success, and whether its header names
//! an error; the others are the body.
#![no_main]

use http::Response;
use org_types::{DescribeEffectivePolicy, DescribeHandshake, ListAccounts, Operation};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let [kind, body @ ..] = data else { return };
    match kind >> 2 {
        0 => check::<DescribeHandshake>(*kind, body),
        1 => check::<ListAccounts>(*kind, body),
        _ => check::<DescribeEffectivePolicy>(*kind, body),
    }
});

/// What is read can be written and read again as the same value. What cannot be read keeps the body, and
/// its error is one line that quotes none of it.
fn check<O: Operation>(kind: u8, body: &[u8]) {
    let mut response = Response::builder().status(if kind & 1 == 0 { 200 } else { 400 });
    if kind & 2 != 0 {
        response = response.header("x-amzn-errortype", "ns#ConstraintViolationException:uri");
    }
    match O::response(response.body(body).unwrap()) {
        Ok(output) => {
            let written = serde_json::to_vec(&output).unwrap();
            let again: O::Output = serde_json::from_slice(&written).unwrap();
            assert_eq!(again, output);
        }
        Err(error) => {
            assert_eq!(error.answer().unwrap().body(), body);
            assert!(error.service_error().is_some() || !error.to_string().contains('\n'));
            let _ = format!("{error:?} {}", error.is_retryable());
        }
    }
}
