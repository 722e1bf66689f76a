//! `cargo xtask history` and `since`.

use serde_json::Value;

use crate::support::{MODEL, Workspace, revisions};

/// Several cores compare parts of the history, which come together without a gap or an overlap.
#[test]
fn history_has_an_entry_for_each_recorded_revision() {
    let workspace = Workspace::new();
    for day in 10..31 {
        let model = MODEL.replace("VALUE", &format!("V{day}"));
        workspace.add_revision(&format!("2024-01-{day}"), &format!("1.{day}"), &model);
    }
    let history = workspace.run("history --format json").report();
    let history: Vec<Value> = serde_json::from_str(&history).unwrap();
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap().to_owned();
    let entries = history.iter();
    let entries = entries.map(|entry| ["date", "botocore"].map(|key| text(entry, key)));
    assert!(entries.eq(revisions(workspace.root())));
    assert_eq!(history[0]["bump"], Value::Null);
    assert!(history[1..].iter().all(|entry| entry["bump"] == "major"));
}

#[test]
fn history_is_empty_without_revisions() {
    let history = Workspace::new().run("history").begins("date ");
    assert_eq!(history.report().lines().count(), 1);
}

#[test]
fn since_shows_the_revision_and_its_release() {
    let workspace = Workspace::with_revisions();
    let first = "since 2024-01-01 (botocore 1.0.0), the first revision here: it may be older";
    for (path, line) in [
        ("Get", format!("Get: {first}\n")),
        ("org_types::types::Mode", format!("Mode: {first}\n")),
        ("GetRequest::mode", format!("GetRequest.Mode: {first}\n")),
        (
            "Mode::New",
            "Mode.NEW: since 2024-02-02 (botocore 1.0.1)\n".to_owned(),
        ),
        (
            "Mode.OLD",
            format!("Mode.OLD: {first}; gone since 2024-02-02\n"),
        ),
    ] {
        assert_eq!(workspace.run(&format!("since {path}")).report(), line);
    }
    for (path, error) in [
        ("Mode.NWE", "did you mean `Mode.NEW`?"),
        ("Zebra", "`Zebra` is not "),
    ] {
        let outcome = workspace.run(&format!("since {path}"));
        let refusal = outcome.notes(error).refusal(2);
        assert_eq!(refusal.contains("did you mean"), path != "Zebra");
    }
}
