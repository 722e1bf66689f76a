//! Each fixture is a small model with one feature: its Model and its rendered source are
//! snapshots, it is generated twice to the same bytes, and the rendered crate compiles.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use codegen::api::surface::{items, user};
use codegen::api::{Api, Documentation};
use codegen::render::package::{self, Package};
use codegen::{Files, generate};
use support::{fixture_folder, fixture_names, read_fixture};

#[test]
fn models() {
    for name in fixture_names() {
        let model = read_fixture(&name);
        let json = serde_json::to_string_pretty(&model).unwrap();
        let read_back: codegen::model::Model = serde_json::from_str(&json).unwrap();
        assert_eq!(
            read_back, model,
            "{name}: the Model does not survive a round trip through JSON"
        );
        insta::assert_snapshot!(format!("{name}.model"), json);
    }
}

#[test]
fn rendered_source() {
    for name in fixture_names() {
        let model = read_fixture(&name);
        let files = generate(&model, &Documentation::default()).unwrap();
        let again = generate(&model, &Documentation::default()).unwrap();
        assert_eq!(
            files, again,
            "{name}: generating twice gives different bytes"
        );
        let source: String = files
            .iter()
            .map(|(path, text)| format!("// ---- {path}\n{text}\n"))
            .collect();
        insta::assert_snapshot!(format!("{name}.rs"), source);
    }
}

/// What a generated crate says of itself, for each kind of protocol; its lines hold 100 columns,
/// whatever the service is called.
#[test]
fn packages() {
    for name in [
        "event_stream",
        "types_only",
        "http_bindings",
        "query_names",
        "ec2_names",
        "cbor",
    ] {
        let mut model = read_fixture(name);
        let title = model.service.title.unwrap();
        model.service.title = Some(format!(
            "{title} of a company with quite a long name for it"
        ));
        let package = Package {
            name: name.replace('_', "-"),
            protocol_path: "../aws-json-protocol".to_owned(),
        };
        let files = package::files(&package, &model);
        let root = files.get("src/lib.rs").unwrap();
        assert!(root.lines().all(|line| line.len() <= 100), "{root}");
        let manifest = files.get("Cargo.toml").unwrap();
        let description = manifest
            .lines()
            .find(|line| line.starts_with("description"));
        insta::assert_snapshot!(
            format!("{name}.package"),
            format!("# {}\n\n{root}", description.unwrap())
        );
    }
}

/// Writes each fixture's crate into one workspace, with an example that uses all of its public API,
/// and has cargo check and document that with warnings denied, and run what `behavior.rs` expects.
#[test]
fn rendered_crates_compile() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let names = fixture_names();
    for name in &names {
        let model = read_fixture(name);
        let documentation = Documentation::default();
        let generated = generate(&model, &documentation).unwrap();
        let package = Package {
            name: format!("fixture-{}", name.replace('_', "-")),
            protocol_path: repository
                .join("crates/aws-json-protocol")
                .display()
                .to_string(),
        };
        let crate_name = package.name.replace('-', "_");
        let items = items(&Api::new(&model, &documentation), &crate_name);
        write(
            &workspace.join(name).join("examples/user.rs"),
            &user(&crate_name, &items),
        );
        let mut files = package::files(&package, &model);
        let manifest = files.get_mut("Cargo.toml").unwrap();
        // For the example and the test.
        manifest.push_str(&format!(
            "\n[dev-dependencies]\nserde = \"1\"\nserde_json = \"1\"\n\
             aws-json-protocol = {{ path = {:?}, features = [\"regex\", \"stream\"] }}\n",
            package.protocol_path
        ));
        if let Ok(behavior) = fs::read_to_string(fixture_folder(name).join("behavior.rs")) {
            write(&workspace.join(name).join("tests/behavior.rs"), &behavior);
        }
        write_crate(&workspace.join(name), &files, &generated);
    }
    let members = names
        .iter()
        .map(|name| format!("{name:?}"))
        .collect::<Vec<_>>()
        .join(", ");
    write(
        &workspace.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"),
    );
    fs::copy(repository.join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    cargo(
        &workspace,
        "check",
        ("RUSTFLAGS", "-Dwarnings -Wmissing_docs"),
    );
    cargo(&workspace, "doc", ("RUSTDOCFLAGS", "-Dwarnings"));
    cargo(
        &workspace,
        "test",
        ("RUSTFLAGS", "-Dwarnings -Wmissing_docs"),
    );
}

/// Runs a command of cargo on a workspace; nothing is downloaded.
fn cargo(workspace: &Path, command: &str, (flags, value): (&str, &str)) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([command, "--workspace", "--offline", "--quiet"]);
    cargo.args(match command {
        "doc" => ["--no-deps"].as_slice(),
        "test" => &["--test", "*"],
        _ => &["--lib", "--examples"],
    });
    let output = cargo
        .arg("--target-dir")
        .arg(workspace.join("target"))
        .current_dir(workspace)
        .env(flags, value)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "cargo {command} fails on a rendered fixture:\n{}\n{}",
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout)
    );
}

fn write_crate(folder: &Path, package: &Files, generated: &Files) {
    for (path, text) in package {
        write(&folder.join(path), text);
    }
    for (path, text) in generated {
        write(&folder.join("src/generated").join(path), text);
    }
}

/// Writes a file unless it is as it should be, so that cargo need not compile it again.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|current| current == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
