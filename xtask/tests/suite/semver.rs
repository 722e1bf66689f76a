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
    outcome(&mut semver)
}

#[cfg(unix)]
#[test]
fn the_judges_confirm_or_refute_the_diff() {
    let [removed, added] = [r#"["NEW"]"#, r#"["OLD", "NEW"]"#];
    let deprecated = r#"["OLD"], "deprecated": true"#;
    let patch = ["", "no semver update required"];
    let major = [
        FINDING,
        "semver requires new major version: 1 major and 0 minor checks failed",
    ];
    let mut shown = String::new();
    for (case, values, [findings, summary], compiler) in [
        ("all agree", removed, major, ""),
        ("the lints may ask for less", added, patch, ""),
        ("the lints ask for more", added, major, ""),
        ("the compiler asks for less", removed, major, "blind"),
        ("a deprecation stops nothing", deprecated, patch, ""),
        ("the compiler asks for more", deprecated, patch, "strict"),
        ("the lints give no verdict", removed, ["", "none"], ""),
        // Errors outside the uses of the other revision say nothing about them.
        ("an error in the library", removed, patch, "broken"),
        ("errors in its own uses", removed, patch, "stricter"),
    ] {
        let outcome = semver(values, findings, summary, compiler);
        shown += &format!("# {case}\n{outcome}\n");
    }
    insta::with_settings!({omit_expression => true}, {
        insta::assert_snapshot!("verdicts", shown);
    });
}

#[test]
fn a_missing_judge_is_reported() {
    let workspace = Workspace::with_revisions();
    let mut semver = workspace.command("semver");
    let outcome = outcome(semver.env("PATH", "")).ends(3);
    outcome.notes("run `cargo install cargo-semver-checks --locked`");
}
