//! The trait that a server implements: every operation is dispatched, and invalid input has the
//! service's own exception.

use std::fs;
use std::path::Path;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use org_types::aws_json_protocol::http::{Request, Response};
use org_types::server::{Organizations, dispatch};
use serde_json::{Value, json};

/// A server that leaves out every method.
struct Nothing;

impl Organizations for Nothing {}

fn call(target: &str, input: &Value) -> Response<Value> {
    let request = Request::post("/")
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amz-target", target)
        .body(input.to_string())
        .unwrap();
    let response = pin!(dispatch(&Nothing, request));
    match response.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(response) => response.map(|body| serde_json::from_slice(&body).unwrap()),
        Poll::Pending => panic!("nothing waits"),
    }
}

/// The targets in the files of the operations.
fn targets() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/generated/operation");
    let files = fs::read_dir(folder).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    texts
        .filter_map(|text| {
            let (_, target) = text.split_once("target \"")?;
            Some(target.split_once('"')?.0.to_owned())
        })
        .collect()
}

#[test]
fn every_operation_is_dispatched() {
    let targets = targets();
    assert_eq!(targets.len(), 63);
    for target in targets {
        let response = call(&target, &json!({}));
        match response.status().as_u16() {
            501 => {
                let (_, name) = target.split_once('.').unwrap();
                let message = format!("{name} is not implemented");
                assert_eq!(response.body()["message"], message);
            }
            _ => assert_eq!(response.body()["Reason"], "INPUT_REQUIRED", "{target}"),
        }
    }
}

#[test]
fn invalid_input_has_the_reason_of_the_service() {
    for (request, reason) in [
        (r#"DescribeAccount {}"#, "INPUT_REQUIRED"),
        (r#"DescribeAccount {"AccountId":"1"}"#, "INVALID_PATTERN"),
        (r#"ListAccounts {"MaxResults":0}"#, "MIN_VALUE_EXCEEDED"),
        (r#"ListAccounts {"MaxResults":21}"#, "MAX_VALUE_EXCEEDED"),
        (
            r#"CreateAccount {"AccountName":"","Email":"ana@example.com"}"#,
            "MIN_LENGTH_EXCEEDED",
        ),
        (
            r#"CreateAccount {"AccountName":"Ana","Email":"a@b.c"}"#,
            "MIN_LENGTH_EXCEEDED",
        ),
        (
            r#"CreateOrganization {"FeatureSet":"SOME"}"#,
            "INVALID_ENUM",
        ),
        (
            r#"ListPolicies {"Filter":"SOME"}"#,
            "INVALID_ENUM_POLICY_TYPE",
        ),
        (
            r#"DetachPolicy {"PolicyId":"p-12345678","TargetId":"x"}"#,
            "INVALID_PATTERN_TARGET_ID",
        ),
        (
            r#"TagResource {"ResourceId":"r-abcd","Tags":[{"Key":"team"}]}"#,
            "INPUT_REQUIRED",
        ),
        (
            r#"InviteAccountToOrganization {"Target":{"Id":"111122223333","Type":"PLANET"}}"#,
            "INVALID_ENUM",
        ),
    ] {
        let (operation, input) = request.split_once(' ').unwrap();
        let input = serde_json::from_str(input).unwrap();
        let response = call(&format!("AWSOrganizationsV20161128.{operation}"), &input);
        assert_eq!(response.status(), 400);
        let code = &response.headers()["x-amzn-errortype"];
        assert_eq!(code, "InvalidInputException");
        let body = response.body();
        assert_eq!(body["Reason"], reason, "{request}: {body}");
    }
}
