//! `cargo xtask corpus`, on small wheels and folders.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::wheel::WheelFile;
use crate::support::{MODEL, Outcome, Workspace, gzipped, outcome, share_dependencies, xtask};

const DANGLING: &str = r#"{
    "metadata": {"apiVersion": "2016-11-28", "endpointPrefix": "town", "protocol": "rest-xml", "serviceId": "Town"},
    "operations": {},
    "shapes": {"Town": {"type": "structure", "members": {"Mayor": {"shape": "Person"}}}}
}"#;

fn corpus(line: &str) -> Outcome {
    xtask(&format!("corpus {line}"))
}

fn json_of(line: &str, status: i32) -> Value {
    let outcome = corpus(&format!("{line} --format json")).ends(status);
    serde_json::from_str(&outcome.stdout).unwrap()
}

fn city() -> WheelFile {
    WheelFile::new("1.2.3", (2024, 2, 29)).service("city", MODEL)
}

/// The cells of each line of a table, between which there are at least two spaces.
fn table(text: &str) -> Vec<Vec<&str>> {
    let cells = text.lines().map(|line| line.split("  ").map(str::trim));
    cells
        .map(|cells| cells.filter(|cell| !cell.is_empty()).collect())
        .collect()
}

#[test]
fn every_model_is_counted_and_failures_are_listed() {
    let folder = Workspace::new();
    let extras = r#"{"version": 1.0, "merge": {"shapes": {"Added": {"type": "string"}}}}"#;
    let file = "botocore/data/city/2016-11-28/service-2.sdk-extras.json";
    let wheel = city().file(file, extras).service("town", DANGLING);
    let wheel = wheel.compressed().write(folder.root());
    let outcome = corpus(&format!("--wheel {wheel}")).ends(1);
    let outcome = outcome.notes("failed models: 1 of 2");
    let table = table(&outcome.stdout);
    assert_eq!(table[0], ["botocore 1.2.3"]);
    assert_eq!(table[3][..4], ["AWS JSON 1.1", "1", "2", "3"]);
    assert_eq!(table[4][..2], ["all", "2"]);
    assert_eq!(table[5], ["unreadable", "1", "0", "0", "0", "0", "1"]);
    outcome.prints("town/2016-11-28: shapes.Town.members.Mayor: refers to `Person`");
}

#[test]
fn services_are_compared_with_an_older_release() {
    let folder = Workspace::new();
    let old = city().service("gone", MODEL).write(folder.root());
    let required = r#""type": "structure", "required": ["Mode"],"#;
    let required = MODEL.replace(r#""type": "structure","#, required);
    let new = WheelFile::new("1.3.0", (2024, 3, 1)).service("city", &required);
    let new = new.write(folder.root());
    let same = "1 service in both, 0 differ\n";
    let report = corpus(&format!("--wheel {new} --against {new}")).report();
    assert_eq!(report, same);
    let report = corpus(&format!("--wheel {new} --against {old}")).report();
    let table = table(&report);
    assert_eq!(table[0], ["1 service in both, 1 differ"]);
    assert_eq!(
        table[2],
        ["rule", "changes", "major", "breaking", "unknown"]
    );
    assert_eq!(table[3], ["member-required", "1", "1", "1", "0"]);
    let [.., title, service] = table.as_slice() else {
        panic!("{report}")
    };
    assert_eq!(title[0], "service");
    assert_eq!(service[..2], ["city/2016-11-28", "2"]);
    let other = WheelFile::new("1.4.0", (2024, 4, 1)).service("town", MODEL);
    let other = other.write(folder.root());
    let none = corpus(&format!("--wheel {other} --against {old}")).report();
    assert_eq!(none, "no model of the newer release is in the older one\n");
    let broken = WheelFile::new("1.4.0", (2024, 4, 1)).service("city", DANGLING);
    let broken = broken.write(folder.root());
    corpus(&format!("--wheel {broken} --against {old}"))
        .ends(1)
        .prints("\ncity/2016-11-28: shapes.Town.members.Mayor: refers to `Person`")
        .notes("failed models or facts: 1");
}

/// The names of the models in a folder.
fn names(folder: &Path) -> Vec<String> {
    let report = json_of(&format!("--dir {}", folder.display()), 0);
    let models = report["models"].as_array().unwrap().iter();
    models
        .map(|it| it["model"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_folder_may_be_that_of_a_model_or_contain_smithy_asts() {
    let folder = Workspace::new();
    folder.write("city/2016-11-28/service-2.json", MODEL);
    assert_eq!(names(&folder.path("city/2016-11-28")), ["service-2"]);
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
    folder.write("city-2016/11-28/service-2.json", MODEL);
    let outcome = corpus(&format!("--dir {}", folder.root().display()));
    outcome
        .notes("would have the same name: rename one")
        .refusal(1);
}

#[test]
fn crates_are_compiled_without_stale_files_and_an_error_is_one_of_its_model() {
    let workspace = Workspace::with_runtime();
    let wheel = city().service("town", MODEL).write(workspace.root());
    let sources = "target/xtask/corpus/corpus-city-2016-11-28/src/generated";
    let stale = format!("{sources}/stale.rs");
    workspace.write(&stale, "no Rust");
    let script = "target/xtask/corpus/corpus-town-2016-11-28/build.rs";
    workspace.write(script, "//! A build.\nfn main() { let unused = 1; }");
    let line = format!("corpus --wheel {wheel} --compile --format json");
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

#[test]
fn a_file_or_folder_without_models_is_refused() {
    let folder = Workspace::new();
    let wheel = "botocore-1.2.3-py3-none-any.whl";
    folder.write(wheel, "not a zip archive");
    for (option, path, reason) in [
        ("--wheel", wheel, "invalid Zip archive"),
        ("--dir", "model", "it contains no models"),
        ("--dir", "missing", "No such file or directory"),
        ("--dir", wheel, "cannot list {path}"),
    ] {
        let path = folder.path(path).display().to_string();
        let outcome = corpus(&format!("{option} {path}")).ends(3);
        let outcome = outcome.notes(&format!("cannot read {path}: "));
        outcome.notes(&reason.replace("{path}", &path));
    }
}
