//! Shapes that have another name and the same content.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, Operation, Shape, ShapeKind};

/// The shapes that were renamed.
///
/// A shape counts as renamed where the old name is gone, the new one came, the content is the
/// same, and wherever the old one was used in what both models have, the new one is used now.
/// What nothing uses on both sides was removed, and something like it added.
#[derive(Debug, Default)]
pub(super) struct Renames<'m> {
    new_by_old: BTreeMap<&'m str, &'m str>,
    old_by_new: BTreeMap<&'m str, &'m str>,
}

impl<'m> Renames<'m> {
    /// Finds the shapes that were renamed between two models.
    pub(super) fn between(old: &'m Model, new: &'m Model) -> Self {
        let mut search = Search {
            old,
            new,
            pairs: BTreeSet::new(),
        };
        search.follow_uses();
        let mut renames = search.unambiguous();
        while let Some(unlike) = renames.unlike(old, new) {
            renames.remove(unlike);
        }
        renames
    }

    /// What a shape of the old model is called in the new one, where it was renamed.
    pub(super) fn new_name(&self, old: &str) -> Option<&'m str> {
        self.new_by_old.get(old).copied()
    }

    /// What a shape of the new model was called in the old one, where it was renamed.
    pub(super) fn old_name(&self, new: &str) -> Option<&'m str> {
        self.old_by_new.get(new).copied()
    }

    /// Whether a name in the old model and one in the new model mean the same shape.
    pub(super) fn same(&self, old: &str, new: &str) -> bool {
        self.new_name(old).unwrap_or(old) == new
    }

    /// The first pair whose content differs.
    fn unlike(&self, old: &Model, new: &Model) -> Option<&'m str> {
        let differs = |(in_old, in_new): &(&&str, &&str)| {
            let shapes = (old.shapes.get(**in_old), new.shapes.get(**in_new));
            !matches!(shapes, (Some(in_old), Some(in_new)) if self.same_content(in_old, in_new))
        };
        let mut pairs = self.new_by_old.iter();
        pairs.find(differs).map(|(in_old, _)| *in_old)
    }

    fn same_content(&self, old: &Shape, new: &Shape) -> bool {
        let targets = |shape: &Shape| -> Vec<(String, String)> {
            let references = shape.references();
            references
                .map(|(name, member)| (name.to_owned(), member.target.clone()))
                .collect()
        };
        let (old_targets, new_targets) = (targets(old), targets(new));
        let same_targets = old_targets.len() == new_targets.len()
            && old_targets.iter().zip(&new_targets).all(
                |((old_name, old_target), (new_name, new_target))| {
                    old_name == new_name && self.same(old_target, new_target)
                },
            );
        same_targets && without_targets(old) == without_targets(new)
    }

    fn remove(&mut self, old: &str) {
        if let Some(new) = self.new_by_old.remove(old) {
            self.old_by_new.remove(new);
        }
    }
}

/// A shape whose members refer to nothing.
fn without_targets(shape: &Shape) -> Shape {
    let mut shape = shape.clone();
    match &mut shape.kind {
        ShapeKind::Structure { members } | ShapeKind::Union { members } => {
            members
                .values_mut()
                .for_each(|member| member.target.clear());
        }
        ShapeKind::List { member } => member.target.clear(),
        ShapeKind::Map { key, value } => {
            key.target.clear();
            value.target.clear();
        }
        _ => {}
    }
    shape
}

/// The exceptions of a model whose names another model has not.
fn exceptions_without<'m>(model: &'m Model, other: &Model) -> Vec<(&'m str, &'m Shape)> {
    let shapes = model.shapes.iter();
    let only_here =
        shapes.filter(|(name, shape)| shape.error.is_some() && !other.shapes.contains_key(*name));
    only_here
        .map(|(name, shape)| (name.as_str(), shape))
        .collect()
}

struct Search<'m> {
    old: &'m Model,
    new: &'m Model,
    /// Names that stand in the same place on both sides, where one of them is gone or new.
    pairs: BTreeSet<(&'m str, &'m str)>,
}

