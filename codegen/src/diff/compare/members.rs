//! Facts of members of structures and unions, and of elements of lists and maps.

use super::breaks::Breaks;
use super::effective::{Aspect, Kept, presence_breaks};
use super::entry::{Entry, Target};
use super::operations::came_or_went;
use super::shapes::default;
use super::slot::{Slot, is_demanded};
use super::walk::Differences;
use super::{Comparison, Side};
use crate::diff::change::Direction;
use crate::diff::facts::{Fact, Pair, WHOLE};
use crate::diff::reach::step;
use crate::diff::rules::Rule;
use crate::model::Member;

impl<'a> Comparison<'a> {
    /// Returns the entry for a fact of a member.
    pub(super) fn member(
        &self,
        fact: &Fact<'a>,
        pair: Pair<'a>,
        name: &'a str,
        sides: [Option<&'a Member>; 2],
    ) -> Option<Entry<'a>> {
        let key = fact.key.as_str();
        let [Some(old), Some(new)] = sides else {
            let member = sides.into_iter().flatten().next()?;
            return (key == WHOLE).then(|| self.member_alone(fact, pair, (name, member)));
        };
        let kept = Kept {
            parents: [pair.name; 2],
            name,
            members: [old, new],
            carried: self.carried([pair.name; 2]),
        };
        let effective = || {
            let aspect = Aspect::of(key);
            aspect.map_or(Breaks::NOTHING, |aspect| self.breaks_in(&[kept], aspect))
        };
        let entry = |rule, breaks: Breaks| Entry::of(fact, rule).wire(breaks.within(kept.carried));
        Some(match key {
            "target" => {
                let members = kept.members.map(|member| (name, member));
                let Differences { breaks, words } = self.between_members(kept.parents, members);
                let mut entry = entry(Rule::MemberRetargeted, breaks);
                entry.change.differences = words;
                entry.behaviour(self.target_note(kept))
            }
            "required" => {
                let rule = if new.required {
                    Rule::MemberRequired
                } else {
                    Rule::MemberOptional
                };
                entry(rule, effective())
            }
            "wire_name" => {
                entry(Rule::WireNameChanged, effective()).behaviour(self.wire_name_note(pair, kept))
            }
            "http_binding" => entry(Rule::HttpBindingChanged, effective()),
            "idempotency_token" => Entry::of(fact, Rule::IdempotencyTokenChanged),
            "bounds" | "pattern" => {
                let [Some(of_old), Some(of_new)] =
                    self.slots(kept, Direction::Request).map(|it| it.target())
                else {
                    return None;
                };
                let sides = [(&old.constraints, of_old), (&new.constraints, of_new)];
                self.constraint(fact, &[kept], sides)
            }
            "default" => {
                // A member that became required or optional has an entry of its own.
                let presence = presence_breaks(old, new).when(old.required == new.required);
                entry(Rule::DefaultChanged, presence)
                    .values(kept.members.map(|it| default(it.boxed, &it.default)))
                    .behaviour(self.default_note(pair, name))
            }
            "sensitive" => self.sensitive(fact),
            "timestamp_format" => self.timestamp_format(fact, &[kept]),
            "other/hostLabel" => entry(Rule::TraitChanged, Breaks::REQUESTS),
            "other/streaming" => entry(Rule::TraitChanged, self.unless_aws_json(Breaks::BOTH)),
            key if key.starts_with("other/") => entry(Rule::TraitChanged, effective()),
            _ => return None,
        })
    }

    /// Returns the entry for a member that only one side has.
    fn member_alone(
        &self,
        fact: &Fact<'a>,
        pair: Pair<'a>,
        named: (&'a str, &'a Member),
    ) -> Entry<'a> {
        let side = Side::of_fact(fact);
        let breaks = match side {
            Side::New => {
                let slot = self.slot(pair, side, named, Direction::Request);
                let is_known = || self.only_there(pair, side, slot).is_some();
                Breaks::REQUESTS
                    .when(pair.is_structure() && is_demanded(slot.member) && !is_known())
            }
            Side::Old => {
                let breaks = |direction| {
                    let slot = self.slot(pair, side, named, direction);
                    let breaks = match self.only_there(pair, side, slot) {
                        Some(other) => {
                            let members = [named, (other.name, other.member)];
                            let differences = self.between_members([pair.name; 2], members);
                            differences
                                .breaks
                                .and(presence_breaks(named.1, other.member))
                        }
                        None => Breaks::BOTH,
                    };
                    breaks.within(Breaks::towards(direction))
                };
                breaks(Direction::Request).and(breaks(Direction::Response))
            }
        };
        let rule = came_or_went(fact, Rule::MemberAdded);
        let mut entry = Entry::of(fact, rule);
        let step = step(side.of(pair.shapes), named.0);
        entry.target = Target::Shape([pair.name; 2], step);
        entry
            .wire(breaks.within(self.carried([pair.name; 2])))
            .behaviour(self.presence_note(pair, side, named))
    }

    /// Returns a member of one side in its messages.
    pub(super) fn slot(
        &self,
        pair: Pair<'a>,
        side: Side,
        named: (&'a str, &'a Member),
        direction: Direction,
    ) -> Slot<'a> {
        side.of(self.named_slots([pair.name; 2], [named; 2], direction))
    }

    /// Returns the member of the other side that messages have in the same place.
    pub(super) fn in_the_place_of(
        &self,
        pair: Pair<'a>,
        side: Side,
        slot: Slot<'a>,
    ) -> Option<Slot<'a>> {
        let place = slot.place();
        let there = side.other();
        let mut others = there.of(pair.shapes).references();
        others.find_map(|named| {
            let other = self.slot(pair, there, named, slot.direction);
            (other.place() == place).then_some(other)
        })
    }

    /// Returns the same member, if only the other side has it.
    fn only_there(&self, pair: Pair<'a>, side: Side, slot: Slot<'a>) -> Option<Slot<'a>> {
        let found = self.in_the_place_of(pair, side, slot)?;
        let members = side.of(pair.shapes).members()?;
        (!members.contains_key(found.name)).then_some(found)
    }

    /// Returns the entry for how timestamps of these members are written.
    pub(super) fn timestamp_format(&self, fact: &Fact<'a>, members: &[Kept<'a>]) -> Entry<'a> {
        Entry::of(fact, Rule::TimestampFormatChanged)
            .wire(self.breaks_in(members, Aspect::Timestamp))
            .behaviour(self.timestamp_note(members))
    }

    /// Returns the fields for a member before and after, where both sides have them.
    pub(super) fn fields(&self, shape: &str, name: &str) -> Option<[&'a crate::api::Field<'a>; 2]> {
        let [old, new] = self.generated(shape)?.map(|it| it.field(name));
        Some([old?, new?])
    }
}
