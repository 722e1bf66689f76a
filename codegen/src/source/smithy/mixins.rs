//! Combining definitions with their mixins (Smithy 2.0, "Mixins").

use std::cell::RefCell;

use super::definition::Definition;
use super::located::Located;
use crate::collections::HashSet;
use crate::problem::printable;
use crate::source::findings::Findings;

impl<'n> Definition<'n> {
    /// Returns the number of members and traits that a copy takes.
    pub(super) fn size(&self) -> usize {
        let members = self.members.values();
        let members: usize = members.map(|member| 1 + member.traits.len()).sum();
        1 + members + self.traits.len() + self.properties.len()
    }

    /// Adds another definition: that of another mixin, or of the shape itself on top of its mixins.
    pub(super) fn add(&mut self, other: &Self, findings: &RefCell<Findings>) {
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
                member.place.cursor(findings).problem(format!(
                    "targets `{}`, but the mixed-in member of that name targets `{}`; give both \
                     the same target",
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

/// Returns the traits that stay with a mixin.
pub(super) fn local_traits<'n>(
    mixin_trait: &Located<'n>,
    findings: &RefCell<Findings>,
) -> HashSet<&'n str> {
    let mut local = HashSet::default();
    let object = mixin_trait.cursor(findings);
    for (key, node) in object.entries() {
        let cursor = object.key(key, node);
        match key {
            "localTraits" => {
                for (index, node) in cursor.elements() {
                    local.insert(cursor.index(index, node).str());
                }
            }
            // Whether a build tool may generate an interface for it.
            "interface" => {}
            _ => cursor.unknown_key(),
        }
    }
    local
}
