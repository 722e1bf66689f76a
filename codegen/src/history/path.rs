//! Paths to parts of a model, and the revisions that introduced them.

use indexmap::IndexMap;
use serde::Serialize;
use thiserror::Error;

use super::since::{arrival, has_member, member_names};
use crate::model::Model;
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
}

/// A path that names no part of the newest model.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{}` is not an operation, shape, member or enum value of the newest revision{}", visible(path), self.suggestion())]
pub struct UnknownPath {
    /// The requested path.
    pub path: String,
    /// The most similar paths, nearest first.
    pub nearest: Vec<String>,
}

impl UnknownPath {
    fn suggestion(&self) -> String {
        match self.nearest.is_empty() {
            true => String::new(),
            false => format!("; did you mean `{}`?", self.nearest.join("`, `")),
        }
    }
}

/// Finds the revision that introduced an operation, a shape, or a member or value of one
/// (`ListRoots`, `Handshake.Action`, `ActionType.INVITE`).
///
/// Rust's spelling works as well, with or without modules: `list_roots`, `Handshake::action`,
/// `org_types::types::ActionType::Invite`, `Error::AccessDenied`.
///
/// # Errors
///
/// Returns an error if the newest model has no such part.
pub fn since_path(revisions: &[(&str, &Model)], path: &str) -> Result<Arrival, UnknownPath> {
    let parts = revisions.last().map(|(_, model)| parts(model));
    let parts = parts.unwrap_or_default();
    let Some((name, part)) = find(&parts, path) else {
        return Err(UnknownPath {
            path: path.to_owned(),
            nearest: nearest(&plain(without_modules(path)), parts.keys()),
        });
    };
    let first = revisions.first().map_or("", |(date, _)| *date);
    let newest = revisions.last().map_or("", |(date, _)| *date);
    let older = revisions
        .split_last()
        .map_or(&[] as &[_], |(_, older)| older);
    let date = arrival(newest, older, |model| part.is_in(model));
    Ok(Arrival {
        path: name.clone(),
        since: date.unwrap_or(first).to_owned(),
        first: date.is_none(),
    })
}

/// A part of a model that a path can name.
#[derive(Clone, Copy)]
enum Part<'m> {
    Operation(&'m str),
    Shape(&'m str),
    Member(&'m str, &'m str),
}

impl Part<'_> {
    fn is_in(self, model: &Model) -> bool {
        match self {
            Part::Operation(name) => model.operations.contains_key(name),
            Part::Shape(name) => model.shapes.contains_key(name),
            Part::Member(shape, name) => model
                .shapes
                .get(shape)
                .is_some_and(|shape| has_member(shape, name)),
        }
    }
}

/// Returns every part of a model that a path can name. If a shape and an operation have the same
/// name, the path means the operation.
fn parts(model: &Model) -> IndexMap<String, Part<'_>> {
    let operations = model.operations.keys();
    let mut parts: IndexMap<String, Part<'_>> = operations
        .map(|name| (name.clone(), Part::Operation(name)))
        .collect();
    for (name, shape) in &model.shapes {
        parts.entry(name.clone()).or_insert(Part::Shape(name));
        for member in member_names(shape) {
            parts.insert(format!("{name}.{member}"), Part::Member(name, member));
        }
    }
    parts
}

/// Returns the part that a path names, by the model's spelling or by Rust's.
fn find<'p, 'm>(
    parts: &'p IndexMap<String, Part<'m>>,
    path: &str,
) -> Option<(&'p String, &'p Part<'m>)> {
    let spelled = |path: &str| {
        let path = plain(path);
        parts.iter().find(|(name, _)| plain(name) == path)
    };
    let rust_path = without_modules(path);
    let variant = || {
        let exception = rust_path.strip_prefix("Error::")?;
        spelled(exception).or_else(|| spelled(&format!("{exception}Exception")))
    };
    let exact = parts.get_key_value(path);
    exact.or_else(|| spelled(rust_path)).or_else(variant)
}

/// Returns a Rust path from its first type on: `Account::email` of
/// `org_types::types::Account::email`.
fn without_modules(path: &str) -> &str {
    match path.split_once("::") {
        Some((module, rest)) if module.starts_with(char::is_lowercase) => without_modules(rest),
        _ => path,
    }
}

/// Normalizes a path to compare spellings: ignores case, underscores and the separator of its two
/// parts.
fn plain(path: &str) -> String {
    let path = path.replace("::", ".").replace("r#", "");
    path.chars()
        .filter(|character| character.is_alphanumeric() || *character == '.')
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns the few names with the smallest edit distance from the path, unless most of it differs.
/// Names that end in the path's member or value come first, whatever their distance.
fn nearest<'n>(path: &str, names: impl Iterator<Item = &'n String>) -> Vec<String> {
    const MOST: usize = 3;
    let member = path.rsplit_once('.').map(|(_, member)| member);
    let mut distances: Vec<_> = names
        .filter_map(|name| {
            let plain = plain(name);
            let ends_alike =
                member.is_some() && plain.rsplit_once('.').map(|(_, last)| last) == member;
            let distance = strsim::levenshtein(path, &plain);
            let is_near = ends_alike || distance * 3 <= path.chars().count();
            is_near.then_some((!ends_alike, distance, name))
        })
        .collect();
    distances.sort();
    let nearest = distances.into_iter().take(MOST);
    nearest.map(|(.., name)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::since_path;
    use crate::history::since::tests::{dated, models};

    #[test]
    fn a_path_is_found_in_any_spelling() {
        let models = models();
        for (path, found) in [
            ("ActionType.ADD_ROLE", "ActionType.ADD_ROLE"),
            ("ActionType::AddRole", "ActionType.ADD_ROLE"),
            ("create_account", "CreateAccount"),
            ("org_types::operation::CreateAccount", "CreateAccount"),
            ("types::ActionType::AddRole", "ActionType.ADD_ROLE"),
        ] {
            let arrival = since_path(&dated(&models), path).unwrap();
            assert_eq!(arrival.path, found);
            assert!(!arrival.first);
        }
        let first = since_path(&dated(&models), "ListRoots").unwrap();
        assert_eq!((first.since.as_str(), first.first), ("2017-02-27", true));
    }

    #[test]
    fn an_unknown_path_names_its_neighbours() {
        let models = models();
        let error = since_path(&dated(&models), "ActionTyp.INVITES").unwrap_err();
        assert_eq!(error.nearest, ["ActionType.INVITE"]);
        assert!(
            error
                .to_string()
                .ends_with("did you mean `ActionType.INVITE`?")
        );
        assert!(
            since_path(&dated(&models), "Zebra")
                .unwrap_err()
                .nearest
                .is_empty()
        );
        assert!(since_path(&[], "Zebra").is_err());
        let error = since_path(&dated(&models), "Filter.Invite").unwrap_err();
        assert_eq!(error.nearest, ["ActionType.INVITE"]);
        let error = since_path(&dated(&models), "a\nb").unwrap_err();
        assert!(
            error.to_string().starts_with("`a\\u{a}b` is not"),
            "{error}"
        );
    }
}
