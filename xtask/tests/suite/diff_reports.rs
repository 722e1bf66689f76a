//! The reports of `cargo xtask diff` as a process: how they are grouped, coloured and counted.

use std::process::Command;

use crate::support::process::{Workspace, xtask};
use serde_json::Value;

/// A service with one operation; `RIDE` stands for another enum value.
const MODEL: &str = r#"{
  "metadata": {"protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
  "operations": {"Get": {"input": {"shape": "GetRequest"}}},
  "shapes": {
    "GetRequest": {"type": "structure", "members": {"Mode": {"shape": "Mode"}}},
    "Mode": {"type": "string", "enum": ["WALK"RIDE]}
  }
}"#;

#[test]
fn operations_in_errors_are_listed_for_those_who_ask() {
    let sides = ["diff", "2017-09-29", "2017-10-23"];
    let listed = "error AccessDeniedForDependencyException: AcceptHandshake, CreateOrganization\n";
    let counted = "error AccessDeniedForDependencyException: 2 operations\n";
    let report = xtask(&sides).report();
    assert!(
        report.contains(counted) && !report.contains(listed),
        "{report}"
    );
    let report = xtask(&[&sides[..], &["--errors"]].concat()).report();
    assert!(
        report.contains(listed) && !report.contains(counted),
        "{report}"
    );
}

#[test]
fn the_largest_step_reads_in_a_minute() {
    let report = xtask(&["diff", "2025-10-28", "2025-11-20"]).report();
    assert!(report.lines().count() <= 120, "{}", report.lines().count());
    let added = "  operation-added InviteOrganizationToTransferResponsibility  [minor, wire compatible]\n      \
                 in: Type! (BILLING), Target! {Id, Type}, Notes, StartTimestamp!, SourceName!, Tags[] {Key, Value}\n      \
                 out: Handshake {Id, Arn, Parties, State, …}\n      errors: ";
    assert!(report.contains(added), "{report}");
}

#[test]
fn by_operation_shows_what_is_new_in_each() {
    let sides = ["diff", "2017-09-29", "2017-10-23"];
    let with = |options: &[&str]| xtask(&[&sides[..], options].concat()).report();
    let filter = "  ListHandshakesForOrganization\n      \
                  request {'Filter': {'ActionType': {'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE'}}}\n      \
                  response {'Handshakes': {'Action': {'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE'}}}\n";
    let report = with(&["--by", "operation"]);
    assert!(
        report.contains(filter) && !report.contains("'Parties'"),
        "{report}"
    );
    // What the operations do not show comes after them.
    let beyond = "  error-shape-added AccessDeniedForDependencyException  ";
    assert!(report.find(filter) < report.find(beyond), "{report}");
    assert!(!report.contains("enum-value-added"), "{report}");
    let syntax = with(&["--syntax"]);
    assert!(
        syntax.contains(filter) && syntax.contains("\n                  'Parties': [\n"),
        "{syntax}"
    );
    let markdown = with(&["--syntax", "--format", "markdown"]);
    assert!(
        markdown.contains("|<b>'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE'</b>"),
        "{markdown}"
    );
    for (options, has_syntax) in [(&["--by", "operation"][..], false), (&["--syntax"], true)] {
        let report = with(&[options, &["--format", "json"]].concat());
        let report: Value = serde_json::from_str(&report).unwrap();
        let operations = report["by_operation"].as_array().unwrap();
        assert_eq!(operations.len(), 11);
        assert_eq!(operations[0]["operation"], "AcceptHandshake");
        let response = &operations[0]["response"];
        assert_eq!(
            response["new"],
            "{'Handshake': {'Action': {'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE'}}}"
        );
        assert_eq!(response["whole"].is_string(), has_syntax);
    }
}

#[test]
fn colours_are_for_terminals_and_those_who_ask() {
    let has_colour = |arguments: &[&str], variables: &[(&str, &str)]| {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .env_remove("CLICOLOR_FORCE")
            .envs(variables.iter().copied())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().contains('\u{1b}')
    };
    for command in [
        &["diff", "2017-08-30", "2017-09-29"][..],
        &["diff", "2017-08-30", "2017-09-29", "--syntax"],
        &["breaking", "2017-08-30", "2017-09-29"],
    ] {
        let with = |when| [command, &["--color", when]].concat();
        // The tests read a pipe.
        assert!(!has_colour(command, &[]));
        assert!(!has_colour(&with("auto"), &[]) && !has_colour(&with("never"), &[]));
        assert!(has_colour(&with("always"), &[]));
        assert!(has_colour(&with("always"), &[("NO_COLOR", "1")]));
        for format in ["json", "github"] {
            let arguments = [
                &with("always")[..3],
                &["--color", "always", "--format", format],
            ];
            assert!(!has_colour(&arguments.concat(), &[]), "{format}");
        }
    }
}

/// In a terminal there are colours, unless NO_COLOR is set.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_has_colours() {
    let run = |no_color: Option<&str>| {
        let line = format!("{} diff 2017-08-30 2017-09-29", env!("CARGO_BIN_EXE_xtask"));
        let mut command = Command::new("script");
        command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
        command
            .env("TERM", "xterm")
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR");
        command.envs(no_color.map(|value| ("NO_COLOR", value)));
        let output = command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .ok()?;
        Some(String::from_utf8(output.stdout).unwrap())
    };
    let Some(colored) = run(None) else {
        eprintln!("skipped: there is no `script` to make a terminal with");
        return;
    };
    assert!(colored.contains("\u{1b}[1m"), "{colored}");
    assert!(!run(Some("1")).unwrap().contains('\u{1b}'));
}

#[test]
fn the_next_version_is_that_of_the_crate_or_the_one_given() {
    let workspace = Workspace::new();
    workspace.write("old.json", MODEL.replace("RIDE", ""));
    workspace.write("new.json", MODEL.replace("RIDE", r#", "RIDE""#));
    let files = ["diff", "old.json", "new.json"];
    let report = workspace.run(&files).report();
    assert!(
        report.contains("\nminor (before 1.0: release 0.x.(y+1)); "),
        "{report}"
    );
    let report = workspace
        .run(&[&files[..], &["--crate-version", "1.4.2"]].concat())
        .report();
    assert!(report.contains("\nminor (1.4.2 → 1.5.0); "), "{report}");
    let report = xtask(&["diff", "2017-08-30", "2017-09-29", "--format", "json"]).report();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(
        report["release"],
        serde_json::json!({"from": "0.1.0", "to": "0.2.0"})
    );
}
