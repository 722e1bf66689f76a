//! Renamed shapes: those with another name and the same content.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, Shape};

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
    /// Finds the shapes that were renamed between two models.
    pub(super) fn between(old: &'m Model, new: &'m Model) -> Self {
        if old.shapes.keys().all(|name| new.shapes.contains_key(name)) {
            return Self::default();
        }
        let mut search = Search {
            old,
            new,
            pairs: BTreeSet::new(),
            to_visit: Vec::new(),
        };
        search.follow_uses();
        let mut renames = search.unambiguous();
        while let Some(unlike) = renames.unlike(old, new) {
            renames.new_names.remove(unlike);
        }
        renames
    }

    /// Returns the new name of a shape that was renamed.
    pub(super) fn new_name(&self, old: &str) -> Option<&'m str> {
        self.new_names.get(old).copied()
    }

    /// Returns `true` if this is the new name of a shape that was renamed.
    pub(super) fn is_new_name(&self, new: &str) -> bool {
        self.new_names.values().any(|name| *name == new)
    }

    /// Returns `true` if a name in the old model and one in the new model mean the same shape.
    pub(super) fn same(&self, old: &str, new: &str) -> bool {
        self.new_name(old).unwrap_or(old) == new
    }

    /// Returns the first old name whose shape has other content now.
    fn unlike(&self, old: &Model, new: &Model) -> Option<&'m str> {
        let differs = |(in_old, in_new): &(&&str, &&str)| {
            let shapes = (old.shapes.get(**in_old), new.shapes.get(**in_new));
            !matches!(shapes, (Some(in_old), Some(in_new)) if self.same_content(in_old, in_new))
        };
        let mut pairs = self.new_names.iter();
        pairs.find(differs).map(|(in_old, _)| *in_old)
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

/// A search for the names that are in the same place on both sides.
struct Search<'m> {
    old: &'m Model,
    new: &'m Model,
    /// The pairs in which at least one name is on one side only.
    pairs: BTreeSet<(&'m str, &'m str)>,
    /// The pairs whose shapes are still to be compared.
    to_visit: Vec<(&'m str, &'m str)>,
}

impl<'m> Search<'m> {
    fn follow_uses(&mut self) {
        let (old, new) = (self.old, self.new);
        for (name, before) in &old.operations {
            let Some(after) = new.operations.get(name) else {
                continue;
            };
            for ends in [
                (&before.input, &after.input),
                (&before.output, &after.output),
            ] {
                if let (Some(before), Some(after)) = ends {
                    self.reference(before, after);
                }
            }
        }
        for (name, before) in &old.shapes {
            if let Some(after) = new.shapes.get(name) {
                self.members(before, after);
            }
        }
        self.exceptions();
        while let Some((before, after)) = self.to_visit.pop() {
            if let (Some(before), Some(after)) = (old.shapes.get(before), new.shapes.get(after)) {
                self.members(before, after);
            }
        }
    }

    fn members(&mut self, old: &'m Shape, new: &'m Shape) {
        if old == new {
            return;
        }
        for (name, member) in old.references() {
            let same_place = new.references().find(|(other, _)| *other == name);
            if let Some((_, other)) = same_place {
                self.reference(&member.target, &other.target);
            }
        }
    }

    /// Pairs the exceptions that are gone with the new ones of the same content that the same
    /// operations list. The position in the list means nothing: lists are sorted.
    fn exceptions(&mut self) {
        let (old, new) = (self.old, self.new);
        for (gone, before) in exceptions_without(old, new) {
            let listing = self.listing(old, gone);
            for (came, after) in exceptions_without(new, old) {
                let is_alike = !listing.is_empty()
                    && listing == self.listing(new, came)
                    && without_targets(before) == without_targets(after);
                if is_alike {
                    self.reference(gone, came);
                }
            }
        }
    }

    /// Returns the operations of both models that list an exception in this one.
    fn listing(&self, model: &'m Model, exception: &str) -> BTreeSet<&'m str> {
        let listing = model.operations.iter().filter(|(name, operation)| {
            self.old.operations.contains_key(*name)
                && self.new.operations.contains_key(*name)
                && operation.errors.iter().any(|error| error == exception)
        });
        listing.map(|(name, _)| name.as_str()).collect()
    }

    fn reference(&mut self, old: &'m str, new: &'m str) {
        let is_gone = !self.new.shapes.contains_key(old);
        let is_new = !self.old.shapes.contains_key(new);
        let is_first = (is_gone || is_new) && self.pairs.insert((old, new));
        if is_first && is_gone && is_new {
            self.to_visit.push((old, new));
        }
    }

    /// Returns the pairs in which each name corresponds only to the other.
    fn unambiguous(self) -> Renames<'m> {
        let (mut uses_of_old, mut uses_of_new) = (BTreeMap::new(), BTreeMap::new());
        for (old, new) in &self.pairs {
            *uses_of_old.entry(*old).or_insert(0) += 1;
            *uses_of_new.entry(*new).or_insert(0) += 1;
        }
        let pairs = self.pairs.into_iter().filter(|(old, new)| {
            !self.new.shapes.contains_key(*old)
                && !self.old.shapes.contains_key(*new)
                && uses_of_old.get(old) == Some(&1)
                && uses_of_new.get(new) == Some(&1)
        });
        Renames {
            new_names: pairs.collect(),
        }
    }
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
