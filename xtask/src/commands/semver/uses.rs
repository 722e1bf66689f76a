//! A program that uses everything in a revision's crate, compiled against another revision's crate.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Output;

use anyhow::{Context, Result, ensure};
use codegen::api::surface::{self, Item};
use codegen::diff::Revision;

use super::crates::Crate;
use crate::cargo::{Code, Diagnostic, messages};

/// The arguments of cargo that compile the program, which is an example of the crate.
const CHECK: [&str; 5] = [
    "check",
    "--message-format=json",
    "--all-features",
    "--example",
    "user",
];

/// The uses that do not compile: the line of each item, with the compiler's error code.
pub(super) type FailingUses = BTreeMap<String, String>;

/// Returns the number of uses, and the codes of their errors: `2 (E0599, E0609)`.
pub(super) fn summary(failing: &FailingUses) -> String {
    let codes: BTreeSet<_> = failing.values().map(String::as_str).collect();
    match failing.len() {
        0 => "0".to_owned(),
        count => format!("{count} ({})", Vec::from_iter(codes).join(", ")),
    }
}

impl Crate<'_> {
    /// Compiles uses of everything in a revision's crate against this crate, and returns those that
    /// fail. Leaves these out and compiles again, since some errors hide others.
    pub(super) fn failing_uses(&self, of: &Revision<'_>) -> Result<FailingUses> {
        let items = surface::items(of.api(), "org_types");
        let mut failing = FailingUses::new();
        loop {
            let kept = items
                .iter()
                .filter(|item| !failing.contains_key(&item.line));
            let kept: Vec<_> = kept.collect();
            let program = surface::user("org_types", kept.iter().copied());
            self.write("examples/user.rs", &program)?;
            let output = self.cargo()?.args(CHECK).output();
            let output = output.context("cannot run cargo")?;
            if output.status.success() {
                return Ok(failing);
            }
            let found = errors(&output, &kept)
                .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
            ensure!(
                !found.is_empty(),
                "the uses of {} fail without an error in them",
                of.id()
            );
            failing.extend(found);
        }
    }
}

/// Returns the errors among cargo's messages, each with the use on its line.
fn errors(output: &Output, uses: &[&Item]) -> Result<FailingUses> {
    let mut found = FailingUses::new();
    for message in messages(output) {
        let Some(Diagnostic {
            level,
            code: Some(Code { code }),
            message: text,
            spans,
        }) = message.message
        else {
            continue;
        };
        if level != "error" {
            continue;
        }
        let mut spans = spans.iter();
        let span = spans.find(|span| span.is_primary && span.file_name.ends_with("user.rs"));
        // The first line of the program is not a use of an item.
        let item = span.and_then(|span| uses.get(span.line_start.checked_sub(2)?));
        let item = item
            .context(text)
            .context("the error is not on the line of a use")?;
        found.entry(item.line.clone()).or_insert(code);
    }
    Ok(found)
}
