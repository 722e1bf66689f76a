//! The members that both sides have in the same places of messages, and the shapes that lead there.

use std::rc::Rc;

use super::breaks::Breaks;
use super::slot::Slot;
use super::{Comparison, Side, both, zip};
use crate::collections::HashMap;
use crate::diff::change::Direction;
use crate::diff::facts::{Fact, Part, paired};
use crate::model::{Member, Shape};

/// The directions in which messages carry members; errors are responses.
const DIRECTIONS: [Direction; 2] = [Direction::Request, Direction::Response];

/// The new shapes in the place of each old one, in messages that go in a direction.
pub(super) type Carried<'m> = HashMap<(Direction, &'m str), Vec<&'m str>>;
pub(super) type KnownPairs<'m> = HashMap<(Direction, [&'m str; 2]), Rc<Pairs<'m>>>;

/// The members of two shapes that have one name in the model or one place in messages. Elements have
/// no place of their own.
pub(super) struct Pairs<'m> {
    pub(super) all: Vec<[Slot<'m>; 2]>,
    /// The members with another name on the other side, by their sides and names.
    replaced: HashMap<(Side, &'m str), Slot<'m>>,
}

impl<'a> Comparison<'a> {
    pub(super) fn slot(
        &self,
        side: Side,
        direction: Direction,
        shape: &'a str,
        (name, member): (&'a str, &'a Member),
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

    pub(super) fn slots(
        &self,
        side: Side,
        direction: Direction,
        name: &'a str,
    ) -> impl Iterator<Item = Slot<'a>> {
        let shape = side.of(self.models()).shapes.get(name).into_iter();
        let members = shape.flat_map(Shape::references);
        members.map(move |named| self.slot(side, direction, name, named))
    }

    /// Returns the members that a fact acts on where messages carry them: that which it is a fact of,
    /// or those that refer to its shape, on both sides.
    pub(super) fn uses(&self, fact: &Fact<'a>) -> Vec<[Slot<'a>; 2]> {
        match fact.part {
            Part::Member(pair, name, [Some(old), Some(new)]) => {
                let directions = self.carried([pair.name; 2]).directions().into_iter();
                let slots = directions.map(|direction| {
                    zip([Side::Old, Side::New], [old, new])
                        .map(|(side, it)| self.slot(side, direction, pair.name, (name, it)))
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
        let [api, _] = self.apis;
        let users = api.plan.usage.users(shape).iter();
        let users = users.flat_map(|old| self.in_its_place(direction, old).map(|new| [*old, new]));
        let mut found = Vec::new();
        for names in users {
            let pairs = self.pairs(direction, names);
            let pairs = pairs.all.iter().filter(|[old, new]| {
                old.member.target == shape && self.renames.same(shape, &new.member.target)
            });
            found.extend(pairs);
        }
        found
    }

    /// Returns the member of the other side that messages have in the place of one that only this side
    /// has.
    pub(super) fn in_the_place_of(&self, side: Side, slot: Slot<'a>) -> Option<Slot<'a>> {
        let pairs = self.pairs(slot.direction, [slot.shape; 2]);
        pairs.replaced.get(&(side, slot.name)).copied()
    }

    pub(super) fn pairs(&self, direction: Direction, names: [&'a str; 2]) -> Rc<Pairs<'a>> {
        let mut known = self.pairs.borrow_mut();
        let pairs = known.entry((direction, names));
        Rc::clone(pairs.or_insert_with(|| Rc::new(self.find_pairs(direction, names))))
    }

    fn find_pairs(&self, direction: Direction, names: [&'a str; 2]) -> Pairs<'a> {
        let [before, after] = zip([Side::Old, Side::New], names).map(|(side, name)| {
            let slots = self.slots(side, direction, name);
            slots.flat_map(|slot| {
                let place = (!slot.is_element()).then(|| (None, Some(slot.place())));
                let keys = [(Some(slot.name), None)].into_iter().chain(place);
                keys.map(move |key| (key, slot))
            })
        });
        let (mut all, mut replaced) = (Vec::new(), HashMap::default());
        for ((name, _), slots) in paired(before, after) {
            let Some([old, new]) = both(slots) else {
                continue;
            };
            if old.name != new.name {
                replaced.extend([((Side::Old, old.name), new), ((Side::New, new.name), old)]);
            }
            if name.is_some() || old.name != new.name {
                all.push([old, new]);
            }
        }
        Pairs { all, replaced }
    }

    /// Returns which messages have the new shape where they had the old one. Only there can one side
    /// misread the other.
    pub(super) fn carried(&self, names: [&'a str; 2]) -> Breaks {
        let [request, response] = DIRECTIONS.map(|it| self.is_carried(it, names));
        Breaks::new(request, response)
    }

    fn is_carried(&self, direction: Direction, [old, new]: [&'a str; 2]) -> bool {
        self.in_its_place(direction, old).any(|it| it == new)
    }

    /// Returns the new shapes in the place of an old one.
    fn in_its_place(&self, direction: Direction, old: &'a str) -> impl Iterator<Item = &'a str> {
        let carried = self.carried.get_or_init(|| self.find_carried());
        let shapes = carried.get(&(direction, old)).into_iter().flatten();
        shapes.copied()
    }

    /// Follows the members of messages from the inputs, outputs and errors of operations. Errors that
    /// no operation lists count as well, since services return those, too.
    fn find_carried(&self) -> Carried<'a> {
        let models = self.models();
        let errors = models[0].shapes.iter();
        let errors = errors.filter(|(_, shape)| shape.error.is_some());
        let errors = errors.map(|(name, _)| [name.as_str(), self.renames.current(name)]);
        let errors = errors.map(|names| (Direction::Response, names));
        let messages = self.answered().flat_map(|operations| {
            let [inputs, outputs] = [
                operations.map(|it| &it.input),
                operations.map(|it| &it.output),
            ];
            zip(DIRECTIONS, [inputs, outputs])
        });
        let messages = messages.filter_map(|(direction, names)| {
            Some((direction, both(names.map(|it| it.as_deref()))?))
        });
        let mut to_visit: Vec<_> = errors.chain(messages).collect();
        let mut carried = Carried::default();
        while let Some((direction, names)) = to_visit.pop() {
            let [before, after] = names;
            let in_its_place = carried.entry((direction, before)).or_default();
            if in_its_place.contains(&after) {
                continue;
            }
            in_its_place.push(after);
            let shapes = zip(models, names).map(|(model, name)| model.shapes.get(name));
            let Some([old, new]) = both(shapes) else {
                continue;
            };
            let targets =
                |shape: &'a Shape| shape.references().map(|(name, it)| (name, &*it.target));
            // Most shapes are the same on both sides.
            if targets(old).eq(targets(new)) {
                to_visit.extend(targets(old).map(|(_, target)| (direction, [target; 2])));
            } else {
                let pairs = self.pairs(direction, names);
                let targets = pairs.all.iter();
                let targets = targets.map(|slots| slots.map(|it| &*it.member.target));
                to_visit.extend(targets.map(|names| (direction, names)));
            }
        }
        carried
    }

    /// Returns what the difference of these members in a fact breaks.
    pub(super) fn breaks_in(&self, uses: &[[Slot<'a>; 2]], key: &str) -> Breaks {
        let differences = uses.iter().filter_map(|slots| self.of_members(key, *slots));
        differences.fold(Breaks::NOTHING, |all, it| all.and(it.breaks))
    }
}
