//! JSON as the service sends it and the AWS CLI prints it, read and written.

use org_types::*;
use serde_json::json;

#[test]
fn handshake_resources_nest_in_resources() {
    let json = json!({
        "Handshake": {
            "Id": "h-examplehandshakeid111",
            "Parties": [
                {"Id": "o-exampleorgid", "Type": "ORGANIZATION"},
                {"Id": "juan@example.com", "Type": "EMAIL"}
            ],
            "State": "OPEN",
            "RequestedTimestamp": 1470158698.046,
            "Action": "INVITE",
            "Resources": [{
                "Value": "o-exampleorgid",
                "Type": "ORGANIZATION",
                "Resources": [
                    {"Value": "bill@example.com", "Type": "MASTER_EMAIL"},
                    {"Value": "ALL", "Type": "ORGANIZATION_FEATURE_SET"}
                ]
            }]
        }
    });
    let response: DescribeHandshakeResponse = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&response).unwrap(), json);
    let handshake = response.handshake.unwrap();
    assert_eq!(handshake.action, Some(ActionType::Invite));
    let resources = handshake.resources.unwrap();
    let nested = resources[0].resources.as_ref().unwrap();
    let expected = Some(HandshakeResourceType::MasterEmail);
    assert_eq!(nested[0].r#type, expected);
}

#[test]
fn debug_hides_sensitive_members() {
    let party = HandshakeParty::new("juan@example.com", HandshakePartyType::Account);
    let shown = format!("{party:?}");
    assert_eq!(shown, "HandshakeParty { id: <redacted>, type: Account }");
    let request = CreateAccountRequest::new("ana@example.com", "Ana").role_name("Admin");
    let shown = format!("{request:?}");
    let is_hidden = !shown.contains("ana@example.com") && !shown.contains("\"Ana\"");
    assert!(is_hidden && shown.contains("Admin"), "{shown}");
}

#[cfg(feature = "http")]
#[test]
fn a_response_nested_too_deeply_is_an_error_on_a_small_stack() {
    let read = || {
        let response = |levels: usize| {
            let (open, close) = (r#"{"Resources":["#.repeat(levels), "]}".repeat(levels));
            let body = format!(r#"{{"Handshake":{open}{{}}{close}}}"#);
            DescribeHandshake::response(http::Response::new(body))
        };
        assert!(response(62).is_ok());
        for levels in [63, 100_000] {
            let error = response(levels).unwrap_err().to_string();
            assert!(error.contains("recursion limit"), "{error}");
        }
    };
    let thread = std::thread::Builder::new()
        .stack_size(256 << 10)
        .spawn(read);
    thread.unwrap().join().unwrap();
}
