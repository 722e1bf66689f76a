//! A program that uses everything in a revision's crate, compiled against another revision's crate.

use std::collections::BTreeMap;
use std::process::Output;

use anyhow::{Context, Result, ensure};
use codegen::api::surface::{self, Item};
use codegen::diff::Revision;

use super::crates::Crates;
use crate::cargo::{Code, Diagnostic, Message, messages};
use crate::revisions::RevisionDate;

/// The name of the program, which is an example of the crate.
const EXAMPLE: &str = "user";

/// The uses that do not compile: the line of each item, with the compiler's error code.
pub(super) type FailingUses = BTreeMap<String, String>;

impl Crates<'_> {
    /// Compiles uses of everything in the crate of the revision `of` against the crate of another,
    /// and returns those that fail.
    ///
    /// # Errors
    ///
    /// Returns an error if they do not compile against their own crate, or if compiling fails for
    /// a reason other than an error in them.
    pub(super) fn failing_uses(
        &mut self,
        revision: &Revision<'_>,
        of: RevisionDate,
        against: RevisionDate,
    ) -> Result<FailingUses> {
        let items = surface::items(revision.api(), "org_types");
        if self.users.insert(of) {
            let failing = self.compile(&items, of)?;
            ensure!(
                failing.is_empty(),
                "uses of {of} do not compile against its own crate: {failing:#?}"
            );
        }
        self.compile(&items, against)
    }

    /// Compiles uses, leaving out those that fail and compiling again, since some errors hide
    /// others.
    fn compile(&mut self, items: &[Item], against: RevisionDate) -> Result<FailingUses> {
        let folder = self.folder(against)?;
        let file = folder.join("examples").join(EXAMPLE).with_extension("rs");
        let mut failing = FailingUses::new();
        loop {
            let kept = items
                .iter()
                .filter(|item| !failing.contains_key(&item.line));
            let kept: Vec<_> = kept.collect();
            let program = surface::user("org_types", kept.iter().copied());
            std::fs::create_dir_all(folder.join("examples"))
                .and_then(|()| std::fs::write(&file, program))
                .with_context(|| format!("cannot write {}", file.display()))?;
            let arguments = [
                "check",
                "--message-format=json",
                "--all-features",
                "--example",
                EXAMPLE,
            ];
            let output = self.cargo(against, arguments)?;
            if output.status.success() {
                return Ok(failing);
            }
            let found = errors(&output, &kept)
                .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
            ensure!(
                !found.is_empty(),
                "the uses of {} fail without an error in them",
                file.display()
            );
            failing.extend(found);
        }
    }
}

/// Returns the errors among cargo's messages, each with the use on its line.
fn errors(output: &Output, uses: &[&Item]) -> Result<FailingUses> {
    let mut found = FailingUses::new();
    for Message {
        message, target, ..
    } in messages(output)
    {
        let Some(Diagnostic {
            level,
            code: Some(Code { code }),
            message,
            spans,
        }) = message
        else {
            continue;
        };
        if level != "error" {
            continue;
        }
        let in_user = target.is_some_and(|target| target.kind.iter().any(|kind| kind == "example"));
        let item = spans
            .iter()
            .find(|span| span.is_primary && span.file_name.ends_with("user.rs"))
            // The first line of the program is not a use of an item.
            .and_then(|span| uses.get(span.line_start.checked_sub(2)?));
        let item = item
            .filter(|_| in_user)
            .context(message)
            .context("the error is not on the line of a use")?;
        found.entry(item.line.clone()).or_insert(code);
    }
    Ok(found)
}
