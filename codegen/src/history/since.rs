//! When the parts of a model came.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;
use thiserror::Error;

use crate::documentation::Since;
use crate::model::{Model, Shape, ShapeKind};

/// When the parts of the newest of these models came, for those that the oldest does not have.
/// The models stand with their dates, oldest first.
///
/// What went and came back came when it came back.
pub fn since(revisions: &[(&str, &Model)]) -> Since {
    let mut since = Since::default();
    let Some((&(newest, model), older)) = revisions.split_last() else {
        return since;
    };
    for name in model.operations.keys() {
        let arrival = arrival(newest, older, |model| model.operations.contains_key(name));
        if let Some(date) = arrival {
            since.operations.insert(name.clone(), date.to_owned());
        }
    }
    for (name, shape) in &model.shapes {
        let members = members_since(newest, older, name, shape);
        if !members.is_empty() {
            since.members.insert(name.clone(), members);
        }
        if let Some(date) = arrival(newest, older, |model| model.shapes.contains_key(name)) {
            since.shapes.insert(name.clone(), date.to_owned());
        }
    }
    since
}

/// The date from which on every model has something; nothing where all have it.
fn arrival<'d>(
    newest: &'d str,
    older: &[(&'d str, &Model)],
    has: impl Fn(&Model) -> bool,
) -> Option<&'d str> {
    let mut date = newest;
    for (older_date, model) in older.iter().rev() {
        if !has(model) {
            return Some(date);
        }
        date = older_date;
    }
    None
}

/// When the members or values of a shape came. The models are walked backwards with those that
/// are still there.
fn members_since(
    newest: &str,
    older: &[(&str, &Model)],
    name: &str,
    shape: &Shape,
) -> BTreeMap<String, String> {
    let mut since = BTreeMap::new();
    let mut remaining = member_names(shape);
    let mut date = newest;
    let mut newer = Some(shape);
    for (older_date, model) in older.iter().rev() {
        if remaining.is_empty() {
            break;
        }
        let shape = model.shapes.get(name);
        let is_same =
            matches!((shape, newer), (Some(shape), Some(newer)) if shape.kind == newer.kind);
        if !is_same {
            remaining.retain(|member| {
                let is_there = shape.is_some_and(|shape| has_member(shape, member));
                if !is_there {
                    since.insert((*member).to_owned(), date.to_owned());
                }
                is_there
            });
        }
        newer = shape;
        date = older_date;
    }
    since
}

