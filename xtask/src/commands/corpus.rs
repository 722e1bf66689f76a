//! `cargo xtask corpus`: generates every service of a botocore release, which is the largest test
//! there is.

mod against;
mod compile;
mod crates;
mod folder;
mod generate;
mod outcome;
mod place;
mod release;
mod report;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{ArgGroup, Args, ValueEnum};

use crate::botocore::pip::Pip;
use crate::botocore::release::Version;
use crate::failure::OrUnreadable;
use crate::output;
use compile::Selection;
use crates::Crates;
use release::Corpus;
use report::Report;

/// Generate every service of a botocore release, and report what cannot be.
///
/// The release is downloaded with `python3 -m pip`, unless its wheel or a folder of models is
/// given. Exit status 1 when a model cannot be read or generated, or a crate does not compile without
/// a warning; 2 for wrong usage; 3 when the release cannot be had, the wheel or folder cannot be read
/// or has no model in it, or cargo fails on none of the crates; 4 when a crate cannot be written.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask corpus 1.44.5 --against 1.40.0")]
#[command(group(ArgGroup::new("wanted").args(["release", "wheel", "dir"])))]
pub(crate) struct Arguments {
    /// A release such as `1.43.106`, or `latest`.
    #[arg(value_name = "VERSION", default_value = "latest")]
    release: Version,
    /// A wheel that is already here.
    #[arg(long, value_name = "FILE")]
    wheel: Option<PathBuf>,
    /// A folder; it and each folder below it that holds a service-2.json is a model, and so is each
    /// Smithy JSON AST, both also gzipped.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Compare each service with the same of an older release instead, or of a wheel that is here,
    /// and list the rules and services with most breaking changes.
    #[arg(long, value_name = "VERSION|WHEEL", conflicts_with_all = ["compile", "out"])]
    against: Option<String>,
    /// How to report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Have cargo check the generated crates: all that speak AWS JSON and the N largest of the
    /// others.
    #[arg(long, value_name = "N|all", num_args = 0..=1, default_missing_value = "25")]
    compile: Option<Selection>,
    /// Write the generated crates here, as a workspace; to target/corpus otherwise when they are
    /// compiled.
    ///
    /// They carry the prose of their models, which is not committed: the folder is below target/ or
    /// outside of the repository.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Runs the command in the workspace at `root`.
///
/// # Errors
///
/// The release cannot be had, a model fails, or a crate does not compile; the last two after the
/// report.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let corpus = match (&arguments.wheel, &arguments.dir) {
        (Some(wheel), _) => Corpus::of_wheel(wheel)?,
        (None, Some(folder)) => Corpus::of_folder(folder)?,
        (None, None) => Corpus::download(&arguments.release, &Pip)?,
    };
    if let Some(older) = &arguments.against {
        return compare(&corpus, &Corpus::named(older)?, arguments.format);
    }
    let folder = match (&arguments.out, arguments.compile) {
        (Some(folder), _) => Some(folder.clone()),
        (None, Some(_)) => Some(root.join("target/corpus")),
        (None, None) => None,
    };
    let crates = folder
        .map(|folder| Crates::new(&folder, root))
        .transpose()?;
    let input = arguments.wheel.as_ref().or(arguments.dir.as_ref());
    let mut report = match (corpus.generate(crates.as_ref()), input) {
        (report, Some(input)) => report.or_unreadable(input.display())?,
        (report, None) => report?,
    };
    let mut compiled = Ok(());
    if let Some(crates) = &crates {
        let selection = arguments.compile.unwrap_or(Selection::All);
        crates.write_workspace(&compile::selected(&report, selection))?;
        if arguments.compile.is_some() {
            compiled = compile::check(crates, &mut report);
        }
    }
    print(&report, arguments.format)?;
    compiled?;
    match report.failures().count() {
        0 => Ok(()),
        failed => bail!("{failed} of {} models failed", report.models.len()),
    }
}

fn compare(newer: &Corpus, older: &Corpus, format: Format) -> Result<()> {
    let comparison = newer.against(older)?;
    output::print(&match format {
        Format::Text => comparison.to_text(),
        Format::Json => serde_json::to_string_pretty(&comparison)? + "\n",
    })?;
    match comparison.problems.len() {
        0 => Ok(()),
        problems => bail!("{problems} models or facts failed"),
    }
}

fn print(report: &Report, format: Format) -> Result<()> {
    let text = match format {
        Format::Text => report.to_text(),
        Format::Json => report.to_json()?,
    };
    output::print(&text)
}
