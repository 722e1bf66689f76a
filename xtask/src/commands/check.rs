//! `cargo xtask check`: checks that the generated files match the model.

use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use crate::changes::Changes;
use crate::endpoints::EndpointTexts;
use crate::generated::{self, FOLDER};
use crate::history::recorded;
use crate::output;
use crate::unified_diff::{first_lines, unified_diff};

/// Check that the generated files of `org-types` match the newest revision.
///
/// Prints the differences and exits with status 1 if a file is stale, edited, missing or left over.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask check")]
pub(crate) struct Arguments {}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(_arguments: &Arguments, root: &Path) -> Result<()> {
    let endpoints = EndpointTexts::read(root)?;
    let generated = generated::generate(root, &recorded(root, None)?, &endpoints)?;
    // The same plan as that of `generate`, which refuses links.
    let mut changes = Changes::new(root)?;
    generated.add_to(&mut changes, root)?;
    let summary = changes.compare()?;
    if summary.is_unchanged() {
        return output::print(&format!("{FOLDER} matches the model\n"));
    }
    let left_over = summary.removed.iter();
    let left_over = left_over.map(|path| format!("{} is left over\n", path.display()));
    let mut text: String = left_over.collect();
    let present = generated.files.keys().filter_map(|path| {
        let text = std::fs::read(root.join(FOLDER).join(path)).ok()?;
        Some((path.clone(), String::from_utf8_lossy(&text).into_owned()))
    });
    let present = present.collect();
    text += &unified_diff(&format!("{FOLDER}/"), &present, &generated.files);
    output::print(&first_lines(&text))?;
    bail!("{FOLDER} does not match the model: run `cargo xtask generate`")
}
