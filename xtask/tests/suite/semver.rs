//! `cargo xtask semver`, with scripts in place of its judges, which are slow and not always installed.

use crate::support::{MODEL, Programs, Workspace, outcome};

/// Stands in for cargo. The use of an enum value does not compile where `enums.rs` lacks it, unless
/// this compiler sees nothing.
const CARGO: &str = r#"case "$1" in
rustdoc)
    mkdir -p "$CARGO_TARGET_DIR/doc"
    echo {} > "$CARGO_TARGET_DIR/doc/org_types.json"
    ;;
check)
    for value in Old New; do
        line=$(grep -n "Mode::$value" examples/user.rs | head -n 1 | cut -d : -f 1)
        if [ -z "$SEES_NOTHING" ] && [ -n "$line" ] && ! grep -q "$value = " src/generated/enums.rs; then
            echo '{"reason":"compiler-message","message":{"message":"no variant","level":"error","spans":[{"file_name":"examples/user.rs","line_start":'"$line"',"is_primary":true}]},"target":{"kind":["example"]}}'
            exit 101
        fi
    done
    ;;
semver-checks)
    printf '%s' "$FINDINGS"
    printf '     Checked [   0.156s] 229 checks\n\n     Summary %s\n' "$SUMMARY" >&2
    ;;
esac
"#;

const FINDING: &str =
    "\n--- failure enum_variant_missing: pub enum variant removed or renamed ---\n\nDescription:\n";

#[cfg(unix)]
#[test]
fn the_judges_confirm_or_refute_the_diff() {
    let (removed, added) = (r#""NEW""#, r#""OLD", "NEW""#);
    let major = "semver requires new major version: 1 major and 0 minor checks failed";
    let patch = "no semver update required";
    let [there, back] = ["2024-01-01 → 2024-02-02", "2024-02-02 → 2024-01-01"];
    let lints = "cargo-semver-checks: major (enum_variant_missing)";
    let both =
        format!("{there}: major; {lints}; lost uses: 1\n{back}: major; {lints}; lost uses: 1\n");
    // The lints may ask for less than the diff.
    let less = "cargo-semver-checks: patch; lost uses";
    let less = format!("{there}: minor; {less}: 0\n{back}: major; {less}: 1\n");
    let by_lints = format!(
        "REFUTED {there}: minor; {lints}; lost uses: 0\n{back}: major; {lints}; lost uses: 1\n"
    );
    let by_compiler = format!(
        "REFUTED {there}: major; {lints}; lost uses: 0\nREFUTED {back}: major; {lints}; lost uses: 0\n"
    );
    for (values, findings, summary, sees_nothing, status, report) in [
        (removed, FINDING, major, "", 0, &*both),
        (added, "", patch, "", 0, &less),
        (added, FINDING, major, "", 1, &by_lints),
        (removed, FINDING, major, "1", 1, &by_compiler),
        (removed, "", "none", "", 1, ""),
    ] {
        let workspace = Workspace::with_revisions();
        let model = MODEL.replace(r#""VALUE""#, values);
        workspace.write("model/organizations/2024-02-02/service-2.json", model);
        workspace.copy(&["Cargo.lock", "crates/org-types/src/lib.rs"]);
        let programs = Programs::new();
        programs.write("cargo", CARGO);
        programs.write("cargo-semver-checks", "echo semver-checks 0.51.0");
        let mut semver = workspace.command("semver");
        semver
            .env("CARGO", programs.path("cargo"))
            .env("PATH", programs.before("/usr/bin:/bin"))
            .env("FINDINGS", findings)
            .env("SUMMARY", summary)
            .env("SEES_NOTHING", sees_nothing);
        let outcome = outcome(&mut semver).ends(status);
        let outcome = outcome.notes("semver-checks 0.51.0\n");
        assert_eq!(outcome.stdout, report);
        let refuted = report.matches("REFUTED").count();
        let error = match report {
            "" => "gives no known summary of 2024-01-01 and 2024-02-02".to_owned(),
            _ => format!("{refuted} of 2 verdicts are refuted"),
        };
        assert_eq!(
            outcome.stderr.contains(&error),
            status == 1,
            "{}",
            outcome.stderr
        );
    }
}

#[test]
fn a_missing_judge_is_reported() {
    let workspace = Workspace::with_revisions();
    let mut semver = workspace.command("semver");
    let outcome = outcome(semver.env("PATH", "")).ends(3);
    outcome.notes("run `cargo install cargo-semver-checks --locked`");
}
