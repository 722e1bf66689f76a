//! `cargo xtask e2e` where something is missing, with a script in place of Python.

use crate::support::{Programs, Workspace, outcome};

/// Creates the folder of the packages, as pip does, and cannot start a server.
const ONLY_PIP: &str = r#"[ "$2" = pip ] || { echo broken; exit 9; }
[ "$7" = --target ] && /bin/mkdir -p "$8""#;

#[test]
fn a_missing_python_package_or_server_is_reported() {
    let no_python = "cannot run python3: ";
    let without_pip = "echo \"$0: No module named pip\" >&2; exit 1";
    let no_pip = "python3: No module named pip; this needs Python 3 with pip";
    let offline = "echo no network >&2; exit 7";
    let no_network = "python3 failed (exit status: 7):\nno network; ";
    let stopped = "the server stopped (exit status: 9): see ";
    for (script, status, message) in [
        (None, 3, no_python),
        (Some(without_pip), 3, no_pip),
        (Some(offline), 3, no_network),
        (Some(ONLY_PIP), 1, stopped),
    ] {
        let workspace = Workspace::new();
        let programs = Programs::new();
        if let Some(script) = script {
            programs.write("python3", script);
        }
        let mut e2e = workspace.command("e2e");
        let outcome = outcome(e2e.env("PATH", programs.path(""))).ends(status);
        outcome.notes(message);
        let installed = workspace.path("target/xtask/e2e/packages/installed");
        assert_eq!(installed.exists(), status == 1);
        if status == 1 {
            assert_eq!(workspace.read("target/xtask/e2e/moto.log"), "broken\n");
        }
    }
}
