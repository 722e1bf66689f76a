//! What each command says of itself, where it runs, and how it ends.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::support::{MODEL, Workspace, outcome, program, repository, xtask};

/// The commands, and whether their example is run here. Others write files, load something from
/// the network, or need another tool.
const COMMANDS: [(&str, bool); 13] = [
    ("import", false),
    ("generate", false),
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
    let nowhere = tempfile::tempdir().unwrap();
    let all = xtask("--help").report();
    let listed = all
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let listed =
        listed.filter(|word| !word.is_empty() && *word != "help" && !word.starts_with('-'));
    assert!(listed.eq(COMMANDS.map(|(command, _)| command)), "{all}");
    for (command, is_run) in COMMANDS {
        let help = xtask(&format!("{command} --help")).report();
        let line = help.lines().next().unwrap();
        let example = line.strip_prefix("Example: cargo xtask ").unwrap();
        assert_eq!(example.split(' ').next(), Some(command));
        if is_run {
            assert!(!xtask(example).report().is_empty(), "{command}");
        } else {
            // Wrong usage would come first.
            let outcome = outcome(&mut program(nowhere.path(), example));
            outcome.ends(3).tells("in no Cargo workspace");
        }
    }
}

#[test]
fn without_a_workspace_files_can_be_compared_and_rules_explained() {
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
fn what_needs_the_workspace_says_so_where_there_is_none_or_another() {
    let [nowhere, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    fs::write(
        other.path().join("Cargo.toml"),
        "[workspace] # of something else\n",
    )
    .unwrap();
    let another = "is another workspace, without the folder `model/`: run this in";
    let root = repository().display();
    for (folder, message) in [
        (
            nowhere.path(),
            "is in no Cargo workspace: run this from inside the repository".to_owned(),
        ),
        (other.path(), format!("{another} the one that has it")),
        (
            &repository().join("codegen/fuzz"),
            format!("{another} {root}"),
        ),
    ] {
        for line in [
            "generate",
            "check",
            "history",
            "since ListRoots",
            "diff previous latest",
            "breaking previous latest",
            "breaking 2024-01-01 old.json",
            "import latest",
            "docs",
            "corpus",
            "semver",
            "e2e",
        ] {
            let told = outcome(&mut program(folder, line)).refusal(3);
            assert!(told.trim_end().ends_with(&message), "{line}: {told}");
        }
    }
}

/// Such as `head`, when it has seen enough.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for line in ["check", "history", "diff 2017-02-27 latest", "check --help"] {
        let mut command = program(repository(), line);
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
fn an_output_that_takes_nothing_has_its_own_status() {
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    let workspace = Workspace::with_revisions();
    workspace.write("city.json", MODEL);
    workspace.write("models/city/service-2.json", MODEL);
    for line in [
        "check",
        "history",
        "since GetRequest",
        "explain member-removed",
        "diff previous latest",
        "breaking previous latest",
        "corpus --dir models",
        "generate --model city.json --out target/city-types",
    ] {
        workspace.run("generate").ends(0);
        let outcome = outcome(workspace.command(line).stdout(full()));
        let told = outcome.ends(4).stderr;
        assert!(
            told.starts_with("error: cannot write the report: "),
            "{told}"
        );
        let mut silent = workspace.command(line);
        let status = silent.stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(4), "{line}");
    }
}

/// The first build takes a while: cargo shows how far it is.
#[test]
fn the_alias_shows_the_progress_of_the_build() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.cargo/config.toml");
    let config: toml::Table = fs::read_to_string(file).unwrap().parse().unwrap();
    let alias = config["alias"]["xtask"].as_str();
    assert_eq!(alias, Some("run --package xtask --"));
}