fn member_names(shape: &Shape) -> Vec<&str> {
    match &shape.kind {
        ShapeKind::Structure { members } | ShapeKind::Union { members } => {
            members.keys().map(String::as_str).collect()
        }
        ShapeKind::Enum { values } => values.iter().map(|value| value.value.as_str()).collect(),
        ShapeKind::IntEnum { values } => values.keys().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

fn has_member(shape: &Shape, name: &str) -> bool {
    match &shape.kind {
        ShapeKind::Structure { members } | ShapeKind::Union { members } => {
            members.contains_key(name)
        }
        ShapeKind::Enum { values } => values.iter().any(|value| value.value == name),
        ShapeKind::IntEnum { values } => values.contains_key(name),
        _ => false,
    }
}

/// When one part of a model came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arrival {
    /// The part, as the model spells it.
    pub path: String,
    /// The date of the revision that brought it.
    pub since: String,
    /// Whether that is the first revision of all, so that the part may be older.
    pub first: bool,
}

/// A path that names nothing in the newest model.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{path}` is no operation, shape, member or enum value of the newest revision{}", self.suggestion())]
pub struct UnknownPath {
    /// The path that was asked for.
    pub path: String,
    /// The paths that look most like it, nearest first.
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

/// When the part that a path names came: an operation, a shape, or a member or value of one
/// (`ListRoots`, `Handshake.Action`, `ActionType.INVITE`).
///
/// Rust's spelling works as well: `list_roots`, `Handshake::action`, `ActionType::Invite`.
///
/// # Errors
///
/// The newest model has no such part.
pub fn since_path(revisions: &[(&str, &Model)], path: &str) -> Result<Arrival, UnknownPath> {
    let parts = revisions.last().map(|(_, model)| parts(model));
    let parts = parts.unwrap_or_default();
    let plain = plain(path);
    let exact = parts.get_key_value(path);
    let part = exact.or_else(|| parts.iter().find(|(name, _)| self::plain(name) == plain));
    let Some((name, part)) = part else {
        return Err(UnknownPath {
            path: path.to_owned(),
            nearest: nearest(&plain, parts.keys()),
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

/// What a path can name.
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

/// Everything that a path can name in a model. Where a shape is called like an operation, the
/// operation is meant.
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

/// A path without what spellings differ in: case, underscores, and how its two parts are divided.
fn plain(path: &str) -> String {
    let path = path.replace("::", ".").replace("r#", "");
    path.chars()
        .filter(|character| character.is_alphanumeric() || *character == '.')
        .flat_map(char::to_lowercase)
        .collect()
}

/// The few names that take the fewest edits to become the path, where that is not most of it.
fn nearest<'n>(path: &str, names: impl Iterator<Item = &'n String>) -> Vec<String> {
    const MOST: usize = 3;
    let mut distances: Vec<_> = names
        .map(|name| (edit_distance(path, &plain(name)), name))
        .filter(|(distance, _)| distance * 3 <= path.chars().count())
        .collect();
    distances.sort();
    let nearest = distances.into_iter().take(MOST);
    nearest.map(|(_, name)| name.clone()).collect()
}

/// How many characters it takes to insert, remove or replace to make one text of the other
/// (Levenshtein).
fn edit_distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, character) in one.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        let mut next = vec![left];
        for (above, candidate) in row.iter().skip(1).zip(&other) {
            let replaced = diagonal + usize::from(character != *candidate);
            diagonal = *above;
            left = replaced.min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{edit_distance, since, since_path};
    use crate::model::Model;
    use crate::source::{Source, read};

    fn model(operations: &[&str], values: &[&str]) -> Model {
        let operations: serde_json::Map<_, _> = operations
            .iter()
            .map(|name| ((*name).to_owned(), serde_json::json!({ "name": name })))
            .collect();
        let model = serde_json::json!({
            "metadata": {"serviceId": "Example", "protocol": "json", "jsonVersion": "1.1", "targetPrefix": "E"},
            "operations": operations,
            "shapes": {"ActionType": {"type": "string", "enum": values}}
        });
        read(Source::new(model.to_string().as_bytes())).unwrap()
    }

    fn models() -> [Model; 3] {
        [
            model(&["ListRoots"], &["INVITE", "BACK"]),
            model(&["ListRoots", "CreateAccount"], &["INVITE"]),
            model(
                &["ListRoots", "CreateAccount"],
                &["INVITE", "BACK", "ADD_ROLE"],
            ),
        ]
    }

    fn dated(models: &[Model]) -> Vec<(&str, &Model)> {
        ["2017-02-27", "2017-05-11", "2017-10-23"]
            .into_iter()
            .zip(models)
            .collect()
    }

    #[test]
    fn what_the_first_revision_has_has_no_date() {
        let models = models();
        let since = since(&dated(&models));
        assert_eq!(
            since.operations.get("CreateAccount").map(String::as_str),
            Some("2017-05-11")
        );
        assert!(!since.operations.contains_key("ListRoots"));
        assert!(since.shapes.is_empty());
        assert_eq!(since.member("ActionType", "INVITE"), None);
        assert_eq!(since.member("ActionType", "ADD_ROLE"), Some("2017-10-23"));
    }

    #[test]
    fn what_came_back_came_then() {
        let models = models();
        assert_eq!(
            since(&dated(&models)).member("ActionType", "BACK"),
            Some("2017-10-23")
        );
    }

    #[test]
    fn a_path_is_found_in_any_spelling() {
        let models = models();
        for (path, found) in [
            ("ActionType.ADD_ROLE", "ActionType.ADD_ROLE"),
            ("ActionType::AddRole", "ActionType.ADD_ROLE"),
            ("create_account", "CreateAccount"),
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
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!(edit_distance("kitten", "sitting"), 3);
        assert_eq!(edit_distance("", "abc"), 3);
        assert_eq!(edit_distance("abc", "abc"), 0);
    }
}
