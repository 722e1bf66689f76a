//! `cargo xtask corpus`, on small wheels and folders.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::wheel::WheelFile;
use crate::support::{Outcome, gzipped, outcome, program, repository, target_folder};

const PUT_CITY: &str = r#"{
    "metadata": {"apiVersion": "2016-11-28", "endpointPrefix": "city", "jsonVersion": "1.1", "protocol": "json",
        "serviceId": "City", "targetPrefix": "City"},
    "operations": {"PutCity": {"name": "PutCity", "input": {"shape": "PutCityRequest"}}},
    "shapes": {"PutCityRequest": {"type": "structure", "members": {"type": {"shape": "Name"}}},
        "Name": {"type": "string"}}
}"#;

const DANGLING: &str = r#"{
    "metadata": {"apiVersion": "2016-11-28", "endpointPrefix": "town", "protocol": "rest-xml", "serviceId": "Town"},
    "operations": {},
    "shapes": {"Town": {"type": "structure", "members": {"Mayor": {"shape": "Person"}}}}
}"#;

fn command(line: &str) -> Command {
    // The generated crates are built against the runtime of the repository.
    let mut command = program(repository(), &format!("corpus {line}"));
    command.env("CARGO_TARGET_DIR", target_folder());
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
    WheelFile::new("1.2.3", (2024, 2, 29)).service("city", PUT_CITY)
}

/// Two folders, and the wheel `city` in the first.
fn folders() -> (TempDir, TempDir, String) {
    let [folder, out] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let wheel = city().write(folder.path());
    (folder, out, wheel)
}

/// The cells of each line of a table, between which there are at least two spaces.
fn columns(text: &str) -> Vec<Vec<&str>> {
    let cells = text.lines().map(|line| line.split("  ").map(str::trim));
    cells
        .map(|cells| cells.filter(|cell| !cell.is_empty()).collect())
        .collect()
}

#[test]
fn every_model_is_counted_and_failures_are_listed() {
    let (folder, _out, _wheel) = folders();
    let extras = r#"{"version": 1.0, "merge": {"shapes": {"Added": {"type": "string"}}}}"#;
    let wheel = city()
        .file(
            "botocore/data/city/2016-11-28/service-2.sdk-extras.json",
            extras,
        )
        .service("town", DANGLING)
        .compressed()
        .write(folder.path());
    let outcome = corpus(&format!("--wheel {wheel}")).ends(1);
    let outcome = outcome.notes("1 of 2 models failed");
    let table = columns(&outcome.stdout);
    assert_eq!(table[0], ["botocore 1.2.3"]);
    assert_eq!(table[3][..4], ["AWS JSON 1.1", "1", "1", "3"]);
    assert_eq!(table[4], ["unreadable", "1", "0", "0", "0", "0", "1"]);
    assert_eq!(table[5][..2], ["all", "2"]);
    outcome.prints("town/2016-11-28: shapes.Town.members.Mayor: refers to `Person`");
}

#[test]
fn services_are_compared_with_an_older_release() {
    let (older, newer, _wheel) = folders();
    let old = city().service("gone", PUT_CITY).write(older.path());
    let required = PUT_CITY.replace(
        r#""type": "structure","#,
        r#""type": "structure", "required": ["type"],"#,
    );
    let new = WheelFile::new("1.3.0", (2024, 3, 1)).service("city", &required);
    let new = new.write(newer.path());
    let report = corpus(&format!("--wheel {new} --against {old}")).report();
    let table = columns(&report);
    assert_eq!(table[0], ["1 services in both, 1 differ"]);
    assert_eq!(table[3], ["member-required", "1", "1", "1", "0", "0", "0"]);
    assert_eq!(table.last().unwrap()[..2], ["city/2016-11-28", "2"]);
}

