//! Requests of any bytes, one after the other.
//!
//! A line is a request: the operation and the caller, a byte each, then the body. The first lines of the
//! state are the same in each run: an organization with a member.
#![no_main]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use fake_organizations::FakeOrganizations;
use http::Request;
use serde_json::Value;

/// The operations, as the generated trait lists them.
const OPERATIONS: &str = include_str!("../../../org-types/src/generated/server.rs");

/// The accounts that call: a management account, its member, and a stranger.
const CALLERS: [&str; 3] = ["111122223333", "444455556666", "777788889999"];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let service = FakeOrganizations::new();
    let operations = operations();
    for (operation, caller, body) in [
        ("CreateOrganization", 0, "{}"),
        ("InviteAccountToOrganization", 0, r#"{"Target":{"Id":"444455556666","Type":"ACCOUNT"}}"#),
    ] {
        call(&service, operation, CALLERS[caller], body.as_bytes());
    }
    for line in data.split(|byte| *byte == b'\n').take(50) {
        let [operation, caller, body @ ..] = line else { continue };
        let operation = operations[usize::from(*operation) % operations.len()];
        call(&service, operation, CALLERS[usize::from(*caller) % CALLERS.len()], body);
    }
});

fn operations() -> Vec<&'static str> {
    let (_, rows) = OPERATIONS.split_once("operations {").unwrap();
    let names = rows.lines().filter_map(|row| Some(row.split_once(": ")?.1));
    names.map(|name| name.trim_end_matches(',')).collect()
}

/// Makes a call. Whatever the body is, the answer is JSON with an ID, a status that a client expects,
/// and a code if it is an error.
fn call(service: &FakeOrganizations, operation: &str, caller: &str, body: &[u8]) {
    let operation = operation.replace("Aws", "AWS");
    let request = Request::post("/")
        .header("authorization", format!("AWS4-HMAC-SHA256 Credential={caller}/"))
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amz-target", format!("AWSOrganizationsV20161128.{operation}"))
        .body(body)
        .unwrap();
    let Poll::Ready(response) = pin!(service.answer(request)).poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("{operation} waits");
    };
    let body: Value = serde_json::from_slice(response.body()).unwrap();
    assert!(body.is_object(), "{operation}: {body}");
    assert!(response.headers().contains_key("x-amzn-requestid"));
    match response.status().as_u16() {
        200 => assert!(!response.headers().contains_key("x-amzn-errortype")),
        400 => {
            let code = response.headers()["x-amzn-errortype"].to_str().unwrap();
            assert_eq!(body["__type"], code);
            assert_ne!(code, "UnknownOperationException", "{operation}");
        }
        status => panic!("{operation}: {status} {body}"),
    }
}
