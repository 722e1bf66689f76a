//! Releases that are downloaded with pip.

use std::fs;

use super::{Import, wheel};

/// Releases 1.0.0 to 1.0.29, one a day, whose facts change at 1.0.5, 1.0.6 and 1.0.20.
fn published() -> Import {
    let import = Import::new();
    let wheels = (0..30).map(|number| {
        let value = match number {
            ..5 => "A",
            5 => "B",
            6..20 => "C",
            20.. => "D",
        };
        wheel(&format!("1.0.{number}"), number + 1, value).compressed()
    });
    import.publish(&wheels.collect::<Vec<_>>());
    import
}

/// In few downloads.
#[test]
fn all_finds_every_revision_since_the_newest_known_one() {
    published().assert_transcript(
        "import_all",
        "import 1.0.0
        import --all
        history
        import --all",
    );
}

#[test]
fn all_starts_with_the_latest_release() {
    published().assert_transcript(
        "import_all_at_first",
        "import --all
        history
        import --all",
    );
}

#[test]
fn latest_and_numbers_are_downloaded_once_each() {
    let import = published();
    import.assert_transcript("import_latest", "import latest 1.0.5 1.0.29\nhistory");
    // By number, not by letter, and no other than final releases.
    import.publish(&[wheel("1.0.100", 31, "E")]);
    import.assert_transcript("import_latest_by_number", "import latest");
}

#[test]
fn a_download_that_fails_changes_nothing() {
    let import = published();
    import.with("1.0.0").ends(0);
    for (arguments, release) in [("1.0.5 9.9.9", "9.9.9"), ("--all", "1.0.29")] {
        let _ = fs::remove_file(import.path("wheels/botocore-1.0.29-py3-none-any.whl"));
        let hook = "rm -f \"$WHEELS\"/botocore-1.0.29-*";
        import.publish(&[wheel("1.0.29", 30, "D")]);
        let outcome = import.assert_unchanged(|| import.with_concurrent(arguments, hook).ends(3));
        assert_eq!(outcome.stdout, "");
        let hint =
            "pip cannot find or reach it; check the version and the network, or pass --wheel";
        let outcome = outcome
            .notes(&format!(
                "cannot read botocore {release}: {hint}: python3 failed"
            ))
            .notes("satisfies the requirement\n")
            .notes("No matching distribution");
        assert!(!outcome.stderr.contains("0.4.1"), "{}", outcome.stderr);
    }
    let wheel = |release| import.path(&format!("wheels/botocore-{release}-py3-none-any.whl"));
    fs::copy(wheel("1.0.2"), wheel("1.0.5")).unwrap();
    let message = "cannot read botocore 1.0.5: the package index returned a wheel of 1.0.2";
    import.assert_unchanged(|| import.with("1.0.5").ends(3).notes(message));
}

/// Downloading takes long, and another import may start and finish during it.
#[test]
fn an_import_keeps_the_revisions_of_a_concurrent_one() {
    let import = Import::new();
    import.wheels(&[wheel("1.0.0", 1, "A")]).ends(0);
    import.publish(&[wheel("1.0.2", 3, "C")]);
    let other = wheel("1.0.1", 2, "B").write(import.root());
    let script = format!("{} import --wheel {other}", env!("CARGO_BIN_EXE_xtask"));
    import.with_concurrent("--all", &script).ends(0);
    let expected = [
        "2024-01-01 1.0.0 A",
        "2024-01-02 1.0.1 B",
        "2024-01-03 1.0.2 C",
    ];
    assert_eq!(import.revisions(), expected);
}

/// The tests of `e2e` have no Python and no pip.
#[test]
fn an_index_without_a_final_release_is_explained() {
    let import = Import::new();
    let offline = "echo 'WARNING: pip index is currently an experimental command.' >&2; echo no network >&2; exit 1";
    let only_candidate = "echo 'Available versions: 2.0rc1'";
    for (script, message) in [
        ("echo nothing of use", "no line `Available versions:`"),
        (
            offline,
            "check the network, or pass --wheel: python3 failed (exit status: 1):\nno network; ",
        ),
        (only_candidate, "does not list a final release"),
    ] {
        import.programs.write("python3", script);
        import.with("--all").ends(3).notes(message);
    }
}
