//! The help of each command, where it runs, and how it ends.

use std::fs;
use std::process::Stdio;

use crate::support::{MODEL, Workspace, assert_transcript, outcome, program, repository, xtask};

/// The commands, and whether their example is run here. The others use the network, or another
/// tool.
const COMMANDS: [(&str, bool); 13] = [
    ("import", false),
    ("generate", true),
    ("check", true),
    ("diff", true),
    ("history", true),
    ("since", true),
    ("breaking", true),
    ("explain", true),
    ("docs", false),
    ("corpus", false),
    ("semver", false),
    ("e2e", false),
    ("endpoints", false),
];

#[test]
fn help_starts_with_an_example_that_works() {
    let workspace = Workspace::new();
    for (date, release) in [("2017-09-29", "1.7.20"), ("2017-10-23", "1.7.34")] {
        workspace.add_revision(date, release, "");
        workspace.copy(&[&format!("model/organizations/{date}")]);
    }
    let nowhere = tempfile::tempdir().unwrap();
    let all = xtask("--help").report();
    let words = |line: &str| Some(line.strip_prefix("  ")?.split(' ').next()?.to_owned());
    let listed = all.lines().filter_map(words);
    let listed =
        listed.filter(|word| !["", "help"].contains(&word.as_str()) && !word.starts_with('-'));
    assert!(listed.eq(COMMANDS.map(|(command, _)| command)), "{all}");
    for (command, is_run) in COMMANDS {
        let help = xtask(&format!("{command} --help")).report();
        let line = help.lines().next().unwrap();
        let example = line.strip_prefix("Example: cargo xtask ").unwrap();
        assert_eq!(example.split(' ').next(), Some(command));
        if is_run {
            assert!(!workspace.run(example).report().is_empty(), "{command}");
        } else {
            // Wrong usage would be reported first.
            let outcome = outcome(&mut program(nowhere.path(), example));
            outcome.ends(3).notes("in no Cargo workspace");
        }
    }
}

#[test]
fn files_are_compared_and_rules_explained_without_a_workspace() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["old.json", "new.json"] {
        fs::write(folder.path().join(file), MODEL).unwrap();
    }
    for line in [
        "diff old.json new.json",
        "diff old.json new.json --rust --format markdown",
        "breaking old.json new.json",
        "explain member-removed",
    ] {
        outcome(&mut program(folder.path(), line)).report();
    }
}

#[test]
fn a_command_that_needs_the_workspace_says_so_where_there_is_none_or_another() {
    let [nowhere, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let manifest = other.path().join("Cargo.toml");
    fs::write(manifest, "[workspace] # of something else\n").unwrap();
    let commands = "generate
        check
        history
        since ListRoots
        diff previous latest
        breaking previous latest
        breaking 2024-01-01 old.json
        import latest
        docs
        corpus
        semver
        e2e";
    assert_transcript("without_a_workspace", nowhere.path(), commands);
    assert_transcript("in_another_workspace", other.path(), commands);
    let own = outcome(&mut program(&repository().join("codegen/fuzz"), "check")).refusal(3);
    let root = format!("run this in {}\n", repository().display());
    assert!(own.ends_with(&root), "{own}");
}

/// Such as `head`, once it has seen enough.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_not_a_failure() {
    let workspace = Workspace::with_revisions();
    workspace.run("generate").ends(0);
    for line in ["check", "history", "diff previous latest", "check --help"] {
        let mut command = workspace.command(line);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{line}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_output_has_its_own_status() {
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    let workspace = Workspace::with_revisions();
    workspace.write("city.json", MODEL);
    workspace.write("models/city/service-2.json", MODEL);
    workspace.run("generate").ends(0);
    for line in [
        "generate",
        "check",
        "history",
        "since GetRequest",
        "explain member-removed",
        "diff previous latest",
        "breaking previous latest --fail-on none",
        "corpus --dir models",
        "generate --model city.json --out target/city-types",
    ] {
        let outcome = outcome(workspace.command(line).stdout(full()));
        outcome.ends(4).notes("error: cannot write the report: ");
        let mut silent = workspace.command(line);
        let status = silent.stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(4), "{line}");
    }
}

/// The lock of the journal is in it.
#[test]
fn a_target_folder_that_cannot_be_written_has_its_own_status() {
    let workspace = Workspace::with_revisions();
    workspace.write("target", "");
    let outcome = workspace.run("generate").ends(4);
    outcome.notes("target/xtask/lock: Not a directory");
}

/// It is refused before anything is read, even the workspace.
#[test]
fn wrong_usage_has_its_own_status() {
    let nowhere = tempfile::tempdir().unwrap();
    for line in [
        "fly",
        "check everything",
        "diff",
        "diff latest",
        "diff previous latest everything",
        "diff previous latest --format html",
        "diff previous latest --format github --rust",
        "diff previous latest --format github --by operation",
        "diff previous latest --by shape",
        "diff previous latest --color sometimes",
        "diff previous latest --crate-version 1.0",
        "breaking previous latest --format html",
        "breaking previous latest --fail-on patch",
        "breaking previous latest --axis prose",
        "history --format markdown",
        "since",
        "explain",
        "explain enum-value-vanished",
        "generate --model city.json",
        "generate --service City",
        "generate --revision yesterday",
        "generate --revision Latest",
        "generate --revision 2025-11-21.1",
        "generate --revision 2024-01-01 --model x --out y",
        "corpus latest --compile some",
        "corpus latest --against older",
        "import",
        "import 1.0.*",
        "import 1.0.0rc1",
        "import 1.",
        "import .1",
        "import 1.4.dev0",
        "import +1.2",
        "import 99999999999999999999",
        "import newest",
        "import --all 1.0.0",
        "import --all --wheel x.whl",
        "import latest --service sts",
    ] {
        let outcome = outcome(&mut program(nowhere.path(), line));
        assert_eq!(outcome.ends(2).stdout, "", "{line}");
    }
    let mut wheel = program(nowhere.path(), "import botocore-1.0.0-py3-none-any.whl");
    outcome(&mut wheel)
        .ends(2)
        .notes("name a wheel with `--wheel`");
    let mut empty = program(nowhere.path(), "diff latest");
    outcome(empty.arg("")).ends(2);
}
