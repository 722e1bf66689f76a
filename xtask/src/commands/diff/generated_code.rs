//! How the generated source changes, line by line.

use std::collections::BTreeSet;

use anyhow::Result;
use codegen::Files;
use codegen::api::Documentation;

use crate::failure::OrUnreadable;
use crate::generated::{self, ReadRevision};
use crate::revisions::{RevisionDate, RevisionName};
use crate::side::Side;
use crate::unified_diff::unified_diff;
use crate::workspace::{NoWorkspace, Root};

/// The exact difference of what is generated from the two sides, as a unified diff with three lines
/// of context; empty where nothing differs.
///
/// Both sides have the same documentation. Only recorded revisions have sentences, and the dates
/// since when their parts are there, each from its own history.
///
/// # Errors
///
/// The recorded revisions cannot be read, or a side cannot be generated.
pub(super) fn between(sides: &[Side; 2], root: &Root) -> Result<String> {
    let [old, new] = sides;
    let (old, new) = match (old.revision, new.revision) {
        (Some(old), Some(new)) => {
            let root = root.as_ref().map_err(NoWorkspace::clone)?;
            let revisions = generated::revisions(root, Some(RevisionName::Date(old.max(new))))?;
            let files = |date| generated::generate(root, up_to(&revisions, date));
            (files(old)?.files, files(new)?.files)
        }
        _ => {
            let documentation = Documentation::default();
            let files = |side: &Side| {
                codegen::generate(&side.model, &documentation).or_unreadable(&side.id)
            };
            (files(old)?, files(new)?)
        }
    };
    Ok(unified(&old, &new))
}

fn up_to(revisions: &[ReadRevision], date: RevisionDate) -> &[ReadRevision] {
    let end = revisions.partition_point(|revision| revision.date <= date);
    revisions.get(..end).unwrap_or_default()
}

/// The difference of two sets of files, in the order of their paths.
fn unified(old: &Files, new: &Files) -> String {
    let paths: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let mut text = String::new();
    for path in paths {
        let (old, new) = (old.get(path), new.get(path));
        let header = |prefix: &str, file: Option<&String>| match file {
            Some(_) => format!("{prefix}/{path}"),
            None => "/dev/null".to_owned(),
        };
        let texts = [old, new].map(|file| file.map_or("", String::as_str));
        text += &unified_diff([&header("a", old), &header("b", new)], texts);
    }
    text
}
