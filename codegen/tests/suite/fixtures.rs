//! Each fixture is a small model with one feature: its Model and its rendered source are
//! snapshots, it is generated twice to the same bytes, and the rendered crate compiles.

use std::fs;
use std::path::Path;

use crate::common::fixtures::{
    cargo, fixture_folder, fixture_names, lock, protocol_path, read_fixture, write, write_crate,
};
use crate::round_trips;
use codegen::api::surface::{items, user};
use codegen::api::{Api, Documentation};
use codegen::generate;
use codegen::render::package::{self, Package};

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

/// The fixtures whose types are tried with values: every kind of shape, and every odd name.
const ROUND_TRIPS: [&str; 2] = ["messages", "names"];

/// The fixtures whose documentation cargo builds. Each takes a second, and together they have every kind
/// of item, link and odd name.
const DOCUMENTED: [&str; 7] = [
    "event_stream",
    "hostile",
    "messages",
    "names",
    "pagination",
    "prose",
    "sending",
];

/// Each fixture's crate compiles without warnings, as do uses of all of its public API; its documentation
/// has no broken links; and it does what its `behavior.rs` expects. The crate of a whole service is
/// `org-types`, which the repository builds anyway.
#[test]
fn rendered_crates_compile() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
    write_workspace(&workspace);
    let documented = DOCUMENTED.map(|name| format!("--package=fixture-{}", name.replace('_', "-")));
    let mut document = vec!["--no-deps", "--all-features"];
    document.extend(documented.iter().map(String::as_str));
    for (command, options) in [
        ("check", vec!["--workspace", "--lib", "--all-features"]),
        ("doc", document),
        ("test", vec!["--workspace", "--test", "*"]),
    ] {
        let mut cargo = cargo(command, &workspace);
        let output = cargo.arg("--quiet").args(options).output().unwrap();
        let [printed, diagnostics] =
            [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it));
        assert!(
            output.status.success(),
            "cargo {command} fails on a rendered fixture:\n{printed}{diagnostics}"
        );
    }
}

/// Writes the fixtures' crates, and a crate that uses all of their public APIs.
fn write_workspace(workspace: &Path) {
    let serde = "serde = { version = \"1\", default-features = false, features = [\"std\"] }\n";
    // For the tests.
    let manifest = format!(
        "\n[dev-dependencies]\nhttp = \"1\"\n{serde}serde_json = \"1\"\n\
         aws-json-protocol = {{ path = {:?}, features = [\"regex\"] }}\n",
        protocol_path()
    );
    let mut members = fixture_names();
    let mut dependencies = serde.to_owned();
    let mut modules = "//! Uses of all public items of all crates.\n".to_owned();
    for name in &members {
        let model = &read_fixture(name);
        let folder = workspace.join(name);
        let package = format!("fixture-{}", name.replace('_', "-"));
        write_crate(&folder, &package, model, &manifest);
        let documentation = Documentation::default();
        let api = Api::new(model, &documentation);
        let crate_name = package.replace('-', "_");
        let program = user(&crate_name, &items(&api, &crate_name));
        write(
            &workspace.join(format!("users/src/{crate_name}.rs")),
            &program,
        );
        modules += &format!("mod {crate_name};\n");
        dependencies += &format!("{package} = {{ path = \"../{name}\" }}\n");
        if let Ok(behavior) = fs::read_to_string(fixture_folder(name).join("behavior.rs")) {
            write(&folder.join("tests/behavior.rs"), &behavior);
        }
        if ROUND_TRIPS.contains(&name.as_str()) {
            let program = round_trips::program(&api, &crate_name);
            write(&folder.join("tests/round_trips.rs"), &program);
            write(&folder.join("tests/values.txt"), &round_trips::values(&api));
        }
    }
    write(&workspace.join("users/src/lib.rs"), &modules);
    let package = "[package]\nname = \"users\"\nedition = \"2024\"\n";
    write(
        &workspace.join("users/Cargo.toml"),
        &format!("{package}\n[dependencies]\n{dependencies}"),
    );
    members.push("users".to_owned());
    write(
        &workspace.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"),
    );
    lock(workspace);
}
