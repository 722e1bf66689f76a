//! The shapes of a document with their mixins flattened and their `apply` statements applied
//! (Smithy 2.0, "Mixins").

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::definition::Definition;
use super::index::Index;
use super::mixins::local_traits;
use crate::collections::IndexMap;
use crate::problem::{Findings, printable, with_article};
use crate::source::json::Node;

/// The maximum depth of nested mixins. Real models have one or two levels.
const DEEPEST: usize = 64;

/// The maximum number of members and traits that mixins may copy in total, so that a small document
/// cannot fill the memory.
const MOST_COPIES: usize = 100_000;

pub(super) struct Document<'n> {
    pub(super) index: Index<'n>,
    definitions: RefCell<IndexMap<&'n str, Rc<Definition<'n>>>>,
    /// The number of members and traits that mixins have copied so far.
    copies: Cell<usize>,
}

impl<'n> Document<'n> {
    pub(super) fn read(root: &'n Node<'n>, findings: &'n RefCell<Findings>) -> Self {
        Self {
            index: Index::read(root, findings),
            definitions: RefCell::default(),
            copies: Cell::new(0),
        }
    }

    pub(super) fn definition(&self, id: &str) -> Option<Rc<Definition<'n>>> {
        self.flattened(id, &mut Vec::new())
    }

    /// Returns the same on behalf of the shapes that mix it in.
    fn flattened(&self, id: &str, users: &mut Vec<&'n str>) -> Option<Rc<Definition<'n>>> {
        if let Some(definition) = self.definitions.borrow().get(id) {
            return Some(definition.clone());
        }
        let (id, entry) = self.index.entry(id)?;
        let applications = self.index.applications(id);
        let mut definition = Definition::own(id, entry);
        definition.note_conflicts(applications);
        if definition.property("mixins").next().is_some() {
            users.push(id);
            definition = self.with_mixins(definition, users);
            users.pop();
        }
        definition.apply(applications);
        let definition = Rc::new(definition);
        self.definitions.borrow_mut().insert(id, definition.clone());
        Some(definition)
    }

    /// Puts a definition on top of its mixins.
    fn with_mixins(&self, own: Definition<'n>, users: &mut Vec<&'n str>) -> Definition<'n> {
        let mut merged = Definition::empty(own.id, own.type_name, own.place.clone());
        for (target, place) in own.bound("mixins") {
            match self.mixin(target, own.type_name, users) {
                Ok(mixin) => merged.add(mixin),
                Err(message) => place.problem(message),
            }
        }
        merged.add(own);
        merged
    }

    /// Returns what a shape gets from a mixin: everything except the traits that stay with the
    /// mixin.
    fn mixin(
        &self,
        target: &str,
        type_name: &str,
        users: &mut Vec<&'n str>,
    ) -> Result<Definition<'n>, String> {
        let name = printable(target);
        if users.contains(&target) {
            return Err(format!(
                "mixes in `{name}`, which mixes this shape in; break the cycle"
            ));
        }
        if users.len() >= DEEPEST {
            return Err(format!(
                "mixes in more than {DEEPEST} levels of shapes; flatten some"
            ));
        }
        let Some(mixin) = self.flattened(target, users) else {
            return Err(format!(
                "mixes in `{name}`, which is not a shape of this document; add it or correct the ID"
            ));
        };
        let Some(mixin_trait) = mixin.traits.get("smithy.api#mixin") else {
            return Err(format!(
                "mixes in `{name}`, which is not a mixin; give it the trait `smithy.api#mixin`"
            ));
        };
        if mixin.type_name != type_name {
            return Err(format!(
                "mixes in the {} `{name}`, but is {own}; mix in {own}",
                mixin.type_name,
                own = with_article(type_name)
            ));
        }
        let local = local_traits(mixin_trait);
        self.copies
            .set(self.copies.get() + mixin.size() + local.len());
        if self.copies.get() > MOST_COPIES {
            return Err(format!(
                "copies more than {MOST_COPIES} members and traits together with other mixins; \
                 use fewer"
            ));
        }
        let mut inherited = Definition::clone(&mixin);
        let is_local = |id: &str| id == "smithy.api#mixin" || local.contains(id);
        inherited.traits.retain(|id, _| !is_local(id));
        Ok(inherited)
    }
}
