//! `cargo xtask generate --out`: what becomes of the crate when its model changes, and of what
//! others have put there.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot set up its files has failed"
)]

#[path = "support/revisions.rs"]
mod revisions;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use revisions::{MODEL, Workspace, files_below, stderr};
use serde_json::{Value, json};

/// A service with an item of each kind.
fn everything() -> Value {
    json!({
        "metadata": {"protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
        "operations": {"Get": {
            "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "GetRequest"},
            "errors": [{"shape": "GoneException"}],
        }},
        "shapes": {
            "GetRequest": {"type": "structure", "members": {"Mode": {"shape": "Mode"}, "Street": {"shape": "Street"}}},
            "GoneException": {"type": "structure", "exception": true, "members": {"Message": {"shape": "Text"}}},
            "Mode": {"type": "string", "enum": ["FAST"]},
            "Street": {"type": "structure", "members": {"Name": {"shape": "Text"}}},
            "Text": {"type": "string"},
        },
    })
}

/// The same service without operations, exceptions and enums.
fn one_structure() -> Value {
    let mut model = everything();
    model["metadata"] = json!({"protocol": "rest-json", "serviceId": "City"});
    model["operations"] = json!({});
    let shapes = model["shapes"].as_object_mut().unwrap();
    shapes.retain(|name, _| matches!(name.as_str(), "Street" | "Text"));
    model
}

/// Nothing but the name of a service.
fn nothing() -> Value {
    let mut model = one_structure();
    model["shapes"] = json!({});
    model
}

/// Runs the program in this repository, whose protocol crate the generated one stands on.
fn generate(model: &Path, out: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["generate", "--model"])
        .arg(model)
        .arg("--out")
        .arg(out)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

fn assert_compiles(folder: &Path) {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--target-dir"])
        .arg(folder.join("target"))
        .current_dir(folder)
        .env("RUSTFLAGS", "-Dwarnings -Wmissing_docs")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn a_crate_compiles_whatever_kinds_of_items_its_model_gains_and_loses() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gained-and-lost");
    let out = folder.join("city-types");
    let _ = fs::remove_dir_all(out.join("src"));
    let _ = fs::remove_file(out.join("Cargo.toml"));
    fs::create_dir_all(&folder).unwrap();
    let model = folder.join("city.json");
    let mut root = None;
    for written in [everything(), one_structure(), nothing(), everything()] {
        fs::write(&model, written.to_string()).unwrap();
        let output = generate(&model, &out);
        assert!(output.status.success(), "{}", stderr(&output));
        if root.is_none() {
            // The crate is no member of the workspace that its folder is in.
            let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap();
            let manifest = manifest.replace("\n[workspace]\n", "") + "\n[workspace]\n";
            fs::write(out.join("Cargo.toml"), manifest).unwrap();
            fs::copy(repository.join("Cargo.lock"), out.join("Cargo.lock")).unwrap();
        }
        assert_compiles(&out);
        let text = fs::read_to_string(out.join("src/lib.rs")).unwrap();
        assert_eq!(*root.get_or_insert(text.clone()), text);
    }
}

fn workspace() -> Workspace {
    let workspace = Workspace::new();
    workspace.write("city.json", &MODEL.replace("VALUE", "NEW"));
    workspace
}

fn out(workspace: &Workspace, folder: &str, options: &[&str]) -> Output {
    let mut arguments = vec!["generate", "--model", "city.json", "--out", folder];
    arguments.extend(options);
    workspace.run(&arguments)
}

#[test]
fn what_is_not_generated_is_neither_removed_nor_replaced() {
    let workspace = workspace();
    let folder = tempfile::tempdir().unwrap();
    let krate = folder.path().join("city-types");
    let name = krate.display().to_string();
    assert!(out(&workspace, &name, &[]).status.success());
    let list = || files_below(&krate).collect::<Vec<_>>();
    let generated = list();
    for file in [
        "mine.rs",
        "notes.txt",
        ".DS_Store",
        "operation/mine.rs",
        "enums.rs",
    ] {
        let path = krate.join("src/generated").join(file);
        let before = fs::read(&path).ok();
        fs::write(&path, "// mine\n").unwrap();
        fs::write(
            krate.join("src/generated/service.rs"),
            "//! Generated by `cargo xtask generate`. An old one.\n",
        )
        .unwrap();
        let with_mine = list();
        for options in [&[][..], &["--force"]] {
            let output = out(&workspace, &name, options);
            assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
            let told = format!(
                "not generated, but in the folder of generated files: src/generated/{file};"
            );
            assert!(stderr(&output).contains(&told), "{}", stderr(&output));
            assert_eq!(list(), with_mine);
            assert_eq!(fs::read(&path).unwrap(), b"// mine\n");
        }
        match before {
            Some(before) => fs::write(&path, before).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
    }
    let stale = krate.join("src/generated/operation/stale.rs");
    fs::copy(krate.join("src/generated/enums.rs"), &stale).unwrap();
    assert!(out(&workspace, &name, &[]).status.success());
    assert_eq!(list(), generated);
}

#[test]
fn a_header_that_was_written_as_documentation_is_one_too() {
    let workspace = workspace();
    assert!(out(&workspace, "target/city-types", &[]).status.success());
    let path = workspace.path("target/city-types/src/generated/enums.rs");
    let text = fs::read_to_string(&path).unwrap();
    let (header, _) = text.split_once('\n').unwrap();
    let comment = header.trim_start_matches(['/', '!', ' ']);
    for marker in ["//", "//!"] {
        fs::write(&path, format!("{marker} {comment}\n\nold")).unwrap();
        let output = out(&workspace, "target/city-types", &[]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn a_folder_of_this_workspace_takes_a_crate_only_by_force() {
    let workspace = workspace();
    let before = workspace.files();
    for folder in ["city-types", "crates/city-types", "target/../city-types"] {
        let output = out(&workspace, folder, &[]);
        assert_eq!(output.status.code(), Some(2), "{folder}");
        let told = format!("{folder} is part of this workspace");
        assert!(stderr(&output).contains(&told), "{}", stderr(&output));
        assert_eq!(workspace.files(), before);
    }
    assert!(
        out(&workspace, "crates/city-types", &["--force"])
            .status
            .success()
    );
    assert!(workspace.path("crates/city-types/src/lib.rs").exists());
}

#[test]
fn a_folder_of_another_crate_takes_a_crate_only_by_force() {
    for (file, text, is_other) in [
        ("src/lib.rs", "//! Mine.\n", true),
        ("src/main.rs", "fn main() {}\n", true),
        ("src/deep/mine.rs", "", true),
        ("Cargo.toml", "[workspace]\n", true),
        (
            "src/lib.rs",
            "//! Mine.\npub(crate) mod generated;\n",
            false,
        ),
        ("README.md", "mine", false),
    ] {
        let workspace = workspace();
        workspace.write(&format!("target/city-types/{file}"), text);
        let files = || files_below(&workspace.path("target/city-types")).count();
        let output = out(&workspace, "target/city-types", &[]);
        if is_other {
            assert_eq!(output.status.code(), Some(2), "{file}");
            let told = "target/city-types holds another crate: ";
            assert!(stderr(&output).contains(told), "{}", stderr(&output));
            assert_eq!(files(), 1, "{file}");
            let output = out(&workspace, "target/city-types", &["--force"]);
            assert!(output.status.success(), "{file}: {}", stderr(&output));
            let leads_nowhere = file == "src/lib.rs";
            assert_eq!(
                stderr(&output).contains("does not lead to"),
                leads_nowhere,
                "{file}"
            );
        } else {
            assert!(output.status.success(), "{}", stderr(&output));
            assert_eq!(stderr(&output), "", "{file}");
        }
        let written = fs::read_to_string(workspace.path(&format!("target/city-types/{file}")));
        assert_eq!(written.unwrap(), text, "what is the owner's stays");
    }
}

#[test]
fn the_owner_is_warned_when_the_crate_no_longer_has_the_module() {
    let workspace = workspace();
    assert_eq!(stderr(&out(&workspace, "target/city-types", &[])), "");
    workspace.write("target/city-types/src/lib.rs", "//! Mine.\n");
    let output = out(&workspace, "target/city-types", &[]);
    assert!(output.status.success());
    assert!(
        stderr(&output).contains("city-types does not lead to src/generated: add `mod generated;`"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn nothing_but_the_crate_comes_to_its_folder() {
    let workspace = workspace();
    let folder = tempfile::tempdir().unwrap();
    let krate = folder.path().join("city-types");
    for _ in 0..2 {
        assert!(
            out(&workspace, krate.to_str().unwrap(), &[])
                .status
                .success()
        );
        let mut names: Vec<_> = fs::read_dir(&krate)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["Cargo.toml", "src"]);
    }
}
