//! Paths to parts of a model, and the revisions that introduced them.

use serde::Serialize;
use thiserror::Error;

use super::part::{Part, named, names, without_modules};
use super::since::arrival;
use crate::model::Model;
use crate::nearest::hint;
use crate::problem::visible;

/// The revision that introduced a part of a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arrival {
    /// The part, as the model spells it.
    pub path: String,
    /// The date of the revision.
    pub since: String,
    /// Whether that is the first known revision, so that the part may be older.
    pub first: bool,
    /// The date of the revision that removed it, if the newest does not have it.
    pub gone: Option<String>,
}

/// A path that names no part of any model.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{}` is not an operation, shape, member, enum value or fact of any revision{hint}",
    visible(path)
)]
pub struct UnknownPath {
    /// The requested path.
    pub path: String,
    /// A question with the most similar paths of the newest model; empty if none is similar.
    pub hint: String,
}

/// Finds the revisions that introduced what a path names: an operation, a shape, a member or an enum
/// value (`ListRoots`, `Handshake.Action`, `ActionType.INVITE`), or any other path of a
/// [change](crate::diff::Change): `service.title`, `ListRoots.errors.TooMany`, `ListRoots@alias`.
///
/// Rust's spelling works as well, with or without modules: `list_roots`, `Handshake::action`,
/// `org_types::types::ActionType::Invite`, `Error::AccessDenied`. A path through a message
/// (`Handshakes[].Action`) names each member that it leads to in some operation, and the name of a
/// member or value alone names all members and values with that name. If the newest model does not
/// have the part, older models are searched.
///
/// # Errors
///
/// Returns an error if no model has such a part.
pub fn since_path(revisions: &[(&str, &Model)], path: &str) -> Result<Vec<Arrival>, UnknownPath> {
    for (index, (_, model)) in revisions.iter().enumerate().rev() {
        let found = named(model, path);
        if !found.is_empty() {
            let arrivals = found.into_iter();
            let arrivals = arrivals.map(|part| arrival_of(part, revisions, index));
            return Ok(arrivals.collect());
        }
    }
    let names = revisions.last().map(|(_, model)| names(model));
    let names = names.iter().flatten().map(String::as_str);
    Err(UnknownPath {
        path: path.to_owned(),
        hint: hint(&without_modules(path).replace("::", "."), names),
    })
}

/// Returns the arrival of a part; the revision at `index` is the last that has it.
fn arrival_of(part: Part, revisions: &[(&str, &Model)], index: usize) -> Arrival {
    let older = revisions.get(..index).unwrap_or_default();
    let date_at = |index: usize| revisions.get(index).map_or("", |(date, _)| *date);
    let since = arrival(date_at(index), older, |model| part.is_in(model));
    let gone = revisions.get(index + 1).map(|(date, _)| (*date).to_owned());
    Arrival {
        path: part.path,
        since: since.unwrap_or(date_at(0)).to_owned(),
        first: since.is_none(),
        gone,
    }
}
