//! `cargo xtask docs`, in a workspace and on wheels of the tests.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::support::wheel::WheelFile;
use crate::support::{MODEL, Workspace, files_below, outcome, share_dependencies};

/// A model with documentation of an operation.
fn model(text: &str) -> String {
    MODEL.replace(
        r#""Get": {"#,
        &format!(r#""Get": {{"documentation": "{text}", "#),
    )
}

/// The wheel of a release whose model has that prose.
fn wheel(release: &str, text: &str) -> WheelFile {
    WheelFile::new(release, (2024, 1, 1))
        .service("organizations", &model(text))
        .compressed()
}

/// A workspace with two revisions and their wheels below `target/`, and a git repository that
/// ignores nothing.
fn workspace() -> Workspace {
    let workspace = Workspace::with_runtime();
    workspace.write(
        "crates/org-types/src/lib.rs",
        "//! By hand.\n#![cfg_attr(feature = \"http\", doc = \"\")]\n#[rustfmt::skip]\nmod generated;\npub use generated::{error, operation, service, types};\n",
    );
    workspace.write("target/wheels/README", "");
    for (date, release, text) in [
        ("2024-01-01", "1.0.0", "<p>First <i>words</i>.</p>"),
        ("2024-02-02", "1.0.1", "<p>Fetches it.</p>"),
    ] {
        workspace.add_stripped(date, release, MODEL, &model(text));
        wheel(release, text).write(&workspace.path("target/wheels"));
    }
    let mut git = Command::new("git");
    outcome(git.args(["init", "--quiet"]).current_dir(workspace.root())).ends(0);
    workspace
}

#[test]
fn prose_is_documented_and_kept_out_of_the_tree() {
    let workspace = workspace();
    // What git would commit, but for the wheels.
    let tree = || {
        let mut git = Command::new("git");
        git.args(["ls-files", "--others", "--exclude-standard"]);
        let list = outcome(git.current_dir(workspace.root())).stdout;
        let paths = list
            .lines()
            .filter(|path| !path.starts_with("target/wheels/"));
        paths
            .map(|path| (path.to_owned(), fs::read(workspace.path(path)).unwrap()))
            .collect::<Vec<_>>()
    };
    let before = tree();
    assert!(before.len() > 10, "git sees the workspace");
    // The test below shows that the default is the newest revision.
    let mut docs = workspace.command(
        "docs --revision 2024-01-01 --wheel target/wheels/botocore-1.0.0-py3-none-any.whl",
    );
    let outcome = outcome(share_dependencies(&mut docs)).ends(0);
    let page = PathBuf::from(outcome.stdout.trim_end());
    let root = workspace.root().canonicalize().unwrap();
    assert!(page.starts_with(root.join("target")));
    assert!(fs::read_to_string(&page).unwrap().contains("By hand."));
    let operation = page.with_file_name("operation").join("struct.Get.html");
    let operation = fs::read_to_string(operation).unwrap();
    assert!(operation.contains("First <em>words</em>."), "{operation}");
    assert_eq!(tree(), before);
}

#[test]
fn a_wrong_wheel_or_failing_rustdoc_has_its_own_status() {
    let workspace = workspace();
    wheel("1.0.2", "<p>Other words.</p>").write(&workspace.path("target/wheels"));
    let before = files_below(workspace.root());
    workspace.assert_transcript(
        "docs_refused",
        "docs --wheel target/wheels/botocore-1.0.2-py3-none-any.whl
        docs --wheel target/wheels/botocore-9.9.9-py3-none-any.whl
        docs --wheel target/wheels/botocore-1.0.1-py3-none-any.whl --revision 2023-01-01",
    );
    assert_eq!(files_below(workspace.root()), before);
    let mut failing =
        workspace.command("docs --wheel target/wheels/botocore-1.0.1-py3-none-any.whl");
    let outcome = outcome(failing.env("CARGO", "false")).ends(4);
    outcome.notes("false failed (exit status: 1): see above");
}
