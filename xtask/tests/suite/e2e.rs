//! `cargo xtask e2e` where something is missing, with a script in the place of Python.

use crate::support::{Workspace, outcome};

/// Makes an environment whose interpreter is the script itself.
const VENV: &str =
    r#"if [ "$2" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; exit; fi"#;

#[test]
fn what_is_missing_or_fails_is_said() {
    for (script, status, messages) in [
        (
            None,
            2,
            ["error: python3 is not on the PATH: install Python 3 with venv and pip\n"; 2],
        ),
        (
            Some(r#"echo "$0: No module named $2" >&2; exit 1"#.to_owned()),
            2,
            ["install its venv and pip", "No module named venv"],
        ),
        (
            Some(format!("{VENV}\necho no network >&2; exit 7")),
            3,
            ["cannot read the package index", "no network"],
        ),
        (
            Some(format!(
                "{VENV}\nif [ \"$2\" = pip ]; then exit; fi\necho broken; exit 9"
            )),
            1,
            [
                "the server stopped (exit status: 9)",
                "target/xtask/e2e/moto.log",
            ],
        ),
    ] {
        let workspace = Workspace::new();
        workspace.write("bin/README", "");
        if let Some(script) = script {
            let script = format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n");
            workspace.write_program("python3", &script);
        }
        let mut e2e = workspace.command("e2e");
        let mut outcome = outcome(e2e.env("PATH", workspace.path("bin"))).ends(status);
        for message in messages {
            outcome = outcome.tells(message);
        }
        let installed = workspace.path("target/xtask/e2e/environment/installed");
        assert_eq!(installed.exists(), status == 1);
        if status == 1 {
            assert_eq!(workspace.read("target/xtask/e2e/moto.log"), "broken\n");
        }
    }
}
