//! Tests of complete imports, with wheels that the tests create.

mod all;
mod committed;
mod order;

use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use super::fixture::{FakeIndex, WheelFile, wheel};
use super::*;

/// An empty workspace, and what is imported into it.
struct Workspace {
    root: TempDir,
    wheels: TempDir,
}

impl Workspace {
    fn new() -> Self {
        Self {
            root: tempfile::tempdir().unwrap(),
            wheels: tempfile::tempdir().unwrap(),
        }
    }

    fn import(&self, wheels: &[WheelFile]) -> Result<String> {
        self.import_service("organizations", wheels)
    }

    fn import_service(&self, service: &str, wheels: &[WheelFile]) -> Result<String> {
        let files = wheels
            .iter()
            .map(|wheel| wheel.write(self.wheels.path()))
            .collect();
        import(
            &Wanted::Wheels(files),
            service,
            self.root.path(),
            &FakeIndex::default(),
        )
    }

    fn import_all(&self, index: &FakeIndex) -> Result<String> {
        import(&Wanted::All, "organizations", self.root.path(), index)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.path().join(path)).unwrap()
    }

    /// Returns all files under `model/`.
    fn files(&self) -> BTreeMap<PathBuf, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.root.path().join("model")];
        while let Some(folder) = folders.pop().filter(|folder| folder.exists()) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let content = fs::read_to_string(&path).unwrap();
                    files.insert(
                        path.strip_prefix(self.root.path()).unwrap().to_owned(),
                        content,
                    );
                }
            }
        }
        files
    }

    /// Returns the recorded revisions as `date release value`.
    fn revisions(&self) -> Vec<String> {
        let history = History::read(self.root.path(), "organizations").unwrap();
        let line = |entry: &Entry| {
            let model = &entry.facts.service_model;
            let value = model
                .split_once("\"enum\": [")
                .unwrap()
                .1
                .split('"')
                .nth(1)
                .unwrap();
            format!(
                "{} {} {value}",
                entry.revision.date, entry.revision.botocore
            )
        };
        history.entries.iter().map(line).collect()
    }
}

#[test]
fn a_first_import_writes_facts_without_prose() {
    let workspace = Workspace::new();
    let report = workspace
        .import(&[wheel("1.2.3", (2024, 1, 31), "A")])
        .unwrap();
    assert!(
        report.starts_with("1.2.3     2024-01-31  new revision\n5 files written"),
        "{report}"
    );
    assert_eq!(
        workspace.read("model/organizations/2024-01-31/service-2.json"),
        r#"{
  "metadata": {
    "apiVersion": "2016-11-28",
    "protocol": "rest-json",
    "serviceId": "Organizations"
  },
  "operations": {},
  "shapes": {
    "Type": {
      "type": "string",
      "enum": [
        "A"
      ]
    }
  }
}
"#
    );
    assert_eq!(
        workspace.read("model/organizations/2024-01-31/paginators-1.json"),
        "{\n  \"pagination\": {}\n}\n"
    );
    let upstream = crate::digest::sha256(fixture::service_model("A").as_bytes());
    let list = workspace.read("model/organizations/revisions.toml");
    let entry = format!(
        "[[revision]]\ndate = \"2024-01-31\"\nbotocore = \"1.2.3\"\nsha256 = \"{upstream}\"\n"
    );
    assert!(list.ends_with(&entry), "{list}");
}

#[test]
fn extras_are_merged_into_both_files() {
    let folder = "botocore/data/organizations/2016-11-28";
    let model = r#"{
        "metadata": {"protocol": "rest-json", "serviceId": "Organizations"},
        "operations": {"ListRoots": {"input": {"shape": "Page"}, "output": {"shape": "Page"}}},
        "shapes": {
            "Page": {"type": "structure", "members": {"Token": {"shape": "Text"}, "MaxResults": {"shape": "Text"}}},
            "Text": {"type": "string"}
        }
    }"#;
    let paginator =
        r#"{"input_token": "Token", "output_token": "Token", "limit_key": "MaxResults"}"#;
    let wheel = WheelFile::new("1.2.3", (2024, 1, 31))
        .service("organizations", model)
        .file(
            &format!("{folder}/paginators-1.json"),
            &format!(r#"{{"pagination": {{"ListRoots": {paginator}}}}}"#),
        )
        .file(
            &format!("{folder}/paginators-1.sdk-extras.json"),
            r#"{"version":1.0,"merge":{"pagination":{"ListRoots":{"non_aggregate_keys":["Count"]}}}}"#,
        )
        .file(
            &format!("{folder}/service-2.sdk-extras.json"),
            r#"{"version":1.0,"merge":{"shapes":{"Text":{"sensitive":true}}}}"#,
        );
    let workspace = Workspace::new();
    workspace.import(&[wheel]).unwrap();
    let paginators = workspace.read("model/organizations/2024-01-31/paginators-1.json");
    assert!(
        paginators.contains("MaxResults") && paginators.contains("\"non_aggregate_keys\": ["),
        "{paginators}"
    );
    assert!(
        workspace
            .read("model/organizations/2024-01-31/service-2.json")
            .contains("\"sensitive\": true")
    );
}

