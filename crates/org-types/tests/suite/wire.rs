//! JSON as the service sends it and the AWS CLI prints it, read and written.

use std::time::{Duration, SystemTime};

use org_types::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Reads a value and asserts that it is written as it was read.
fn round_trip<T: Serialize + DeserializeOwned>(value: &Value) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(&serde_json::to_value(&read).unwrap(), value);
    read
}

fn error<T: DeserializeOwned>(value: Value) -> String {
    serde_json::from_value::<T>(value)
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default()
}

#[test]
fn timestamps_are_read_however_the_service_spells_them() {
    let account = |timestamp: &str| -> Account {
        serde_json::from_str(&format!(r#"{{"JoinedTimestamp": {timestamp}}}"#)).unwrap()
    };
    let since_1970 = |account: Account| {
        let joined = SystemTime::try_from(account.joined_timestamp.unwrap()).unwrap();
        joined.duration_since(SystemTime::UNIX_EPOCH).unwrap()
    };
    assert_eq!(
        since_1970(account("1482952459.257")),
        Duration::from_millis(1_482_952_459_257)
    );
    assert_eq!(
        since_1970(account("1.471797437427E9")),
        Duration::from_millis(1_471_797_437_427)
    );
    assert_eq!(
        since_1970(account("1482952459")),
        Duration::from_secs(1_482_952_459)
    );
    let printed_by_the_cli = account(r#""2016-12-28T20:14:19.257000+01:00""#);
    assert_eq!(
        since_1970(printed_by_the_cli),
        Duration::from_millis(1_482_952_459_257)
    );
    let written = serde_json::to_string(&account("1482952459.257")).unwrap();
    assert_eq!(written, r#"{"JoinedTimestamp":1482952459.257}"#);
}

#[test]
fn handshake_resources_nest_in_resources() {
    let response: DescribeHandshakeResponse = round_trip(&json!({
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
    }));
    let handshake = response.handshake.unwrap();
    assert_eq!(handshake.action, Some(ActionType::Invite));
    let resources = handshake.resources.unwrap();
    let nested = resources.first().unwrap().resources.as_ref().unwrap();
    assert_eq!(
        nested.first().unwrap().r#type,
        Some(HandshakeResourceType::MasterEmail)
    );
}

#[test]
fn values_and_members_that_are_newer_than_the_crate_do_no_harm() {
    let account = json!({"Id": "111122223333", "Status": "HIBERNATING"});
    let read: Account = round_trip(&account);
    assert_eq!(
        read.status,
        Some(AccountStatus::Unknown("HIBERNATING".to_owned()))
    );
    let newer: Account =
        serde_json::from_value(json!({"Id": "111122223333", "Mood": {"Good": [true]}})).unwrap();
    assert_eq!(newer, Account::default().id("111122223333"));
}

#[test]
fn null_is_absent_and_none_is_never_written() {
    let page: ListAccountsResponse =
        serde_json::from_value(json!({"Accounts": [{"Id": null}], "NextToken": null})).unwrap();
    assert_eq!(
        page,
        ListAccountsResponse::default().accounts([Account::default()])
    );
    assert_eq!(
        serde_json::to_value(&page).unwrap(),
        json!({"Accounts": [{}]})
    );
}

#[test]
fn a_required_member_missing_from_a_response_becomes_its_zero_value() {
    for party in [json!({}), json!({"Id": null, "Type": null})] {
        let party: HandshakeParty = serde_json::from_value(party).unwrap();
        assert_eq!(party.id, "");
        assert_eq!(party.r#type, HandshakePartyType::Unknown(String::new()));
    }
}

#[test]
fn a_required_member_missing_from_a_request_is_an_error() {
    assert_eq!(
        error::<CreateAccountRequest>(json!({"Email": "ana@example.com"})),
        "at $.AccountName: a required member is missing"
    );
    assert_eq!(
        error::<CreateAccountRequest>(json!({"Email": null, "AccountName": "Ana"})),
        "at $.Email: a required member is missing"
    );
}

#[test]
fn an_error_has_the_path_to_the_member() {
    let page = json!({"Accounts": [{"Id": "1"}, {"Id": 1}]});
    assert_eq!(
        error::<ListAccountsResponse>(page),
        "at $.Accounts[1].Id: expected a string, found a number"
    );
}

#[test]
fn sensitive_members_do_not_show() {
    let party = HandshakeParty::new("juan@example.com", HandshakePartyType::Account);
    assert_eq!(
        format!("{party:?}"),
        "HandshakeParty { id: <redacted>, type: Account }"
    );
    let request = CreateAccountRequest::new("ana@example.com", "Ana").role_name("Admin");
    let shown = format!("{request:?}");
    assert!(
        !shown.contains("ana@example.com") && !shown.contains("\"Ana\""),
        "{shown}"
    );
    assert!(shown.contains("Admin"), "{shown}");
}

/// On a stack of 256 kB, in a release build; on half of what a thread of Rust has, in a debug build.
#[cfg(feature = "http")]
#[test]
fn a_response_that_nests_without_end_is_an_error_on_a_small_stack() {
    const STACK: usize = if cfg!(debug_assertions) {
        1 << 20
    } else {
        256 << 10
    };

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
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(read);
    thread.unwrap().join().unwrap();
}

#[test]
fn errors_keep_all_that_the_service_answered() {
    let body = r#"{"__type": "ConstraintViolationException", "Message": "No.", "Reason": "OU_DEPTH_LIMIT_EXCEEDED"}"#;
    let error = Error::from_response(ErrorResponse::new(400, body).with_request_id("id-1"));
    let Error::ConstraintViolation(exception) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        exception.reason,
        Some(ConstraintViolationExceptionReason::OuDepthLimitExceeded)
    );
    assert_eq!(
        error.to_string(),
        "ConstraintViolationException: No. (HTTP 400, request ID id-1)"
    );
    let unknown =
        Error::from_response(ErrorResponse::new(418, "short and stout").with_error_type("Teapot"));
    assert!(matches!(&unknown, Error::Unknown(response) if response.text() == "short and stout"));
    for error in [error, unknown] {
        let saved = serde_json::to_string(&error).unwrap();
        assert_eq!(serde_json::from_str::<Error>(&saved).unwrap(), error);
    }
}

#[test]
fn operations_tell_what_a_sender_needs() {
    assert_eq!(
        DescribeHandshake::TARGET,
        "AWSOrganizationsV20161128.DescribeHandshake"
    );
    assert!(DescribeHandshake::ERRORS.contains(&"HandshakeNotFoundException"));
    assert!(DescribeHandshake::PAGINATION.is_none());
    let pages = ListAccounts::PAGINATION.unwrap();
    assert_eq!(pages.result_keys, ["Accounts"]);
    assert_eq!(
        serde_json::to_string(&DeleteOrganizationRequest::default()).unwrap(),
        "{}"
    );
    let _: DeleteOrganizationResponse = serde_json::from_str("{}").unwrap();
}

/// Every operation has an input to send, an output to read, and the service's one error.
#[test]
fn an_operation_can_be_sent_by_code_that_knows_no_service() {
    fn send<O: Operation>(input: &O::Input, answer: &str) -> Result<O::Output, O::Error> {
        let body = serde_json::to_string(input).unwrap();
        assert!(body.starts_with('{'));
        serde_json::from_str(answer)
            .map_err(|_| O::Error::from_response(ErrorResponse::new(400, answer)))
    }
    let roots = send::<ListRoots>(
        &ListRootsRequest::default(),
        r#"{"Roots": [{"Id": "r-1234"}]}"#,
    )
    .unwrap();
    assert_eq!(
        roots.roots.unwrap().first().unwrap().id.as_deref(),
        Some("r-1234")
    );
    let failure = send::<ListRoots>(&ListRootsRequest::default(), r#"not JSON"#).unwrap_err();
    assert_eq!(failure.response().text(), "not JSON");
}

#[test]
fn an_enum_lists_the_values_that_it_knows() {
    assert_eq!(ActionType::VALUES.first(), Some(&ActionType::Invite));
    for value in ActionType::VALUES {
        assert_eq!(
            <ActionType as OpenEnum>::known(value.as_str()).as_ref(),
            Some(value)
        );
    }
    assert!(ActionType::VALUES.iter().all(|value| !value.is_unknown()));
}

/// Code that is generic over operations can go from an input to the rest of its operation.
#[test]
fn an_input_leads_to_its_operation() {
    fn target_of<I: OperationInput>(_: &I) -> &'static str {
        I::Operation::TARGET
    }
    let request = CreateAccountRequest::new("ana@example.com", "Ana");
    assert_eq!(
        target_of(&request),
        "AWSOrganizationsV20161128.CreateAccount"
    );
}

#[test]
fn the_message_of_an_exception_is_read_however_it_is_spelled() {
    for spelling in ["message", "Message", "errorMessage"] {
        let body = json!({"__type": "AccessDeniedException", spelling: "No."}).to_string();
        let error = Error::from_response(ErrorResponse::new(400, body));
        let Error::AccessDenied(exception) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(exception.message.as_deref(), Some("No."), "{spelling}");
        assert_eq!(error.message(), Some("No."), "{spelling}");
    }
}
