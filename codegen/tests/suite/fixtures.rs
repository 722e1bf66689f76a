//! Each fixture is a small model with one feature: its Model and its rendered source are
//! snapshots, it is generated twice to the same bytes, and the rendered crate compiles.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::fixtures::{
    SHARED, cargo, fixture_folder, fixture_names, organizations, profile, protocol_path,
    read_fixture, repository, workspace, write, write_crate,
};
use crate::common::rendered;
use crate::round_trips;
use codegen::api::surface::{items, user};
use codegen::api::{Api, Documentation};
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
        let files = rendered(&model);
        assert_eq!(
            files,
            rendered(&model),
            "{name}: generating twice gives different bytes"
        );
        for (path, text) in &files {
            let items = syn::parse_file(text).unwrap().items;
            let has_function = items.iter().any(|item| matches!(item, syn::Item::Fn(_)));
            assert!(
                !has_function && !text.contains('\u{202e}'),
                "{name}: {path}"
            );
        }
        let source: String = files
            .iter()
            .map(|(path, text)| format!("// ---- {path}\n{text}\n"))
            .collect();
        insta::assert_snapshot!(format!("{name}.rs"), source);
    }
}

/// What a generated crate says of itself, for each kind of protocol; its lines hold 100 columns,
/// whatever the service is called, and nothing in its name leaves its sentence.
#[test]
fn packages() {
    for name in [
        "event_stream",
        "types_only",
        "http_bindings",
        "query_names",
        "ec2_names",
        "cbor",
        "hostile",
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
        // Lines do not break after an unpaired backtick, which only the hostile title has.
        let is_wrapped = root.lines().all(|line| line.len() <= 100);
        assert!(is_wrapped || name == "hostile", "{root}");
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

/// Each fixture's crate compiles without warnings, as do uses of all of its public API, and it does what
/// its `behavior.rs` expects. The crate of a whole service is `org-types`, which the repository builds
/// anyway.
#[test]
fn rendered_crates_compile() {
    let (workspace, _in_use) = workspace("fixtures");
    write_workspace(&workspace);
    // Packages with a path are built for each workspace. serde has a procedural macro for others, which
    // generated crates do without.
    let of_workspace = built(&workspace, &["--workspace", "--all-features"]);
    let of_repository = built(repository(), &[]);
    let mut again = of_workspace.difference(&of_repository);
    let again = again.find(|it| !it.starts_with("serde v") && !it.contains('/'));
    assert_eq!(
        again, None,
        "add the features of the repository's tests to `SHARED`"
    );
    succeeds(cargo("test", &workspace).args(["--workspace", "--test", "suite"]));
}

/// Where features differ, `cargo test` compiles codegen and much of what it stands on a second time.
#[test]
fn tests_reuse_what_xtask_is_built_of() {
    let of_xtask = ["--package=xtask", "--edges=normal,build"];
    let of_tests = ["--workspace", "--exclude=benches", "--exclude=e2e"];
    let [of_xtask, of_tests] = [&of_xtask[..], &of_tests].map(|it| built(repository(), it));
    let again: Vec<_> = of_xtask.difference(&of_tests).collect();
    let message = "add the features that tests turn on to xtask/Cargo.toml, for";
    assert!(again.is_empty(), "{message} {again:#?}");
}

#[test]
#[ignore = "it compiles all dependencies once more; continuous integration runs it"]
fn the_documentation_of_rendered_crates_has_no_broken_links() {
    let (workspace, _in_use) = workspace("documented");
    write_workspace(&workspace);
    let mut cargo = cargo("doc", &workspace);
    cargo.args(["--workspace", "--no-deps"]);
    // The repository's folder has its own documentation.
    cargo.env("CARGO_TARGET_DIR", workspace.join("target"));
    succeeds(cargo.env("RUSTDOCFLAGS", "-Dwarnings"));
}

/// Every type of a whole service reads and writes values of its shape without loss.
#[test]
#[ignore = "it compiles code for every type; continuous integration runs it"]
fn the_types_of_organizations_make_round_trips() {
    let (package, _in_use) = workspace("round_trips");
    let (model, documentation) = (organizations(), Documentation::default());
    round_trips::write_test(
        &package.join("tests"),
        &Api::new(&model, &documentation),
        "org_types",
    );
    let manifest = format!(
        "[package]\nname = \"round-trips\"\nedition = \"2024\"\n\n[dependencies]\n{SHARED}\
         org-types = {{ path = {:?} }}\n\n[workspace]\n",
        repository().join("crates/org-types"),
    );
    write(&package.join("Cargo.toml"), &(manifest + &profile()));
    succeeds(cargo("test", &package).args(["--test", "round_trips"]));
}

/// The packages of a workspace, each with its version and features.
fn built(workspace: &Path, arguments: &[&str]) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["tree", "--offline", "--prefix=none", "--format={p} [{f}]"]);
    let tree = succeeds(cargo.args(arguments).current_dir(workspace));
    let packages = tree.lines().map(|line| line.trim_end_matches(" (*)"));
    packages.map(str::to_owned).collect()
}

