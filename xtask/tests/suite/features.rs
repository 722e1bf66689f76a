//! The features with which dependencies are built.

use std::collections::BTreeSet;
use std::process::Command;

/// The packages that a command builds, each with its version and features.
fn built(arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--prefix", "none"])
        .args(["--format", "{p} [{f}]"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let tree = String::from_utf8(output.stdout).unwrap();
    let packages = tree.lines().map(|line| line.trim_end_matches(" (*)"));
    packages.map(str::to_owned).collect()
}

/// Where features differ, `cargo test` compiles codegen and much of what it stands on a second time.
#[test]
fn tests_reuse_what_xtask_is_built_of() {
    let of_xtask = built(&["--package", "xtask", "--edges", "normal,build"]);
    let of_tests = built(&["--workspace", "--exclude=benches", "--exclude=e2e"]);
    let again: Vec<_> = of_xtask.difference(&of_tests).collect();
    assert!(
        again.is_empty(),
        "add the features that tests turn on to xtask/Cargo.toml, for {again:#?}"
    );
}
