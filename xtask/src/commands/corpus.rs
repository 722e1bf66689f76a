//! `cargo xtask corpus`: generates every service of a botocore release, as the largest test of the
//! generator.

mod against;
mod compile;
mod models;
mod report;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{ArgGroup, Args};
use codegen::diff::report::pretty;

use crate::botocore::release::Version;
use crate::failure::Blame;
use crate::output::{self, Format};
use crate::scratch::Scratch;
use compile::{compile, parse_number};
use models::Corpus;

/// The folder of the crates to compile, relative to the workspace.
const FOLDER: &str = "target/xtask/corpus";

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
    /// A folder of models, instead of a release: each service-2.json and each Smithy JSON AST in it,
    /// below it or in linked folders, whatever its name, plain or gzipped.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Compare each service with that of an older release or wheel instead, and list the rules and
    /// services with the most breaking changes.
    #[arg(long, value_name = "VERSION|WHEEL", conflicts_with = "compile", value_parser = parse_older)]
    against: Option<Older>,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the crates to target/xtask/corpus, and run `cargo check` on all that speak AWS JSON and
    /// on the N largest of the others.
    #[arg(long, value_name = "N|all", num_args = 0..=1, default_missing_value = "25", value_parser = parse_number)]
    compile: Option<usize>,
}

/// The older side of a comparison.
#[derive(Clone)]
enum Older {
    Wheel(PathBuf),
    Release(Version),
}

fn parse_older(text: &str) -> Result<Older> {
    match text.ends_with(".whl") {
        true => Ok(Older::Wheel(text.into())),
        false => text.parse().map(Older::Release),
    }
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
        let older = match older {
            Older::Wheel(wheel) => of_wheel(wheel)?,
            Older::Release(version) => Corpus::download(version)?,
        };
        return compare(&corpus, &older, arguments.format);
    }
    let (report, compiled) = match arguments.compile {
        None => (corpus.generate(None)?, Ok(())),
        Some(others) => {
            let workspace = Scratch::new(root.join(FOLDER), root);
            let mut report = corpus.generate(Some(&workspace))?;
            let compiled = compile(&workspace, others, &mut report);
            (report, compiled)
        }
    };
    output::print(&match arguments.format {
        Format::Text => report.to_text(),
        Format::Json => pretty(&report),
    })?;
    compiled?;
    match report.failures().count() {
        0 => Ok(()),
        failed => bail!("failed models: {failed} of {}", report.models.len()),
    }
}

fn compare(newer: &Corpus, older: &Corpus, format: Format) -> Result<()> {
    let comparison = newer.against(older);
    output::print(&match format {
        Format::Text => comparison.to_text(),
        Format::Json => pretty(&comparison),
    })?;
    match comparison.problems.len() {
        0 => Ok(()),
        problems => bail!("failed models or facts: {problems}"),
    }
}
