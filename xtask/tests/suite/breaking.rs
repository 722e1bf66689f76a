//! `cargo xtask breaking` as a process, on the real history.
use crate::support::process::{Outcome, Workspace, xtask};
use serde_json::Value;

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
fn what_does_not_pass_says_which_operations_it_reaches_and_how_to_allow_it() {
    let report = breaking(MAJOR, &[]).stdout;
    let entry = "refused member-required HandshakeParty.Id  [major, wire request-breaking]\n      false → true\n      \
                 `HandshakeParty::id` is no longer optional\n      \
                 request Target.Id: InviteAccountToOrganization\n      \
                 response Handshake.Parties[].Id: AcceptHandshake, CancelHandshake, ";
    assert!(report.contains(entry), "{report}");
    // The block allows what was refused, once each entry has a reason.
    let (_, block) = report.split_once("say why in each `reason`:\n\n").unwrap();
    let refusal = with_allow_file(block);
    assert_eq!(refusal.status, 1);
    assert!(
        refusal.stdout.contains("gives no reason"),
        "{}",
        refusal.stdout
    );
    let decided = block.replace("reason = \"\"", "reason = \"the service always sent it\"");
    let report = with_allow_file(&decided).report();
    assert!(
        report.contains("allowed ") && !report.contains("refused"),
        "{report}"
    );
}

#[test]
fn programs_and_workflows_have_their_forms() {
    let report = |format: &str| breaking(MAJOR, &["--format", format]);
    let json: Value = serde_json::from_str(&report("json").stdout).unwrap();
    assert_eq!(
        (&json["axis"], &json["fail_on"], &json["passes"]),
        (&"rust".into(), &"major".into(), &false.into())
    );
    assert_eq!(json["refused"][0]["path"], "HandshakeParty.Id");
    assert_eq!(
        json["refused"][0]["reaches"][0]["operation"],
        "AcceptHandshake"
    );
    assert!(
        json["allow_block"]
            .as_str()
            .unwrap()
            .starts_with("[[allow]]\nrule = ")
    );
    let github = report("github").stdout;
    let lines: Vec<_> = github.lines().collect();
    assert_eq!(lines.len(), 2, "{github}");
    assert!(
        lines[0].starts_with("::error file=model/organizations/2017-09-29/service-2.json,line=")
            && lines[0].contains(",title=refused%3A member-required HandshakeParty.Id::")
            && lines[0].contains(": AcceptHandshake, "),
        "{github}"
    );
    let junit = report("junit");
    assert_eq!(junit.status, 1);
    let junit = junit.stdout;
    assert!(
        junit.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"),
        "{junit}"
    );
    assert!(junit.contains(" failures=\"2\">"), "{junit}");
    let case = "<testcase classname=\"member-required\" name=\"HandshakeParty.Id\">\n      \
                <failure message=\"major, wire request-breaking\">";
    assert!(junit.contains(case), "{junit}");
    // What passes is said in each form as well.
    for (format, passes) in [
        ("json", "\"passes\": true"),
        (
            "github",
            "::notice title=API changes::passes: nothing is major in Rust\n",
        ),
        ("junit", " failures=\"0\">"),
    ] {
        let report = breaking(MINOR, &["--format", format]).report();
        assert!(report.contains(passes), "{report}");
    }
}

#[test]
fn a_report_goes_to_the_file_it_is_told_and_the_gate_still_fails() {
    let workspace = Workspace::new();
    let file = workspace.path("gate.xml");
    let options = ["--format", "junit", "-o", file.to_str().unwrap()];
    let outcome = breaking(MAJOR, &options);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (1, ""));
    let report = std::fs::read_to_string(file).unwrap();
    assert!(report.ends_with("</testsuites>\n"), "{report}");
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
