//! Combining definitions with their mixins (Smithy 2.0, "Mixins").

use super::definition::Definition;
use crate::collections::HashSet;
use crate::problem::printable;
use crate::source::cursor::Cursor;

impl<'n> Definition<'n> {
    /// Returns the number of members and traits that a copy takes.
    pub(super) fn size(&self) -> usize {
        let members = self.members.values();
        let members: usize = members.map(|member| 1 + member.traits.len()).sum();
        1 + members + self.traits.len() + self.properties.len()
    }

    /// Adds another definition: that of another mixin, or of the shape itself on top of its mixins.
    pub(super) fn add(&mut self, other: Self) {
        self.properties.extend(other.properties);
        for (name, member) in other.members {
            let Some(inherited) = self.members.get_mut(name) else {
                self.members.insert(name, member);
                continue;
            };
            if inherited.target != member.target {
                member.place.problem(format!(
                    "targets `{}`, but the mixed-in member of that name targets `{}`; give both \
                     the same target",
                    printable(member.target),
                    printable(inherited.target)
                ));
            }
            inherited.place = member.place;
            inherited.traits.extend(member.traits);
        }
        self.traits.extend(other.traits);
    }
}

/// Returns the traits that stay with a mixin.
pub(super) fn local_traits<'n>(mixin_trait: &Cursor<'n>) -> HashSet<&'n str> {
    // `interface` says whether a build tool may generate one.
    let [local, _] = mixin_trait.keys(["localTraits", "interface"]);
    let local = local.iter().flat_map(Cursor::elements);
    local.map(|element| element.str()).collect()
}
