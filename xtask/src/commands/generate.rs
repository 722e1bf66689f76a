//! `cargo xtask generate`: writes `org-types`, or a crate for another service.

mod folder;
mod other_service;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::changes::{Changes, Journal};
use crate::endpoints::EndpointTexts;
use crate::failure::Blame;
use crate::generated;
use crate::history::recorded;
use crate::output;
use crate::revisions::RevisionName;

/// Write the generated files of `org-types`, or a complete crate for another service.
///
/// Without arguments, writes `crates/org-types/src/generated/` from the newest revision. Only
/// changes files that differ, and removes generated files that no longer belong there.
#[derive(Args)]
#[command(before_help = "Example: cargo xtask generate")]
pub(crate) struct Arguments {
    /// Generate from this revision instead of the newest: a date, `latest` or `previous`.
    #[arg(long, value_name = "REVISION", conflicts_with = "model")]
    revision: Option<RevisionName>,
    /// Generate a crate from this model: a service-2.json or a Smithy JSON AST, plain or gzipped, a
    /// folder that contains one, or `GITREV:path` of either.
    ///
    /// The paginators-1.json, the endpoint-rule-set-1.json and the .sdk-extras.json beside a
    /// service-2.json are read as well. Other paginators can be named after it.
    #[arg(long, value_name = "MODEL", num_args = 1..=2, requires = "out", value_parser = NonEmptyStringValueParser::new())]
    model: Vec<String>,
    /// The shape ID or name of the service, for a Smithy JSON AST with several services.
    #[arg(long, value_name = "ID", requires = "model")]
    service: Option<String>,
    /// The folder of the crate to generate.
    #[arg(long, value_name = "DIR", requires = "model")]
    out: Option<PathBuf>,
    /// The name of the crate to generate, instead of the name of its folder.
    #[arg(long, value_name = "NAME", requires = "model")]
    crate_name: Option<String>,
    /// Refuse a model with unknown traits of Smithy or AWS, or unknown keys in these traits,
    /// instead of warning about them.
    #[arg(long, requires = "model")]
    strict: bool,
    /// Write the crate even if its folder is part of this workspace, or holds another crate or that of
    /// another service.
    #[arg(long, requires = "out")]
    force: bool,
}

/// Runs the command in the workspace at `root`. After an error, nothing has changed.
pub(crate) fn run(arguments: &Arguments, root: &Path) -> Result<()> {
    if let Some(out) = &arguments.out {
        return other_service::run(arguments, out, root);
    }
    let journal = Journal::open(root)?;
    let recorded = recorded(root, arguments.revision)?;
    let generated = generated::generate(root, &recorded, &EndpointTexts::read(root)?)?;
    let mut changes = Changes::new(root)?;
    let summary = generated
        .add_to(&mut changes, root)
        .and_then(|()| changes.commit(journal))
        .or_unwritable(generated::FOLDER)?;
    // Our own files are about the newest revision.
    let misfits = match arguments.revision {
        None | Some(RevisionName::Latest) => generated.misfits,
        Some(_) => String::new(),
    };
    output::print(&format!("{misfits}{}: {summary}\n", generated::FOLDER))
}
