//! `cargo xtask semver`, with scripts in place of its judges, which are slow and not always installed.

use crate::support::{MODEL, Outcome, Programs, Workspace, outcome};

/// Stands in for cargo. The use of an enum value does not compile where `enums.rs` lacks it, unless
/// this compiler is blind. If it is strict, no use compiles after the first time; if it is stricter, none
/// does. A broken one stops at the library.
const CARGO: &str = include_str!("../fixtures/cargo.sh");

const FINDING: &str =
    "\n--- failure enum_variant_missing: pub enum variant removed or renamed ---\n\nDescription:\n";

/// Runs the command on a step to a model with these enum values.
#[cfg(unix)]
fn semver(values: &str, findings: &str, summary: &str, compiler: &str) -> Outcome {
    let workspace = Workspace::with_revisions();
    let model = MODEL.replace(r#"["VALUE"]"#, values);
    workspace.write("model/organizations/2024-02-02/service-2.json", model);
    workspace.copy(&["Cargo.lock", "crates/org-types/src/lib.rs"]);
    let programs = Programs::new();
    programs.write("cargo", CARGO);
    let mut semver = workspace.command("semver");
    semver
        .env("CARGO", programs.path("cargo"))
        .env("PATH", programs.before("/usr/bin:/bin"))
        .env("FINDINGS", findings)
        .env("SUMMARY", summary)
        .env("COMPILER", compiler);
    outcome(&mut semver).notes("semver-checks 0.51.0\n")
}

#[cfg(unix)]
#[test]
fn the_judges_confirm_or_refute_the_diff() {
    let [removed, added] = [r#"["NEW"]"#, r#"["OLD", "NEW"]"#];
    let deprecated = r#"["OLD"], "deprecated": true"#;
    let major = "semver requires new major version: 1 major and 0 minor checks failed";
    let line = |step: &str, [verdict, diff, lints, compiler]: [&str; 4]| {
        format!("{verdict}{step}: {diff}; cargo-semver-checks: {lints}; compiler: {compiler}\n")
    };
    let (confirmed, refuted) = ("", "REFUTED ");
    let is_major = [confirmed, "major", "major", "major"];
    for (values, compiler, [there, back], use_of) in [
        (removed, "", [is_major; 2], ""),
        // The lints may ask for less than the diff.
        (
            added,
            "",
            [
                [confirmed, "minor", "patch", "minor"],
                [confirmed, "major", "patch", "major"],
            ],
            "",
        ),
        (
            added,
            "",
            [[refuted, "minor", "major", "minor"], is_major],
            "  gained: ",
        ),
        (
            removed,
            "blind",
            [[refuted, "major", "major", "patch"]; 2],
            "",
        ),
        // A deprecation stops nothing from compiling.
        (
            deprecated,
            "",
            [[confirmed, "minor", "patch", "patch"]; 2],
            "",
        ),
        (
            deprecated,
            "strict",
            [[refuted, "minor", "patch", "major"]; 2],
            "  lost: ",
        ),
    ] {
        let (findings, summary) = match there {
            [.., "major", _] => (FINDING, major),
            _ => ("", "no semver update required"),
        };
        let outcome = semver(values, findings, summary, compiler);
        let report =
            line("2024-01-01 → 2024-02-02", there) + &line("2024-02-02 → 2024-01-01", back);
        assert_eq!(outcome.stdout, report);
        let outcome = outcome.notes(use_of);
        match report.matches(refuted).count() {
            0 => drop(outcome.ends(0)),
            count => {
                let error = format!("{count} of 2 verdicts are refuted");
                outcome.ends(1).notes(&error).notes(findings.trim());
            }
        }
    }
    let unknown = semver(removed, "", "none", "").ends(3);
    unknown.notes("gives no known summary of 2024-01-01 and 2024-02-02");
    // An error outside the uses of the other revision says nothing about them.
    for (compiler, status, error) in [
        (
            "broken",
            3,
            "is not on the line of a use: 2024-02-02/src/lib.rs:2:1: error[E0583]",
        ),
        (
            "stricter",
            1,
            "uses of 2024-01-01 do not compile against its own crate",
        ),
    ] {
        let outcome = semver(removed, "", "no semver update required", compiler);
        assert_eq!(outcome.ends(status).notes(error).stdout, "");
    }
}

#[test]
fn a_missing_judge_is_reported() {
    let workspace = Workspace::with_revisions();
    let mut semver = workspace.command("semver");
    let outcome = outcome(semver.env("PATH", "")).ends(3);
    outcome.notes("run `cargo install cargo-semver-checks --locked`");
}
