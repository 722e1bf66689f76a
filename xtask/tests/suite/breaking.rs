//! `cargo xtask breaking`, on the real history.

use serde_json::Value;

use crate::support::{Outcome, Workspace, xtask};

/// Two members of `HandshakeParty` became required: major in Rust, and request-breaking.
const MAJOR: &str = "breaking 2017-08-30 2017-09-29";
/// Two enum values and an exception were added.
const MINOR: &str = "breaking 2017-09-29 2017-10-23";

const PASSES: &str = "passes: nothing is major in Rust\n";

/// Runs the gate on the major step with an allow file.
fn with_allow_file(text: &str) -> Outcome {
    let workspace = Workspace::new();
    workspace.write("allow.toml", text);
    let file = workspace.path("allow.toml");
    xtask(&format!("{MAJOR} --allow {}", file.display()))
}

#[test]
fn the_options_choose_axis_and_threshold() {
    for (step, options, status) in [
        (MAJOR, "--fail-on none", 0),
        (MAJOR, "--axis wire", 1),
        (MINOR, "--fail-on minor", 1),
        (MINOR, "--fail-on minor --axis wire", 0),
        ("breaking latest latest", "--fail-on minor", 0),
    ] {
        xtask(&format!("{step} {options}")).ends(status);
    }
}

#[test]
fn a_refused_change_comes_with_its_operations_and_the_entry_to_allow_it() {
    assert_eq!(xtask(MINOR).report(), PASSES);
    let outcome = xtask(MAJOR).ends(1);
    let error = "error: 2017-08-30 → 2017-09-29 does not pass\n";
    assert_eq!(outcome.stderr, error);
    let entry = "refused member-required HandshakeParty.Id  [major, wire request-breaking]\n      \
                 false → true\n      \
                 `HandshakeParty::id` is no longer optional\n      \
                 request Target.Id: InviteAccountToOrganization\n      \
                 response Handshake.Parties[].Id: AcceptHandshake, CancelHandshake, ";
    let report = outcome.prints(entry).stdout;
    // The block allows what was refused, once each entry has a reason.
    let (_, block) = report.split_once("say why in each `reason`:\n\n").unwrap();
    with_allow_file(block).ends(1).prints("gives no reason");
    let decided = block.replace("reason = \"\"", "reason = \"it always sent it\"");
    let allowed = "allowed member-required HandshakeParty.Id  [major, wire request-breaking]  it always sent it\n";
    let report = with_allow_file(&decided).prints(allowed).report();
    assert!(!report.contains("refused"), "{report}");
    let stale = "[[allow]]\nrule = \"member-removed\"\npath = \"Account.Email\"\nreason = \"it was never there\"\n";
    let message = "the entry for member-removed Account.Email allows nothing here; remove it\n";
    with_allow_file(&(decided + stale)).ends(1).prints(message);
}

#[test]
fn programs_and_workflows_have_their_formats() {
    let report = |step: &str, format: &str| xtask(&format!("{step} --format {format}"));
    let json: Value = serde_json::from_str(&report(MAJOR, "json").stdout).unwrap();
    for (pointer, value) in [
        ("/axis", "rust"),
        ("/fail_on", "major"),
        ("/refused/0/path", "HandshakeParty.Id"),
        ("/refused/0/reaches/0/operation", "AcceptHandshake"),
    ] {
        assert_eq!(json.pointer(pointer).unwrap(), value);
    }
    assert_eq!(json["passes"], false);
    let block = json["allow_block"].as_str().unwrap();
    assert!(block.starts_with("[[allow]]\nrule = "), "{block}");
    let start = "::error file=model/organizations/2017-09-29/service-2.json,line=";
    let title = ",title=refused%3A member-required HandshakeParty.Id::";
    let github = report(MAJOR, "github").ends(1);
    let github = github.begins(start).prints(title).stdout;
    assert_eq!(github.lines().count(), 2, "{github}");
    let case = "<testcase classname=\"member-required\" name=\"HandshakeParty.Id\">\n      \
                <failure message=\"major, wire request-breaking\">";
    report(MAJOR, "junit")
        .ends(1)
        .prints(" failures=\"2\">")
        .prints(case);
    for (format, passes) in [
        ("json", "\"passes\": true".to_owned()),
        ("github", format!("::notice title=API changes::{PASSES}")),
        ("junit", " failures=\"0\">".to_owned()),
    ] {
        report(MINOR, format).ends(0).prints(&passes);
    }
}

#[test]
fn a_report_goes_to_the_named_file_and_the_gate_still_fails() {
    let workspace = Workspace::new();
    let file = workspace.path("gate.xml");
    let line = format!("{MAJOR} --format junit -o {}", file.display());
    assert_eq!(xtask(&line).ends(1).stdout, "");
    let report = workspace.read("gate.xml");
    assert!(report.ends_with("</testsuites>\n"), "{report}");
}

#[test]
fn a_malformed_allow_file_is_refused() {
    for (text, message) in [
        (
            "[[allow]]\nrule = \"nothing-like-it\"\npath = \"A\"\nreason = \"b\"\n",
            "line 2: `nothing-like-it` is not a rule; `cargo xtask explain --help` lists the rules\n",
        ),
        (
            "[[allow]]\nrule = \"member-removd\"\npath = \"A\"\nreason = \"b\"\n",
            "line 2: `member-removd` is not a rule; did you mean `member-removed`?\n",
        ),
        (
            "[allow]\nrule = \"member-removed\"\npath = \"A\"\nreason = \"b\"\n",
            "line 1: an entry starts with `[[allow]]`, in two pairs of brackets\n",
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
        let outcome = with_allow_file(text);
        outcome.notes(&format!("allow.toml: {message}")).refusal(3);
    }
    xtask(&format!("{MAJOR} --allow nowhere.toml")).refusal(3);
}
