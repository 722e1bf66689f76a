//! The revision that introduced each part of a model.

use codegen::history::{since, since_path};
use codegen::model::Model;
use codegen::source::{Source, read};

fn model(operations: &[&str], values: &[&str]) -> Model {
    let operations: serde_json::Map<_, _> = operations
        .iter()
        .map(|name| ((*name).to_owned(), serde_json::json!({ "name": name })))
        .collect();
    let model = serde_json::json!({
        "metadata": {"serviceId": "Example", "protocol": "json", "jsonVersion": "1.1", "targetPrefix": "E"},
        "operations": operations,
        "shapes": {"ActionType": {"type": "string", "enum": values}}
    });
    read(Source::new(model.to_string().as_bytes())).unwrap()
}

fn models() -> [Model; 3] {
    let both = ["ListRoots", "CreateAccount"];
    [
        model(&["ListRoots"], &["INVITE", "BACK"]),
        model(&both, &["INVITE"]),
        model(&both, &["INVITE", "BACK", "ADD_ROLE"]),
    ]
}

fn dated(models: &[Model]) -> Vec<(&str, &Model)> {
    let dates = ["2017-02-27", "2017-05-11", "2017-10-23"];
    dates.into_iter().zip(models).collect()
}

#[test]
fn parts_of_the_first_revision_have_no_date() {
    let models = models();
    let since = since(&dated(&models));
    assert_eq!(since.operations["CreateAccount"], "2017-05-11");
    assert!(!since.operations.contains_key("ListRoots"));
    assert!(since.shapes.is_empty());
    assert_eq!(since.member("ActionType", "INVITE"), None);
    assert_eq!(since.member("ActionType", "ADD_ROLE"), Some("2017-10-23"));
}

#[test]
fn a_part_that_came_back_is_dated_to_its_return() {
    let models = models();
    let since = since(&dated(&models));
    assert_eq!(since.member("ActionType", "BACK"), Some("2017-10-23"));
}

#[test]
fn a_path_is_found_in_any_spelling() {
    let models = models();
    for (path, found) in [
        ("ActionType.ADD_ROLE", "ActionType.ADD_ROLE"),
        ("ActionType::AddRole", "ActionType.ADD_ROLE"),
        ("create_account", "CreateAccount"),
        ("org_types::operation::CreateAccount", "CreateAccount"),
        ("types::ActionType::AddRole", "ActionType.ADD_ROLE"),
        // A value alone.
        ("ADD_ROLE", "ActionType.ADD_ROLE"),
    ] {
        let arrivals = since_path(&dated(&models), path).unwrap();
        let [arrival] = &*arrivals else {
            panic!("{arrivals:?}");
        };
        assert_eq!(arrival.path, found);
        assert!(!arrival.first);
    }
    let first = &since_path(&dated(&models), "ListRoots").unwrap()[0];
    assert_eq!((first.since.as_str(), first.first), ("2017-02-27", true));
}

#[test]
fn a_part_that_is_gone_is_found_in_an_older_revision() {
    let mut models = models();
    models.reverse();
    let gone = &since_path(&dated(&models), "ActionType.ADD_ROLE").unwrap()[0];
    assert_eq!(gone.since, "2017-02-27");
    assert_eq!(gone.gone.as_deref(), Some("2017-05-11"));
}

#[test]
fn an_unknown_path_has_suggestions() {
    let models = models();
    let unknown = |path| since_path(&dated(&models), path).unwrap_err();
    for path in ["ActionTyp.INVITES", "Filter.Invite"] {
        let error = unknown(path).to_string();
        let suggestion = "of any revision; did you mean `ActionType.INVITE`?";
        assert!(error.ends_with(suggestion), "{error}");
    }
    assert_eq!(unknown("Zebra").hint, "");
    let error = unknown("a\nb").to_string();
    assert!(error.starts_with("`a\\u{a}b` is not"), "{error}");
    assert!(since_path(&[], "Zebra").is_err());
}
