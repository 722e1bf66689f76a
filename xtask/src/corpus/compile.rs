//! Whether the compiler takes the generated crates.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Selection;
use super::crates::Crates;
use super::report::Report;

/// The models whose crates to compile: all that speak AWS JSON, which have operations, and the largest of the others.
pub(super) fn selected(report: &Report, selection: Selection) -> Vec<&str> {
    let generated = report.models.iter().filter_map(|outcome| {
        let counts = outcome.counts.as_ref()?;
        (counts.lines > 0).then_some((outcome.model.as_str(), counts))
    });
    let (aws_json, mut others): (Vec<_>, Vec<_>) =
        generated.partition(|(_, counts)| counts.protocol.is_aws_json());
    others.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.lines));
    if let Selection::Largest(number) = selection {
        others.truncate(number);
    }
    let mut models: Vec<_> = aws_json
        .iter()
        .chain(&others)
        .map(|(model, _)| *model)
        .collect();
    models.sort_unstable();
    models
}

/// Has cargo check the workspace with warnings denied, and show what it finds.
///
/// # Errors
///
/// A crate has an error or a warning, or cargo cannot be run.
pub(super) fn check(crates: &Crates) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "check",
            "--workspace",
            "--offline",
            "--keep-going",
            "--target-dir",
        ])
        .arg(crates.folder.join("target"))
        .current_dir(&crates.folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Dwarnings -Wmissing_docs")
        .status()
        .context("cannot run cargo")?;
    ensure!(
        status.success(),
        "a generated crate does not compile without a warning; its files are below {}",
        crates.folder.display()
    );
    Ok(())
}
