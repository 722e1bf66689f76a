//! The revisions that introduced the parts of a model.

use std::collections::BTreeMap;

use crate::api::Since;
use crate::model::{Model, Shape};

/// Finds when the parts of the newest model were introduced, except for parts of the oldest model.
/// The models are given with their dates, oldest first.
///
/// A part that was removed and added again counts from its return.
pub fn since(revisions: &[(&str, &Model)]) -> Since {
    let mut since = Since::default();
    let Some((&(newest, model), older)) = revisions.split_last() else {
        return since;
    };
    let dated = |name: &str, has: &dyn Fn(&Model) -> bool| {
        let date = arrival(newest, older, has)?;
        Some((name.to_owned(), date.to_owned()))
    };
    for name in model.operations.keys() {
        let dated = dated(name, &|model| model.operations.contains_key(name));
        since.operations.extend(dated);
    }
    for (name, shape) in &model.shapes {
        let of_shape = dated(name, &|model| model.shapes.contains_key(name));
        since.shapes.extend(of_shape);
        let members = member_names(shape);
        let members = members.filter_map(|it| dated(it, &|model| has_member(model, name, it)));
        let members: BTreeMap<_, _> = members.collect();
        if !members.is_empty() {
            since.members.insert(name.clone(), members);
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

pub(super) fn member_names(shape: &Shape) -> impl Iterator<Item = &str> {
    let members = shape.members().into_iter().flatten();
    let members = members.map(|(name, _)| name.as_str());
    members.chain(shape.value_names())
}

pub(super) fn has_member(model: &Model, shape: &str, name: &str) -> bool {
    model.shapes.get(shape).is_some_and(|shape| {
        let members = shape.members();
        members.is_some_and(|members| members.contains_key(name))
            || shape.value_names().any(|value| value == name)
    })
}
