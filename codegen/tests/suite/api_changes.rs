//! The real history: the changes in each revision under `model/organizations`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::common::fixtures::{read_folder, repository, revisions};
use crate::common::text;
use codegen::diff::{Bump, Diff, Direction, Revision, diff};
use codegen::history::{self, history, since_path};
use codegen::model::Model;

/// The models with their dates, oldest first.
static MODELS: LazyLock<Vec<(String, Model)>> = LazyLock::new(|| {
    let dated = |folder: PathBuf| {
        let date = folder.file_name().unwrap().to_str().unwrap();
        (date.to_owned(), read_folder(&folder))
    };
    revisions().into_iter().map(dated).collect()
});

static REVISIONS: LazyLock<Vec<Revision<'static>>> = LazyLock::new(|| {
    let revisions = MODELS
        .iter()
        .map(|(date, model)| Revision::new(date.clone(), model));
    revisions.collect()
});

/// The changes in each revision but the first.
static DIFFS: LazyLock<Vec<Diff>> = LazyLock::new(|| {
    let pairs = REVISIONS.windows(2);
    pairs.map(|pair| diff(&pair[0], &pair[1])).collect()
});

fn dated() -> Vec<(&'static str, &'static Model)> {
    let models = MODELS.iter();
    models.map(|(date, model)| (date.as_str(), model)).collect()
}

/// The model of the revision with this date.
pub(crate) fn model(date: &str) -> &'static Model {
    let mut models = dated().into_iter();
    let model = models.find_map(|(other, model)| (other == date).then_some(model));
    model.unwrap_or_else(|| panic!("model/organizations has no revision {date}"))
}

#[test]
fn every_change_has_a_rule() {
    let (first, last) = (&REVISIONS[0], REVISIONS.last().unwrap());
    let whole = [diff(first, last), diff(last, first)];
    let reversed = REVISIONS.windows(2).map(|pair| diff(&pair[1], &pair[0]));
    let reversed: Vec<_> = reversed.collect();
    for diff in DIFFS.iter().chain(&reversed).chain(&whole) {
        let unclassified: Vec<_> = diff.unclassified().collect();
        let name = format!("{} → {}", diff.from.id, diff.to.id);
        assert!(unclassified.is_empty(), "{name}: {unclassified:#?}");
        assert!(!diff.is_empty(), "{name} changed nothing");
    }
}

#[test]
fn the_history_holds_no_prose() {
    for (date, model) in dated() {
        assert_eq!(model.first_prose(), None, "{date}");
    }
    let rules = repository().join("model/organizations/endpoints.json");
    let rules = fs::read_to_string(rules).unwrap();
    assert!(!rules.contains("\"documentation\""));
}

#[test]
fn each_revision_has_a_report() {
    for diff in DIFFS.iter() {
        insta::with_settings!({snapshot_suffix => &diff.to.id, prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("api_changes", text(diff));
        });
    }
    // If a revision moves to another date, nothing else notices the old snapshot.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/snapshots");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let date = name.strip_prefix("api_changes@");
        if let Some(date) = date.and_then(|date| date.strip_suffix(".snap")) {
            let is_known = DIFFS.iter().any(|diff| diff.to.id == date);
            assert!(is_known, "remove codegen/tests/suite/snapshots/{name}");
        }
    }
}

#[test]
fn the_history_is_a_table() {
    insta::with_settings!({prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("history", history::text(&history(&REVISIONS)));
    });
}

/// AWS's own count of updated operations leaves out errors and constraints.
#[test]
fn six_operations_were_added_and_twenty_one_updated_in_2025() {
    let mut diffs = DIFFS.iter();
    let diff = diffs.find(|diff| diff.to.id == "2025-11-20").unwrap();
    assert_eq!(diff.operations.added.len(), 6);
    let changes = diff.changes.iter();
    let reaches = changes.filter(|change| change.rust > Bump::Patch);
    let reaches = reaches.flat_map(|change| &change.reaches);
    let reaches = reaches.filter(|reach| reach.direction != Direction::Error);
    let mut operations: BTreeSet<_> = reaches.map(|reach| &reach.operation).collect();
    operations.retain(|name| diff.operations.updated.contains(name));
    assert_eq!(operations.len(), 21, "{operations:?}");
}

#[test]
fn every_path_of_a_diff_has_a_date() {
    // The paths of additions, with their dates, and all other paths.
    let mut added = BTreeMap::new();
    let mut others = BTreeSet::new();
    for diff in DIFFS.iter() {
        for change in &diff.changes {
            let reaches = change.reaches.iter().map(|reach| &reach.path);
            others.extend(reaches.filter(|path| !path.is_empty()));
            match change.rule.id().ends_with("-added") {
                true => _ = added.insert(&change.path, &diff.to.id),
                false => _ = others.insert(&change.path),
            }
        }
    }
    let counts = (added.len(), others.len());
    assert!(counts.0 > 200 && counts.1 > 100, "{counts:?}");
    for (path, date) in added {
        let [arrival] = since_path(&dated(), path).unwrap().try_into().unwrap();
        assert_eq!((&arrival.path, &arrival.since), (path, date));
    }
    for path in others {
        since_path(&dated(), path).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn a_date_is_that_of_the_revision_that_introduced_the_part() {
    for (path, date) in [
        ("Handshake.Action", "2017-02-27"),
        ("CreateAccountRequest.Tags", "2020-09-15"),
        ("service.id", "2017-10-23"),
        ("service.protocols", "2024-07-03"),
        ("ListRoots.pagination", "2017-07-12"),
        (
            "AcceptHandshake.errors.ConstraintViolationException",
            "2025-11-20",
        ),
        ("DelegatedAdministrators[].State", "2025-10-28"),
    ] {
        assert_eq!(since_path(&dated(), path).unwrap()[0].since, date, "{path}");
    }
    let gone = &since_path(&dated(), "service@timestampFormat").unwrap()[0];
    assert_eq!(gone.gone.as_deref(), Some("2018-09-19"));
}
