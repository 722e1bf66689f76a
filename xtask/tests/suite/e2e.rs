//! `cargo xtask e2e` where something is missing, with a script in the place of Python.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use crate::support::process::Workspace;

/// Runs the command in a workspace whose only program is this `python3`, if there is one.
fn e2e(python: Option<&str>) -> (Workspace, Output) {
    let workspace = Workspace::new();
    fs::create_dir(workspace.path("bin")).unwrap();
    if let Some(script) = python {
        let path = workspace.path("bin/python3");
        fs::write(&path, format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("e2e")
        .current_dir(workspace.path(""))
        .env("PATH", workspace.path("bin"))
        .output()
        .unwrap();
    (workspace, output)
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Makes an environment whose interpreter is the script itself.
const VENV: &str =
    r#"if [ "$2" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; exit; fi"#;

#[test]
fn without_python_it_says_what_is_missing() {
    let (_workspace, output) = e2e(None);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "error: python3 is not on the PATH: install Python 3 with venv and pip\n"
    );
}

#[test]
fn without_venv_it_says_what_is_missing() {
    let (_workspace, output) = e2e(Some(r#"echo "$0: No module named $2" >&2; exit 1"#));
    assert_eq!(output.status.code(), Some(2));
    let message = stderr(&output);
    assert!(message.contains("install its venv and pip"), "{message}");
    assert!(message.contains("No module named venv"), "{message}");
}

#[test]
fn what_pip_says_is_passed_on() {
    let (workspace, output) = e2e(Some(&format!("{VENV}\necho no network >&2; exit 7")));
    assert_eq!(output.status.code(), Some(3));
    let message = stderr(&output);
    assert!(
        message.contains("cannot read the package index"),
        "{message}"
    );
    assert!(message.contains("no network"), "{message}");
    assert!(
        !workspace
            .path("target/xtask/e2e/environment/installed")
            .exists()
    );
}

#[test]
fn a_server_that_stops_is_reported() {
    let script = format!("{VENV}\nif [ \"$2\" = pip ]; then exit; fi\necho broken; exit 9");
    let (workspace, output) = e2e(Some(&script));
    assert_eq!(output.status.code(), Some(1));
    let message = stderr(&output);
    assert!(
        message.contains("the server stopped (exit status: 9)"),
        "{message}"
    );
    let log = fs::read_to_string(workspace.path("target/xtask/e2e/moto.log")).unwrap();
    assert_eq!(log, "broken\n");
    assert!(
        workspace
            .path("target/xtask/e2e/environment/installed")
            .exists()
    );
}
