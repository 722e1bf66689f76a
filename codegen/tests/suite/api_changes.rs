//! The real history: what each revision under `model/organizations` changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use codegen::diff::report::text;
use codegen::diff::{Bump, Diff, Direction, Revision, diff};
use codegen::history::{self, history, since, since_path};
use codegen::model::Model;
use codegen::source::{Source, read};

/// The models by date, oldest first.
static MODELS: LazyLock<Vec<(String, Model)>> = LazyLock::new(models);

static REVISIONS: LazyLock<Vec<Revision<'static>>> = LazyLock::new(|| {
    let revisions = MODELS
        .iter()
        .map(|(date, model)| Revision::new(date.clone(), model));
    revisions.collect()
});

fn models() -> Vec<(String, Model)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/organizations");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .expect("model/organizations is part of the repository")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("service-2.json").is_file())
        .collect();
    folders.sort();
    folders
        .iter()
        .map(|folder| (date(folder), model(folder)))
        .collect()
}

fn date(folder: &Path) -> String {
    folder.file_name().unwrap().to_str().unwrap().to_owned()
}

fn model(folder: &Path) -> Model {
    let service = fs::read(folder.join("service-2.json")).unwrap();
    let paginators = fs::read(folder.join("paginators-1.json")).unwrap();
    let source = Source::new(&service).with_paginators(&paginators);
    read(source).unwrap_or_else(|problems| panic!("{}: {problems}", folder.display()))
}

/// The diff of the revision with this date from the one before.
fn diff_to(date: &str) -> Diff {
    let mut pairs = REVISIONS.windows(2);
    let pair = pairs.find(|pair| pair[1].id() == date);
    let pair =
        pair.unwrap_or_else(|| panic!("model/organizations has no revision {date} to compare"));
    diff(&pair[0], &pair[1])
}

/// The operations whose requests or responses these changes reach.
fn operations_of<'d>(
    changes: impl IntoIterator<Item = &'d codegen::diff::Change>,
) -> BTreeSet<&'d str> {
    let reaches = changes.into_iter().flat_map(|change| &change.reaches);
    let messages = reaches.filter(|reach| reach.direction != Direction::Error);
    messages.map(|reach| reach.operation.as_str()).collect()
}

#[test]
fn no_revision_has_a_change_without_a_rule() {
    let mut pairs: Vec<_> = REVISIONS
        .windows(2)
        .map(|pair| (&pair[0], &pair[1]))
        .collect();
    if let [first, .., last] = REVISIONS.as_slice() {
        pairs.push((first, last));
    }
    for (old, new) in pairs {
        for diff in [diff(old, new), diff(new, old)] {
            let unclassified: Vec<_> = diff.unclassified().collect();
            assert!(
                unclassified.is_empty(),
                "{} → {}: {unclassified:#?}",
                diff.from.id,
                diff.to.id
            );
            assert!(
                !diff.is_empty(),
                "{} → {} changed nothing",
                diff.from.id,
                diff.to.id
            );
        }
    }
}

#[test]
fn each_revision_tells_what_it_changed() {
    for pair in REVISIONS.windows(2) {
        insta::with_settings!({snapshot_suffix => pair[1].id(), prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("api_changes", text(&diff(&pair[0], &pair[1])));
        });
    }
}

#[test]
fn the_history_is_a_table() {
    insta::with_settings!({prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("history", history::text(&history(&REVISIONS)));
    });
}

/// Of a revision that moved to another date, the old snapshot would stay unnoticed.
#[test]
fn each_snapshot_is_of_a_revision() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/snapshots");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let date = name.strip_prefix("api_changes@");
        if let Some(date) = date.and_then(|date| date.strip_suffix(".snap")) {
            let is_known = REVISIONS.iter().any(|revision| revision.id() == date);
            assert!(is_known, "remove codegen/tests/suite/snapshots/{name}");
        }
    }
}

/// AWS's own count of updated operations leaves out errors and constraints.
#[test]
fn six_operations_came_and_twenty_one_changed_their_api() {
    let diff = diff_to("2025-11-20");
    assert_eq!(diff.operations.added.len(), 6);
    let api = diff
        .changes
        .iter()
        .filter(|change| change.rust > Bump::Patch);
    let mut operations = operations_of(api);
    operations.retain(|name| {
        diff.operations
            .updated
            .iter()
            .any(|updated| updated == name)
    });
    assert_eq!(operations.len(), 21, "{operations:?}");
}

#[test]
fn every_path_of_a_diff_came_some_day() {
    let dated: Vec<_> = MODELS
        .iter()
        .map(|(date, model)| (date.as_str(), model))
        .collect();
    // The paths of parts that came, with the date.
    let mut came = BTreeMap::new();
    let mut others = BTreeSet::new();
    for pair in REVISIONS.windows(2) {
        for change in diff(&pair[0], &pair[1]).changes {
            let is_new = change.rule.id().ends_with("-added");
            let ways = change.reaches.into_iter().map(|reach| reach.path);
            others.extend(ways.filter(|way| !way.is_empty()));
            match is_new {
                true => _ = came.insert(change.path, pair[1].id()),
                false => _ = others.insert(change.path),
            }
        }
    }
    assert!(
        came.len() > 200 && others.len() > 100,
        "{} and {}",
        came.len(),
        others.len()
    );
    for (path, date) in came {
        let [arrival] = since_path(&dated, &path).unwrap().try_into().unwrap();
        assert_eq!((arrival.path, arrival.since.as_str()), (path, date));
    }
    for path in others {
        since_path(&dated, &path).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn parts_came_when_they_came() {
    let dated: Vec<_> = MODELS
        .iter()
        .map(|(date, model)| (date.as_str(), model))
        .collect();
    let since = since(&dated);
    for (path, date) in [
        ("Handshake.Action", "2017-02-27"),
        ("ActionType.INVITE", "2017-02-27"),
        ("CreateAccountRequest.Tags", "2020-09-15"),
        ("ListRoots", "2017-02-27"),
        (
            "ActionType::AddOrganizationsServiceLinkedRole",
            "2017-10-23",
        ),
        ("list_tags_for_resource", "2019-06-06"),
        ("service.id", "2017-10-23"),
        ("service.protocols", "2024-07-03"),
        ("ListRoots.pagination", "2017-07-12"),
        (
            "AcceptHandshake.errors.ConstraintViolationException",
            "2025-11-20",
        ),
        ("DelegatedAdministrators[].State", "2025-10-28"),
    ] {
        assert_eq!(since_path(&dated, path).unwrap()[0].since, date, "{path}");
    }
    assert_eq!(
        since.member("CreateAccountRequest", "Tags"),
        Some("2020-09-15")
    );
    assert_eq!(since.member("Handshake", "Action"), None);
    let gone = &since_path(&dated, "service@timestampFormat").unwrap()[0];
    assert_eq!(gone.gone.as_deref(), Some("2018-09-19"));
    let error = since_path(&dated, "Handshake.Actoin").unwrap_err();
    assert_eq!(
        error.nearest.first().map(String::as_str),
        Some("Handshake.Action")
    );
}
