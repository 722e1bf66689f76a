//! The members on which a fact acts in messages.

use super::breaks::Breaks;
use super::slot::Slot;
use super::{Comparison, Side, both, zip};
use crate::diff::change::Direction;
use crate::diff::facts::{Fact, Part, paired};
use crate::model::Member;

/// A member with its name.
type Named<'a> = (&'a str, &'a Member);

/// The directions in which messages carry members; errors are responses.
const DIRECTIONS: [Direction; 2] = [Direction::Request, Direction::Response];

impl<'a> Comparison<'a> {
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
                let shapes = [pair.name; 2];
                let carried = DIRECTIONS.into_iter();
                let carried = carried.filter(|direction| self.is_carried(shapes, *direction));
                let slots = carried.flat_map(|direction| {
                    let members = [old, new].map(|member| vec![(name, member)]);
                    self.in_one_place(direction, shapes, members)
                });
                slots.flat_map(|slots| self.placed(slots)).collect()
            }
            Part::Shape([name, _], [Some(_), Some(_)]) => self.users(name),
            _ => Vec::new(),
        }
    }

    /// Returns the members that refer to a shape of this name on both sides, where messages carry them.
    pub(super) fn users(&self, shape: &str) -> Vec<[Slot<'a>; 2]> {
        let references = DIRECTIONS.map(|it| self.references(shape, it));
        let references = references.into_iter().flatten();
        references.flat_map(|slots| self.placed(slots)).collect()
    }

    /// Returns these members; elements, once for each use of their list, since that determines their
    /// place.
    fn placed(&self, slots: [Slot<'a>; 2]) -> Vec<[Slot<'a>; 2]> {
        let [slot, _] = slots;
        let lists = match slot.is_element() {
            true => self.references(slot.shape, slot.direction),
            false => Vec::new(),
        };
        // The list itself may only be in members of shapes that replaced others.
        if lists.is_empty() {
            return vec![slots];
        }
        let within = |lists| zip(lists, slots).map(|(list, slot)| slot.within(list));
        lists.into_iter().map(within).collect()
    }

    /// Returns the members that refer to a shape of this name on both sides, where messages in this
    /// direction carry them.
    fn references(&self, shape: &str, direction: Direction) -> Vec<[Slot<'a>; 2]> {
        let [old, new] = self.models();
        let [api, _] = self.apis;
        let mut found = Vec::new();
        for user in api.plan.usage.users(shape) {
            let renamed = self.renames.new_name(user).unwrap_or(user);
            let shapes = both([old.shapes.get(*user), new.shapes.get(renamed)]);
            let Some([before, after]) =
                shapes.filter(|_| self.is_carried([*user, renamed], direction))
            else {
                continue;
            };
            let before = before.references().filter(|(_, it)| it.target == shape);
            let after = after.references();
            let after = after.filter(|(_, it)| self.renames.same(shape, &it.target));
            let members = [before.collect(), after.collect()];
            found.extend(self.in_one_place(direction, [*user, renamed], members));
        }
        found
    }

    /// Returns `true` if messages in this direction have the new shape where they had the old one.
    fn is_carried(&self, shapes: [&'a str; 2], direction: Direction) -> bool {
        self.carried(shapes).within(Breaks::towards(direction)) != Breaks::NOTHING
    }

    /// Pairs the members of two shapes that have one name in the model or one place in messages.
    /// Elements have no place of their own.
    pub(super) fn in_one_place(
        &self,
        direction: Direction,
        shapes: [&'a str; 2],
        members: [Vec<Named<'a>>; 2],
    ) -> impl Iterator<Item = [Slot<'a>; 2]> {
        let sides = zip([Side::Old, Side::New], zip(shapes, members));
        let [before, after] = sides.map(|(side, (shape, members))| {
            let slots = members.into_iter();
            let slots = slots.map(move |named| self.slot(side, direction, shape, named));
            slots.flat_map(|slot| {
                let place = (!slot.is_element()).then(|| (None, Some(slot.place())));
                let keys = [(Some(slot.name), None)].into_iter().chain(place);
                keys.map(move |key| (key, slot))
            })
        });
        let pairs = paired(before, after).into_iter();
        pairs.filter_map(|((name, _), slots)| {
            let [old, new] = both(slots)?;
            (name.is_some() || old.name != new.name).then_some([old, new])
        })
    }

    /// Returns what the difference of these members in a fact breaks.
    pub(super) fn breaks_in(&self, uses: &[[Slot<'a>; 2]], key: &str) -> Breaks {
        let differences = uses.iter().filter_map(|slots| self.of_members(key, *slots));
        differences.fold(Breaks::NOTHING, |all, it| all.and(it.breaks))
    }
}
