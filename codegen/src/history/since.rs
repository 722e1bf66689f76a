//! The revisions that introduced the parts of a model.

use std::collections::BTreeMap;

use crate::api::Since;
use crate::model::{Model, Shape, ShapeKind};

/// Finds when the parts of the newest model were introduced, except for parts of the oldest model.
/// The models are given with their dates, oldest first.
///
/// A part that was removed and added again counts from its return.
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

/// Returns the date from which on every model has something, or `None` if all models have it.
pub(super) fn arrival<'d>(
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

/// Finds when the members or values of a shape were introduced, walking the models backwards with
/// those that are still present.
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

pub(super) fn member_names(shape: &Shape) -> Vec<&str> {
    match &shape.kind {
        ShapeKind::Structure { members } | ShapeKind::Union { members } => {
            members.keys().map(String::as_str).collect()
        }
        ShapeKind::Enum { values } => values.iter().map(|value| value.value.as_str()).collect(),
        ShapeKind::IntEnum { values } => values.keys().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

pub(super) fn has_member(shape: &Shape, name: &str) -> bool {
    match &shape.kind {
        ShapeKind::Structure { members } | ShapeKind::Union { members } => {
            members.contains_key(name)
        }
        ShapeKind::Enum { values } => values.iter().any(|value| value.value == name),
        ShapeKind::IntEnum { values } => values.contains_key(name),
        _ => false,
    }
}
