//! `cargo xtask import` as a process: the real program, on wheels and with a `python3` that the
//! tests make.
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::process::{assert_status, assert_told, stderr, stdout};
use crate::support::wheel::WheelFile;
use tempfile::TempDir;

/// Stands in for `python3 -m pip`: hands out the wheels of `$WHEELS`, and lists them newest first.
const PYTHON: &str = r#"#!/bin/sh
case "$*" in
"-m pip --disable-pip-version-check --no-input index versions botocore")
    echo "WARNING: pip index is currently an experimental command." >&2
    echo "botocore (1.0.3)"
    echo "Available versions: 1.0.3, 1.0.3rc1, 1.0.2, 1.0.1, 1.0.0"
    ;;
"-m pip --disable-pip-version-check --no-input download --no-deps --only-binary=:all: --quiet --dest "*)
    for argument; do folder=$requirement; requirement=$argument; done
    release=${requirement#botocore==}
    if [ "$release" = "$FAIL_AT" ]; then
        echo half > "$folder/botocore-$release-py3-none-any.whl"
        echo "ERROR: No matching distribution found for botocore==$release" >&2
        exit 1
    fi
    cp "$WHEELS/botocore-$release-py3-none-any.whl" "$folder/"
    ;;
*)
    echo "unexpected: $*" >&2
    exit 64
    ;;
esac
"#;

struct Workspace {
    root: TempDir,
    wheels: TempDir,
    programs: TempDir,
}

impl Workspace {
    /// A workspace without a model, an index of releases 1.0.0 to 1.0.3 (the API changes at 1.0.2),
    /// and a `python3`.
    fn new() -> Self {
        let [root, wheels, programs] = [(); 3].map(|()| tempfile::tempdir().unwrap());
        fs::write(root.path().join("Cargo.toml"), "[workspace]\n").unwrap();
        fs::create_dir(root.path().join("model")).unwrap();
        for (release, day, value) in [
            ("1.0.0", 1, "A"),
            ("1.0.1", 2, "A"),
            ("1.0.2", 3, "B"),
            ("1.0.3", 4, "B"),
        ] {
            release_wheel(release, day, value)
                .compressed()
                .write(wheels.path());
        }
        let workspace = Self {
            root,
            wheels,
            programs,
        };
        workspace.install_python(PYTHON);
        workspace
    }

    fn install_python(&self, script: &str) {
        let path = self.programs.path().join("python3");
        fs::write(&path, script).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .arg("import")
            .args(arguments)
            .current_dir(&self.root)
            .env(
                "PATH",
                format!("{}:/usr/bin:/bin", self.programs.path().display()),
            )
            .env("WHEELS", self.wheels.path());
        command
    }

    /// Runs a script in which `$0` is the program.
    fn shell(&self, script: &str) -> Output {
        Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_xtask")])
            .current_dir(&self.root)
            .output()
            .unwrap()
    }