impl<'m> Search<'m> {
    fn follow_uses(&mut self) {
        let mut to_visit: Vec<(&str, &str)> = Vec::new();
        for (name, operation) in &self.old.operations {
            if let Some(other) = self.new.operations.get(name) {
                self.operation(operation, other, &mut to_visit);
            }
        }
        for (name, shape) in &self.old.shapes {
            if let Some(other) = self.new.shapes.get(name) {
                self.shape(shape, other, &mut to_visit);
            }
        }
        self.exceptions(&mut to_visit);
        while let Some((old, new)) = to_visit.pop() {
            if let (Some(old), Some(new)) = (self.old.shapes.get(old), self.new.shapes.get(new)) {
                self.shape(old, new, &mut to_visit);
            }
        }
    }

    fn operation(
        &mut self,
        old: &'m Operation,
        new: &'m Operation,
        to_visit: &mut Vec<(&'m str, &'m str)>,
    ) {
        for (old, new) in [(&old.input, &new.input), (&old.output, &new.output)] {
            if let (Some(old), Some(new)) = (old, new) {
                self.reference(old, new, to_visit);
            }
        }
    }

    /// Pairs the exceptions that are gone with the new ones of the same content that the same
    /// operations list. The position in the list means nothing: lists are sorted.
    fn exceptions(&mut self, to_visit: &mut Vec<(&'m str, &'m str)>) {
        let (old, new) = (self.old, self.new);
        let gone = exceptions_without(old, new);
        let came = exceptions_without(new, old);
        for (name, shape) in &gone {
            let listing = self.listing(old, name);
            for (other, candidate) in &came {
                let is_alike = !listing.is_empty()
                    && listing == self.listing(new, other)
                    && without_targets(shape) == without_targets(candidate);
                if is_alike {
                    self.reference(name, other, to_visit);
                }
            }
        }
    }

    /// The operations of both models that list an exception in this one.
    fn listing(&self, model: &'m Model, exception: &str) -> BTreeSet<&'m str> {
        let is_kept = |name: &str| {
            self.old.operations.contains_key(name) && self.new.operations.contains_key(name)
        };
        let listing = model.operations.iter().filter(|(name, operation)| {
            is_kept(name) && operation.errors.iter().any(|error| error == exception)
        });
        listing.map(|(name, _)| name.as_str()).collect()
    }

    fn shape(&mut self, old: &'m Shape, new: &'m Shape, to_visit: &mut Vec<(&'m str, &'m str)>) {
        if old == new {
            return;
        }
        for (name, member) in old.references() {
            let same_place = new.references().find(|(other, _)| *other == name);
            if let Some((_, other)) = same_place {
                self.reference(&member.target, &other.target, to_visit);
            }
        }
    }

    fn reference(&mut self, old: &'m str, new: &'m str, to_visit: &mut Vec<(&'m str, &'m str)>) {
        let is_gone = !self.new.shapes.contains_key(old);
        let is_new = !self.old.shapes.contains_key(new);
        let is_first = (is_gone || is_new) && self.pairs.insert((old, new));
        if is_first && is_gone && is_new {
            to_visit.push((old, new));
        }
    }

    /// The pairs in which each name stands for the other alone.
    fn unambiguous(self) -> Renames<'m> {
        let (mut uses_of_old, mut uses_of_new) = (BTreeMap::new(), BTreeMap::new());
        for (old, new) in &self.pairs {
            *uses_of_old.entry(*old).or_insert(0) += 1;
            *uses_of_new.entry(*new).or_insert(0) += 1;
        }
        let pairs = self.pairs.iter().filter(|(old, new)| {
            !self.new.shapes.contains_key(*old)
                && !self.old.shapes.contains_key(*new)
                && uses_of_old.get(old) == Some(&1)
                && uses_of_new.get(new) == Some(&1)
        });
        Renames {
            new_by_old: pairs.clone().copied().collect(),
            old_by_new: pairs.map(|(old, new)| (*new, *old)).collect(),
        }
    }
}
