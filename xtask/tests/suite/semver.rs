//! `cargo xtask semver`, with scripts in place of its judges, which are slow and not always installed.

use std::collections::BTreeMap;
use std::fs;

use codegen::diff::{Bump, Revision, diff};

use crate::support::{MODEL, Programs, RECORDED, Workspace, outcome, repository};

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
            echo '{"reason":"compiler-message","message":{"message":"no variant","level":"error","code":{"code":"E0599"},"spans":[{"file_name":"examples/user.rs","line_start":'"$line"',"is_primary":true}]},"target":{"kind":["example"]}}'
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
    let both = "| 2024-02-02 | major | major: enum_variant_missing | 1 (E0599) | 1 (E0599) | enum-value-removed | major | \
                major: enum_variant_missing |\n";
    // The lints may ask for less than the diff.
    let less =
        "| 2024-02-02 | minor | patch | 0 | 1 (E0599) | enum-value-added | major | patch |\n";
    let by_lints = "1 verdict is refuted:\n\
                    to 2024-02-02: minor, but cargo-semver-checks requires major: enum_variant_missing\n";
    let by_compiler = "2 verdicts are refuted:\nto 2024-02-02: major, but the compiler requires patch\n\
                       back from 2024-02-02: major, but the compiler requires patch\n";
    let no_lints = "requires a major version, with the lints []";
    let no_reason = "requires a patch version, with the lints [\"enum_variant_missing\"]";
    for (values, findings, summary, sees_nothing, status, message) in [
        (removed, FINDING, major, "", 0, both),
        (added, "", patch, "", 0, less),
        (added, FINDING, major, "", 1, by_lints),
        (removed, FINDING, major, "1", 1, by_compiler),
        (
            removed,
            "",
            "none",
            "",
            1,
            "does not know its summary: none",
        ),
        (removed, "", major, "", 1, no_lints),
        (removed, FINDING, patch, "", 1, no_reason),
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
        let outcome = outcome.notes("semver-checks 0.51.0\n2024-01-01 to 2024-02-02\n");
        match status {
            0 => drop(outcome.prints(message)),
            _ => drop(outcome.notes(message)),
        }
    }
}

#[test]
fn a_missing_judge_is_reported() {
    let workspace = Workspace::with_revisions();
    let mut semver = workspace.command("semver");
    let outcome = outcome(semver.env("PATH", "")).ends(3);
    outcome.notes("run `cargo install cargo-semver-checks --locked`");
}

/// The columns of the diff. Revisions that are newer than the table are not in it.
#[test]
fn the_documented_table_has_the_current_verdicts() {
    let page = fs::read_to_string(repository().join("docs/semver.md")).unwrap();
    let lines = page.lines().filter(|line| line.starts_with("| 20"));
    let cells = lines.map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    let table: Vec<_> = cells.collect();
    assert!(table.len() >= 43, "only {} lines", table.len());
    let revisions = RECORDED.iter();
    let revisions = revisions.map(|(date, model)| Revision::new(date.as_str(), model));
    let revisions: Vec<_> = revisions.collect();
    for (line, [old, new]) in table.iter().zip(revisions.array_windows()) {
        assert_eq!(line[1], new.id());
        let forward = diff(old, new);
        let bump = forward.bump.unwrap_or(Bump::Patch);
        let mut rules = BTreeMap::new();
        let changes = forward.changes.iter().filter(|change| change.rust == bump);
        for change in changes.filter(|_| bump != Bump::Patch) {
            *rules.entry(change.rule).or_insert(0) += 1;
        }
        let rules = rules.iter().map(|(rule, count)| match count {
            1 => rule.to_string(),
            count => format!("{rule} {count}"),
        });
        let rules = rules.collect::<Vec<_>>().join(", ");
        let backward = diff(new, old).bump.unwrap_or(Bump::Patch).to_string();
        let hint = "put what `cargo xtask semver` prints into docs/semver.md";
        let verdicts = [&bump.to_string(), &rules, &backward];
        let documented = [2, 6, 7].map(|cell| line[cell]);
        assert_eq!(documented, verdicts, "{hint}: {}", line[1]);
    }
}
