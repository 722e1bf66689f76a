//! `cargo xtask generate` and `check` as processes: the real program, in workspaces that the tests make.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set up its files has failed"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A service with one operation; `VALUE` stands for an enum value.
const MODEL: &str = r#"{
  "metadata": {"apiVersion": "2016-11-28", "protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
  "operations": {
    "Get": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "GetRequest"}},
    "Put": {"http": {"method": "POST", "requestUri": "/"}}
  },
  "shapes": {
    "GetRequest": {"type": "structure", "members": {"Mode": {"shape": "Mode"}}},
    "Mode": {"type": "string", "enum": ["VALUE"]}
  }
}"#;

/// A workspace with two revisions: `OLD` is a value of the first, `NEW` of the second.
struct Workspace(TempDir);

impl Workspace {
    fn new() -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        workspace.write("Cargo.toml", "[workspace]\n");
        let mut list = String::new();
        for (date, release, value) in [
            ("2024-01-01", "1.0.0", "OLD"),
            ("2024-02-02", "1.0.1", "NEW"),
        ] {
            let folder = format!("model/organizations/{date}");
            workspace.write(
                &format!("{folder}/service-2.json"),
                &MODEL.replace("VALUE", value),
            );
            workspace.write(
                &format!("{folder}/paginators-1.json"),
                r#"{"pagination": {}}"#,
            );
            let digest = "0".repeat(64);
            list += &format!(
                "[[revision]]\ndate = \"{date}\"\nbotocore = \"{release}\"\nsha256 = \"{digest}\"\n"
            );
        }
        workspace.write("model/organizations/revisions.toml", &list);
        workspace
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    /// Every file but those of cargo and of the journal.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files_below(self.0.path())
            .filter(|path| !path.starts_with(self.path("target")))
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect()
    }
}

fn files_below(folder: &Path) -> Box<dyn Iterator<Item = PathBuf>> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    Box::new(entries.flat_map(|path| match path.is_dir() {
        true => files_below(&path),
        false => Box::new([path].into_iter()),
    }))
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const GENERATED: &str = "crates/org-types/src/generated";

#[test]
fn generate_writes_only_what_differs_and_removes_what_is_stale() {
    let workspace = Workspace::new();
    workspace.write("crates/org-types/src/lib.rs", "// by hand\n");
    workspace.write(&format!("{GENERATED}/operation/gone.rs"), "// stale\n");
    let first = workspace.run(&["generate"]);
    assert!(first.status.success(), "{}", stderr(&first));
    assert!(
        stdout(&first).ends_with(&format!("{GENERATED}: 8 written, 1 removed, 0 unchanged\n")),
        "{}",
        stdout(&first)
    );
    assert!(stdout(&first).contains("summaries.toml: operations.Get has no summary"));
    assert!(
        !workspace
            .path(&format!("{GENERATED}/operation/gone.rs"))
            .exists()
    );
    assert_eq!(
        fs::read_to_string(workspace.path("crates/org-types/src/lib.rs")).unwrap(),
        "// by hand\n"
    );
    let before = workspace.files();
    let again = workspace.run(&["generate"]);
    assert!(
        stdout(&again).ends_with(": 0 written, 0 removed, 8 unchanged\n"),
        "{}",
        stdout(&again)
    );
    assert_eq!(workspace.files(), before);
}

#[test]
fn generate_takes_the_revision_that_it_is_told() {
    let workspace = Workspace::new();
    let enums = || fs::read_to_string(workspace.path(&format!("{GENERATED}/enums.rs"))).unwrap();
    assert!(workspace.run(&["generate"]).status.success());
    assert!(enums().contains("\"NEW\"") && !enums().contains("\"OLD\""));
    assert!(
        workspace
            .run(&["generate", "--revision", "2024-01-01"])
            .status
            .success()
    );
    assert!(enums().contains("\"OLD\"") && !enums().contains("\"NEW\""));
    let unknown = workspace.run(&["generate", "--revision", "2024-01-15"]);
    assert_eq!(unknown.status.code(), Some(3));
    assert!(
        stderr(&unknown)
            .contains("there is no revision 2024-01-15; the nearest are 2024-01-01 and 2024-02-02")
    );
}

