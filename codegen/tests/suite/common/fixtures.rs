//! Fixtures and generated crates for several tests.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::model::Model;
use codegen::render::package::{self, Package};
use codegen::source::{Source, read, read_endpoints};

/// Dependencies with the features that the repository's own tests give them. With these and its profile,
/// generated crates use what is compiled for the repository anyway.
pub(crate) const SHARED: &str = r#"futures-core = "*"
libc = "*"
memchr = "*"
regex-automata = { version = "*", default-features = false, features = ["hybrid"] }
regex-syntax = { version = "*", default-features = false, features = ["unicode-perl"] }
serde = { version = "*", default-features = false, features = ["std"] }
serde_core = { version = "*", default-features = false, features = ["alloc"] }
serde_json = { version = "*", features = ["raw_value"] }
"#;

/// The profile that the repository's tests are built with, for the manifest of a workspace.
pub(crate) fn profile() -> String {
    let manifest = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    let sections = manifest.split("\n[");
    let sections = sections.filter(|section| section.starts_with("profile.dev"));
    let profile: String = sections.map(|section| format!("\n[{section}")).collect();
    assert!(!profile.is_empty(), "{manifest}");
    profile
}

/// The folder of a workspace that a test generates, with the versions of this one. Another run of the tests
/// has to wait for it until the file is dropped.
pub(crate) fn workspace(name: &str) -> (PathBuf, File) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    let in_use = File::create(folder.join("in-use")).unwrap();
    in_use.lock().unwrap();
    let versions = repository().join("Cargo.lock");
    fs::copy(versions, folder.join("Cargo.lock")).unwrap();
    (folder, in_use)
}

/// Cargo, for a workspace that a test generates: offline, in the repository's own target folder.
pub(crate) fn cargo(command: &str, workspace: &Path) -> Command {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([command, "--offline", "--all-features"])
        .current_dir(workspace)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", target);
    cargo
}

pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Where generated crates find `aws-json-protocol`.
pub(crate) fn protocol_path() -> String {
    let path = repository().join("crates/aws-json-protocol");
    path.display().to_string()
}

/// Writes the crate of a model, with more at the end of its manifest.
pub(crate) fn write_crate(folder: &Path, name: &str, model: &Model, manifest: &str) {
    let package = Package {
        name: name.to_owned(),
        protocol_path: protocol_path(),
    };
    let mut files = package::files(&package, model);
    files.get_mut("Cargo.toml").unwrap().push_str(manifest);
    for (path, text) in files {
        write(&folder.join(path), &text);
    }
    for (path, text) in super::rendered(model) {
        write(&folder.join("src/generated").join(path), &text);
    }
}

/// Writes a file unless it is as it should be, so that cargo need not compile it again.
pub(crate) fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|current| current == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A file or folder of `tests/fixtures`.
pub(crate) fn fixture(path: &str) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    fixtures.join(path)
}

/// The files in a folder and the folders in it, in order.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut files: Vec<_> = paths
        .flat_map(|path| match path.is_dir() {
            true => files_below(&path),
            false => vec![path],
        })
        .collect();
    files.sort();
    files
}

/// The folder of a fixture with one feature.
pub(crate) fn fixture_folder(name: &str) -> PathBuf {
    fixture("features").join(name)
}

/// Calls `test` with each file of a folder of fixtures. Snapshots have the file's name as their suffix.
pub(crate) fn each_file(folder: &str, test: impl Fn(&Path)) {
    for entry in fs::read_dir(fixture(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        insta::with_settings!({snapshot_suffix => name}, { test(&path) });
    }
}

/// The names of all fixtures, in order.
pub(crate) fn fixture_names() -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(fixture_folder(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Reads a fixture.
pub(crate) fn read_fixture(name: &str) -> Model {
    read_folder(&fixture_folder(name))
}

/// Reads the model in a folder, of botocore's format or a Smithy AST, with the files beside it.
pub(crate) fn read_folder(folder: &Path) -> Model {
    let file = |file: &str| fs::read(folder.join(file)).ok();
    let model = file("service-2.json").or_else(|| file("model.json"));
    let model = model.unwrap_or_default();
    let paginators = file("paginators-1.json");
    let endpoint_rules = file("endpoint-rule-set-1.json");
    let partitions = file("partitions.json");
    let source = Source {
        paginators: paginators.as_deref(),
        endpoint_rules: endpoint_rules.as_deref(),
        partitions: partitions.as_deref(),
        ..Source::new(&model)
    };
    read(source).unwrap_or_else(|problems| panic!("{}:\n{problems}", folder.display()))
}

/// The folders with the revisions of the model of AWS Organizations, oldest first.
pub(crate) fn revisions() -> Vec<PathBuf> {
    let folders = fs::read_dir(repository().join("model/organizations")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The newest revision of the model of AWS Organizations, with its endpoints.
pub(crate) fn organizations() -> Model {
    let [rules, partitions] = ["organizations/endpoints.json", "partitions.json"]
        .map(|file| fs::read(repository().join("model").join(file)).unwrap());
    let mut model = read_folder(revisions().last().unwrap());
    model.service.endpoints = Some(read_endpoints(&rules, &partitions).unwrap());
    model
}