/// Runs cargo, and returns what it prints.
#[track_caller]
fn succeeds(cargo: &mut Command) -> String {
    let output = cargo.arg("--quiet").output().unwrap();
    let [printed, diagnostics] =
        [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it));
    assert!(
        output.status.success(),
        "{cargo:?} fails:\n{printed}{diagnostics}"
    );
    printed.into_owned()
}

/// No warnings, for the manifest of a crate.
const LINTS: &str = "\n[lints.rust]\nmissing_docs = \"deny\"\nwarnings = \"deny\"\n";

/// Writes the fixtures' crates, and a crate that uses all of their public APIs and has their tests.
fn write_workspace(workspace: &Path) {
    let mut members = fixture_names();
    let mut dependencies = String::new();
    let mut modules = "//! Uses of all public items of all crates.\n".to_owned();
    let mut tests = "//! What the crates do.\n".to_owned();
    for name in &members {
        let model = &read_fixture(name);
        let package = format!("fixture-{}", name.replace('_', "-"));
        write_crate(&workspace.join(name), &package, model, LINTS);
        let documentation = Documentation::default();
        let api = Api::new(model, &documentation);
        let crate_name = package.replace('-', "_");
        let program = user(&crate_name, &items(&api, &crate_name));
        let users = workspace.join("users");
        write(&users.join(format!("src/{crate_name}.rs")), &program);
        modules += &format!("mod {crate_name};\n");
        dependencies += &format!("{package} = {{ path = \"../{name}\" }}\n");
        let folder = users.join("tests/suite").join(name);
        for file in ["behavior.json", "behavior.rs"] {
            if let Ok(text) = fs::read_to_string(fixture_folder(name).join(file)) {
                write(&folder.join(file), &text);
            }
        }
        if fixture_folder(name).join("behavior.rs").exists() {
            tests += &format!("mod {name} {{\n    mod behavior;\n}}\n");
        }
        if ROUND_TRIPS.contains(&name.as_str()) {
            round_trips::write_test(&folder, &api, &crate_name);
            tests += &format!("#[path = \"{name}/round_trips.rs\"]\nmod round_trips_of_{name};\n");
        }
    }
    write(&workspace.join("users/src/lib.rs"), &modules);
    write(&workspace.join("users/tests/suite/main.rs"), &tests);
    // The tests have an engine for patterns.
    let manifest = format!(
        "[package]\nname = \"users\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}{SHARED}\n\
         [dev-dependencies]\nhttp = \"1\"\naws-json-protocol = {{ path = {:?}, features = [\"regex\"] }}\n{LINTS}",
        protocol_path()
    );
    write(&workspace.join("users/Cargo.toml"), &manifest);
    members.push("users".to_owned());
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    write(&workspace.join("Cargo.toml"), &(manifest + &profile()));
}
