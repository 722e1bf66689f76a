//! `cargo xtask corpus`, on small wheels and folders.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::wheel::WheelFile;
use crate::support::{
    MODEL, Outcome, Workspace, gzipped, outcome, program, repository, share_dependencies,
};

const DANGLING: &str = r#"{
    "metadata": {"apiVersion": "2016-11-28", "endpointPrefix": "town", "protocol": "rest-xml", "serviceId": "Town"},
    "operations": {},
    "shapes": {"Town": {"type": "structure", "members": {"Mayor": {"shape": "Person"}}}}
}"#;

fn command(line: &str) -> Command {
    // The generated crates are built against the runtime of the repository.
    let mut command = program(repository(), &format!("corpus {line}"));
    share_dependencies(&mut command);
    command
}

fn corpus(line: &str) -> Outcome {
    outcome(&mut command(line))
}

fn json_of(line: &str, status: i32) -> Value {
    let outcome = corpus(&format!("{line} --format json")).ends(status);
    serde_json::from_str(&outcome.stdout).unwrap()
}

fn city() -> WheelFile {
    WheelFile::new("1.2.3", (2024, 2, 29)).service("city", MODEL)
}

/// The option for a wheel with the service `city`, and the folder of the wheel.
fn with_city() -> (String, Workspace) {
    let folder = Workspace::new();
    (format!("--wheel {}", city().write(folder.root())), folder)
}

