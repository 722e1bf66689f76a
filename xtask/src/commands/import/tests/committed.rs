//! The history that is committed below `model/`.

use super::*;
use crate::json::Json;
use crate::prose;
use crate::revisions::Revisions;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

#[test]
fn every_revision_is_clean_and_differs_from_the_one_before() {
    let history = History::read(&root(), "organizations").unwrap();
    assert!(
        history.entries.len() >= 44,
        "{} revisions",
        history.entries.len()
    );
    for entry in &history.entries {
        for text in [&entry.facts.service_model, &entry.facts.paginators] {
            let mut json = Json::parse(text.as_bytes()).unwrap();
            prose::strip_service_model(&mut json).unwrap();
            assert_eq!(
                json.to_text().unwrap(),
                *text,
                "{} holds prose, or is laid out otherwise",
                entry.revision.date
            );
        }
    }
    for pair in history.entries.windows(2) {
        assert_ne!(pair[0].facts, pair[1].facts, "{}", pair[1].revision.date);
    }
    let list = fs::read_to_string(root().join(history.revisions.file())).unwrap();
    assert_eq!(list, history.revisions.to_toml());
}

#[test]
fn every_folder_is_a_revision() {
    let revisions = Revisions::read(&root(), "organizations").unwrap();
    for entry in fs::read_dir(root().join(revisions.folder())).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let date = entry.file_name().to_str().unwrap().parse().unwrap();
            assert!(
                revisions.find(date).is_ok(),
                "{date} is not in revisions.toml"
            );
        }
    }
}

#[test]
fn endpoints_hold_no_sentences() {
    let text = fs::read_to_string(root().join("model/organizations/endpoints.json")).unwrap();
    let mut json = Json::parse(text.as_bytes()).unwrap();
    prose::strip_endpoints(&mut json).unwrap();
    assert_eq!(json.to_text().unwrap(), text);
    assert!(
        text.contains("\"error\": \"\""),
        "the rules that refuse a combination are there"
    );
}

/// The table was created independently of this program, and does not have the newest revisions.
#[test]
fn revisions_are_those_of_the_independent_table() {
    let table = root().join("../shared/revisions.tsv");
    let Ok(text) = fs::read_to_string(&table) else {
        eprintln!("SKIPPED: {} is not on this machine", table.display());
        return;
    };
    let expected: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(expected.len(), 43, "the table was read");
    let revisions = Revisions::read(&root(), "organizations").unwrap();
    let recorded: Vec<_> = revisions
        .iter()
        .take(expected.len())
        .map(|revision| {
            format!(
                "{}\t{}\t{}",
                revision.date, revision.botocore, revision.sha256
            )
        })
        .collect();
    assert_eq!(recorded, expected);
}
