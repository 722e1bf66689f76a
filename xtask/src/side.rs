//! The sides of a comparison, as the command line names them.

mod file;
mod git;
#[cfg(test)]
mod tests;
mod texts;

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use codegen::diff;
use codegen::model::{Format, Model, Service};
use codegen::problem::Problems;
use codegen::source::{Source, read};

use crate::botocore::release::Release;
use crate::failure::OrUnreadable;
use crate::generated::SERVICE;
use crate::history;
use crate::note::note;
use crate::revisions::{PAGINATORS, Revision, RevisionDate, Revisions, SERVICE_MODEL};
use crate::workspace::{NoWorkspace, Root};
use texts::Texts;

/// The two sides of a comparison.
#[derive(Args)]
pub(crate) struct Sides {
    /// The old side: the date of a revision, `latest`, `previous` (the one before the latest), a
    /// model file (service-2.json, plain or gzipped, or a Smithy JSON AST), or `GITREV:path` of
    /// one.
    #[arg(value_name = "OLD", value_parser = NonEmptyStringValueParser::new())]
    old: String,
    /// The new side, in the same way.
    #[arg(value_name = "NEW", value_parser = NonEmptyStringValueParser::new())]
    new: String,
    /// Compare the models of two different services.
    #[arg(long)]
    force: bool,
}

/// A model to compare, and where it comes from.
pub(crate) struct Side {
    /// What reports call it; never an absolute path.
    pub(crate) id: String,
    /// The date of a recorded revision that was named as such.
    pub(crate) revision: Option<RevisionDate>,
    /// The first botocore release known to have the model, of a recorded revision.
    botocore: Option<Release>,
    /// The model file within the repository, with `/` between folders; nothing where it is
    /// elsewhere.
    pub(crate) path: Option<String>,
    /// The text of the model file.
    pub(crate) text: String,
    pub(crate) model: Model,
    /// Whether pagination stands in what was read: botocore keeps it in a file of its own.
    tells_pagination: bool,
}

impl Sides {
    /// Reads both sides, old and new.
    ///
    /// # Errors
    ///
    /// A side cannot be read, or the sides are of different services and `--force` is not given.
    pub(crate) fn read(&self, root: &Root) -> Result<[Side; 2]> {
        let (old, new) = rayon::join(|| side(&self.old, root), || side(&self.new, root));
        let (mut old, mut new) = (old?, new?);
        if let Some((one, other)) = different_services(&old.model.service, &new.model.service) {
            let message = format!("{} is of {one} and {} is of {other}", old.id, new.id);
            if !self.force {
                return Err(anyhow!(
                    "{message}: to compare different services, add `--force`"
                ))
                .or_unreadable("the two sides as one service");
            }
            note(format_args!(
                "note: {message}; they are compared because of `--force`"
            ));
        }
        if let Some(side) = leave_out_pagination(&mut old, &mut new) {
            note(format_args!(
                "note: {side} has no {PAGINATORS} beside it; pagination is not compared"
            ));
        }
        Ok([old, new])
    }

    /// The command that compares the sides again, as reports name them; nothing where it would not
    /// work as it stands: an absolute path elsewhere is shortened in reports, and a shell takes
    /// some characters for its own.
    pub(crate) fn command(&self, sides: &[Side; 2]) -> Option<String> {
        let is_plain =
            |character: char| character.is_ascii_alphanumeric() || "-_./:~^".contains(character);
        let [old, new] = sides;
        let works = [(&self.old, old), (&self.new, new)]
            .iter()
            .all(|(given, side)| {
                let is_shortened = Path::new(given).is_absolute() && side.path.is_none();
                !is_shortened && side.id.chars().all(is_plain)
            });
        let force = if self.force { " --force" } else { "" };
        works.then(|| format!("cargo xtask diff {} {}{force}", old.id, new.id))
    }
}

/// Takes pagination out of both sides where only one of them can tell it, and gives the other one's
/// name.
fn leave_out_pagination(old: &mut Side, new: &mut Side) -> Option<String> {
    let silent = match (old.tells_pagination, new.tells_pagination) {
        (false, true) => old.id.clone(),
        (true, false) => new.id.clone(),
        _ => return None,
    };
    let operations = [old, new]
        .map(|side| &mut side.model.operations)
        .into_iter();
    let mut told = false;
    for operation in operations.flat_map(|operations| operations.values_mut()) {
        told |= operation.pagination.take().is_some();
    }
    told.then_some(silent)
}

impl Side {
    /// The side as the comparison takes it.
    pub(crate) fn revision(&self) -> diff::Revision<'_> {
        let revision = diff::Revision::new(self.id.as_str(), &self.model);
        match &self.botocore {
            Some(release) => revision.with_botocore(release.to_string()),
            None => revision,
        }
    }
}

