//! Facts of members of structures and unions, and of elements of lists and maps.

use super::breaks::Breaks;
use super::constraints::together;
use super::difference::{Difference, presence_breaks};
use super::kinds::is_number;
use super::slot::{Slot, is_demanded};
use super::{Comparison, Side};
use crate::diff::change::{ConstraintChange, Direction};
use crate::diff::facts::{Fact, Pair};
use crate::diff::rules::Rule;
use crate::model::{Constraints, Member, Shape};

impl<'a> Comparison<'a> {
    /// Returns the rule for a fact of a member, and what it does to messages.
    pub(super) fn member(
        &self,
        fact: &Fact<'a>,
        pair: Pair<'a>,
        name: &'a str,
        sides: [Option<&'a Member>; 2],
    ) -> Option<(Rule, Difference)> {
        let [Some(old), Some(new)] = sides else {
            let member = sides.into_iter().flatten().next()?;
            let breaks = self.member_alone(Side::of_fact(fact), pair, (name, member));
            return Some((fact.came_or_went(Rule::MemberAdded), breaks.into()));
        };
        let uses = self.uses(fact);
        let key = fact.key.as_str();
        let effective = || self.breaks_in(&uses, key);
        let (rule, breaks) = match key {
            "target" => {
                let mut difference = Difference::default();
                for slots in uses {
                    difference.add(self.of_replacement(slots));
                }
                return Some((Rule::MemberRetargeted, difference));
            }
            "bounds" | "pattern" => {
                let [_, slot] = uses.first()?;
                let constraints = [&old.constraints, &new.constraints];
                return Some(self.constraint(key, &uses, slot.target()?, constraints));
            }
            "required" if new.required => (Rule::MemberRequired, effective()),
            "required" => (Rule::MemberOptional, effective()),
            "wire_name" => (Rule::WireNameChanged, effective()),
            "http_binding" => (Rule::HttpBindingChanged, effective()),
            "timestamp_format" => (Rule::TimestampFormatChanged, effective()),
            // A member that became required or optional has an entry of its own.
            "default" => (
                Rule::DefaultChanged,
                presence_breaks([old, new]).when(old.required == new.required),
            ),
            "idempotency_token" => (Rule::IdempotencyTokenChanged, Breaks::NOTHING),
            "sensitive" => (Rule::SensitiveChanged, Breaks::NOTHING),
            "other/hostLabel" => (Rule::TraitChanged, Breaks::REQUESTS),
            "other/streaming" => (Rule::TraitChanged, self.unless_aws_json(Breaks::BOTH)),
            _ if key.starts_with("other/") => (Rule::TraitChanged, effective()),
            _ => return None,
        };
        Some((rule, breaks.into()))
    }

    /// Returns what a member breaks that only one side has.
    fn member_alone(&self, side: Side, pair: Pair<'a>, named: (&'a str, &'a Member)) -> Breaks {
        let breaks = |direction| {
            let slot = side.of(self.slots([pair.name; 2], [named; 2], direction));
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
        let mut others =
            others.map(|named| there.of(self.slots([slot.shape; 2], [named; 2], slot.direction)));
        others.find(|other| other.place() == place)
    }

    /// Returns the same member, if only the other side has it.
    fn only_there(&self, side: Side, slot: Slot<'a>) -> Option<Slot<'a>> {
        let members = slot.model.shapes.get(slot.shape)?.members()?;
        let found = self.in_the_place_of(side, slot)?;
        (!members.contains_key(found.name)).then_some(found)
    }

    /// Returns the rule for a constraint on a shape or member, and what it does to messages. It is
    /// judged by the valid values in the places where it is in force. If there are none, it is
    /// judged by the model alone.
    pub(super) fn constraint(
        &self,
        key: &str,
        uses: &[[Slot<'a>; 2]],
        target: &Shape,
        stated: [&Constraints; 2],
    ) -> (Rule, Difference) {
        let is_number = is_number(&target.kind);
        let rule = match key {
            "pattern" => Rule::PatternChanged,
            _ if is_number => Rule::RangeChanged,
            _ => Rule::LengthChanged,
        };
        let stated = self
            .of_constraints(key, is_number, stated)
            .unwrap_or_default();
        let in_force = uses
            .iter()
            .filter_map(|slots| self.of_members(key, *slots)?.constraint);
        let constraint = match uses {
            [] => stated.constraint,
            _ => in_force.reduce(together),
        };
        let words = match (rule, constraint) {
            (Rule::PatternChanged, _) => stated.words.into_iter().skip(1).collect(),
            (_, Some(ConstraintChange::Equal)) => {
                vec!["the pattern matches no text of another length as a whole".to_owned()]
            }
            _ => Vec::new(),
        };
        let breaks = self.breaks_in(uses, key);
        let difference = Difference {
            breaks,
            constraint,
            words,
        };
        (rule, difference)
    }
}
