//! The members on which a fact acts in messages.

use super::breaks::Breaks;
use super::slot::Slot;
use super::{Comparison, Side, zip};
use crate::diff::change::Direction;
use crate::diff::facts::{Fact, Part};
use crate::model::Member;

/// A member with its name.
type Named<'a> = (&'a str, &'a Member);

impl<'a> Comparison<'a> {
    /// Returns a member of each side in messages.
    pub(super) fn slots(
        &self,
        shapes: [&'a str; 2],
        members: [Named<'a>; 2],
        direction: Direction,
    ) -> [Slot<'a>; 2] {
        [Side::Old, Side::New]
            .map(|side| self.slot(side, direction, side.of(shapes), side.of(members)))
    }

    /// Returns a member of one side in messages.
    pub(super) fn slot(
        &self,
        side: Side,
        direction: Direction,
        shape: &'a str,
        (name, member): Named<'a>,
    ) -> Slot<'a> {
        Slot {
            model: side.of(self.models()),
            protocol: self.protocol,
            in_xml: self.in_xml(),
            direction,
            shape,
            uri: side.of(self.paths.each_ref()).get(shape).copied(),
            list: None,
            is_flat: false,
            name,
            member,
        }
    }

    /// Returns the members that a fact acts on where messages carry them: that which it is a fact of,
    /// or those that refer to its shape, on both sides.
    pub(super) fn uses(&self, fact: &Fact<'a>) -> Vec<[Slot<'a>; 2]> {
        match fact.part {
            Part::Member(pair, name, [Some(old), Some(new)]) => {
                let members = [old, new].map(|member| (name, member));
                self.carried_slots([pair.name; 2], members)
            }
            Part::Shape([name, _], [Some(_), Some(_)]) => self.users(name),
            _ => Vec::new(),
        }
    }

    /// Returns these members in each direction in which messages of both sides carry them; elements,
    /// once for each use of their list, since that determines their place.
    fn carried_slots(&self, shapes: [&'a str; 2], members: [Named<'a>; 2]) -> Vec<[Slot<'a>; 2]> {
        let mut found = Vec::new();
        for direction in [Direction::Request, Direction::Response] {
            let is_carried = |shapes| {
                let carried = self.carried(shapes);
                carried.within(Breaks::towards(direction)) != Breaks::NOTHING
            };
            let slots = self.slots(shapes, members, direction);
            let [slot, _] = slots;
            if !is_carried(shapes) {
                continue;
            } else if !slot.is_element() {
                found.push(slots);
                continue;
            }
            for (users, lists) in self.references(slot.shape) {
                if is_carried(users) {
                    let lists = self.slots(users, lists, direction);
                    found.push(zip(lists, slots).map(|(list, slot)| slot.within(list)));
                }
            }
        }
        found
    }

    /// Returns the members that refer to a shape of this name on both sides, where messages carry them.
    pub(super) fn users(&self, shape: &str) -> Vec<[Slot<'a>; 2]> {
        let references = self.references(shape).into_iter();
        let slots = references.flat_map(|(shapes, it)| self.carried_slots(shapes, it));
        slots.collect()
    }

    /// Returns the members that refer to a shape of this name on both sides, each after its shape.
    fn references(&self, shape: &str) -> Vec<([&'a str; 2], [Named<'a>; 2])> {
        let [old, new] = self.models();
        let [api, _] = self.apis;
        let mut found = Vec::new();
        for user in api.plan.usage.users(shape) {
            let renamed = self.renames.new_name(user).unwrap_or(user);
            let shapes = (old.shapes.get(*user), new.shapes.get(renamed));
            let (Some(of_old), Some(of_new)) = shapes else {
                continue;
            };
            for before in of_old.references().filter(|(_, it)| it.target == shape) {
                let after = of_new.references().find(|(name, _)| *name == before.0);
                let after = after.filter(|(_, it)| self.renames.same(shape, &it.target));
                found.extend(after.map(|after| ([*user, renamed], [before, after])));
            }
        }
        found
    }

    /// Returns what the difference of these members in a fact breaks.
    pub(super) fn breaks_in(&self, uses: &[[Slot<'a>; 2]], key: &str) -> Breaks {
        let differences = uses.iter().filter_map(|slots| self.of_members(key, *slots));
        differences.fold(Breaks::NOTHING, |all, it| all.and(it.breaks))
    }
}
