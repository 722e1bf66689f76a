//! What shapes get from their mixins (Smithy 2.0, "Mixins").

use std::collections::HashSet;

use indexmap::IndexMap;

use super::definition::{AppliedTraits, Definition};
use super::document::Document;
use super::located::Located;
use crate::problem::{printable, with_article};

/// How deep mixins may nest. Real models have one or two levels.
const DEEPEST: usize = 64;

/// How many members and traits mixins may copy in all, so that a small document cannot fill the
/// memory.
const MOST_COPIES: usize = 100_000;

impl<'n> Definition<'n> {
    /// How much a copy of it takes.
    fn size(&self) -> usize {
        let members = self.members.values();
        let members: usize = members.map(|member| 1 + member.traits.len()).sum();
        1 + members + self.traits.len() + self.properties.len()
    }

    /// Adds what another definition says: another mixin, or the shape itself on top of its mixins.
    fn add(&mut self, other: &Self, document: &Document<'n>) {
        for (key, value) in &other.properties {
            let known = |(name, earlier): &(&str, Located<'n>)| {
                name == key && std::ptr::eq(earlier.node, value.node)
            };
            if !self.properties.iter().any(known) {
                self.properties.push((*key, *value));
            }
        }
        for (name, member) in &other.members {
            let Some(inherited) = self.members.get_mut(name) else {
                self.members.insert(*name, member.clone());
                continue;
            };
            if inherited.target != member.target {
                member.place.cursor(&document.problems).problem(format!(
                    "targets `{}`, but the member of that name that is mixed in targets `{}`; \
                     give both one target",
                    printable(member.target),
                    printable(inherited.target)
                ));
            }
            inherited.place = member.place;
            for (id, value) in member.traits.iter() {
                inherited.traits.put(id, *value);
            }
        }
        for (id, value) in other.traits.iter() {
            self.traits.put(id, *value);
        }
    }
}

impl<'n> Document<'n> {
    /// A definition on top of its mixins.
    pub(super) fn with_mixins(
        &self,
        own: Definition<'n>,
        mixins: &[(&'n str, Located<'n>)],
        users: &mut Vec<&'n str>,
    ) -> Definition<'n> {
        let mut merged = Definition {
            properties: Vec::new(),
            members: IndexMap::new(),
            traits: AppliedTraits::default(),
            ..own.clone()
        };
        for (target, place) in mixins {
            match self.mixin(target, own.type_name, users) {
                Ok(mixin) => merged.add(&mixin, self),
                Err(message) => place.cursor(&self.problems).problem(message),
            }
        }
        merged.add(&own, self);
        merged
    }

    /// What a shape gets from a mixin: all but the traits that stay with the mixin.
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
                "mixes in `{name}`, which is no shape of this document; add it or correct the ID"
            ));
        };
        let Some(mixin_trait) = mixin.traits.get("smithy.api#mixin") else {
            return Err(format!(
                "mixes in `{name}`, which is no mixin; give it the trait `smithy.api#mixin`"
            ));
        };
        if mixin.type_name != type_name {
            return Err(format!(
                "mixes in the {} `{name}`, but is {own}; mix in {own}",
                mixin.type_name,
                own = with_article(type_name)
            ));
        }
        let local = self.local_traits(mixin_trait);
        self.copies
            .set(self.copies.get() + mixin.size() + local.len());
        if self.copies.get() > MOST_COPIES {
            return Err(format!(
                "copies more than {MOST_COPIES} members and traits together with other mixins; \
                 use fewer"
            ));
        }
        let mut inherited = Definition::clone(&mixin);
        inherited
            .traits
            .remove(|id| id == "smithy.api#mixin" || local.contains(id));
        Ok(inherited)
    }

    fn local_traits(&self, mixin_trait: &Located<'n>) -> HashSet<&'n str> {
        let mut local = HashSet::new();
        let object = mixin_trait.cursor(&self.problems);
        for (key, node) in object.entries() {
            let cursor = object.key(key, node);
            match key {
                "localTraits" => {
                    for (index, node) in cursor.elements() {
                        local.insert(cursor.index(index, node).str());
                    }
                }
                // Whether a build tool may make an interface of it.
                "interface" => {}
                _ => cursor.unknown_key(),
            }
        }
        local
    }
}
