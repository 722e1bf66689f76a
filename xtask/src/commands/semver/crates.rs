//! The crate of a revision, in the forms that the judges need.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context, Result, ensure};
use codegen::diff::Revision;

use crate::cargo::cargo;
use crate::failure::if_exists;
use crate::generated::{self, ReadRevision};
use crate::scratch;

/// The folder for all files of the command, relative to the workspace.
const FOLDER: &str = "target/xtask/semver";

/// The crate of a revision, written and documented.
pub(super) struct Crate<'a> {
    pub(super) revision: Revision<'a>,
    root: &'a Path,
    /// The folder of all crates. It is a workspace of one of them at a time, since all have one name.
    parent: PathBuf,
    /// The folder of the crate.
    pub(super) folder: PathBuf,
    /// rustdoc's JSON output.
    pub(super) rustdoc: PathBuf,
}

impl<'a> Crate<'a> {
    /// Writes the crate of `last`, the last revision of a history.
    pub(super) fn write(
        root: &'a Path,
        history: &'a [ReadRevision],
        last: &'a ReadRevision,
    ) -> Result<Self> {
        let revision = Revision::new(last.date.to_string(), &last.model);
        let parent = root.join(FOLDER);
        let folder = parent.join(revision.id());
        let written = Self {
            rustdoc: folder.join("org_types.json"),
            revision,
            root,
            parent,
            folder,
        };
        let generated = generated::generate(root, history)?;
        let name = written.revision.id();
        scratch::write_org_types(&written.parent, name, &last.model, &generated.files, root)?;
        written.document()?;
        let failing = written.failing_uses(&written.revision)?;
        ensure!(
            failing.is_empty(),
            "uses of {} do not compile against its own crate: {failing:#?}",
            last.date
        );
        Ok(written)
    }

    fn document(&self) -> Result<()> {
        // All crates have the same name, and so have the files.
        let written = self.parent.join("target/doc/org_types.json");
        if_exists(std::fs::remove_file(&written))
            .with_context(|| format!("cannot remove {}", written.display()))?;
        let format = ["-Zunstable-options", "--output-format", "json"];
        let output = self.cargo(["rustdoc", "--lib", "--"].iter().chain(&format))?;
        ensure!(
            output.status.success(),
            "cargo rustdoc failed in {}:\n{}",
            self.folder.display(),
            String::from_utf8_lossy(&output.stderr)
        );
        std::fs::copy(&written, &self.rustdoc)
            .with_context(|| format!("cannot copy {}", written.display()))?;
        Ok(())
    }

    /// Runs cargo on the crate.
    pub(super) fn cargo(
        &self,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Result<Output> {
        // Cargo distinguishes crates with the same name by their path in a workspace.
        let members = [self.revision.id().to_owned()];
        scratch::write_workspace(&self.parent, "", &members, self.root)?;
        cargo()
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.parent.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            // Stable toolchains only produce rustdoc's JSON output with this variable.
            .env("RUSTC_BOOTSTRAP", "1")
            .output()
            .context("cannot run cargo")
    }
}
