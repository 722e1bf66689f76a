//! The program as a process, in this repository or in a workspace that a test makes.

pub(crate) mod wheel;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use hmac_sha256::Hash;
use tempfile::TempDir;

/// A service with one operation; `VALUE` stands for an enum value.
pub(crate) const MODEL: &str = r#"{
  "metadata": {"apiVersion": "2016-11-28", "protocol": "json", "jsonVersion": "1.1", "serviceId": "City", "targetPrefix": "City"},
  "operations": {
    "Get": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "GetRequest"}},
    "Put": {"http": {"method": "POST", "requestUri": "/"}}
  },
  "shapes": {
    "GetRequest": {"type": "structure", "members": {"Mode": {"shape": "Mode"}}},
    "Mode": {"type": "string", "enum": ["VALUE"]}
  }
}"#;

/// What a run of the program left.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    /// The run ended with this status.
    #[track_caller]
    pub(crate) fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}{}", self.stdout, self.stderr);
        self
    }

    /// The run wrote this to standard output, among other things.
    #[track_caller]
    pub(crate) fn prints(self, text: &str) -> Self {
        let stdout = &self.stdout;
        assert!(stdout.contains(text), "no `{text}` in:\n{stdout}");
        self
    }

    /// What the run wrote to standard output begins with this.
    #[track_caller]
    pub(crate) fn begins(self, text: &str) -> Self {
        let stdout = &self.stdout;
        assert!(stdout.starts_with(text), "not first `{text}` in:\n{stdout}");
        self
    }

    /// The run wrote this to standard error, among other things.
    #[track_caller]
    pub(crate) fn notes(self, text: &str) -> Self {
        let stderr = &self.stderr;
        assert!(stderr.contains(text), "no `{text}` in:\n{stderr}");
        self
    }

    /// The report of a run that succeeded, and wrote nothing to standard error.
    #[track_caller]
    pub(crate) fn report(self) -> String {
        let outcome = self.ends(0);
        assert_eq!(outcome.stderr, "");
        outcome.stdout
    }

    /// The only line on standard error of a run that failed before it wrote anything else.
    #[track_caller]
    pub(crate) fn refusal(self, status: i32) -> String {
        let outcome = self.ends(status);
        assert_eq!(outcome.stdout, "");
        assert_eq!(outcome.stderr.lines().count(), 1, "{}", outcome.stderr);
        outcome.stderr
    }
}

/// As transcripts show it: the output, that on standard error after a `!`, and the status of a failure.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stdout)?;
        for line in self.stderr.lines() {
            writeln!(f, "! {line}")?;
        }
        match self.status {
            0 => Ok(()),
            status => writeln!(f, "(status {status})"),
        }
    }
}

/// This repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The entries of a `revisions.toml`, each as its date and release.
pub(crate) fn revisions(root: &Path) -> Vec<[String; 2]> {
    let list = fs::read_to_string(root.join("model/organizations/revisions.toml")).unwrap();
    let list: toml::Table = list.parse().unwrap();
    let entries = list["revision"].as_array().unwrap().iter();
    let text = |entry: &toml::Value, key| entry[key].as_str().unwrap().to_owned();
    entries
        .map(|entry| ["date", "botocore"].map(|key| text(entry, key)))
        .collect()
}

/// The program with the arguments of a command line, which are separated by spaces.
pub(crate) fn program(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(line.split_whitespace()).current_dir(folder);
    command
}

/// Runs a program.
pub(crate) fn outcome(command: &mut Command) -> Outcome {
    let output = command.output().unwrap();
    Outcome {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the program in this repository.
pub(crate) fn xtask(line: &str) -> Outcome {
    outcome(&mut program(repository(), line))
}

/// Compares what these commands show, a line each, with the snapshot of this name.
pub(crate) fn assert_transcript(name: &str, folder: &Path, commands: &str) {
    assert_transcript_of(name, folder, commands, |_| {});
}

/// The same with changes to the process of each command.
pub(crate) fn assert_transcript_of(
    name: &str,
    folder: &Path,
    commands: &str,
    prepare: impl Fn(&mut Command),
) {
    let mut shown = String::new();
    for command in commands.lines().map(str::trim) {
        let mut program = program(folder, command);
        prepare(&mut program);
        let outcome = outcome(&mut program);
        shown += &format!("$ cargo xtask {command}\n{outcome}\n");
    }
    let shown = shown.replace(&folder.display().to_string(), "[folder]");
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!(name, shown);
    });
}

