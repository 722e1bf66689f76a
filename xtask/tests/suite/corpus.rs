//! `cargo xtask corpus` as a process: the real program, on small wheels and folders.
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::process::{assert_status, assert_told, stderr, stdout, target_folder};
use crate::support::wheel::WheelFile;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use tempfile::TempDir;

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

/// Runs the command in the repository, whose runtime the generated crates are built against.
fn corpus(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .arg("corpus")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_DIR", target_folder());
    command
}

/// Writes a wheel into a folder, and says where it is.
fn write(wheel: &WheelFile, folder: &TempDir) -> String {
    wheel.write(folder.path()).display().to_string()
}

fn city() -> WheelFile {
    WheelFile::new("1.2.3", (2024, 2, 29)).service("city", PUT_CITY)
}

/// Two spaces or more count as one.
fn columns(text: &str) -> Vec<Vec<&str>> {
    let lines = text.lines().map(|line| line.split("  "));
    lines
        .map(|cells| {
            cells
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .collect()
        })
        .collect()
}

#[test]
fn every_model_is_counted_and_one_that_fails_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let wheel = city().service("town", DANGLING).compressed();
    let output = corpus(&["--wheel", &write(&wheel, &folder)]);
    assert_status(&output, 1);
    let table = columns(stdout(&output));
    assert_eq!(table[0], ["botocore 1.2.3"]);
    assert_eq!(table[3][..4], ["AWS JSON 1.1", "1", "1", "2"]);
    assert_eq!(table[4], ["unreadable", "1", "0", "0", "0", "0", "1"]);
    assert_eq!(table[5][..2], ["all", "2"]);
    let failure = "town/2016-11-28: shapes.Town.members.Mayor: refers to `Person`";
    assert!(stdout(&output).contains(failure), "{}", stdout(&output));
    assert_told(&output, "1 of 2 models failed");
}

#[test]
fn services_are_compared_with_those_of_an_older_release() {
    let [older, newer] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let old = write(&city().service("gone", PUT_CITY), &older);
    let required = PUT_CITY.replace(
        r#""type": "structure","#,
        r#""type": "structure", "required": ["type"],"#,
    );
    let wheel = WheelFile::new("1.3.0", (2024, 3, 1)).service("city", &required);
    let new = write(&wheel, &newer);
    let output = corpus(&["--wheel", &new, "--against", &old]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let table = columns(stdout(&output));
    assert_eq!(table[0], ["1 services in both, 1 differ"]);
    assert_eq!(table[3], ["member-required", "1", "1", "1", "0", "0", "0"]);
    assert_eq!(table.last().unwrap()[..2], ["city/2016-11-28", "2"]);
}

#[test]
fn a_folder_of_models_is_a_corpus_too_and_the_report_can_be_json() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("city/2016-11-28");
    fs::create_dir_all(&model).unwrap();
    fs::write(model.join("service-2.json"), PUT_CITY).unwrap();
    let output = corpus(&[
        "--dir",
        &folder.path().display().to_string(),
        "--format",
        "json",
    ]);
    assert_status(&output, 0);
    let report: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
    let city = &report["models"][0];
    assert_eq!(city["model"], "city/2016-11-28");
    assert_eq!(city["protocol"], "awsJson1_1");
    let totals = &report["totals"];
    assert_eq!(totals["models"], 1);
    assert_eq!(totals["failed"], 0);
}

/// The names of the models in a folder of models.
fn models(folder: &Path) -> Vec<String> {
    let output = corpus(&["--dir", &folder.display().to_string(), "--format", "json"]);
    assert_status(&output, 0);
    let report: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
    let models = report.get("models").unwrap().as_array().unwrap().iter();
    let names = models.map(|model| model.get("model").unwrap().as_str().unwrap());
    names.map(str::to_owned).collect()
}

