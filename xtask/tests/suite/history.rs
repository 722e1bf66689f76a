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
fn history_and_since_show_revisions_with_their_releases() {
    Workspace::new().assert_transcript("history_of_none", "history");
    Workspace::with_revisions().assert_transcript(
        "history_and_since",
        "history
        since Get
        since org_types::types::Mode
        since GetRequest::mode
        since Mode::New
        since Mode.OLD
        since Mode.NWE
        since Zebra",
    );
}