#[test]
fn check_finds_what_is_stale_edited_missing_or_left_over() {
    let workspace = Workspace::new();
    let enums = format!("{GENERATED}/enums.rs");
    let assert_stale = |line: &str| {
        let before = workspace.files();
        let check = workspace.run(&["check"]);
        assert_eq!(check.status.code(), Some(1), "{}", stderr(&check));
        assert!(
            stdout(&check).lines().any(|shown| shown == line),
            "{line}:\n{}",
            stdout(&check)
        );
        assert!(stderr(&check).contains("run `cargo xtask generate`"));
        assert_eq!(workspace.files(), before, "check changes nothing");
        assert!(workspace.run(&["generate"]).status.success());
        assert_eq!(workspace.run(&["check"]).status.code(), Some(0));
    };
    assert_stale("+    New,");
    workspace.write(&enums, "// edited\n");
    assert_stale("-// edited");
    fs::remove_file(workspace.path(&enums)).unwrap();
    assert_stale("+    New,");
    workspace.write(&format!("{GENERATED}/operation/extra.rs"), "// left over\n");
    assert_stale("-// left over");
    workspace.write(&format!("{GENERATED}/operation/empty.rs"), "");
    assert_stale(&format!("{GENERATED}/operation/empty.rs is left over"));
    workspace.write(
        "model/organizations/2024-02-02/service-2.json",
        &MODEL.replace("VALUE", "NEWER"),
    );
    assert_stale("+    Newer,");
}

#[test]
fn a_model_that_cannot_be_read_changes_nothing() {
    let workspace = Workspace::new();
    assert!(workspace.run(&["generate"]).status.success());
    let model = MODEL.replace("VALUE", "NEW");
    let cut = model.split_at(model.len() / 2).0;
    let unknown = model.replace(
        "\"type\": \"string\"",
        "\"type\": \"string\", \"taste\": \"sweet\"",
    );
    let dangling = model.replace("\"shape\": \"Mode\"", "\"shape\": \"Nowhere\"");
    let hostile = model.replace("\"Mode\": {", "\"../../../evil\": {");
    for (broken, place) in [
        (cut, "(model): is no JSON"),
        (&unknown, "shapes.Mode.taste: is no key"),
        (
            &dangling,
            "shapes.GetRequest.members.Mode: refers to `Nowhere`",
        ),
        (&hostile, "shapes.../../../evil: is no identifier"),
    ] {
        workspace.write("model/organizations/2024-02-02/service-2.json", broken);
        let before = workspace.files();
        let output = workspace.run(&["generate"]);
        assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
        assert!(
            stderr(&output).contains(place),
            "{place}: {}",
            stderr(&output)
        );
        assert_eq!(stdout(&output), "");
        assert_eq!(workspace.files(), before);
    }
}

#[test]
fn another_service_becomes_a_complete_crate_that_its_owner_may_edit() {
    let workspace = Workspace::new();
    workspace.write("city.json", &MODEL.replace("VALUE", "NEW"));
    workspace.write("pages.json", r#"{"pagination": {}}"#);
    let arguments = [
        "generate",
        "--model",
        "pages.json",
        "city.json",
        "--out",
        "target/elsewhere/../city-types",
    ];
    let output = workspace.run(&arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    let manifest = fs::read_to_string(workspace.path("target/city-types/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"city-types\""), "{manifest}");
    assert!(
        manifest.contains("path = \"../../crates/aws-json-protocol\""),
        "{manifest}"
    );
    assert!(
        workspace
            .path("target/city-types/src/generated/operation/get.rs")
            .exists()
    );
    workspace.write("target/city-types/src/lib.rs", "// mine\n");
    assert!(workspace.run(&arguments).status.success());
    assert_eq!(
        fs::read_to_string(workspace.path("target/city-types/src/lib.rs")).unwrap(),
        "// mine\n"
    );
}

#[test]
fn usage_errors_exit_with_2() {
    let workspace = Workspace::new();
    for arguments in [
        &["generate", "--model", "city.json"][..],
        &["generate", "--revision", "yesterday"],
        &[
            "generate",
            "--revision",
            "2024-01-01",
            "--model",
            "x",
            "--out",
            "y",
        ],
        &["check", "everything"],
        &["fly"],
    ] {
        assert_eq!(
            workspace.run(arguments).status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
}
