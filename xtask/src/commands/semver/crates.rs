//! The crate of a revision, in the forms that the judges need.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use codegen::api::surface::{self, Item};
use codegen::diff::Revision;

use crate::cargo::answer_of;
use crate::failure::{Blame, if_exists};
use crate::history::{Recorded, last};
use crate::scratch::Scratch;

/// The arguments of cargo that compile a program, which is an example of the crate.
const CHECK: &str = "check --color=never --message-format=short --all-features --example user";

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
            .or_unreadable(format_args!("the documentation of {}", self.name()))?;
        let copied = std::fs::copy(&written, self.rustdoc()).map(drop);
        copied.or_unwritable(self.rustdoc().display())
    }

    /// Compiles uses of everything in a revision's crate against this crate, and returns the lines
    /// that fail. Leaves these out and compiles again, since some errors hide others.
    pub(super) fn failing_uses(&self, of: &Revision<'_>) -> Result<BTreeSet<String>> {
        let items = surface::items(of.api(), "org_types");
        let mut failing = BTreeSet::new();
        loop {
            let kept = items.iter().filter(|item| !failing.contains(&item.line));
            let kept: Vec<_> = kept.collect();
            let program = surface::user("org_types", kept.iter().copied());
            let file = PathBuf::from(self.name()).join("examples/user.rs");
            self.workspace.write(file, &program)?;
            let output = self.cargo()?.args(CHECK.split(' ')).output();
            let output = output.context("cannot run cargo")?;
            if output.status.success() {
                return Ok(failing);
            }
            let messages = String::from_utf8_lossy(&output.stderr);
            let found = errors(&messages, &kept).or_unreadable("the output of the compiler")?;
            ensure!(
                !found.is_empty(),
                "the uses of {} fail without an error in them:\n{messages}",
                of.id()
            );
            failing.extend(found);
        }
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

/// Returns the uses with errors, which the compiler reports as `examples/user.rs:12:5: error`. An
/// error elsewhere says nothing about a use, and is returned.
fn errors(messages: &str, uses: &[&Item]) -> Result<BTreeSet<String>> {
    let errors = messages.lines().filter(|line| line.contains(": error"));
    let lines = errors.map(|error| {
        let place = error.split_once("examples/user.rs:");
        let number = place.and_then(|(_, place)| place.split(':').next()?.parse::<usize>().ok());
        // The first line of the program is not a use of an item.
        let item = number.and_then(|number| uses.get(number.checked_sub(2)?));
        let item = item.with_context(|| format!("this error is not on the line of a use: {error}"));
        Ok(item?.line.clone())
    });
    lines.collect()
}