#[test]
fn models_are_counted_and_compared_with_an_older_release() {
    let folder = Workspace::new();
    let extras = r#"{"version": 1.0, "merge": {"shapes": {"Added": {"type": "string"}}}}"#;
    let file = "botocore/data/city/2016-11-28/service-2.sdk-extras.json";
    let old = city().file(file, extras).service("town", DANGLING);
    old.compressed().write(folder.root());
    let required = r#""type": "structure", "required": ["Mode"],"#;
    let required = MODEL.replace(r#""type": "structure","#, required);
    let new = WheelFile::new("1.3.0", (2024, 3, 1)).service("city", &required);
    new.service("new", MODEL).write(folder.root());
    folder.write("botocore-1.4.0-py3-none-any.whl", "not a zip archive");
    folder.assert_transcript(
        "corpus",
        "corpus --wheel botocore-1.2.3-py3-none-any.whl
        corpus --wheel botocore-1.3.0-py3-none-any.whl --against botocore-1.2.3-py3-none-any.whl
        corpus --wheel botocore-1.3.0-py3-none-any.whl --against botocore-1.3.0-py3-none-any.whl
        corpus --wheel botocore-1.4.0-py3-none-any.whl
        corpus --dir model
        corpus --dir missing
        corpus --dir Cargo.toml",
    );
}

/// The names of the models in a folder, and those of their crates.
fn models(folder: &Path) -> Vec<[String; 2]> {
    let report = json_of(&format!("--dir {}", folder.display()), 0);
    let models = report["models"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    models
        .map(|it| ["model", "crate"].map(|key| text(&it[key])))
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    models(folder).into_iter().map(|[model, _]| model).collect()
}

#[test]
fn a_folder_may_be_that_of_a_model_or_contain_smithy_asts() {
    let folder = Workspace::new();
    folder.write("city/2016-11-28/service-2.json", MODEL);
    let model = folder.path("city/2016-11-28");
    let report = json_of(&format!("--dir {}", model.display()), 0);
    for (pointer, value) in [
        ("/models/0/model", json!("2016-11-28")),
        ("/models/0/protocol", json!("awsJson1_1")),
        ("/models/0/problems", json!([])),
    ] {
        assert_eq!(*report.pointer(pointer).unwrap(), value);
    }
    let ast = r#"{"smithy": "2.0", "shapes": {"a#Town": {"type": "service", "version": "2016-11-28",
        "traits": {"aws.api#service": {"sdkId": "Town"}, "aws.protocols#awsJson1_1": {}}}}}"#;
    folder.write("town.json", ast);
    folder.write("object.json", r#"{"no": "model"}"#);
    folder.write("array.json", "[1]");
    folder.write("port.json.gz", gzipped(&ast.replace("Town", "Port")));
    assert_eq!(names(folder.root()), ["city/2016-11-28", "port", "town"]);
    folder.write("cut.json", r#"{"smithy": "2.0","#);
    let outcome = corpus(&format!("--dir {}", folder.root().display()));
    outcome.ends(1).prints("\ncut: ");
}

#[cfg(unix)]
#[test]
fn links_are_followed_once() {
    use std::os::unix::fs::symlink;
    let [folder, elsewhere] = [(); 2].map(|()| Workspace::new());
    elsewhere.write("service-2.json", MODEL);
    symlink(elsewhere.root(), folder.path("city")).unwrap();
    symlink(folder.root(), folder.path("again")).unwrap();
    assert_eq!(names(folder.root()), ["city"]);
}

#[test]
fn every_model_has_a_unique_crate_name() {
    let folder = Workspace::new();
    let expected = [
        ["2015-12-08", "model-2015-12-08"],
        ["A_B/1", "a-b-1"],
        ["a-b-1-2", "a-b-1-2"],
        ["a-b/1", "a-b-1-3"],
        ["a/b-1", "a-b-1-4"],
        ["a_b/1", "a-b-1-5"],
        ["acm/2015-12-08", "acm-2015-12-08"],
        ["fn", "model-fn"],
        ["serde", "model-serde"],
        ["\u{fc}ber", "model--ber"],
    ];
    for [model, _] in expected {
        folder.write(&format!("{model}/service-2.json"), MODEL);
    }
    assert_eq!(models(folder.root()), expected);
}

#[test]
fn crates_are_compiled_without_stale_files_and_an_error_is_one_of_its_model() {
    let folder = Workspace::new();
    let wheel = city().service("town", MODEL).write(folder.root());
    let sources = "out/crates/city-2016-11-28/src/generated";
    let stale = format!("{sources}/stale.rs");
    folder.write(&stale, "no Rust");
    let script = "out/crates/town-2016-11-28/build.rs";
    folder.write(script, "//! A build.\nfn main() { let unused = 1; }");
    let out = folder.path("out");
    let report = json_of(
        &format!("--wheel {wheel} --out {} --compile", out.display()),
        1,
    );
    let problem = "crates/town-2016-11-28/build.rs:2: unused variable: `unused`";
    for (pointer, value) in [
        ("/models/0/compiled", json!(true)),
        ("/models/0/problems", json!([])),
        ("/models/1/compiled", json!(false)),
        ("/models/1/problems", json!([problem])),
    ] {
        assert_eq!(report.pointer(pointer), Some(&value));
    }
    let operation = folder.path(sources).join("operation/get.rs");
    assert!(operation.exists() && !folder.path(&stale).exists());
}

#[test]
fn a_failure_of_cargo_itself_is_not_one_of_a_model() {
    let (wheel, folder) = with_city();
    let out = folder.path("out");
    let mut failing = command(&format!("{wheel} --out {} --compile", out.display()));
    let outcome = outcome(failing.env("CARGO", "false")).ends(3);
    let outcome = outcome.notes("cannot read cargo's output on the crates");
    outcome.prints("AWS JSON 1.1"); // The report comes first.
}

#[test]
fn crates_are_not_written_into_another_workspace_or_the_repository() {
    let (wheel, folder) = with_city();
    let of_docs = "# Written by `cargo xtask docs`, and again each time.\n";
    folder.write("docs/Cargo.toml", of_docs);
    let before = folder.files();
    let new = repository().join("xtask/new");
    for (out, message) in [
        (folder.root(), "name another folder"),
        (&folder.path("docs"), "name another folder"),
        (&new, "below target/"),
    ] {
        let line = format!("{wheel} --out {}", out.display());
        corpus(&line).ends(2).notes(message);
    }
    assert_eq!(folder.files(), before);
    assert!(!new.exists());
}
