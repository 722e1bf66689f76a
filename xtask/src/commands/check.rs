//! `cargo xtask check`: checks that the generated files match the model.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::changes::Changes;
use crate::failure::if_exists;
use crate::generated::{self, Generated, SERVICE};
use crate::history::recorded;
use crate::output;
use crate::unified_diff::unified_diff;

/// The maximum number of lines of differences that are shown.
const MOST_LINES: usize = 200;

/// Check that the generated files of `org-types` match the newest revision.
///
/// Prints the differences and exits with status 1 if a file is stale, edited, missing or left over.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask check")]
pub(crate) struct Arguments {}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(_arguments: &Arguments, root: &Path) -> Result<()> {
    let generated = generated::generate(root, &recorded(root, SERVICE, None)?)?;
    let differences = differences(&generated, root)?;
    let Some(differences) = differences else {
        return output::print(&format!("{} matches the model\n", generated::FOLDER));
    };
    output::print(&shortened(&differences))?;
    bail!(
        "{} does not match the model: run `cargo xtask generate`",
        generated::FOLDER
    )
}

/// Returns the changes that `generate` would make, as a unified diff, or `None` if there are none.
fn differences(generated: &Generated, root: &Path) -> Result<Option<String>> {
    let mut changes = Changes::new(root)?;
    generated.add_to(&mut changes, root)?;
    let summary = changes.compare()?;
    if summary.is_unchanged() {
        return Ok(None);
    }
    let mut text = String::new();
    for path in summary
        .written
        .iter()
        .chain(&summary.removed)
        .collect::<BTreeSet<_>>()
    {
        let current = if_exists(std::fs::read(root.join(path)));
        let current = current.with_context(|| format!("cannot read {}", path.display()))?;
        let current = current.unwrap_or_default();
        let current = String::from_utf8_lossy(&current);
        let in_folder = path.strip_prefix(generated::FOLDER).unwrap_or(path);
        let wanted = generated
            .files
            .get(&in_folder.to_string_lossy().replace('\\', "/"));
        let path = path.display().to_string();
        if wanted.is_none() {
            text += &format!("{path} is left over\n");
        }
        let texts = [current.as_ref(), wanted.map_or("", String::as_str)];
        text += &unified_diff([&path, &path], texts);
    }
    Ok(Some(text))
}

fn shortened(differences: &str) -> String {
    let mut text: String = differences
        .lines()
        .take(MOST_LINES)
        .map(|line| format!("{line}\n"))
        .collect();
    let left_out = differences.lines().count().saturating_sub(MOST_LINES);
    if left_out > 0 {
        text += &format!("… and {left_out} more lines\n");
    }
    text
}