#[test]
fn importing_again_changes_nothing_and_keeps_comments() {
    let workspace = Workspace::new();
    let wheels = [
        wheel("1.2.3", (2024, 1, 31), "A"),
        wheel("1.2.4", (2024, 2, 1), "B"),
    ];
    workspace.import(&wheels).unwrap();
    let list = workspace
        .root
        .path()
        .join("model/organizations/revisions.toml");
    fs::write(
        &list,
        format!("# by hand\n{}", fs::read_to_string(&list).unwrap()),
    )
    .unwrap();
    let before = workspace.files();
    let report = workspace.import(&wheels).unwrap();
    assert_eq!(report.matches("already imported").count(), 2, "{report}");
    assert!(
        report.ends_with("Nothing to do: the model is up to date.\n"),
        "{report}"
    );
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_release_without_an_api_change_writes_nothing() {
    let workspace = Workspace::new();
    let folder = "botocore/data/organizations/2016-11-28/endpoint-rule-set-1.json";
    workspace
        .import(&[wheel("1.2.3", (2024, 1, 31), "A").file(folder, "{\"version\":\"1.0\"}")])
        .unwrap();
    let before = workspace.files();
    let reworded = fixture::service_model("A").replace("\"d\"", "\"another sentence\"");
    let wheel = WheelFile::new("1.3.0", (2024, 3, 1))
        .service("organizations", &reworded)
        .file(folder, "{}");
    let report = workspace.import(&[wheel]).unwrap();
    assert!(
        report.starts_with("1.3.0     2024-03-01  no API change since 2024-01-31\n"),
        "{report}"
    );
    assert_eq!(workspace.files(), before);
}

/// Returns endpoint rules with one URL, which names a release.
fn endpoint_rules(release: &str) -> String {
    format!(
        r#"{{"version":"1.0","parameters":{{}},"rules":[{{"type":"endpoint","conditions":[],"documentation":"d",
        "endpoint":{{"url":"https://of-{release}"}}}}]}}"#
    )
}

/// Returns partitions whose version is a release.
fn partitions(release: &str) -> String {
    format!(
        r#"{{"version":"{release}","partitions":[
        {{"id":"aws","regionRegex":"^us\\-\\w+\\-\\d+$","regions":{{}},"outputs":{{}}}}]}}"#
    )
}

#[test]
fn endpoints_and_partitions_come_from_the_newest_revision() {
    let with = |release: &str, built, value: &str| {
        let folder = "botocore/data/organizations/2016-11-28";
        wheel(release, built, value)
            .file(
                &format!("{folder}/endpoint-rule-set-1.json"),
                &endpoint_rules(release),
            )
            .file("botocore/data/partitions.json", &partitions(release))
    };
    let workspace = Workspace::new();
    let assert_of = |release: &str| {
        for (file, text) in [
            (
                "model/organizations/endpoints.json",
                format!("https://of-{release}"),
            ),
            (
                "crates/org-types/src/generated/service.rs",
                format!("https://of-{release}"),
            ),
            (
                "model/partitions.json",
                format!("\"version\": \"{release}\""),
            ),
        ] {
            assert!(workspace.read(file).contains(&text), "{file}: {text}");
        }
    };
    workspace
        .import(&[with("1.3.0", (2024, 3, 1), "B")])
        .unwrap();
    workspace
        .import(&[with("1.2.0", (2024, 2, 1), "A")])
        .unwrap();
    assert_of("1.3.0");

    let older = WheelFile::new("1.1.0", (2024, 1, 1))
        .service("sts", &fixture::service_model("S"))
        .file("botocore/data/partitions.json", &partitions("1.1.0"));
    workspace.import_service("sts", &[older]).unwrap();
    assert_of("1.3.0"); // another service is newer

    workspace
        .import(&[with("1.4.0", (2024, 4, 1), "C")])
        .unwrap();
    assert_of("1.4.0");
}

