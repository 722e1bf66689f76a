//! `cargo xtask breaking` as a process, on the real history.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set up its files has failed"
)]

#[path = "support/process.rs"]
mod process;

use process::{Outcome, Workspace, xtask};

/// On this day two members of `HandshakeParty` became required: major in Rust, and
/// request-breaking.
const MAJOR: [&str; 2] = ["2017-08-30", "2017-09-29"];
/// On this day came two enum values and an exception.
const MINOR: [&str; 2] = ["2017-09-29", "2017-10-23"];

const ALLOWED: &str = r#"
[[allow]]
rule = "member-required"
path = "HandshakeParty.Id"
reason = "the service always sent it"

[[allow]]
rule = "member-required"
path = "HandshakeParty.Type"
reason = "the service always sent it"
"#;

fn breaking([old, new]: [&str; 2], options: &[&str]) -> Outcome {
    xtask(&[&["breaking", old, new], options].concat())
}

/// A run with an allow file of that text.
fn with_allow_file(text: &str) -> Outcome {
    let workspace = Workspace::new();
    workspace.write("allow.toml", text);
    let file = workspace.path("allow.toml");
    breaking(MAJOR, &["--allow", file.to_str().unwrap()])
}

#[test]
fn each_axis_has_its_threshold() {
    for (sides, options, status) in [
        (MAJOR, &[][..], 1),
        (MAJOR, &["--fail-on", "major"], 1),
        (MAJOR, &["--fail-on", "none"], 0),
        (MAJOR, &["--axis", "wire"], 1),
        (MINOR, &[], 0),
        (MINOR, &["--fail-on", "minor"], 1),
        (MINOR, &["--fail-on", "minor", "--axis", "wire"], 0),
        (["latest", "latest"], &["--fail-on", "minor"], 0),
    ] {
        let outcome = breaking(sides, options);
        assert_eq!(
            outcome.status, status,
            "{sides:?} {options:?}: {}",
            outcome.stdout
        );
    }
}

#[test]
fn what_does_not_pass_is_named() {
    let outcome = breaking(MAJOR, &[]);
    assert!(
        outcome.stdout.contains(
            "refused member-required HandshakeParty.Id  [major, wire request-breaking]\n"
        ),
        "{}",
        outcome.stdout
    );
    assert_eq!(
        outcome.stderr,
        "error: 2017-08-30 → 2017-09-29 does not pass\n"
    );
    assert_eq!(
        breaking(MINOR, &[]).report(),
        "passes: nothing is major in Rust\n"
    );
}

#[test]
fn allowed_changes_pass_with_their_reason() {
    let report = with_allow_file(ALLOWED).report();
    assert!(
        report.contains("allowed member-required HandshakeParty.Id  [major, wire request-breaking]  the service always sent it\n"),
        "{report}"
    );
    assert!(!report.contains("refused"), "{report}");
}

#[test]
fn an_entry_that_allows_nothing_fails() {
    let stale = "[[allow]]\nrule = \"member-removed\"\npath = \"Account.Email\"\nreason = \"was never there\"\n";
    let outcome = with_allow_file(&format!("{ALLOWED}{stale}"));
    assert_eq!(outcome.status, 1);
    assert!(
        outcome.stdout.contains(
            "the entry for member-removed Account.Email allows nothing here; remove it\n"
        ),
        "{}",
        outcome.stdout
    );
}

#[test]
fn an_entry_needs_a_reason() {
    let outcome = with_allow_file(&ALLOWED.replace("the service always sent it", " "));
    assert_eq!(outcome.status, 1);
    assert!(
        outcome
            .stdout
            .contains("the entry for member-required HandshakeParty.Id gives no reason, so it allows nothing\n"),
        "{}",
        outcome.stdout
    );
}

#[test]
fn an_allow_file_that_is_none_is_refused() {
    for (text, message) in [
        (
            "[[allow]]\nrule = \"member-vanished\"\npath = \"A\"\nreason = \"b\"\n",
            "line 2: `member-vanished` is not a rule; `cargo xtask explain --help` lists the rules\n",
        ),
        (
            "\n[[allow]]\nrule = \"member-removed\"\npath = \"A\"\n",
            "line 2: missing field `reason`\n",
        ),
        (
            "[[allowed]]\n",
            "line 1: unknown field `allowed`, expected `allow`\n",
        ),
        ("allow", "line 1: "),
    ] {
        let refusal = with_allow_file(text).refusal(3);
        assert!(
            refusal.contains(&format!("allow.toml: {message}")),
            "{refusal}"
        );
    }
    breaking(MAJOR, &["--allow", "nowhere.toml"]).refusal(3);
}
