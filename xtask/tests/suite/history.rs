//! `cargo xtask history`, `since` and `explain` as processes, on the real history.
use crate::support::process::{Workspace, xtask};
use codegen::diff::Rule;
use serde_json::Value;

#[test]
fn history_has_a_line_per_revision() {
    let text = xtask(&["history"]).report();
    let lines: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(
        lines[0],
        [
            "date",
            "botocore",
            "operations",
            "shapes",
            "new",
            "updated",
            "in",
            "errors",
            "removed",
            "bump"
        ]
    );
    assert_eq!(
        lines[1],
        ["2017-02-27", "1.5.19", "39", "185", "0", "0", "0", "0", "-"]
    );
    // Several cores have parts of it, which come together without a gap or an overlap.
    assert!(lines[1..].is_sorted_by(|one, other| one[0] < other[0]));
    assert!(lines[2..].iter().all(|line| line[8] != "-"));
    let json: Value =
        serde_json::from_str(&xtask(&["history", "--format", "json"]).report()).unwrap();
    let json = json.as_array().unwrap();
    assert_eq!(lines.len(), json.len() + 1);
    assert!(json.len() >= 44, "{}", json.len());
    for (line, entry) in lines.iter().skip(1).zip(json) {
        assert_eq!(
            (line[0], line[1]),
            (
                entry["date"].as_str().unwrap(),
                entry["botocore"].as_str().unwrap()
            )
        );
        assert_eq!(line[2], entry["operations"].to_string());
        assert_eq!(
            line[5],
            entry["updated"].as_array().unwrap().len().to_string()
        );
        assert_eq!(
            line[6],
            entry["updated_in_errors"]
                .as_array()
                .unwrap()
                .len()
                .to_string()
        );
        assert_eq!(line[8], entry["bump"].as_str().unwrap_or("-"));
    }
}

#[test]
fn a_history_without_revisions_is_empty() {
    assert_eq!(
        Workspace::new().run(&["history"]).report().lines().count(),
        1
    );
}

#[test]
fn since_takes_names_of_the_model_and_of_rust() {
    for (path, line) in [
        (
            "Handshake.Action",
            "Handshake.Action: since 2017-02-27 (botocore 1.5.19), the first revision here: it may be older\n",
        ),
        (
            "ListRoots",
            "ListRoots: since 2017-02-27 (botocore 1.5.19), the first revision here: it may be older\n",
        ),
        (
            "CreateAccountRequest.Tags",
            "CreateAccountRequest.Tags: since 2020-09-15 (botocore 1.17.62)\n",
        ),
        (
            "CreateAccountRequest::tags",
            "CreateAccountRequest.Tags: since 2020-09-15 (botocore 1.17.62)\n",
        ),
        (
            "ActionType::AddOrganizationsServiceLinkedRole",
            "ActionType.ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE: since 2017-10-23 (botocore 1.7.34)\n",
        ),
        (
            "org_types::types::Account",
            "Account: since 2017-02-27 (botocore 1.5.19), the first revision here: it may be older\n",
        ),
        (
            "DelegatedAdministrators[].State",
            "DelegatedAdministrator.State: since 2025-10-28 (botocore 1.40.61)\n",
        ),
        (
            "service.protocols",
            "service.protocols: since 2024-07-03 (botocore 1.34.139)\n",
        ),
        (
            "service@timestampFormat",
            "service@timestampFormat: since 2017-02-27 (botocore 1.5.19), the first revision here: it may be older; \
             gone since 2018-09-19\n",
        ),
        (
            "AcceptHandshake.errors.ConstraintViolationException",
            "AcceptHandshake.errors.ConstraintViolationException: since 2025-11-20 (botocore 1.41.1)\n",
        ),
        (
            "Error::AccessDeniedForDependency",
            "AccessDeniedForDependencyException: since 2017-10-23 (botocore 1.7.34)\n",
        ),
    ] {
        assert_eq!(xtask(&["since", path]).report(), line, "{path}");
    }
}

#[test]
fn since_names_what_is_nearest_to_an_unknown_path() {
    let message = xtask(&["since", "Handshake.Actoin"]).refusal(2);
    assert!(
        message.contains("`Handshake.Actoin` is not ")
            && message.contains("did you mean `Handshake.Action`"),
        "{message}"
    );
    let message = xtask(&["since", "Filters.ActionType"]).refusal(2);
    assert!(
        message.contains("did you mean `HandshakeFilter.ActionType`"),
        "{message}"
    );
    let message = xtask(&["since", "Zebra"]).refusal(2);
    assert!(!message.contains("did you mean"), "{message}");
}

#[test]
fn explain_names_what_is_nearest_to_an_unknown_rule() {
    for (rule, hint) in [
        ("member-deleted", "; did you mean `member-removed`?"),
        ("requird", "; did you mean `member-required`?"),
        ("pattern-tightened", "; did you mean `pattern-changed`?"),
    ] {
        let outcome = xtask(&["explain", rule]);
        assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
        let line = format!("error: `{rule}` is not a rule{hint}\n");
        assert!(outcome.stderr.starts_with(&line), "{}", outcome.stderr);
    }
    // Where nothing is near, all are named.
    let message = xtask(&["explain", "foo"]).stderr;
    let all = Rule::ALL.into_iter().map(Rule::id);
    assert!(
        all.into_iter().all(|rule| message.contains(rule)),
        "{message}"
    );
}

#[test]
fn every_rule_is_explained() {
    for rule in Rule::ALL {
        let text = xtask(&["explain", rule.id()]).report();
        let explanation = rule.explanation();
        assert!(
            text.starts_with(&format!("{rule}\n\n{}\n", explanation.meaning)),
            "{text}"
        );
        assert!(
            text.contains(&format!("\nwire: {}", explanation.wire))
                && text.contains(&format!("\nrust: {}\n", explanation.rust)),
            "{text}"
        );
        assert_eq!(
            text.contains("This stops compiling:"),
            explanation.stops_compiling.is_some()
        );
    }
}

#[test]
fn a_verdict_is_explained_with_the_messages_it_is_about() {
    let is_told = |rule: Rule| {
        let text = xtask(&["explain", rule.id()]).report();
        text.contains(" Compatible if no message in that direction carries it.\nrust: ")
    };
    // The value is in no request.
    let diff = xtask(&["diff", "2017-10-23", "2017-09-29"]).report();
    assert!(diff.contains(
        "enum-value-removed CreateAccountFailureReason.CONCURRENT_ACCOUNT_MODIFICATION  [major, wire compatible]"
    ));
    for rule in [
        Rule::EnumValueRemoved,
        Rule::MemberRequired,
        Rule::MemberOptional,
    ] {
        assert!(is_told(rule), "{rule}");
    }
    for rule in [
        Rule::EnumValueAdded,
        Rule::OperationRemoved,
        Rule::ProtocolChanged,
    ] {
        assert!(!is_told(rule), "{rule}");
    }
}
