//! The fixtures, as several tests need them.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::model::Model;
use codegen::source::{Source, read};

/// Cargo, for a workspace that a test generates: offline, with warnings denied, and with one target
/// folder, so that what generated crates stand on is compiled once for all tests of the repository.
pub(crate) fn cargo(command: &str, workspace: &Path) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([command, "--offline", "--target-dir"])
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated"))
        .current_dir(workspace)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Dwarnings -Wmissing_docs")
        .env("RUSTDOCFLAGS", "-Dwarnings");
    cargo
}

/// The folder of a fixture.
pub(crate) fn fixture_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/features")
        .join(name)
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

/// The text of a fixture's model: of botocore's format, or a Smithy AST for what only that has.
pub(crate) fn fixture_text(name: &str) -> String {
    let folder = fixture_folder(name);
    let botocore = fs::read_to_string(folder.join("service-2.json"));
    botocore.unwrap_or_else(|_| fs::read_to_string(folder.join("model.json")).unwrap())
}

/// Reads a fixture, with its paginators where it has some.
pub(crate) fn read_fixture(name: &str) -> Model {
    let model = fixture_text(name);
    let paginators = fs::read(fixture_folder(name).join("paginators-1.json")).ok();
    let mut source = Source::new(model.as_bytes());
    if let Some(paginators) = &paginators {
        source = source.with_paginators(paginators);
    }
    read(source).unwrap_or_else(|problems| panic!("fixture {name}:\n{problems}"))
}
