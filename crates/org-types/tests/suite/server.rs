//! The trait that a server implements: invalid input has the service's own exception. That every operation
//! is dispatched is tested with `fake-organizations`.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use org_types::aws_json_protocol::http::{Request, Response};
use org_types::server::{Organizations, dispatch};
use serde_json::Value;

/// A server that leaves out every method.
struct Nothing;

impl Organizations for Nothing {}

fn call(operation: &str, input: &'static str) -> Response<Value> {
    let request = Request::post("/")
        .header("content-type", "application/x-amz-json-1.1")
        .header(
            "x-amz-target",
            format!("AWSOrganizationsV20161128.{operation}"),
        )
        .body(input)
        .unwrap();
    let response = pin!(dispatch(&Nothing, request));
    match response.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(response) => response.map(|body| serde_json::from_slice(&body).unwrap()),
        Poll::Pending => panic!("nothing waits"),
    }
}

#[test]
fn invalid_input_has_the_reason_of_the_service() {
    for row in [
        r#"INPUT_REQUIRED DescribeAccount {}"#,
        r#"INVALID_PATTERN DescribeAccount {"AccountId":"1"}"#,
        r#"MIN_VALUE_EXCEEDED ListAccounts {"MaxResults":0}"#,
        r#"MAX_VALUE_EXCEEDED ListAccounts {"MaxResults":21}"#,
        r#"MIN_LENGTH_EXCEEDED CreateAccount {"AccountName":"","Email":"ana@example.com"}"#,
        r#"MIN_LENGTH_EXCEEDED CreateAccount {"AccountName":"Ana","Email":"a@b.c"}"#,
        r#"INVALID_ENUM CreateOrganization {"FeatureSet":"SOME"}"#,
        r#"INVALID_ENUM_POLICY_TYPE ListPolicies {"Filter":"SOME"}"#,
        r#"INVALID_PATTERN_TARGET_ID DetachPolicy {"PolicyId":"p-12345678","TargetId":"x"}"#,
        r#"INPUT_REQUIRED TagResource {"ResourceId":"r-abcd","Tags":[{"Key":"team"}]}"#,
        r#"INVALID_ENUM InviteAccountToOrganization {"Target":{"Id":"111122223333","Type":"PLANET"}}"#,
    ] {
        let (reason, request) = row.split_once(' ').unwrap();
        let (operation, input) = request.split_once(' ').unwrap();
        let response = call(operation, input);
        assert_eq!(response.status(), 400);
        let code = &response.headers()["x-amzn-errortype"];
        assert_eq!(code, "InvalidInputException");
        let body = response.body();
        assert_eq!(body["Reason"], reason, "{request}: {body}");
    }
}
