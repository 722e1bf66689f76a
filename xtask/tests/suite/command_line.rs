//! What each command says of itself, where it runs, and how it ends.
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::process::{Workspace, assert_status, assert_told, stderr, xtask};

const COMMANDS: [&str; 13] = [
    "import",
    "generate",
    "check",
    "diff",
    "history",
    "since",
    "breaking",
    "explain",
    "docs",
    "corpus",
    "semver",
    "e2e",
    "endpoints",
];

const MODEL: &str = r#"{"metadata": {"protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"}, "operations": {}, "shapes": {}}"#;

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).current_dir(folder);
    command
}

/// The example that the help of a command starts with, as arguments.
fn example(command: &str) -> Vec<String> {
    let help = xtask(&[command, "--help"]).report();
    let line = help.lines().next().unwrap();
    let example = line.strip_prefix("Example: cargo xtask ").unwrap();
    let words: Vec<_> = example.split(' ').map(str::to_owned).collect();
    assert_eq!(words[0], command);
    words
}

#[test]
fn help_starts_with_an_example_that_works() {
    let all = xtask(&["--help"]).report();
    let listed = all
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let listed: Vec<_> = listed
        .filter(|word| !word.is_empty() && *word != "help" && !word.starts_with('-'))
        .collect();
    assert_eq!(listed, COMMANDS);
    for command in COMMANDS {
        let example = example(command);
        // These write files, load something from the network, or need another tool.
        if [
            "import",
            "generate",
            "docs",
            "corpus",
            "semver",
            "e2e",
            "endpoints",
        ]
        .contains(&command)
        {
            continue;
        }
        let example: Vec<_> = example.iter().map(String::as_str).collect();
        assert!(!xtask(&example).report().is_empty(), "{command}");
    }
}

#[test]
fn of_the_other_examples_the_arguments_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["import", "generate", "docs", "corpus", "semver", "e2e"] {
        let example = example(command);
        let example: Vec<_> = example.iter().map(String::as_str).collect();
        let output = program(folder.path(), &example).output().unwrap();
        // Wrong usage is told first.
        assert_status(&output, 3);
        assert_told(&output, "in no Cargo workspace");
    }
}

#[test]
fn without_a_workspace_files_can_be_compared_and_rules_explained() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.json"), MODEL).unwrap();
    fs::write(folder.path().join("new.json"), MODEL).unwrap();
    for arguments in [
        &["diff", "old.json", "new.json"][..],
        &[
            "diff", "old.json", "new.json", "--rust", "--format", "markdown",
        ],
        &["breaking", "old.json", "new.json"],
        &["explain", "member-removed"],
    ] {
        let output = program(folder.path(), arguments).output().unwrap();
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert_eq!(stderr(&output), "");
    }
}

#[test]
fn what_needs_the_workspace_says_so_where_there_is_none_or_another() {
    let needing = [
        &["generate"][..],
        &["check"],
        &["history"],
        &["since", "ListRoots"],
        &["diff", "previous", "latest"],
        &["breaking", "previous", "latest"],
        &["breaking", "2024-01-01", "old.json"],
        &["import", "latest"],
        &["docs"],
        &["corpus"],
        &["semver"],
        &["e2e"],
    ];
    let nowhere = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    fs::write(
        other.path().join("Cargo.toml"),
        "[workspace] # of something else\n",
    )
    .unwrap();
    let inside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/fuzz");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for (folder, told) in [
        (
            nowhere.path(),
            "is in no Cargo workspace: run this from inside the repository".to_owned(),
        ),
        (
            other.path(),
            "is another workspace, without the folder `model/`: run this in the one that has it"
                .to_owned(),
        ),
        (
            &inside,
            format!(
                "is another workspace, without the folder `model/`: run this in {}",
                root.display()
            ),
        ),
    ] {
        for arguments in needing {
            let output = program(folder, arguments).output().unwrap();
            assert_eq!(
                output.status.code(),
                Some(3),
                "{arguments:?}: {}",
                stderr(&output)
            );
            assert!(
                stderr(&output).trim_end().ends_with(&told),
                "{}",
                stderr(&output)
            );
            assert_eq!(output.stdout, b"");
        }
    }
}

/// Such as `head`, when it has seen enough.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for arguments in [
        &["check"][..],
        &["history"],
        &["diff", "2017-02-27", "latest"],
        &["check", "--help"],
    ] {
        let mut child = program(root, arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), stderr(&output)),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_takes_nothing_has_its_own_status() {
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    let workspace = Workspace::new();
    workspace.write("city.json", MODEL);
    workspace.write("models/city/service-2.json", MODEL);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = workspace.path("");
    for (folder, arguments) in [
        (root, &["check"][..]),
        (root, &["history"]),
        (root, &["since", "ListRoots"]),
        (root, &["explain", "member-removed"]),
        (root, &["diff", "previous", "latest"]),
        (root, &["breaking", "previous", "latest"]),
        (&workspace, &["corpus", "--dir", "models"]),
        (
            &workspace,
            &[
                "generate",
                "--model",
                "city.json",
                "--out",
                "target/city-types",
            ],
        ),
    ] {
        let output = program(folder, arguments).stdout(full()).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(4),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert!(
            stderr(&output).starts_with("error: cannot write the report: "),
            "{}",
            stderr(&output)
        );
        let status = program(folder, arguments)
            .stdout(full())
            .stderr(full())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(4), "{arguments:?}");
    }
}

#[test]
fn a_judge_that_is_not_there_gives_no_verdict() {
    let mut semver = program(Path::new(env!("CARGO_MANIFEST_DIR")), &["semver"]);
    let output = semver.env("PATH", "").output().unwrap();
    assert_status(&output, 3);
    assert_told(&output, "run `cargo install cargo-semver-checks --locked`");
}

#[test]
fn an_unknown_rule_gets_a_hint_and_no_list() {
    let told = xtask(&["explain", "member-removd"]);
    assert_eq!(told.status, 2);
    assert_eq!(
        told.stderr,
        "error: `member-removd` is not a rule; did you mean `member-removed`?\n`cargo xtask explain --help` lists the rules\n"
    );
    let help = xtask(&["explain", "--help"]).report();
    assert!(help.contains("\n  member-removed\n"), "{help}");
}

/// The first build takes a while: cargo shows how far it is.
#[test]
fn the_alias_shows_the_progress_of_the_build() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.cargo/config.toml");
    let config: toml::Table = fs::read_to_string(file).unwrap().parse().unwrap();
    let alias = config["alias"]["xtask"].as_str().unwrap();
    let words: Vec<_> = alias.split(' ').collect();
    assert_eq!(words, ["run", "--package", "xtask", "--"]);
}