#[test]
fn endpoint_rules_that_cannot_be_evaluated_refuse_the_import() {
    let workspace = Workspace::new();
    let before = workspace.files();
    let rules = endpoint_rules("1.3.0").replace("1.0", "9.0");
    let wheel = wheel("1.3.0", (2024, 3, 1), "B")
        .file(
            "botocore/data/organizations/2016-11-28/endpoint-rule-set-1.json",
            &rules,
        )
        .file("botocore/data/partitions.json", &partitions("1.3.0"));
    let error = format!("{:#}", workspace.import(&[wheel]).unwrap_err());
    assert!(
        error.contains("(endpoint rules).version: is not a version"),
        "{error}"
    );
    assert_eq!(workspace.files(), before);
}

#[test]
fn another_digest_or_day_for_a_known_release_is_refused() {
    let workspace = Workspace::new();
    workspace
        .import(&[wheel("1.2.3", (2024, 1, 31), "A")])
        .unwrap();
    let before = workspace.files();

    let refused = |wheels: &[WheelFile]| format!("{:#}", workspace.import(wheels).unwrap_err());
    let error = refused(&[wheel("1.2.3", (2024, 1, 31), "B")]);
    for value in ["A", "B"] {
        let digest = crate::digest::sha256(fixture::service_model(value).as_bytes());
        assert!(error.contains(&digest), "{error}");
    }
    let error = refused(&[wheel("1.2.3", (2024, 1, 30), "A")]);
    assert!(
        error.contains("2024-01-31") && error.contains("2024-01-30"),
        "{error}"
    );
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_bad_wheel_among_good_ones_imports_none() {
    let workspace = Workspace::new();
    let bad = WheelFile::new("1.2.4", (2024, 2, 1)).service("organizations", "{\"shapes\":{}}");
    let error = workspace
        .import(&[wheel("1.2.3", (2024, 1, 31), "A"), bad])
        .unwrap_err();
    let message = format!("{error:#}");
    assert!(
        message.contains("botocore-1.2.4") && message.contains("`metadata` is missing"),
        "{message}"
    );
    assert!(
        error
            .downcast_ref::<crate::failure::UnreadableInput>()
            .is_some()
    );
    assert!(workspace.files().is_empty());
}

#[test]
fn a_damaged_revision_folder_is_restored_by_its_release_and_named_when_a_file_is_gone() {
    let workspace = Workspace::new();
    let wheels = [wheel("1.2.3", (2024, 1, 31), "A")];
    workspace.import(&wheels).unwrap();
    let before = workspace.files();
    let file = workspace
        .root
        .path()
        .join("model/organizations/2024-01-31/service-2.json");
    fs::write(&file, "damaged").unwrap();
    let report = workspace.import(&wheels).unwrap();
    assert!(report.contains("restored"), "{report}");
    assert_eq!(workspace.files(), before);

    fs::remove_file(&file).unwrap();
    let error = format!("{:#}", workspace.import(&wheels).unwrap_err());
    assert!(
        error.contains("2024-01-31/service-2.json") && error.contains("git checkout"),
        "{error}"
    );
}

#[test]
fn a_construct_that_codegen_does_not_know_refuses_the_import() {
    let workspace = Workspace::new();
    workspace
        .import(&[wheel("1.2.3", (2024, 1, 31), "A")])
        .unwrap();
    let before = workspace.files();
    let unknown = fixture::service_model("B").replace(
        "\"type\":\"string\"",
        "\"type\":\"string\",\"taste\":\"sweet\"",
    );
    let newer = WheelFile::new("1.2.4", (2024, 2, 1)).service("organizations", &unknown);
    let error = format!("{:#}", workspace.import(&[newer]).unwrap_err());
    assert!(error.contains("shapes.Type.taste: unknown key"), "{error}");
    assert_eq!(workspace.files(), before);
}