    fn import(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn wheel(&self, release: &str) -> String {
        self.wheels
            .path()
            .join(format!("botocore-{release}-py3-none-any.whl"))
            .to_str()
            .unwrap()
            .to_owned()
    }

    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.root.path().join("model")];
        while let Some(folder) = folders.pop().filter(|folder| folder.exists()) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(path.clone(), fs::read(path).unwrap());
                }
            }
        }
        files
    }

    fn revision_folders(&self) -> Vec<String> {
        let folder = self.root.path().join("model/organizations");
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let mut names: Vec<_> = entries
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn release_wheel(release: &str, day: u8, value: &str) -> WheelFile {
    let model = format!(
        r#"{{"metadata":{{"protocol":"rest-json","serviceId":"Organizations"}},"operations":{{}},"shapes":{{"S":{{"type":"string","enum":["{value}"]}}}}}}"#
    );
    WheelFile::new(release, (2024, 1, day)).service("organizations", &model)
}

#[test]
fn wheels_are_imported_from_anywhere_inside_the_workspace() {
    let workspace = Workspace::new();
    let folder = workspace.root.path().join("deep/inside");
    fs::create_dir_all(&folder).unwrap();
    let (first, second) = (workspace.wheel("1.0.0"), workspace.wheel("1.0.2"));
    let output = workspace
        .command(&["--wheel", &first, &second])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_status(&output, 0);
    let report = stdout(&output);
    let expected = "1.0.0     2024-01-01  new revision\n1.0.2     2024-01-03  new revision\n\n\
                    2024-01-01 (botocore 1.0.0) → 2024-01-03 (botocore 1.0.2)\npatch ";
    assert!(report.starts_with(expected), "{report}");
    assert!(
        report.contains("  enum-value-added S.B  [patch"),
        "{report}"
    );
    assert!(report.contains("\n\n7 files written"), "{report}");
    assert_eq!(stderr(&output), "");
    assert_eq!(workspace.revision_folders(), ["2024-01-01", "2024-01-03"]);
}

#[test]
fn numbers_latest_and_all_go_through_pip() {
    let workspace = Workspace::new();
    let output = workspace.import(&["1.0.0"]);
    assert_status(&output, 0);
    assert_told(&output, "downloading botocore 1.0.0 (1 of 1)");
    assert_eq!(workspace.revision_folders(), ["2024-01-01"]);

    let output = workspace.import(&["--all"]);
    assert_status(&output, 0);
    assert_eq!(workspace.revision_folders(), ["2024-01-01", "2024-01-03"]);
    let before = workspace.files();

    let output = workspace.import(&["latest"]);
    assert_status(&output, 0);
    let expected = "1.0.3     2024-01-04  no API change since 2024-01-03\nNothing to do: the model is up to date.\n";
    assert_eq!(stdout(&output), expected);
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_download_that_fails_half_way_leaves_the_tree_alone() {
    let workspace = Workspace::new();
    assert_status(&workspace.import(&["1.0.0"]), 0);
    let before = workspace.files();
    for arguments in [&["1.0.1", "1.0.2", "1.0.3"][..], &["--all"]] {
        for fail_at in ["1.0.2", "1.0.3"] {
            let output = workspace
                .command(arguments)
                .env("FAIL_AT", fail_at)
                .output()
                .unwrap();
            assert_status(&output, 3);
            let message = stderr(&output);
            assert!(
                message.contains(&format!(
                    "cannot read botocore {fail_at}: cannot download it"
                )),
                "{message}"
            );
            assert!(
                message.contains("without network, download the wheels elsewhere and pass --wheel")
            );
            assert!(message.contains("No matching distribution"), "{message}");
            assert_eq!(stdout(&output), "");
            assert_eq!(workspace.files(), before);
        }
    }
}

#[test]
fn a_missing_python_or_pip_is_explained() {
    let workspace = Workspace::new();
    fs::remove_file(workspace.programs.path().join("python3")).unwrap();
    let output = workspace
        .command(&["latest"])
        .env("PATH", workspace.programs.path())
        .output()
        .unwrap();
    assert_status(&output, 3);
    assert_told(&output, "install Python 3 with pip");

    workspace.install_python("#!/bin/sh\necho \"$0: No module named pip\" >&2\nexit 1\n");
    let output = workspace.import(&["latest"]);
    assert_status(&output, 3);
    assert_told(&output, "python3 -m ensurepip");

    workspace.install_python("#!/bin/sh\necho nothing of use\n");
    let output = workspace.import(&["--all"]);
    assert_status(&output, 3);
    assert_told(&output, "Available versions:");
}

#[test]
fn a_wheel_of_another_release_than_asked_for_is_refused() {
    let workspace = Workspace::new();
    fs::copy(workspace.wheel("1.0.2"), workspace.wheel("1.0.1")).unwrap();
    let output = workspace.import(&["1.0.1"]);
    assert_status(&output, 3);
    assert_told(
        &output,
        "cannot read botocore 1.0.1: the package index returned a wheel of 1.0.2",
    );
    assert!(workspace.files().is_empty());
}

#[test]
fn unreadable_inputs_have_their_own_status() {
    let workspace = Workspace::new();
    let wheel = workspace.wheel("1.0.0");
    let garbage = workspace.root.path().join("garbage.whl");
    fs::write(&garbage, "no wheel").unwrap();
    for bad in ["missing.whl", "garbage.whl", "."] {
        let output = workspace.import(&["--wheel", &wheel, bad]);
        assert_status(&output, 3);
        assert!(
            stderr(&output).starts_with(&format!("error: cannot read {bad}: ")),
            "{}",
            stderr(&output)
        );
    }
    let output = workspace.import(&["--service", "sts", "--wheel", &wheel]);
    assert_status(&output, 3);
    assert_told(&output, "no service `sts`");
    assert!(workspace.files().is_empty());

    write(
        &workspace
            .root
            .path()
            .join("model/organizations/revisions.toml"),
        "[[revision]]\ndate = 1\n",
    );
    let output = workspace.import(&["--wheel", &wheel]);
    assert_status(&output, 3);
    assert_told(&output, "model/organizations/revisions.toml");
}

fn write(path: &Path, content: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

#[test]
fn wrong_usage_is_told_before_anything_runs() {
    let workspace = Workspace::new();
    for arguments in [
        &[][..],
        &["1.0.*"],
        &["1.0.0rc1"],
        &["newest"],
        &["--all", "1.0.0"],
        &["--all", "--wheel", "x.whl"],
        &["latest", "--service", "../organizations"],
        &["latest", "--service", ""],
    ] {
        assert_status(&workspace.import(arguments), 2);
    }
    assert!(workspace.files().is_empty());
}

#[test]
fn outside_a_workspace_the_program_says_so() {
    let workspace = Workspace::new();
    fs::remove_file(workspace.root.path().join("Cargo.toml")).unwrap();
    let output = workspace.import(&["latest"]);
    assert_status(&output, 3);
    assert_told(&output, "in no Cargo workspace");
}

#[test]
fn no_escape_sequence_of_a_wheel_reaches_the_terminal() {
    let workspace = Workspace::new();
    let release = "1.0\u{1b}[31m\u{202e}";
    let metadata = format!("botocore-{release}.dist-info/METADATA");
    let plain = WheelFile::new("1.0.0", (2024, 1, 1)).service("organizations", "{}");
    for hostile in [
        WheelFile::new(release, (2024, 1, 1)).service("organizations", "{}"),
        plain.file(&metadata, "Version: 1.0.0\n"),
    ] {
        let wheel = hostile.write(workspace.root.path());
        fs::rename(wheel, workspace.root.path().join("hostile.whl")).unwrap();
        let output = workspace.import(&["--wheel", "hostile.whl"]);
        assert_status(&output, 3);
        let told = stderr(&output);
        assert!(told.contains("1.0\\u{1b}[31m\\u{202e}"), "{told}");
        assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told}");
    }
}

/// The limit counts what a process allocates (`setrlimit(2)`, `RLIMIT_DATA`).
#[cfg(target_os = "linux")]
#[test]
fn a_wheel_is_held_in_memory_once() {
    use std::io::{Read, Seek, SeekFrom, Write};
    const SIZE: u64 = 200 << 20;
    let workspace = Workspace::new();
    let mut zip = Vec::new();
    fs::File::open(workspace.wheel("1.0.0"))
        .unwrap()
        .read_to_end(&mut zip)
        .unwrap();
    // A zip archive may stand behind something else, here a hole in a sparse file.
    let large = workspace.root.path().join("large.whl");
    let mut file = fs::File::create(&large).unwrap();
    file.seek(SeekFrom::Start(SIZE)).unwrap();
    file.write_all(&zip).unwrap();
    let limit = (SIZE + SIZE / 2) >> 10;
    let output = workspace.shell(&format!(
        "ulimit -d {limit}; exec \"$0\" import --wheel large.whl"
    ));
    assert_status(&output, 0);
}