#[test]
fn a_folder_may_be_a_model_or_hold_smithy_asts() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("city/2016-11-28");
    fs::create_dir_all(&model).unwrap();
    fs::write(model.join("service-2.json"), PUT_CITY).unwrap();
    assert_eq!(models(&model), ["2016-11-28"]);
    let ast = r#"{"smithy": "2.0", "shapes": {"a#Town": {"type": "service", "version": "2016-11-28",
        "traits": {"aws.api#service": {"sdkId": "Town"}, "aws.protocols#awsJson1_1": {}}}}}"#;
    fs::write(folder.path().join("town.json"), ast).unwrap();
    for (name, text) in [("object", r#"{"no": "model"}"#), ("array", "[1]")] {
        fs::write(folder.path().join(name).with_extension("json"), text).unwrap();
    }
    let mut gzipped = GzEncoder::new(Vec::new(), Compression::fast());
    gzipped
        .write_all(ast.replace("Town", "Port").as_bytes())
        .unwrap();
    fs::write(
        folder.path().join("port.json.gz"),
        gzipped.finish().unwrap(),
    )
    .unwrap();
    assert_eq!(models(folder.path()), ["city/2016-11-28", "port", "town"]);
    fs::write(folder.path().join("cut.json"), r#"{"smithy": "2.0","#).unwrap();
    let output = corpus(&["--dir", &folder.path().display().to_string()]);
    assert_status(&output, 1);
    assert!(stdout(&output).contains("\ncut: "), "{output:?}");
}

#[cfg(unix)]
#[test]
fn links_to_models_are_followed_and_to_where_they_are_only_once() {
    let [folder, elsewhere] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    fs::write(elsewhere.path().join("service-2.json"), PUT_CITY).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("city")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    assert_eq!(models(folder.path()), ["city"]);
}

#[test]
fn what_botocore_adds_to_a_model_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let wheel = city().file(
        "botocore/data/city/2016-11-28/service-2.sdk-extras.json",
        r#"{"version": 1.0, "merge": {"shapes": {"Added": {"type": "string"}}}}"#,
    );
    let output = corpus(&["--wheel", &write(&wheel, &folder)]);
    assert_eq!(
        columns(stdout(&output))[3][..4],
        ["AWS JSON 1.1", "1", "1", "3"]
    );
}

#[test]
fn crates_are_compiled_and_files_left_from_before_removed() {
    let folder = tempfile::tempdir().unwrap();
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let stale = out.join("crates/city-2016-11-28/src/generated/stale.rs");
    fs::create_dir_all(stale.parent().unwrap()).unwrap();
    fs::write(&stale, "no Rust").unwrap();
    let wheel = write(&city(), &folder);
    let output = corpus(&[
        "--wheel",
        &wheel,
        "--out",
        &out.display().to_string(),
        "--compile",
    ]);
    assert_status(&output, 0);
    let table = columns(stdout(&output));
    assert_eq!(table[4][5..], ["1", "0"], "{table:?}");
    assert!(
        out.join("crates/city-2016-11-28/src/generated/operation/put_city.rs")
            .exists()
    );
    assert!(!stale.exists());
}

#[test]
fn a_crate_that_does_not_compile_is_a_failure_of_its_model() {
    let folder = tempfile::tempdir().unwrap();
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken");
    let krate = out.join("crates/city-2016-11-28");
    fs::create_dir_all(&krate).unwrap();
    fs::write(
        krate.join("build.rs"),
        "//! A build.\nfn main() { let unused = 1; }",
    )
    .unwrap();
    let wheel = write(&city(), &folder);
    let out = out.display().to_string();
    let arguments = [
        "--wheel",
        &wheel,
        "--out",
        &out,
        "--compile",
        "--format",
        "json",
    ];
    let output = corpus(&arguments);
    assert_status(&output, 1);
    let report: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
    let problem = "crates/city-2016-11-28/build.rs:2: unused variable: `unused`";
    assert_eq!(report["models"][0]["problems"], json!([problem]));
    assert_eq!(report["totals"]["failed"], 1);
}

#[test]
fn cargo_that_fails_on_no_crate_is_no_failure_of_a_model() {
    let [folder, out] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let wheel = write(&city(), &folder);
    let out = out.path().display().to_string();
    let mut corpus = command(&["--wheel", &wheel, "--out", &out, "--compile"]);
    let output = corpus.env("CARGO", "false").output().unwrap();
    assert_status(&output, 3);
    assert_told(&output, "cannot read cargo's output on the crates");
    assert!(
        stdout(&output).contains("AWS JSON 1.1"),
        "the report comes first"
    );
}

#[test]
fn a_workspace_of_somebody_else_is_left_alone() {
    let [folder, out] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let manifest = out.path().join("Cargo.toml");
    fs::write(&manifest, "[workspace]\n").unwrap();
    let wheel = write(&city(), &folder);
    let output = corpus(&[
        "--wheel",
        &wheel,
        "--out",
        &out.path().display().to_string(),
    ]);
    assert_status(&output, 2);
    assert_told(&output, "name another folder");
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
}

#[test]
fn crates_with_prose_stay_out_of_the_repository() {
    let folder = tempfile::tempdir().unwrap();
    let wheel = write(&city(), &folder);
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("new");
    let output = corpus(&["--wheel", &wheel, "--out", &out.display().to_string()]);
    assert_status(&output, 2);
    assert_told(&output, "below target/");
    assert!(!out.exists());
}

#[test]
fn what_is_no_corpus_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("botocore-1.2.3-py3-none-any.whl");
    fs::write(&file, "no zip").unwrap();
    let output = corpus(&["--wheel", &file.display().to_string()]);
    assert_status(&output, 3);
    for path in [folder.path(), &folder.path().join("missing")] {
        let path = path.display().to_string();
        let output = corpus(&["--dir", &path]);
        assert_status(&output, 3);
        let told = stderr(&output);
        assert!(told.contains(&format!("cannot read {path}")), "{told}");
    }
}
