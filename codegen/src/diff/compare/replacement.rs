//! The differences that a shape brings to users of another one in whose place it is now. Shapes with
//! different names are compared here, while those with the same name on both sides have entries of
//! their own.

use super::breaks::Breaks;
use super::context::Counterparts;
use super::difference::{Difference, OF_MEMBERS, OF_SHAPES, value_or_none};
use super::places::targets;
use super::slot::{Slot, root, trait_value};
use super::{Comparison, both, only_in_each, zip};
use crate::collections::HashSet;
use crate::diff::change::Direction;
use crate::diff::facts::{is_alike, paired};
use crate::model::{Format, Protocol, Shape, ShapeKind};

impl<'a> Comparison<'a> {
    /// Returns the difference of a message in the place of another.
    pub(super) fn of_messages(&self, messages: Counterparts<'a>) -> Difference {
        let mut walk = self.walk(messages.direction());
        walk.shapes(messages, None);
        let names = messages.names;
        let of_roots = [self.of_roots(names), self.of_root_namespaces(names)];
        let of_roots = of_roots.into_iter().flatten();
        of_roots.for_each(|it| walk.add(it));
        walk.found
    }

    /// Returns the difference of the root elements of two messages.
    pub(super) fn of_roots(&self, names: [&'a str; 2]) -> Option<Difference> {
        let [Some(before), Some(after)] = self.roots(names) else {
            return None;
        };
        Difference::between(Breaks::BOTH, "root element", [before, after], str::to_owned)
    }

    /// Returns the difference of the namespaces of the root elements.
    pub(super) fn of_root_namespaces(&self, names: [&'a str; 2]) -> Option<Difference> {
        both(self.roots(names))?;
        let namespaces = zip(self.models(), names).map(|(model, name)| {
            let shape = model.shapes.get(name)?;
            trait_value(&shape.traits, "xmlNamespace")
        });
        Difference::between(Breaks::BOTH, "XML namespace", namespaces, value_or_none)
    }

    /// Returns the root elements of two messages that are documents of XML. botocore states them at
    /// operations.
    pub(super) fn roots(&self, names: [&'a str; 2]) -> [Option<&'a str>; 2] {
        let is_rest = self.protocol == Protocol::RestXml;
        zip(self.models(), names).map(|(model, name)| {
            let mut members = model.shapes.get(name)?.members()?.values();
            let is_document = members.any(|it| it.http_binding.is_none());
            let is_sent = is_rest && is_document && model.format == Format::Smithy;
            root(model, name).filter(|_| is_sent)
        })
    }

    /// Returns the difference of a member in the place of another. Whether it is required has an
    /// entry of its own, and so has its place, unless it follows from the target.
    pub(super) fn of_replacement(&self, slots: [Slot<'a>; 2]) -> Difference {
        let [slot, _] = slots;
        let mut walk = self.walk(slot.context.direction);
        walk.member(slots);
        let [old, new] = slots.map(|it| (&it.member.wire_name, it.member.http_binding));
        let place = self.of_members("wire_name", slots).filter(|_| old == new);
        place.into_iter().for_each(|it| walk.add(it));
        walk.found
    }

    /// Returns what breaks because a single parameter of a query string is now an element of a list.
    pub(super) fn of_parameter(&self, slot: Slot<'a>, list: Slot<'a>, element: Slot<'a>) -> Breaks {
        let mut walk = self.walk(slot.context.direction);
        walk.member([slot, element]);
        let least = list.constraints().min;
        let is_too_short = least.is_some_and(|it| it.as_u64() > Some(1));
        let breaks = walk.found.breaks;
        breaks.and(Breaks::REQUESTS.when(is_too_short))
    }

    fn walk(&self, direction: Direction) -> Walk<'a, '_> {
        Walk {
            comparison: self,
            direction,
            seen: HashSet::default(),
            way: Vec::new(),
            found: Difference::default(),
        }
    }
}

/// A walk through two models side by side, through shapes with different names.
struct Walk<'a, 'c> {
    comparison: &'c Comparison<'a>,
    direction: Direction,
    /// The shapes that were compared.
    seen: HashSet<Counterparts<'a>>,
    /// The members that lead to the current place of the walk.
    way: Vec<String>,
    found: Difference,
}

impl<'a> Walk<'a, '_> {
    fn add(&mut self, difference: Difference) {
        let breaks = difference.breaks.within(Breaks::towards(self.direction));
        self.found.breaks = self.found.breaks.and(breaks);
        let way = self.way.join(".");
        let words = difference.words.into_iter().chain(difference.notes);
        self.found
            .words
            .extend(words.map(|words| match way.is_empty() {
                true => words,
                false => format!("{way}: {words}"),
            }));
    }

    fn member(&mut self, slots: [Slot<'a>; 2]) {
        self.facts(slots, &OF_MEMBERS);
        self.shapes(targets(slots), Some(slots));
    }

    fn facts(&mut self, slots: [Slot<'a>; 2], keys: &[&str]) {
        for key in keys {
            let difference = self.comparison.of_members(key, slots);
            difference.into_iter().for_each(|it| self.add(it));
        }
    }

    /// Compares the targets of members, or messages.
    fn shapes(&mut self, counterparts: Counterparts<'a>, members: Option<[Slot<'a>; 2]>) {
        let comparison = self.comparison;
        let [before, after] = counterparts.names;
        let [old, new] = comparison.models().map(|model| &model.shapes);
        let shapes = [old.get(before), new.get(after)];
        let Some([old, new]) = both(shapes) else {
            return self.add(Breaks::BOTH.into());
        };
        if before == after || !self.seen.insert(counterparts) {
            return;
        }
        for key in OF_SHAPES {
            let difference = comparison.of_shapes(key, [old, new], members.as_slice());
            difference.into_iter().for_each(|it| self.add(it));
        }
        if is_alike(&old.kind, &new.kind) {
            self.values([old, new].map(values));
            self.members(counterparts);
        }
    }

    fn values(&mut self, sides: [Vec<String>; 2]) {
        let [gone, came] =
            only_in_each(sides.each_ref().map(Vec::as_slice)).map(|it| it.join(", "));
        let none = || "none".to_owned();
        if !gone.is_empty() {
            self.add(Difference::new(Breaks::REQUESTS, "values", [gone, none()]));
        }
        if !came.is_empty() {
            self.add(Difference::new(Breaks::NOTHING, "values", [none(), came]));
        }
    }

    /// Compares members in the same place of a message.
    fn members(&mut self, counterparts: Counterparts<'a>) {
        let comparison = self.comparison;
        let [before, after] = counterparts.sides().map(|(side, context, name)| {
            comparison.slots(side, context, name).map(|slot| {
                let is_named = !slot.is_element();
                // The key and value of a map may both have no name in messages.
                let element = (!is_named).then_some(slot.name);
                ((element, is_named.then(|| slot.place())), slot)
            })
        });
        for ((element, _), slots) in paired(before, after) {
            let text = |slot: Option<Slot<'a>>| {
                slot.map_or("none".to_owned(), |slot| slot.place().to_string())
            };
            let breaks = match slots {
                [Some(old), Some(new)] => {
                    let step = element.map_or_else(|| old.place().to_string(), str::to_owned);
                    self.way.push(step);
                    self.facts([old, new], &["wire_name", "required"]);
                    // The member of this name is elsewhere now, so the value means something else.
                    let is_swapped = old.name != new.name && new.has_sibling(old.name);
                    if is_swapped {
                        let names = [old.name, new.name].map(str::to_owned);
                        self.add(Difference::new(Breaks::BOTH, "member", names));
                    }
                    self.member([old, new]);
                    self.way.pop();
                    continue;
                }
                [_, Some(new)] => Breaks::REQUESTS.when(new.is_demanded()),
                [_, None] => Breaks::BOTH,
            };
            self.add(Difference::new(breaks, "member", slots.map(text)));
        }
    }
}

/// Returns the values of an enum as messages have them.
fn values(shape: &Shape) -> Vec<String> {
    match &shape.kind {
        ShapeKind::Enum { values } => values.iter().map(|it| it.value.clone()).collect(),
        ShapeKind::IntEnum { values } => values.iter().map(|it| it.value.to_string()).collect(),
        _ => Vec::new(),
    }
}