/// The names of the models in a folder of models, and those of their crates.
fn models(folder: &Path) -> Vec<(String, String)> {
    let report = json_of(&format!("--dir {}", folder.display()), 0);
    let models = report["models"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    models
        .map(|it| (text(&it["model"]), text(&it["crate"])))
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    models(folder).into_iter().map(|(model, _)| model).collect()
}

#[test]
fn a_folder_may_be_that_of_a_model_or_contain_smithy_asts() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("city/2016-11-28");
    fs::create_dir_all(&model).unwrap();
    fs::write(model.join("service-2.json"), PUT_CITY).unwrap();
    let report = json_of(&format!("--dir {}", model.display()), 0);
    let city = &report["models"][0];
    assert_eq!(city["model"], "2016-11-28");
    assert_eq!(city["protocol"], "awsJson1_1");
    let totals = &report["totals"];
    assert_eq!(
        (&totals["models"], &totals["failed"]),
        (&json!(1), &json!(0))
    );
    let ast = r#"{"smithy": "2.0", "shapes": {"a#Town": {"type": "service", "version": "2016-11-28",
        "traits": {"aws.api#service": {"sdkId": "Town"}, "aws.protocols#awsJson1_1": {}}}}}"#;
    let write = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
    write("town.json", ast.as_bytes());
    write("object.json", br#"{"no": "model"}"#);
    write("array.json", b"[1]");
    write("port.json.gz", &gzipped(&ast.replace("Town", "Port")));
    assert_eq!(names(folder.path()), ["city/2016-11-28", "port", "town"]);
    write("cut.json", br#"{"smithy": "2.0","#);
    let outcome = corpus(&format!("--dir {}", folder.path().display()));
    outcome.ends(1).prints("\ncut: ");
}

#[cfg(unix)]
#[test]
fn links_are_followed_once() {
    use std::os::unix::fs::symlink;
    let [folder, elsewhere] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    fs::write(elsewhere.path().join("service-2.json"), PUT_CITY).unwrap();
    symlink(elsewhere.path(), folder.path().join("city")).unwrap();
    symlink(folder.path(), folder.path().join("again")).unwrap();
    assert_eq!(names(folder.path()), ["city"]);
}

#[test]
fn every_model_has_a_unique_crate_name() {
    let folder = tempfile::tempdir().unwrap();
    let expected = [
        ("2015-12-08", "model-2015-12-08"),
        ("A_B/1", "a-b-1"),
        ("a-b-1-2", "a-b-1-2"),
        ("a-b/1", "a-b-1-3"),
        ("a/b-1", "a-b-1-4"),
        ("a_b/1", "a-b-1-5"),
        ("acm/2015-12-08", "acm-2015-12-08"),
        ("fn", "model-fn"),
        ("serde", "model-serde"),
        ("\u{fc}ber", "model--ber"),
    ];
    for (model, _) in expected {
        let model = folder.path().join(model);
        fs::create_dir_all(&model).unwrap();
        fs::write(model.join("service-2.json"), PUT_CITY).unwrap();
    }
    let expected = expected.map(|(model, name)| (model.to_owned(), name.to_owned()));
    assert_eq!(models(folder.path()), expected);
}

#[test]
fn crates_are_compiled_and_stale_files_removed() {
    let (_folder, _out, wheel) = folders();
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let sources = out.join("crates/city-2016-11-28/src/generated");
    let stale = sources.join("stale.rs");
    fs::create_dir_all(&sources).unwrap();
    fs::write(&stale, "no Rust").unwrap();
    let line = format!("--wheel {wheel} --out {} --compile", out.display());
    let report = corpus(&line).ends(0).stdout;
    assert_eq!(columns(&report)[4][5..], ["1", "0"], "{report}");
    assert!(sources.join("operation/put_city.rs").exists() && !stale.exists());
}

#[test]
fn a_crate_that_does_not_compile_is_a_failure_of_its_model() {
    let (_folder, _out, wheel) = folders();
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken");
    let krate = out.join("crates/city-2016-11-28");
    fs::create_dir_all(&krate).unwrap();
    let script = "//! A build.\nfn main() { let unused = 1; }";
    fs::write(krate.join("build.rs"), script).unwrap();
    let line = format!("--wheel {wheel} --out {} --compile", out.display());
    let report = json_of(&line, 1);
    let problem = "crates/city-2016-11-28/build.rs:2: unused variable: `unused`";
    assert_eq!(report["models"][0]["problems"], json!([problem]));
    assert_eq!(report["totals"]["failed"], 1);
}

#[test]
fn a_failure_of_cargo_itself_is_not_one_of_a_model() {
    let (_folder, out, wheel) = folders();
    let line = format!("--wheel {wheel} --out {} --compile", out.path().display());
    let outcome = outcome(command(&line).env("CARGO", "false")).ends(3);
    let outcome = outcome.notes("cannot read cargo's output on the crates");
    outcome.prints("AWS JSON 1.1"); // The report comes first.
}

#[test]
fn crates_are_not_written_into_another_workspace_or_the_repository() {
    let (_folder, out, wheel) = folders();
    fs::write(out.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    let line = |out: &Path| format!("--wheel {wheel} --out {}", out.display());
    corpus(&line(out.path()))
        .ends(2)
        .notes("name another folder");
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
    // Their prose stays out of the repository.
    let new = repository().join("xtask/new");
    corpus(&line(&new)).ends(2).notes("below target/");
    assert!(!new.exists());
}

#[test]
fn a_file_or_folder_without_models_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("botocore-1.2.3-py3-none-any.whl");
    fs::write(&file, "not a zip archive").unwrap();
    for (option, path) in [
        ("--wheel", &*file),
        ("--dir", folder.path()),
        ("--dir", &folder.path().join("missing")),
    ] {
        let path = path.display();
        let outcome = corpus(&format!("{option} {path}")).ends(3);
        outcome.notes(&format!("cannot read {path}"));
    }
}
