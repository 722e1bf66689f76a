//! The crate of a revision, in the forms that the judges need.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use codegen::diff::Revision;

use crate::cargo::answer_of;
use crate::failure::{Blame, if_exists};
use crate::history::{Recorded, last};
use crate::scratch::Scratch;

/// The crate of a revision, written and documented.
pub(super) struct Crate<'a> {
    pub(super) revision: Revision<'a>,
    workspace: &'a Scratch,
}

impl<'a> Crate<'a> {
    /// Writes the crate of the last of these revisions.
    pub(super) fn create(workspace: &'a Scratch, history: &'a [Recorded]) -> Result<Self> {
        let revision = last(history)?.side();
        let written = Self {
            revision,
            workspace,
        };
        workspace.write_org_types(written.name(), history)?;
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

    /// Returns the path of rustdoc's JSON output.
    pub(super) fn rustdoc(&self) -> PathBuf {
        let folder = self.workspace.folder.join(self.name());
        folder.join("org_types.json")
    }

    fn document(&self) -> Result<()> {
        // All crates have the same name, and so have the files.
        let written = self.workspace.folder.join("target/doc/org_types.json");
        if_exists(std::fs::remove_file(&written)).or_unwritable(written.display())?;
        let format = ["-Zunstable-options", "--output-format", "json"];
        answer_of(self.cargo()?.args(["rustdoc", "--lib", "--"]).args(format))
            .with_context(|| format!("cannot document {}", self.name()))?;
        let copied = std::fs::copy(&written, self.rustdoc()).map(drop);
        copied.or_unwritable(self.rustdoc().display())
    }

    /// Writes a file of the crate.
    pub(super) fn write(&self, file: &str, text: &str) -> Result<()> {
        let folder = PathBuf::from(self.name());
        self.workspace.write(folder.join(file), text)
    }

    /// Creates a command that runs cargo on the crate.
    pub(super) fn cargo(&self) -> Result<Command> {
        // Cargo distinguishes crates with the same name by their path in a workspace.
        self.workspace.write_workspace(&[self.name()])?;
        let mut cargo = self.workspace.cargo(self.name());
        cargo
            .env("CARGO_INCREMENTAL", "0")
            // Stable toolchains only produce rustdoc's JSON output with this variable.
            .env("RUSTC_BOOTSTRAP", "1");
        Ok(cargo)
    }
}
