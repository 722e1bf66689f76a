//! Renamed shapes: those with another name and the same content.

use std::collections::{BTreeMap, BTreeSet};

use crate::collections::{HashMap, IndexMap};
use crate::model::{Model, Operation, Shape};

/// The shapes that were renamed, by their old names.
///
/// A shape counts as renamed if only the old model has the old name, only the new model has the new
/// name, the content is the same, and every use of the old name in the parts that both models have
/// is now a use of the new one. A shape without such uses counts as removed, and the similar one as
/// added.
#[derive(Debug, Default)]
pub(super) struct Renames<'m> {
    new_names: BTreeMap<&'m str, &'m str>,
}

impl<'m> Renames<'m> {
    pub(super) fn between(old: &'m Model, new: &'m Model) -> Self {
        let is_gone = |name: &str| !new.shapes.contains_key(name);
        let is_new = |name: &str| !old.shapes.contains_key(name);
        if !old.shapes.keys().any(|name| is_gone(name)) {
            return Self::default();
        }
        let pairs = in_one_place(old, new);
        let (mut of_old, mut of_new) = (HashMap::default(), HashMap::default());
        for (before, after) in &pairs {
            *of_old.entry(*before).or_insert(0) += 1;
            *of_new.entry(*after).or_insert(0) += 1;
        }
        let is_rename = |(before, after): &(&str, &str)| {
            is_gone(before)
                && is_new(after)
                && of_old.get(before) == Some(&1)
                && of_new.get(after) == Some(&1)
        };
        let new_names = pairs.into_iter().filter(is_rename).collect();
        let mut renames = Self { new_names };
        // A shape that refers to one that was not renamed after all has other content, too.
        loop {
            let unlike = renames.unlike(old, new);
            if unlike.is_empty() {
                return renames;
            }
            renames.new_names.retain(|name, _| !unlike.contains(name));
        }
    }

    pub(super) fn new_name(&self, old: &str) -> Option<&'m str> {
        self.new_names.get(old).copied()
    }

    pub(super) fn is_new_name(&self, new: &str) -> bool {
        self.new_names.values().any(|name| *name == new)
    }

    /// Returns `true` if a name in the old model and one in the new model mean the same shape.
    pub(super) fn same(&self, old: &str, new: &str) -> bool {
        self.new_name(old).unwrap_or(old) == new
    }

    /// Returns the name in the new model of a shape of the old one.
    pub(super) fn current(&self, old: &'m str) -> &'m str {
        self.new_name(old).unwrap_or(old)
    }

    /// Returns the old names whose shapes have other content now.
    fn unlike(&self, old: &Model, new: &Model) -> BTreeSet<&'m str> {
        let differs = |(in_old, in_new): &(&&str, &&str)| {
            let shapes = (old.shapes.get(**in_old), new.shapes.get(**in_new));
            !matches!(shapes, (Some(in_old), Some(in_new)) if self.same_content(in_old, in_new))
        };
        let unlike = self.new_names.iter().filter(differs);
        unlike.map(|(in_old, _)| *in_old).collect()
    }

    /// Returns `true` if two shapes are the same, with the new names of the shapes that they refer
    /// to.
    fn same_content(&self, old: &Shape, new: &Shape) -> bool {
        let mut renamed = old.clone();
        for member in renamed.references_mut() {
            if let Some(new_name) = self.new_name(&member.target) {
                new_name.clone_into(&mut member.target);
            }
        }
        let names = renamed.references().map(|(name, _)| name);
        renamed == *new && names.eq(new.references().map(|(name, _)| name))
    }
}

/// Returns the names that are in the same place on both sides, an old one with a new one.
fn in_one_place<'m>(old: &'m Model, new: &'m Model) -> BTreeSet<(&'m str, &'m str)> {
    let mut to_visit = exceptions(old, new);
    for (before, after) in kept(&old.operations, &new.operations) {
        to_visit.extend(before.input.as_deref().zip(after.input.as_deref()));
        to_visit.extend(before.output.as_deref().zip(after.output.as_deref()));
    }
    let names = old.shapes.keys().map(String::as_str);
    to_visit.extend(names.map(|name| (name, name)));
    let mut pairs = BTreeSet::new();
    while let Some((before, after)) = to_visit.pop() {
        let shapes = (old.shapes.get(before), new.shapes.get(after));
        let (Some(in_old), Some(in_new)) = shapes else {
            continue;
        };
        let is_other = new.shapes.contains_key(before) || old.shapes.contains_key(after);
        if !pairs.insert((before, after)) || in_old == in_new || before != after && is_other {
            continue;
        }
        for (name, member) in in_old.references() {
            let mut members = in_new.references();
            let same_place = members.find(|(other, _)| *other == name);
            to_visit.extend(same_place.map(|(_, it)| (&*member.target, &*it.target)));
        }
    }
    pairs
}

/// Returns what both sides have, by its name on both.
fn kept<'m, T>(
    old: &'m IndexMap<String, T>,
    new: &'m IndexMap<String, T>,
) -> impl Iterator<Item = (&'m T, &'m T)> {
    old.iter()
        .filter_map(|(name, before)| Some((before, new.get(name)?)))
}

/// Pairs the exceptions that are gone with the new ones of the same content that the same
/// operations list. The position in the list means nothing: lists are sorted.
fn exceptions<'m>(old: &'m Model, new: &'m Model) -> Vec<(&'m str, &'m str)> {
    let (before, after) = kept(&old.operations, &new.operations).unzip();
    let [before, after] = [before, after].map(listing);
    let mut came: HashMap<_, Vec<_>> = HashMap::default();
    for (name, shape) in exceptions_without(new, old) {
        let alike = came.entry(after.get(name)).or_default();
        alike.push((name, without_targets(shape)));
    }
    let mut pairs = Vec::new();
    for (gone, shape) in exceptions_without(old, new) {
        let (content, operations) = (without_targets(shape), before.get(gone));
        let alike = came.get(&operations).filter(|_| operations.is_some());
        let alike = alike.into_iter().flatten();
        let alike = alike.filter(|(_, other)| *other == content);
        pairs.extend(alike.map(|(name, _)| (gone, *name)));
    }
    pairs
}

/// Returns the positions of the operations that list each exception.
fn listing(operations: Vec<&Operation>) -> HashMap<&str, BTreeSet<usize>> {
    let mut listing: HashMap<_, BTreeSet<_>> = HashMap::default();
    for (index, operation) in operations.into_iter().enumerate() {
        for error in &operation.errors {
            listing.entry(error.as_str()).or_default().insert(index);
        }
    }
    listing
}

/// Returns the exceptions of a model whose names another model does not have.
fn exceptions_without<'m>(
    model: &'m Model,
    other: &Model,
) -> impl Iterator<Item = (&'m str, &'m Shape)> {
    let shapes = model.shapes.iter();
    let shapes = shapes.map(|(name, shape)| (name.as_str(), shape));
    shapes.filter(|(name, shape)| shape.error.is_some() && !other.shapes.contains_key(*name))
}

/// Returns a shape whose members refer to nothing.
fn without_targets(shape: &Shape) -> Shape {
    let mut shape = shape.clone();
    for member in shape.references_mut() {
        member.target.clear();
    }
    shape
}
