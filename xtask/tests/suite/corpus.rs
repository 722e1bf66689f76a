//! `cargo xtask corpus`, on small wheels and folders.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::wheel::WheelFile;
use crate::support::{MODEL, Workspace, gzipped, outcome, share_dependencies};

const DANGLING: &str = r#"{
    "metadata": {"apiVersion": "2016-11-28", "endpointPrefix": "town", "protocol": "rest-xml", "serviceId": "Town"},
    "operations": {},
    "shapes": {"Town": {"type": "structure", "members": {"Mayor": {"shape": "Person"}}}}
}"#;

fn city() -> WheelFile {
    WheelFile::new("1.2.3", (2024, 2, 29)).service("city", MODEL)
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
    let broken = WheelFile::new("1.3.1", (2024, 3, 2)).service("city", DANGLING);
    broken.write(folder.root());
    let other = WheelFile::new("1.3.2", (2024, 3, 3)).service("new", MODEL);
    other.write(folder.root());
    folder.write("botocore-1.4.0-py3-none-any.whl", "not a zip archive");
    folder.assert_transcript(
        "corpus",
        "corpus --wheel botocore-1.2.3-py3-none-any.whl
        corpus --wheel botocore-1.3.0-py3-none-any.whl --against botocore-1.2.3-py3-none-any.whl
        corpus --wheel botocore-1.3.0-py3-none-any.whl --against botocore-1.3.0-py3-none-any.whl
        corpus --wheel botocore-1.3.1-py3-none-any.whl --against botocore-1.3.0-py3-none-any.whl
        corpus --wheel botocore-1.3.2-py3-none-any.whl --against botocore-1.2.3-py3-none-any.whl
        corpus --wheel botocore-1.4.0-py3-none-any.whl
        corpus --dir model
        corpus --dir missing
        corpus --dir Cargo.toml",
    );
}

/// The names of the models in a folder.
fn names(workspace: &Workspace, folder: &str) -> Vec<String> {
    let report = workspace.run(&format!("corpus --dir {folder} --format json"));
    let report: Value = serde_json::from_str(&report.ends(0).stdout).unwrap();
    let models = report["models"].as_array().unwrap().iter();
    models
        .map(|it| it["model"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_folder_may_be_that_of_a_model_or_contain_smithy_asts() {
    let folder = Workspace::new();
    folder.write("city/2016-11-28/service-2.json", MODEL);
    assert_eq!(names(&folder, "city/2016-11-28"), ["service-2"]);
    let ast = r#"{"smithy": "2.0", "shapes": {"a#Town": {"type": "service", "version": "2016-11-28",
        "traits": {"aws.api#service": {"sdkId": "Town"}, "aws.protocols#awsJson1_1": {}}}}}"#;
    folder.write("town.json", ast);
    folder.write("object.json", r#"{"no": "model"}"#);
    folder.write("array.json", "[1]");
    folder.write("port.json.gz", gzipped(&ast.replace("Town", "Port")));
    folder.write("renamed.json", MODEL);
    let all = ["city/2016-11-28", "port", "renamed", "town"];
    assert_eq!(names(&folder, "."), all);
    folder.write("cut.json", r#"{"smithy": "2.0","#);
    folder.run("corpus --dir .").ends(1).prints("\ncut: ");
    folder.write("city-2016/11-28/service-2.json", MODEL);
    folder
        .run("corpus --dir .")
        .notes("would have the same name: rename one")
        .refusal(1);
}

#[cfg(unix)]
#[test]
fn a_model_that_links_lead_to_is_listed_once() {
    use std::os::unix::fs::symlink;
    let (folder, elsewhere) = (Workspace::new(), Workspace::new());
    folder.write("city/2016-11-28/service-2.json", MODEL);
    elsewhere.write("linked.json", MODEL);
    for (target, link) in [
        (elsewhere.root(), "other"),
        (folder.root(), "city/circle"),
        (Path::new("city"), "another-folder"),
        (Path::new("city/2016-11-28/service-2.json"), "another.json"),
    ] {
        symlink(target, folder.path(link)).unwrap();
    }
    assert_eq!(names(&folder, "."), ["city/2016-11-28", "other/linked"]);
}

#[test]
fn crates_are_compiled_without_stale_files_and_an_error_is_one_of_its_model() {
    let workspace = Workspace::with_runtime();
    // One of the others, which are only compiled on request.
    let town = MODEL.replace(r#""protocol": "json""#, r#""protocol": "rest-xml""#);
    let wheel = city().service("town", &town).write(workspace.root());
    let sources = "target/xtask/corpus/corpus-city-2016-11-28/src/generated";
    let stale = format!("{sources}/stale.rs");
    workspace.write(&stale, "no Rust");
    let script = "target/xtask/corpus/corpus-town-2016-11-28/build.rs";
    workspace.write(script, "//! A build.\nfn main() { let unused = 1; }");
    let line = format!("corpus --wheel {wheel} --compile all --format json");
    let mut compile = workspace.command(&line);
    let report = outcome(share_dependencies(&mut compile)).ends(1).stdout;
    let report: Value = serde_json::from_str(&report).unwrap();
    let problem = "corpus-town-2016-11-28/build.rs:2:17: error: unused variable: `unused`: \
                   help: if this is intentional, prefix it with an underscore: `_unused`";
    for (pointer, value) in [
        ("/models/0/compiled", json!(true)),
        ("/models/0/problems", json!([])),
        ("/models/1/compiled", json!(false)),
        ("/models/1/problems", json!([problem])),
    ] {
        assert_eq!(report.pointer(pointer), Some(&value));
    }
    let operation = workspace.path(sources).join("operation/get.rs");
    assert!(operation.exists() && !workspace.path(&stale).exists());
}

#[test]
fn a_failure_of_cargo_itself_is_not_one_of_a_model() {
    let workspace = Workspace::with_runtime();
    let wheel = city().write(workspace.root());
    let mut failing = workspace.command(&format!("corpus --wheel {wheel} --compile"));
    let outcome = outcome(failing.env("CARGO", "false")).ends(3);
    let outcome = outcome.notes("cannot read cargo's output on the crates");
    outcome.prints("AWS JSON 1.1"); // The report comes first.
}
