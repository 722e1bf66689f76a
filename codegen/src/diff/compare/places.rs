//! The members that both sides have in the same places of messages, and the shapes that lead there.

use std::rc::Rc;

use super::breaks::Breaks;
use super::context::{Context, Counterparts};
use super::operations::{message, uri};
use super::slot::Slot;
use super::{Comparison, Side, both, zip};
use crate::collections::{HashMap, IndexSet};
use crate::diff::change::Direction;
use crate::diff::facts::{Fact, Part, paired};
use crate::model::{Member, Operation, Shape};

/// All counterparts in messages, by the name of the old shape.
pub(super) type Carried<'m> = HashMap<&'m str, IndexSet<Counterparts<'m>>>;
pub(super) type KnownPairs<'m> = HashMap<Counterparts<'m>, Rc<Pairs<'m>>>;

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
        context: Context<'a>,
        shape: &'a str,
        (name, member): (&'a str, &'a Member),
    ) -> Slot<'a> {
        Slot {
            model: side.of(self.models()),
            protocol: self.protocol,
            context,
            shape,
            name,
            member,
        }
    }

    pub(super) fn slots(
        &self,
        side: Side,
        context: Context<'a>,
        name: &'a str,
    ) -> impl Iterator<Item = Slot<'a>> {
        let shape = side.of(self.models()).shapes.get(name).into_iter();
        let members = shape.flat_map(Shape::references);
        members.map(move |named| self.slot(side, context, name, named))
    }

    /// Returns the members that a fact acts on where messages carry them: that which it is a fact of,
    /// or those that refer to its shape, on both sides.
    pub(super) fn uses(&self, fact: &Fact<'a>) -> Vec<[Slot<'a>; 2]> {
        match fact.part {
            Part::Member(pair, name, [Some(old), Some(new)]) => {
                let slots = self.carried([pair.name; 2]).map(|counterparts| {
                    zip(counterparts.sides(), [old, new]).map(|((side, context, shape), member)| {
                        self.slot(side, context, shape, (name, member))
                    })
                });
                slots.collect()
            }
            Part::Shape([name, _], [Some(_), Some(_)]) => self.users(name),
            _ => Vec::new(),
        }
    }

    /// Returns the members that refer to a shape of this name on both sides, where messages carry them.
    pub(super) fn users(&self, shape: &str) -> Vec<[Slot<'a>; 2]> {
        let [api, _] = self.apis;
        let users = api.plan.usage.users(shape).iter();
        let mut found = Vec::new();
        for counterparts in users.flat_map(|old| self.counterparts(old)) {
            let pairs = self.pairs(counterparts);
            let pairs = pairs.all.iter().filter(|[old, new]| {
                old.member.target == shape && self.renames.same(shape, &new.member.target)
            });
            found.extend(pairs);
        }
        found
    }

    /// Returns the member of the other side that messages have in the place of one that only this side
    /// has.
    pub(super) fn in_the_place_of(
        &self,
        side: Side,
        counterparts: Counterparts<'a>,
        name: &'a str,
    ) -> Option<Slot<'a>> {
        let pairs = self.pairs(counterparts);
        pairs.replaced.get(&(side, name)).copied()
    }

    pub(super) fn pairs(&self, counterparts: Counterparts<'a>) -> Rc<Pairs<'a>> {
        let mut known = self.pairs.borrow_mut();
        let pairs = known.entry(counterparts);
        Rc::clone(pairs.or_insert_with(|| Rc::new(self.find_pairs(counterparts))))
    }

    fn find_pairs(&self, counterparts: Counterparts<'a>) -> Pairs<'a> {
        let [before, after] = counterparts.sides().map(|(side, context, name)| {
            let slots = self.slots(side, context, name);
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

    /// Returns the places of messages with the new shape where they had the old one. Only there can one
    /// side misread the other.
    pub(super) fn carried(
        &self,
        [old, new]: [&'a str; 2],
    ) -> impl Iterator<Item = Counterparts<'a>> {
        let counterparts = self.counterparts(old);
        counterparts.filter(move |it| it.names == [old, new])
    }

    /// Returns the messages that carry the new shape where they carried the old one.
    pub(super) fn carriers(&self, names: [&'a str; 2]) -> Breaks {
        let carriers = self
            .carried(names)
            .map(|it| Breaks::towards(it.direction()));
        carriers.fold(Breaks::NOTHING, Breaks::and)
    }

    fn counterparts(&self, old: &'a str) -> impl Iterator<Item = Counterparts<'a>> {
        let carried = self.carried.get_or_init(|| self.find_carried());
        carried.get(old).into_iter().flatten().copied()
    }

    /// Returns the messages in one direction of an operation on both sides, if both have one.
    pub(super) fn messages(
        &self,
        direction: Direction,
        operations: [&'a Operation; 2],
    ) -> Option<Counterparts<'a>> {
        Some(Counterparts {
            names: both(operations.map(|it| message(it, direction)))?,
            contexts: operations.map(|it| self.whole(direction, uri(it))),
        })
    }

    /// Returns the context of a whole message.
    pub(super) fn whole(&self, direction: Direction, uri: &'a str) -> Context<'a> {
        let uri = match direction {
            Direction::Request => uri,
            Direction::Response | Direction::Error => "",
        };
        Context::new(direction, self.protocol.binds_http().then_some(uri))
    }

    /// Follows the members of messages from the inputs, outputs and errors of operations. Errors that
    /// no operation lists count as well, since services return those, too.
    fn find_carried(&self) -> Carried<'a> {
        let [old, _] = self.models();
        let errors = old.shapes.iter();
        let errors = errors.filter(|(_, shape)| shape.error.is_some());
        let errors = errors.map(|(name, _)| Counterparts {
            names: [name, self.renames.current(name)],
            contexts: [self.whole(Direction::Error, ""); 2],
        });
        let messages = self.answered().flat_map(|operations| {
            let directions = [Direction::Request, Direction::Response].into_iter();
            directions.filter_map(move |direction| self.messages(direction, operations))
        });
        let mut to_visit: Vec<_> = errors.chain(messages).collect();
        let mut carried = Carried::default();
        while let Some(counterparts) = to_visit.pop() {
            let [old, _] = counterparts.names;
            let carried = carried.entry(old).or_default();
            if !carried.insert(counterparts) {
                continue;
            }
            let pairs = self.pairs(counterparts);
            to_visit.extend(pairs.all.iter().map(|slots| targets(*slots)));
        }
        carried
    }

    /// Returns what the difference of these members in a fact breaks.
    pub(super) fn breaks_in(&self, uses: &[[Slot<'a>; 2]], key: &str) -> Breaks {
        let differences = uses.iter().filter_map(|slots| self.of_members(key, *slots));
        differences.fold(Breaks::NOTHING, |all, it| all.and(it.breaks))
    }
}

/// Returns the targets of two members in the same place.
pub(super) fn targets(slots: [Slot<'_>; 2]) -> Counterparts<'_> {
    Counterparts {
        names: slots.map(|it| &*it.member.target),
        contexts: slots.map(|it| it.inner()),
    }
}
