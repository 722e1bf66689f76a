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

    /// Returns the members that a fact acts on, in both directions: that which it is a fact of, or
    /// those that refer to its shape, on both sides.
    pub(super) fn uses(&self, fact: &Fact<'a>) -> Vec<[Slot<'a>; 2]> {
        match fact.part {
            Part::Member(pair, name, [Some(old), Some(new)]) => {
                let members = [old, new].map(|member| (name, member));
                self.in_both_directions([pair.name; 2], members)
            }
            Part::Shape([name, _], [Some(_), Some(_)]) => self.users(name),
            _ => Vec::new(),
        }
    }

    /// Returns these members in both directions; elements, once for each use of their list that
    /// messages carry, since that determines their place.
    fn in_both_directions(
        &self,
        shapes: [&'a str; 2],
        members: [Named<'a>; 2],
    ) -> Vec<[Slot<'a>; 2]> {
        const DIRECTIONS: [Direction; 2] = [Direction::Request, Direction::Response];
        let slots = DIRECTIONS.map(|it| self.slots(shapes, members, it));
        let [[slot, _], _] = slots;
        let mut elements = Vec::new();
        if slot.is_element() {
            for (users, lists) in self.references(slot.shape) {
                let lists = DIRECTIONS.map(|it| self.slots(users, lists, it));
                let uses = lists.into_iter().zip(slots);
                let carried = uses.filter(|(lists, _)| self.is_carried(*lists));
                elements.extend(carried.map(|(lists, slots)| {
                    zip(lists, slots).map(|(list, slot)| Slot {
                        list: list.beside_body(),
                        is_flat: list.is_flattened(),
                        ..slot
                    })
                }));
            }
        }
        if elements.is_empty() {
            slots.into()
        } else {
            elements
        }
    }

    /// Returns the members that refer to a shape of this name on both sides, in both directions.
    pub(super) fn users(&self, shape: &str) -> Vec<[Slot<'a>; 2]> {
        let references = self.references(shape).into_iter();
        let slots = references.flat_map(|(shapes, it)| self.in_both_directions(shapes, it));
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

    /// Returns `true` if messages of both sides carry these members in their direction.
    pub(super) fn is_carried(&self, slots: [Slot<'a>; 2]) -> bool {
        let [slot, _] = slots;
        let carried = self.carried(slots.map(|it| it.shape));
        match slot.direction {
            Direction::Request => carried.request,
            Direction::Response | Direction::Error => carried.response,
        }
    }

    /// Returns what the difference of these members in a fact breaks in the messages that carry
    /// them.
    pub(super) fn breaks_in(&self, uses: &[[Slot<'a>; 2]], key: &str) -> Breaks {
        let carried = uses.iter().filter(|slots| self.is_carried(**slots));
        let differences = carried.filter_map(|slots| self.of_members(key, *slots));
        differences.fold(Breaks::NOTHING, |all, it| all.and(it.breaks))
    }
}