fn side(name: &str, root: &Root) -> Result<Side> {
    let Some(date) = recorded(name) else {
        return other_side(name, root.as_deref().ok());
    };
    let root = root.as_ref().map_err(NoWorkspace::clone)?;
    let revisions = Revisions::read(root, SERVICE)?;
    let found = match date {
        Recorded::Latest => revisions.newest().context("there is no revision"),
        Recorded::Previous => {
            let previous = revisions.iter().rev().nth(1);
            previous.context("there is no revision before the latest")
        }
        Recorded::Date(date) => revisions.find(date),
    };
    recorded_side(found.or_unreadable("the model")?, &revisions, root)
}

/// How a recorded revision is named.
enum Recorded {
    Latest,
    Previous,
    Date(RevisionDate),
}

fn recorded(name: &str) -> Option<Recorded> {
    match name {
        "latest" => Some(Recorded::Latest),
        "previous" => Some(Recorded::Previous),
        date => date.parse().ok().map(Recorded::Date),
    }
}

fn recorded_side(revision: &Revision, revisions: &Revisions, root: &Path) -> Result<Side> {
    let facts = history::read_facts(root, revisions, revision)?;
    let texts = Texts {
        model: facts.service_model.into_bytes(),
        paginators: Some(facts.paginators.into_bytes()),
    };
    let file = revisions.revision_folder(revision.date).join(SERVICE_MODEL);
    let id = revision.date.to_string();
    Ok(Side {
        revision: Some(revision.date),
        botocore: Some(revision.botocore.clone()),
        path: path_in(Some(root), &root.join(&file)),
        ..other(id.clone(), texts).or_unreadable(id)?
    })
}

/// A side that is no recorded revision. A file is taken before a git revision, as `git` itself does
/// it.
fn other_side(name: &str, root: Option<&Path>) -> Result<Side> {
    let file = Path::new(name);
    if file.exists() {
        let id = id_of_file(file, root)?;
        let texts = file::read(file).or_unreadable(name)?;
        return Ok(Side {
            path: path_in(root, file),
            ..other(id, texts).or_unreadable(name)?
        });
    }
    let Some((_, path)) = name.split_once(':') else {
        return Err(anyhow!(
            "it is no file, and none of `latest`, `previous`, a revision date (2025-11-21) and GITREV:path"
        ))
        .or_unreadable(name);
    };
    let texts = git::read(name).or_unreadable(name)?;
    Ok(Side {
        path: (!path.starts_with('.')).then(|| path.to_owned()),
        ..other(name.to_owned(), texts).or_unreadable(name)?
    })
}

fn other(id: String, texts: Texts) -> Result<Side> {
    let source = Source::new(&texts.model);
    let source = match &texts.paginators {
        Some(paginators) => source.with_paginators(paginators),
        None => source,
    };
    let model = read(source).map_err(first_problem)?;
    Ok(Side {
        id,
        revision: None,
        botocore: None,
        path: None,
        text: String::from_utf8_lossy(&texts.model).into_owned(),
        tells_pagination: texts.paginators.is_some() || model.format == Format::Smithy,
        model,
    })
}

/// Problems on one line.
fn first_problem(problems: Problems) -> anyhow::Error {
    let first = problems
        .iter()
        .next()
        .map(ToString::to_string)
        .unwrap_or_default();
    match problems.iter().count() {
        0 | 1 => anyhow!("{first}"),
        2 => anyhow!("{first} (and 1 more problem)"),
        count => anyhow!("{first} (and {} more problems)", count - 1),
    }
}

/// What reports call a file: its path as it was given or, if that is absolute, from the workspace
/// or its last two parts.
fn id_of_file(file: &Path, root: Option<&Path>) -> Result<String> {
    let text = file.to_str().context("its path is no UTF-8")?;
    if !file.is_absolute() {
        return Ok(text.to_owned());
    }
    let inside = path_in(root, file);
    let parts: Vec<_> = text.rsplit(['/', '\\']).take(2).collect();
    Ok(inside.unwrap_or_else(|| parts.into_iter().rev().collect::<Vec<_>>().join("/")))
}

/// The path of a file from the workspace, with `/` between folders; nothing for a file elsewhere.
fn path_in(root: Option<&Path>, file: &Path) -> Option<String> {
    let (root, file) = (root?.canonicalize().ok()?, file.canonicalize().ok()?);
    let inside = file.strip_prefix(root).ok()?.to_str()?;
    Some(inside.replace('\\', "/"))
}

/// What tells the two services apart, unless they are the same: the first of these facts that both
/// sides have. Models of before 2017-10 have no service ID.
fn different_services<'s>(old: &'s Service, new: &'s Service) -> Option<(&'s str, &'s str)> {
    let facts = |service: &'s Service| {
        [
            Some(service.id.as_str()),
            service.endpoint_prefix.as_deref(),
            service.title.as_deref(),
        ]
        .map(|fact| fact.filter(|fact| !fact.is_empty()))
    };
    let both = facts(old).into_iter().zip(facts(new));
    let (old, new) = both.filter_map(|(old, new)| Some((old?, new?))).next()?;
    (old != new).then_some((old, new))
}
