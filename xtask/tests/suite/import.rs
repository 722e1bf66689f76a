//! `cargo xtask import`, on small wheels and with a script in place of Python.

mod download;
mod facts;
mod json;
mod order;
mod refusals;

use std::fs;
use std::ops::Deref;
use std::process::Command;

use crate::support::wheel::WheelFile;
use crate::support::{
    Outcome, Programs, Workspace, assert_transcript_of, outcome, revisions, temporary_folder,
};

/// Stands in for `python3 -m pip`: lists the wheels in `$WHEELS`, and runs `$MEANWHILE` before it copies
/// one.
const PYTHON: &str = include_str!("../fixtures/python3.sh");

/// The folder of the service in a wheel.
const FOLDER: &str = "botocore/data/organizations/2016-11-28";

/// A `service-2.json` with an enum value by which it differs from others.
fn service_model(value: &str) -> String {
    let metadata =
        r#"{"apiVersion":"2016-11-28","protocol":"rest-json","serviceId":"Organizations"}"#;
    let shape = format!(r#"{{"type":"string","enum":["{value}"],"documentation":"d"}}"#);
    format!(r#"{{"metadata":{metadata},"operations":{{}},"shapes":{{"Type":{shape}}}}}"#)
}

/// The wheel of a release with that service model, built on a day of January 2024.
fn wheel(release: &str, day: u8, value: &str) -> WheelFile {
    WheelFile::new(release, (2024, 1, day)).service("organizations", &service_model(value))
}

/// A workspace without a model, and the releases that pip finds.
struct Import {
    workspace: Workspace,
    programs: Programs,
}

impl Deref for Import {
    type Target = Workspace;

    fn deref(&self) -> &Workspace {
        &self.workspace
    }
}

impl Import {
    fn new() -> Self {
        let (workspace, programs) = (Workspace::new(), Programs::new());
        programs.write("python3", PYTHON);
        fs::create_dir(workspace.path("wheels")).unwrap();
        Self {
            workspace,
            programs,
        }
    }

    /// Adds releases to those that pip finds.
    fn publish(&self, wheels: &[WheelFile]) {
        for wheel in wheels {
            wheel.write(&self.path("wheels"));
        }
    }

    /// Imports wheels from files.
    fn wheels(&self, wheels: &[WheelFile]) -> Outcome {
        let folder = temporary_folder();
        let files = wheels.iter().map(|wheel| wheel.write(folder.path()));
        let files: Vec<_> = files.collect();
        self.with(&format!("--wheel {}", files.join(" ")))
    }

    fn with(&self, line: &str) -> Outcome {
        self.with_concurrent(line, "")
    }

    fn with_concurrent(&self, line: &str, script: &str) -> Outcome {
        let mut import = self.command(&format!("import {line}"));
        self.prepare(&mut import);
        outcome(import.env("MEANWHILE", script))
    }

    /// Gives a command the Python that finds the published releases.
    fn prepare(&self, command: &mut Command) {
        command
            .env("PATH", self.programs.before("/usr/bin:/bin"))
            .env("WHEELS", self.path("wheels"));
    }

    /// Compares what these commands show, a line each, with the snapshot of this name.
    fn assert_transcript(&self, name: &str, commands: &str) {
        assert_transcript_of(name, self.root(), commands, |command| self.prepare(command));
    }

    /// The recorded revisions as `date release value`.
    fn revisions(&self) -> Vec<String> {
        let line = |[date, release]: [String; 2]| {
            let model = format!("model/organizations/{date}/service-2.json");
            let model = self.read(&model);
            let (_, values) = model.split_once("\"enum\": [").unwrap();
            format!("{date} {release} {}", values.split('"').nth(1).unwrap())
        };
        revisions(self.root()).into_iter().map(line).collect()
    }

    /// Asserts that the function changes no file.
    fn assert_unchanged<T>(&self, run: impl FnOnce() -> T) -> T {
        let model = || {
            let mut files = self.files();
            files.retain(|path, _| !path.starts_with("wheels"));
            files
        };
        let before = model();
        let result = run();
        assert_eq!(model(), before);
        result
    }
}
