//! The program as a process, in this repository or in a workspace that a test makes.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// What a run of the program left.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    /// The report of a run that went well, without a word on standard error.
    #[track_caller]
    pub(crate) fn report(self) -> String {
        assert_eq!(
            (self.status, self.stderr.as_str()),
            (0, ""),
            "{}",
            self.stdout
        );
        self.stdout
    }

    /// The one line on standard error of a run that failed before it said anything else.
    #[track_caller]
    pub(crate) fn refusal(self, status: i32) -> String {
        assert_eq!(
            (self.status, self.stdout.as_str()),
            (status, ""),
            "{}",
            self.stderr
        );
        assert_eq!(self.stderr.lines().count(), 1, "{}", self.stderr);
        self.stderr
    }
}

/// Where crates that tests generate are compiled: in one target folder, so that what they stand on
/// is compiled once.
pub(crate) fn target_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated")
}

/// Has cargo check a generated crate, with warnings denied.
#[track_caller]
pub(crate) fn assert_compiles(folder: &Path) {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--target-dir"])
        .arg(target_folder())
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Dwarnings -Wmissing_docs")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
}

/// Runs the program in this repository.
pub(crate) fn xtask(arguments: &[&str]) -> Outcome {
    run(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

fn run(folder: &Path, arguments: &[&str]) -> Outcome {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    Outcome {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A workspace of its own, empty but for its manifest.
pub(crate) struct Workspace(TempDir);

impl Workspace {
    pub(crate) fn new() -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        workspace.write("Cargo.toml", "[workspace]\n");
        fs::create_dir(workspace.path("model")).unwrap();
        workspace
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        run(self.0.path(), arguments)
    }
}

/// What a run wrote to standard output.
pub(crate) fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

/// What a run wrote to standard error.
pub(crate) fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

/// The run ended with this status.
#[track_caller]
pub(crate) fn assert_status(output: &Output, status: i32) {
    let (stdout, stderr) = (stdout(output), stderr(output));
    assert_eq!(output.status.code(), Some(status), "{stdout}{stderr}");
}

/// The run said so on standard error.
#[track_caller]
pub(crate) fn assert_told(output: &Output, text: &str) {
    let told = stderr(output);
    assert!(told.contains(text), "no `{text}` in {told}");
}
