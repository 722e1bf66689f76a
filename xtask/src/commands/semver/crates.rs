//! The crate of a revision, in the forms that the judges need.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context, Result, ensure};
use codegen::diff::Revision;

use crate::cargo::cargo;
use crate::failure::{Blame, if_exists};
use crate::history::{Recorded, last};
use crate::scratch;

/// The folder of all crates, relative to the workspace. It is a workspace of one of them at a time,
/// since all have the same name.
const FOLDER: &str = "target/xtask/semver";

/// The crate of a revision, written and documented.
pub(super) struct Crate<'a> {
    pub(super) revision: Revision<'a>,
    root: &'a Path,
}

impl<'a> Crate<'a> {
    /// Writes the crate of the last of these revisions.
    pub(super) fn write(root: &'a Path, history: &'a [Recorded]) -> Result<Self> {
        let revision = last(history)?.side();
        let written = Self { revision, root };
        scratch::write_org_types(&root.join(FOLDER), written.name(), history, root)?;
        written.document()?;
        let failing = written.failing_uses(&written.revision)?;
        ensure!(
            failing.is_empty(),
            "uses of {} do not compile against its own crate: {failing:#?}",
            written.name()
        );
        Ok(written)
    }

    /// Returns the date of the revision, which is also the name of its folder.
    pub(super) fn name(&self) -> &str {
        self.revision.id()
    }

    /// Returns the path of a file in the crate's folder.
    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.root.join(FOLDER).join(self.name()).join(file)
    }

    /// Returns the path of rustdoc's JSON output.
    pub(super) fn rustdoc(&self) -> PathBuf {
        self.path("org_types.json")
    }

    fn document(&self) -> Result<()> {
        // All crates have the same name, and so have the files.
        let written = self.root.join(FOLDER).join("target/doc/org_types.json");
        if_exists(std::fs::remove_file(&written)).or_unwritable(written.display())?;
        let format = ["-Zunstable-options", "--output-format", "json"];
        let output = self.cargo(["rustdoc", "--lib", "--"].iter().chain(&format))?;
        ensure!(
            output.status.success(),
            "cargo rustdoc failed on {}:\n{}",
            self.name(),
            String::from_utf8_lossy(&output.stderr)
        );
        let copied = std::fs::copy(&written, self.rustdoc()).map(drop);
        copied.or_unwritable(self.rustdoc().display())
    }

    /// Runs cargo on the crate.
    pub(super) fn cargo(
        &self,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Result<Output> {
        // Cargo distinguishes crates with the same name by their path in a workspace.
        let workspace = self.root.join(FOLDER);
        scratch::write_workspace(&workspace, "", &[self.name()], self.root)?;
        cargo()
            .args(arguments)
            .current_dir(self.path(""))
            .env("CARGO_TARGET_DIR", workspace.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            // Stable toolchains only produce rustdoc's JSON output with this variable.
            .env("RUSTC_BOOTSTRAP", "1")
            .output()
            .context("cannot run cargo")
    }
}
