//! The sides of a comparison, as the command line names them.

use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use anyhow::{Result, anyhow};
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use codegen::diff::position::Positions;
use codegen::diff::report::Location;
use codegen::diff::{self, Change};
use codegen::model::{Format, Model, Service};
use codegen::source::format;

use crate::failure::{Blame, usage_error};
use crate::input::{Input, SHORTENED, last_parts, read_and_warn};
use crate::note::note;
use crate::revisions::PAGINATORS;
use crate::workspace::Root;

/// The two sides of a comparison.
#[derive(Args)]
pub(crate) struct Sides {
    /// The old side: the date of a revision, `latest`, `previous` (the one before the latest), a
    /// model file (service-2.json or a Smithy JSON AST, plain or gzipped), a folder that contains
    /// one, or `GITREV:path` of either.
    #[arg(value_name = "OLD", value_parser = NonEmptyStringValueParser::new())]
    old: String,
    /// The new side, named in the same way.
    #[arg(value_name = "NEW", value_parser = NonEmptyStringValueParser::new())]
    new: String,
    /// The shape ID or name of the service, for Smithy JSON ASTs with several services.
    #[arg(long, value_name = "ID")]
    service: Option<String>,
    /// Compare the models of two different services.
    #[arg(long)]
    force: bool,
}

/// A model to compare, and where it comes from.
pub(crate) struct Side {
    pub(crate) input: Input,
    pub(crate) model: Model,
}

impl Sides {
    /// Reads both sides, old and new.
    pub(crate) fn read(&self, root: &Root) -> Result<[Side; 2]> {
        let (old, new) = thread::scope(|scope| {
            let new = scope.spawn(|| self.side(&self.new, root));
            let old = self.side(&self.old, root);
            (old, new.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        let (mut old, mut new) = (old?, new?);
        let is_botocore = |side: &Side| side.model.format == Format::Botocore;
        if self.service.is_some() && is_botocore(&old) && is_botocore(&new) {
            return Err(usage_error(
                "a service-2.json holds one service: omit `--service`",
            ));
        }
        name_apart(&mut old.input, &mut new.input);
        if let Some((one, other)) = different_services(&old.model.service, &new.model.service) {
            let message = format!(
                "{} is a model of {one}, and {} is one of {other}",
                self.old, self.new
            );
            if !self.force {
                let hint = "to compare different services, add `--force`";
                return Err(anyhow!("{message}: {hint}"))
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

    fn side(&self, name: &str, root: &Root) -> Result<Side> {
        let input = Input::find(name, root)?;
        let mut source = input.texts.source();
        // The other side may be a service-2.json, which holds one service.
        let is_smithy = |_: &&str| matches!(format(&input.texts.model), Ok(Some(Format::Smithy)));
        source.service = self.service.as_deref().filter(is_smithy);
        let model = read_and_warn(source, name).or_unreadable(name)?;
        Ok(Side { input, model })
    }

    /// Returns the command that compares the sides again by their names in reports, or `None` if it
    /// would not work, because a path is shortened in reports or contains characters with a meaning
    /// to a shell, or if one of several services is named.
    pub(crate) fn command(&self, sides: &[Side; 2]) -> Option<String> {
        let is_plain =
            |character: char| character.is_ascii_alphanumeric() || "-_./:~^".contains(character);
        let [old, new] = sides;
        let mut given = [(&self.old, old), (&self.new, new)].into_iter();
        let works = given.all(|(given, side)| {
            let is_shortened = Path::new(given).is_absolute() && side.input.path.is_none();
            !is_shortened && side.input.id.chars().all(is_plain)
        });
        let force = if self.force { " --force" } else { "" };
        let command = || format!("cargo xtask diff {} {}{force}", old.input.id, new.input.id);
        (works && self.service.is_none()).then(command)
    }
}

/// Removes pagination from both sides if only one of them can have it, and returns the name of the
/// other, unless there was none to remove.
fn leave_out_pagination(old: &mut Side, new: &mut Side) -> Option<String> {
    let without = match (old.can_have_pagination(), new.can_have_pagination()) {
        (false, true) => old.input.id.clone(),
        (true, false) => new.input.id.clone(),
        _ => return None,
    };
    let models = [&mut old.model, &mut new.model].into_iter();
    let operations = models.flat_map(|model| model.operations.values_mut());
    let removed = operations.filter_map(|operation| operation.pagination.take());
    (removed.count() > 0).then_some(without)
}

impl Side {
    /// Returns the side for the comparison.
    pub(crate) fn revision(&self) -> diff::Revision<'_> {
        let revision = diff::Revision::new(self.input.id.as_str(), &self.model);
        match &self.input.revision {
            Some(recorded) => revision.with_botocore(recorded.botocore.to_string()),
            None => revision,
        }
    }

    /// Returns `true` if pagination was read, which botocore keeps in a file of its own.
    fn can_have_pagination(&self) -> bool {
        self.input.texts.paginators.is_some() || self.model.format == Format::Smithy
    }
}

/// Returns a function that finds the place of a change: in the old model for a removal, in the new
/// one otherwise.
pub(crate) fn places(sides: &[Side; 2]) -> impl Fn(&Change) -> Option<Location> {
    let [old, new] = sides.each_ref().map(|side| {
        let text = String::from_utf8_lossy(&side.input.texts.model);
        (side.input.path.clone(), Positions::of(&text))
    });
    move |change| {
        let (path, positions) = if change.rule.is_removal() { &old } else { &new };
        Some(Location {
            file: path.clone()?,
            line: positions.line(&change.path),
        })
    }
}

/// Extends the names of two files that would be the same in reports by as many folders as it takes
/// to distinguish them.
fn name_apart(old: &mut Input, new: &mut Input) {
    let mut number = SHORTENED;
    while let (Some(old_file), Some(new_file)) = (&old.file, &new.file)
        && old.id == new.id
        && old_file != new_file
    {
        number += 1;
        old.id = last_parts(old_file, number);
        new.id = last_parts(new_file, number);
    }
}

/// Returns what distinguishes the two services, or `None` if they are the same: the first of these
/// facts that both sides have. Models from before 2017-10 have no service ID.
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
