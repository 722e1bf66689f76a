//! `cargo xtask history` and `since`, on the real history.

use serde_json::Value;

use crate::support::{Workspace, xtask};

#[test]
fn history_has_a_line_per_revision() {
    let text = xtask("history").report();
    let lines = text.lines().map(|line| line.split_whitespace().collect());
    let lines: Vec<Vec<&str>> = lines.collect();
    let titles = "date botocore operations shapes new updated in errors removed bump";
    assert_eq!(lines[0].join(" "), titles);
    assert_eq!(lines[1].join(" "), "2017-02-27 1.5.19 39 185 0 0 0 0 -");
    // Several cores have parts of it, which come together without a gap or an overlap.
    assert!(lines[1..].is_sorted_by(|one, other| one[0] < other[0]));
    assert!(lines[2..].iter().all(|line| line[8] != "-"));
    let json = xtask("history --format json").report();
    let json: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert!(json.len() >= 44, "{}", json.len());
    assert_eq!(lines.len(), json.len() + 1);
    for (line, entry) in lines.iter().skip(1).zip(json) {
        let count = |key: &str| entry[key].as_array().unwrap().len().to_string();
        assert_eq!(entry["date"], line[0]);
        assert_eq!(entry["botocore"], line[1]);
        assert_eq!(entry["operations"].to_string(), line[2]);
        assert_eq!(count("updated"), line[5]);
        assert_eq!(count("updated_in_errors"), line[6]);
        assert_eq!(entry["bump"].as_str().unwrap_or("-"), line[8]);
    }
    let empty = Workspace::new().run("history").report();
    assert_eq!(empty.lines().count(), 1);
}

#[test]
fn since_takes_names_of_the_model_and_of_rust() {
    let first = "since 2017-02-27 (botocore 1.5.19), the first revision here: it may be older";
    let gone = format!("service@timestampFormat: {first}; gone since 2018-09-19");
    for (path, line) in [
        ("Handshake.Action", &format!("Handshake.Action: {first}")),
        ("ListRoots", &format!("ListRoots: {first}")),
        ("org_types::types::Account", &format!("Account: {first}")),
        ("service@timestampFormat", &gone),
        (
            "CreateAccountRequest.Tags",
            &"CreateAccountRequest.Tags: since 2020-09-15 (botocore 1.17.62)".to_owned(),
        ),
        (
            "CreateAccountRequest::tags",
            &"CreateAccountRequest.Tags: since 2020-09-15 (botocore 1.17.62)".to_owned(),
        ),
        (
            "ActionType::AddOrganizationsServiceLinkedRole",
            &"ActionType.ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE: since 2017-10-23 (botocore 1.7.34)"
                .to_owned(),
        ),
        (
            "DelegatedAdministrators[].State",
            &"DelegatedAdministrator.State: since 2025-10-28 (botocore 1.40.61)".to_owned(),
        ),
        (
            "service.protocols",
            &"service.protocols: since 2024-07-03 (botocore 1.34.139)".to_owned(),
        ),
        (
            "AcceptHandshake.errors.ConstraintViolationException",
            &"AcceptHandshake.errors.ConstraintViolationException: since 2025-11-20 (botocore 1.41.1)"
                .to_owned(),
        ),
        (
            "Error::AccessDeniedForDependency",
            &"AccessDeniedForDependencyException: since 2017-10-23 (botocore 1.7.34)".to_owned(),
        ),
    ] {
        let report = xtask(&format!("since {path}")).report();
        assert_eq!(report, format!("{line}\n"));
    }
}

#[test]
fn since_names_what_is_nearest_to_an_unknown_path() {
    for (path, hint) in [
        ("Handshake.Actoin", "did you mean `Handshake.Action`"),
        (
            "Filters.ActionType",
            "did you mean `HandshakeFilter.ActionType`",
        ),
        ("Zebra", "`Zebra` is not "),
    ] {
        let told = xtask(&format!("since {path}")).refusal(2);
        assert!(told.contains(hint), "{told}");
        assert_eq!(told.contains("did you mean"), path != "Zebra");
    }
}
