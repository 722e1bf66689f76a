//! The semver command as a process, as far as it goes without cargo-semver-checks.
use crate::support::process::{Workspace, xtask};

#[test]
fn a_page_without_a_table_is_refused_before_anything_runs() {
    let refusal = xtask(&["semver", "--out", "missing.md"]).refusal(3);
    assert!(refusal.contains("missing.md"), "{refusal}");
    let workspace = Workspace::new();
    workspace.write("page.md", "# A page\n");
    let refusal = workspace.run(&["semver", "--out", "page.md"]).refusal(3);
    assert!(
        refusal.contains("page.md") && refusal.contains("`<!-- begin: cargo xtask semver -->`"),
        "{refusal}"
    );
    let both = ["semver", "--since", "2026-09-30", "--out", "page.md"];
    assert_eq!(xtask(&both).status, 2);
}
