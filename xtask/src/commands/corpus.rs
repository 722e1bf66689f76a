//! `cargo xtask corpus`: generates every service of a botocore release, as the largest test of the
//! generator.

mod against;
mod compile;
mod counts;
mod crates;
mod models;
mod report;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{ArgGroup, Args};
use codegen::diff::report::pretty;
use serde::Serialize;

use crate::botocore::release::Version;
use crate::failure::Blame;
use crate::output::{self, Format};
use against::Comparison;
use compile::{check, parse_number, selected};
use models::Corpus;
use report::Report;

/// Generate every service of a botocore release, and report failures.
///
/// Downloads the release with `python3 -m pip`, unless its wheel or a folder of models is given.
/// Exits with status 1 if a model cannot be read or generated, or if a crate does not compile
/// without warnings; 2 for wrong usage; 3 if the release cannot be downloaded, if the wheel or
/// folder cannot be read or has no models, or if cargo fails for a reason other than a crate; 4 if
/// a crate cannot be written.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask corpus 1.44.5 --against 1.40.0")]
#[command(group(ArgGroup::new("wanted").args(["release", "wheel", "dir"])))]
pub(crate) struct Arguments {
    /// The release to generate, such as `1.43.106`, or `latest`.
    #[arg(value_name = "VERSION", default_value = "latest")]
    release: Version,
    /// The wheel of a release, instead of downloading it.
    #[arg(long, value_name = "FILE")]
    wheel: Option<PathBuf>,
    /// A folder of models, instead of a release: each service-2.json and each Smithy JSON AST in it
    /// or below it, plain or gzipped.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Compare each service with that of an older release or wheel instead, and list the rules and
    /// services with the most breaking changes.
    #[arg(long, value_name = "VERSION|WHEEL", conflicts_with_all = ["compile", "out"])]
    against: Option<String>,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Run `cargo check` on the generated crates: all that speak AWS JSON, and the N largest of the
    /// others.
    #[arg(long, value_name = "N|all", num_args = 0..=1, default_missing_value = "25", value_parser = parse_number)]
    compile: Option<usize>,
    /// Write the generated crates to this folder, as a workspace. With `--compile`, the default is
    /// target/corpus.
    ///
    /// The crates contain the prose of their models, which is never committed, so the folder must
    /// be below target/ or outside the repository.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs the command in the workspace at `root`.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    let of_wheel = |wheel: &Path| Corpus::of_wheel(wheel).or_unreadable(wheel.display());
    let corpus = match (&arguments.wheel, &arguments.dir) {
        (Some(wheel), _) => of_wheel(wheel)?,
        (None, Some(folder)) => Corpus::of_folder(folder).or_unreadable(folder.display())?,
        (None, None) => Corpus::download(&arguments.release)?,
    };
    if let Some(older) = &arguments.against {
        let older = match older.ends_with(".whl") {
            true => of_wheel(older.as_ref())?,
            false => Corpus::download(&older.parse()?)?,
        };
        return compare(&corpus, &older, arguments.format);
    }
    let folder = match (&arguments.out, arguments.compile) {
        (Some(folder), _) => Some(folder.clone()),
        (None, compile) => compile.map(|_| root.join("target/corpus")),
    };
    let workspace = folder.map(|folder| crates::workspace(&folder, root));
    let workspace = workspace.transpose()?;
    let mut report = corpus.generate(workspace.as_ref())?;
    let mut compiled = Ok(());
    if let Some(workspace) = &workspace {
        let number = arguments.compile.unwrap_or(usize::MAX);
        let members = selected(&report, number).into_iter().map(crates::member);
        workspace.write_workspace(&members.collect::<Vec<_>>())?;
        if arguments.compile.is_some() {
            compiled = check(&workspace.folder, &mut report);
        }
    }
    print(&report, Report::to_text, arguments.format)?;
    compiled?;
    match report.failures().count() {
        0 => Ok(()),
        failed => bail!("{failed} of {} models failed", report.models.len()),
    }
}

fn compare(newer: &Corpus, older: &Corpus, format: Format) -> Result<()> {
    let comparison = newer.against(older);
    print(&comparison, Comparison::to_text, format)?;
    match comparison.problems.len() {
        0 => Ok(()),
        problems => bail!("{problems} models or facts failed"),
    }
}

fn print<R: Serialize>(report: &R, text: impl Fn(&R) -> String, format: Format) -> Result<()> {
    output::print(&match format {
        Format::Text => text(report),
        Format::Json => pretty(report),
    })
}
