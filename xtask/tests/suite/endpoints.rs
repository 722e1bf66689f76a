//! `cargo xtask endpoints`, with a script in place of Python, pip and botocore.

use std::fs;

use crate::support::{Programs, Workspace, outcome};

/// Installs two services, one without endpoint rules, and answers for the named one.
const PYTHON: &str = r#"case "$*" in
*" install "*)
    for argument; do folder=$last; last=$argument; done
    mkdir -p "$folder/botocore/data/sts/2011-06-15" "$folder/botocore/data/old/2010-01-01"
    echo {} > "$folder/botocore/data/sts/2011-06-15/endpoint-rule-set-1.json.gz"
    echo {} > "$folder/botocore/data/old/2010-01-01/service-2.json"
    ;;
-c*)
    for argument; do last=$argument; done
    printf '%s\tus-east-1\tstandard\tnone\t-\t-\n' "$last"
    ;;
esac"#;

#[test]
fn answers_are_recorded_and_an_unknown_service_is_refused() {
    let workspace = Workspace::with_revisions();
    let record = "crates/org-types/tests/suite/endpoints.tsv";
    workspace.write(record, "");
    let programs = Programs::new();
    programs.write("python3", PYTHON);
    let endpoints = |arguments: &str| {
        let mut command = workspace.command(&format!("endpoints {arguments}"));
        outcome(command.env("PATH", programs.before("/usr/bin:/bin")))
    };
    let report = endpoints("--record").ends(0);
    assert_eq!(report.stdout, format!("{record}: 1 answers\n"));
    let answer = "organizations\tus-east-1\tstandard\tnone\t-\t-\n";
    assert_eq!(fs::read_to_string(workspace.path(record)).unwrap(), answer);
    for (service, hint) in [("stss", "; did you mean `sts`?"), ("old", "")] {
        let error =
            format!("error: botocore has no service `{service}` with endpoint rules{hint}\n");
        assert_eq!(endpoints(service).refusal(2), error);
    }
    // Without the answers of the program, nothing is known to differ.
    workspace.copy(&["Cargo.lock"]);
    programs.write("cargo", "exit 1");
    let mut command = workspace.command("endpoints sts");
    command.env("PATH", programs.before("/usr/bin:/bin"));
    let outcome = outcome(command.env("CARGO", programs.path("cargo")));
    outcome
        .ends(3)
        .notes("cannot read the answers of the program");
}
