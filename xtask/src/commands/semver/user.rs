//! A user who needs all that a revision's crate has, and what of it another revision's crate takes
//! from them.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use codegen::api::surface::{self, Item};
use codegen::diff::Revision;
use serde::Deserialize;

use super::crates::Crates;
use crate::revisions::RevisionDate;

/// The example of a crate that the user is.
const EXAMPLE: &str = "user";

/// The uses that do not compile: the item's line, and the compiler's code for the error.
pub(super) type FailingUses = BTreeMap<String, String>;

/// A message of cargo, of which there are other kinds.
#[derive(Deserialize)]
struct Message {
    message: Option<Diagnostic>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    code: Option<Code>,
    spans: Vec<Span>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
}

impl Crates<'_> {
    /// Compiles uses of all that the crate of a revision has, `of` which date it is, against the
    /// crate of another.
    ///
    /// # Errors
    ///
    /// They do not compile against the crate that they are of, or fail for another reason than an
    /// error in them.
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
                "what {of} is said to have does not compile against it: {failing:#?}"
            );
        }
        self.compile(&items, against)
    }

    /// Leaves out what fails, and compiles again: some errors hide others.
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
            let messages = String::from_utf8_lossy(&output.stdout);
            let found = errors(&messages, &kept)
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

/// The errors among cargo's messages, each with the use on whose line it is.
fn errors(messages: &str, uses: &[&Item]) -> Result<FailingUses> {
    let mut found = FailingUses::new();
    for line in messages.lines() {
        let Message { message, target } =
            serde_json::from_str(line).context("cargo's message is new to this command")?;
        let Some(Diagnostic {
            level,
            code: Some(Code { code }),
            spans,
            rendered,
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
            .with_context(|| rendered.unwrap_or_default())
            .context("the error is in no use")?;
        found.entry(item.line.clone()).or_insert(code);
    }
    Ok(found)
}
