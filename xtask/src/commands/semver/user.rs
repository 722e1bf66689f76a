//! A program that uses everything in a revision's crate, compiled against another revision's crate.

use std::collections::BTreeMap;
use std::process::Output;

use anyhow::{Context, Result, ensure};
use codegen::api::surface::{self, Item};
use codegen::diff::Revision;

use super::crates::Crate;
use crate::cargo::{Code, Diagnostic, Message, messages};

/// The name of the program, which is an example of the crate.
const EXAMPLE: &str = "user";

/// The uses that do not compile: the line of each item, with the compiler's error code.
pub(super) type FailingUses = BTreeMap<String, String>;

impl Crate<'_> {
    /// Compiles uses of everything in a revision's crate against this crate, and returns those that
    /// fail. Leaves these out and compiles again, since some errors hide others.
    pub(super) fn failing_uses(&self, of: &Revision<'_>) -> Result<FailingUses> {
        let items = surface::items(of.api(), "org_types");
        let file = self
            .folder
            .join("examples")
            .join(EXAMPLE)
            .with_extension("rs");
        let mut failing = FailingUses::new();
        loop {
            let kept = items
                .iter()
                .filter(|item| !failing.contains_key(&item.line));
            let kept: Vec<_> = kept.collect();
            let program = surface::user("org_types", kept.iter().copied());
            std::fs::create_dir_all(self.folder.join("examples"))
                .and_then(|()| std::fs::write(&file, program))
                .with_context(|| format!("cannot write {}", file.display()))?;
            let arguments = [
                "check",
                "--message-format=json",
                "--all-features",
                "--example",
                EXAMPLE,
            ];
            let output = self.cargo(arguments)?;
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