/// Makes cargo, or a program that runs it, deny warnings and share the dependencies of generated
/// crates with the other tests of this suite.
pub(crate) fn share_dependencies(command: &mut Command) -> &mut Command {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    command
        .env("CARGO_BUILD_BUILD_DIR", folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTFLAGS", "-Dwarnings -Wmissing_docs")
        .env("RUSTDOCFLAGS", "-Dwarnings")
}

/// Checks a generated crate with cargo.
#[track_caller]
pub(crate) fn assert_compiles(folder: &Path) {
    let mut check = Command::new(env!("CARGO"));
    check.args(["check", "--quiet"]).current_dir(folder);
    outcome(share_dependencies(&mut check)).ends(0);
}

pub(crate) fn sha256(text: &str) -> String {
    let bytes = Hash::hash(text.as_bytes());
    bytes.map(|byte| format!("{byte:02x}")).concat()
}

pub(crate) fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// The files and empty folders below a folder, by their paths in it; none if it does not exist.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let name = PathBuf::from(entry.file_name());
        if entry.path().is_dir() {
            let mut below = files_below(&entry.path());
            if below.is_empty() {
                below.insert(PathBuf::new(), Vec::new());
            }
            let below = below.into_iter();
            files.extend(below.map(|(path, content)| (name.join(path), content)));
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// A folder in memory where the system has one, since a commit syncs each file to the disk.
pub(crate) fn temporary_folder() -> TempDir {
    let in_memory = tempfile::tempdir_in("/dev/shm");
    in_memory.or_else(|_| tempfile::tempdir()).unwrap()
}

/// Programs for the `PATH`, on the disk: a folder in memory may not run any.
#[cfg(unix)]
pub(crate) struct Programs(TempDir);

#[cfg(unix)]
impl Programs {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn write(&self, name: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.path(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A `PATH` with these programs before others.
    pub(crate) fn before(&self, others: &str) -> String {
        format!("{}:{others}", self.0.path().display())
    }
}

/// A workspace of its own.
pub(crate) struct Workspace(TempDir);

impl Workspace {
    /// One without a model.
    pub(crate) fn new() -> Self {
        let workspace = Self(temporary_folder());
        workspace.write("Cargo.toml", "[workspace]\n");
        fs::create_dir(workspace.path("model")).unwrap();
        workspace
    }

    /// One with two revisions: `OLD` is a value of the first, `NEW` of the second.
    pub(crate) fn with_revisions() -> Self {
        let workspace = Self::new();
        for (date, release, value) in [
            ("2024-01-01", "1.0.0", "OLD"),
            ("2024-02-02", "1.0.1", "NEW"),
        ] {
            let model = MODEL.replace("VALUE", value);
            workspace.add_revision(date, release, &model);
        }
        workspace
    }

    /// One without a model, but with the runtime of generated crates.
    pub(crate) fn with_runtime() -> Self {
        let workspace = Self::new();
        let mut manifest = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
        for members in [r#""codegen", "#, r#", "e2e""#, r#", "xtask""#] {
            manifest = manifest.replace(members, "");
        }
        workspace.write("Cargo.toml", manifest);
        workspace.copy(&["Cargo.lock", "crates/aws-json-protocol"]);
        workspace
    }

    /// Adds a revision to those that the workspace has, imported from a file with that text.
    pub(crate) fn add_revision(&self, date: &str, release: &str, model: &str) {
        self.add_stripped(date, release, model, model);
    }

    /// Adds a revision, imported from a file with another text.
    pub(crate) fn add_stripped(&self, date: &str, release: &str, model: &str, imported: &str) {
        let folder = format!("model/organizations/{date}");
        self.write(&format!("{folder}/service-2.json"), model);
        let paginators = r#"{"pagination": {}}"#;
        self.write(&format!("{folder}/paginators-1.json"), paginators);
        let list = "model/organizations/revisions.toml";
        let before = fs::read_to_string(self.path(list)).unwrap_or_default();
        let sha256 = sha256(imported);
        let entry = format!(
            "[[revision]]\ndate = \"{date}\"\nbotocore = \"{release}\"\nsha256 = \"{sha256}\"\n"
        );
        self.write(list, before + &entry);
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Copies files of this repository, or all files of its folders.
    pub(crate) fn copy(&self, paths: &[&str]) {
        for path in paths {
            let from = repository().join(path);
            if from.is_file() {
                self.write(path, fs::read(&from).unwrap());
            }
            for (name, content) in files_below(&from) {
                self.write(&format!("{path}/{}", name.display()), content);
            }
        }
    }

    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn command(&self, line: &str) -> Command {
        program(self.root(), line)
    }

    /// The program where files of any size are forbidden, as on a full disk. The shell ignores the
    /// signal for that.
    #[cfg(unix)]
    pub(crate) fn full_disk(&self, line: &str) -> Command {
        let script = format!("trap '' XFSZ; ulimit -f 0; exec \"$0\" {line}");
        let mut shell = Command::new("sh");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_xtask")]);
        shell.current_dir(self.root());
        shell
    }

    pub(crate) fn run(&self, line: &str) -> Outcome {
        outcome(&mut self.command(line))
    }

    /// Compares what these commands show, a line each, with the snapshot of this name.
    pub(crate) fn assert_transcript(&self, name: &str, commands: &str) {
        assert_transcript(name, self.root(), commands);
    }

    /// All files and empty folders, except those of cargo and of the journal.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = files_below(self.root());
        files.retain(|path, _| !path.starts_with("target"));
        files
    }

    /// Commits everything to a git repository.
    pub(crate) fn commit(&self) {
        let identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.com"];
        for line in ["init --quiet", "add .", "commit --quiet --message Models"] {
            let mut git = Command::new("git");
            let git = git.args(identity).args(line.split(' '));
            outcome(git.current_dir(self.root())).ends(0);
        }
    }
}
