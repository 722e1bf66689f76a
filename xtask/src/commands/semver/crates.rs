//! The crate of each revision, in the forms that the judges need.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context, Result, bail, ensure};

use crate::cargo::cargo;
use crate::copy::Copy;
use crate::generated::{self, ReadRevision};
use crate::revisions::RevisionDate;

/// The folder for all files of the command, relative to the workspace.
const FOLDER: &str = "target/xtask/semver";

/// The crates of revisions, each written when it is first requested.
pub(super) struct Crates<'a> {
    root: &'a Path,
    models: &'a [ReadRevision],
    written: BTreeMap<RevisionDate, PathBuf>,
    documented: BTreeMap<RevisionDate, PathBuf>,
    /// The revisions whose uses are known to compile against their own crate.
    pub(super) users: BTreeSet<RevisionDate>,
}

impl<'a> Crates<'a> {
    /// Creates the crates of revisions, given oldest first, in the workspace at `root`.
    pub(super) fn new(root: &'a Path, models: &'a [ReadRevision]) -> Self {
        Self {
            root,
            models,
            written: BTreeMap::new(),
            documented: BTreeMap::new(),
            users: BTreeSet::new(),
        }
    }

    /// Returns the folder of a revision's crate.
    pub(super) fn folder(&mut self, date: RevisionDate) -> Result<PathBuf> {
        if let Some(folder) = self.written.get(&date) {
            return Ok(folder.clone());
        }
        let until = self
            .models
            .iter()
            .take_while(|read| read.date <= date)
            .count();
        let history = self.models.get(..until).unwrap_or_default();
        let Some(last) = history.last() else {
            bail!("there is no revision {date}");
        };
        let parent = self.parent();
        let folder = date.to_string();
        let copy = Copy {
            parent: &parent,
            folder: &folder,
        };
        let generated = generated::generate(self.root, history)?;
        copy.write(&last.model, &generated.files, self.root)?;
        let folder = parent.join(folder);
        self.written.insert(date, folder.clone());
        Ok(folder)
    }

    /// Returns the path of rustdoc's JSON output for a revision's crate.
    pub(super) fn documented(&mut self, date: RevisionDate) -> Result<PathBuf> {
        if let Some(file) = self.documented.get(&date) {
            return Ok(file.clone());
        }
        let folder = self.folder(date)?;
        let format = ["-Zunstable-options", "--output-format", "json"];
        // All crates have the same name, and so have the files.
        let written = self.parent().join("target/doc/org_types.json");
        if written.exists() {
            std::fs::remove_file(&written)
                .with_context(|| format!("cannot remove {}", written.display()))?;
        }
        let output = self.cargo(date, ["rustdoc", "--lib", "--"].iter().chain(&format))?;
        ensure!(
            output.status.success(),
            "cargo rustdoc failed in {}:\n{}",
            folder.display(),
            String::from_utf8_lossy(&output.stderr)
        );
        let file = folder.join("org_types.json");
        std::fs::copy(&written, &file)
            .with_context(|| format!("cannot copy {}", written.display()))?;
        self.documented.insert(date, file.clone());
        Ok(file)
    }

    /// Runs cargo on a revision's crate.
    pub(super) fn cargo(
        &mut self,
        date: RevisionDate,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Result<Output> {
        let folder = self.folder(date)?;
        let copy = Copy {
            parent: &self.parent(),
            folder: &date.to_string(),
        };
        std::fs::write(copy.parent.join("Cargo.toml"), copy.workspace())
            .with_context(|| format!("cannot write to {}", copy.parent.display()))?;
        cargo()
            .args(arguments)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", copy.parent.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            // Stable toolchains only produce rustdoc's JSON output with this variable.
            .env("RUSTC_BOOTSTRAP", "1")
            .output()
            .context("cannot run cargo")
    }

    fn parent(&self) -> PathBuf {
        self.root.join(FOLDER)
    }
}
