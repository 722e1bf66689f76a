//! Facts of members of structures and unions, and of elements of lists and maps.

use super::breaks::Breaks;
use super::constraints::together;
use super::difference::{Difference, presence_breaks};
use super::slot::{Slot, is_demanded};
use super::{Comparison, Side};
use crate::diff::change::{ConstraintChange, Direction};
use crate::diff::facts::{Fact, Pair};
use crate::diff::rules::Rule;
use crate::model::{Constraints, Member};

impl<'a> Comparison<'a> {
    /// Returns what a fact of a member that both sides have does to messages.
    pub(super) fn member(
        &self,
        fact: &Fact<'a>,
        rule: Rule,
        members: [&'a Member; 2],
        uses: &[[Slot<'a>; 2]],
    ) -> Difference {
        let [old, new] = members;
        let breaks = match fact.key.as_str() {
            "target" => {
                let mut difference = Difference::default();
                for slots in uses {
                    difference.add(self.of_replacement(*slots));
                }
                return difference;
            }
            key @ ("bounds" | "pattern") => {
                return self.constraint(key, rule, uses, members.map(|it| &it.constraints));
            }
            // A member that became required or optional has an entry of its own.
            "default" => presence_breaks(members).when(old.required == new.required),
            "other/hostLabel" => Breaks::REQUESTS,
            "other/streaming" => self.unless_aws_json(Breaks::BOTH),
            key => self.breaks_in(uses, key),
        };
        breaks.into()
    }

    /// Returns what a member breaks that only one side has.
    pub(super) fn member_alone(
        &self,
        side: Side,
        pair: Pair<'a>,
        named: (&'a str, &'a Member),
    ) -> Breaks {
        let breaks = |direction| {
            let slot = self.slot(side, direction, pair.name, named);
            let breaks = match (side, self.only_there(side, slot)) {
                (Side::New, None) => {
                    Breaks::REQUESTS.when(pair.is_structure() && is_demanded(slot.member))
                }
                (Side::New, Some(_)) => Breaks::NOTHING,
                (Side::Old, None) => Breaks::BOTH,
                (Side::Old, Some(other)) => {
                    let breaks = self.of_replacement([slot, other]).breaks;
                    breaks.and(presence_breaks([slot.member, other.member]))
                }
            };
            breaks.within(Breaks::towards(direction))
        };
        breaks(Direction::Request).and(breaks(Direction::Response))
    }

    /// Returns the member of the other side that messages have in the same place.
    pub(super) fn in_the_place_of(&self, side: Side, slot: Slot<'a>) -> Option<Slot<'a>> {
        let place = slot.place();
        let there = side.other();
        let others = there.of(self.models()).shapes.get(slot.shape)?.references();
        let mut others = others.map(|named| self.slot(there, slot.direction, slot.shape, named));
        others.find(|other| other.place() == place)
    }

    /// Returns the same member, if only the other side has it.
    fn only_there(&self, side: Side, slot: Slot<'a>) -> Option<Slot<'a>> {
        let members = slot.model.shapes.get(slot.shape)?.members()?;
        let found = self.in_the_place_of(side, slot)?;
        (!members.contains_key(found.name)).then_some(found)
    }

    /// Returns what a constraint on a shape or member does to messages. It is judged by the valid
    /// values in the places where it is in force, or if it is in force nowhere, by the model alone.
    pub(super) fn constraint(
        &self,
        key: &str,
        rule: Rule,
        uses: &[[Slot<'a>; 2]],
        stated: [&Constraints; 2],
    ) -> Difference {
        let stated = self.of_constraints(key, rule == Rule::RangeChanged, stated);
        let stated = stated.unwrap_or_default();
        let in_force = uses.iter();
        let in_force = in_force.filter_map(|slots| self.of_members(key, *slots)?.constraint);
        let constraint = match uses {
            [] => stated.constraint,
            _ => in_force.reduce(together),
        };
        let notes = match (rule, constraint) {
            (Rule::PatternChanged, _) => stated.notes,
            (_, Some(ConstraintChange::Equal)) => {
                vec!["the pattern matches no text of another length as a whole".to_owned()]
            }
            _ => Vec::new(),
        };
        Difference {
            constraint,
            notes,
            ..self.breaks_in(uses, key).into()
        }
    }
}
