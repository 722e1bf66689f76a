//! Members that only one side has.

use serde::Serialize;

use super::api::has_constructor;
use super::breaks::Breaks;
use super::kept::{item, kept_field, renamed_note};
use super::messages::{is_demanded, presence_breaks};
use super::pair::Pair;
use super::wire::between_members;
use super::{Bump, Comparison, Part, Target, zip};
use crate::api::{Api, Trait};
use crate::diff::change::Direction;
use crate::diff::reach::step;
use crate::diff::rules::Rule;
use crate::markdown::code;
use crate::model::Member;

/// A member as an entry shows it.
#[derive(Serialize)]
struct Shown<'m> {
    target: &'m str,
    required: bool,
}

impl<'m> Shown<'m> {
    fn of(member: &'m Member) -> Self {
        Self {
            target: &member.target,
            required: member.required,
        }
    }
}

impl<'a> Comparison<'a> {
    pub(super) fn member_added(&mut self, pair: Pair<'a>, name: &'a str, member: &'a Member) {
        let part = pair.member(name);
        let kept = kept_field(pair, [self.new, self.old], name);
        let known = self.same_in_messages(pair, Side::New, (name, member), Direction::Request);
        let is_demanded = is_demanded(member) && pair.is_structure() && known.is_none();
        let entry = part
            .entry(Rule::MemberAdded)
            .values(&(), &Shown::of(member))
            .wire(pair.carried.verdict(Breaks::REQUESTS.when(is_demanded)))
            .rust(match kept {
                Some(_) => Bump::Patch,
                None => self.added_member_level(pair, member),
            })
            .behaviour(self.presence_note(pair, Side::New, (name, member), kept));
        self.add(entry, [part.facts]);
    }

    /// What code sees of a member that only one side has, `here`. `kept` is its field or variant
    /// where that stands for another member on the other side.
    fn presence_note(
        &self,
        pair: Pair<'a>,
        side: Side,
        (name, member): (&'a str, &'a Member),
        kept: Option<(&str, String)>,
    ) -> Option<String> {
        let [here, there] = match side {
            Side::Old => [self.old, self.new],
            Side::New => [self.new, self.old],
        };
        let is_added = side == Side::New;
        let wire_name = self.name_in_messages(pair, side, (name, member));
        if let Some((other, item)) = kept {
            let other_shape = there.model.shapes.get(pair.name)?;
            let (other, found) = other_shape.members()?.get_key_value(other)?;
            let other = self.name_in_messages(pair, side.other(), (other, found));
            let [before, after] = match is_added {
                true => [other, wire_name],
                false => [wire_name, other],
            };
            return (before != after).then(|| renamed_note(&item, [&before, &after]));
        }
        if !pair.carried.responses || !pair.generated {
            return None;
        }
        let known = item(here, pair, name)?;
        let instead = match self.called_alike(pair, side, (name, member), Direction::Response) {
            Some((other, _)) => item(there, pair, other)?,
            None if pair.is_structure() => {
                let message = match pair.new.error {
                    Some(_) => "an error",
                    None => "a response",
                };
                let [now, before] = match is_added {
                    true => ["kept", "dropped"],
                    false => ["dropped", "kept"],
                };
                let name = code(&wire_name);
                return Some(format!(
                    "{name} of {message} is {now}, before it was {before}"
                ));
            }
            None => format!("{}::Unknown", here.types.get(pair.name)?.name),
        };
        let [now, before] = match is_added {
            true => [known, instead],
            false => [instead, known],
        };
        let [name, now, before] = [&wire_name, &now, &before].map(|it| code(it));
        Some(format!("{name} arrives as {now}, before as {before}"))
    }

    /// What a new member asks for: `new` takes another parameter, `Default` goes, or the type
    /// just grows.
    fn added_member_level(&self, pair: Pair<'a>, member: &Member) -> Bump {
        if !pair.generated {
            return Bump::Patch;
        }
        let required_before = has_constructor(self.old, pair.name);
        let has_default = |api: &Api<'_>| {
            let its_type = api.types.get(pair.name);
            its_type.is_some_and(|it| it.has(Trait::Default))
        };
        let loses_default = has_default(self.old) && !has_default(self.new);
        match member.required && pair.is_structure() && (required_before || loses_default) {
            true => Bump::Major,
            false => Bump::Minor,
        }
    }

    pub(super) fn member_removed(&mut self, pair: Pair<'a>, name: &'a str, member: &'a Member) {
        let part = Part {
            target: Target::Shape {
                old: pair.name.to_owned(),
                new: pair.name.to_owned(),
                step: step(pair.old, name),
            },
            ..pair.member(name)
        };
        let kept = kept_field(pair, [self.old, self.new], name);
        let breaks =
            |direction| match self.same_in_messages(pair, Side::Old, (name, member), direction) {
                Some(other) => {
                    let members = [(name, member), other];
                    let differences = between_members(self, [pair.name; 2], members);
                    differences.breaks.and(presence_breaks(member, other.1))
                }
                None => Breaks::BOTH,
            };
        let breaks = Breaks {
            request: breaks(Direction::Request).request,
            response: breaks(Direction::Response).response,
            ..Breaks::NOTHING
        };
        let entry = part
            .entry(Rule::MemberRemoved)
            .values(&Shown::of(member), &())
            .wire(pair.carried.verdict(breaks))
            .rust(match pair.generated && kept.is_none() {
                true => Bump::Major,
                false => Bump::Patch,
            })
            .behaviour(self.presence_note(pair, Side::Old, (name, member), kept));
        self.add(entry, [part.facts]);
    }

    /// What messages call a member of one side.
    fn name_in_messages(&self, pair: Pair<'a>, side: Side, named: (&'a str, &'a Member)) -> String {
        let sides = zip(self.messages, self.parents([pair.name; 2]));
        let (messages, parent) = side.of(sides);
        let direction = match pair.carried.responses {
            true => Direction::Response,
            false => Direction::Request,
        };
        messages.place(parent, named, direction).to_string()
    }

    /// The member of the other side that messages have in the same place.
    fn called_alike(
        &self,
        pair: Pair<'a>,
        side: Side,
        named: (&'a str, &'a Member),
        direction: Direction,
    ) -> Option<(&'a str, &'a Member)> {
        let sides = zip(
            zip(self.messages, self.parents([pair.name; 2])),
            [pair.old, pair.new],
        );
        let ((messages, parent), _) = side.of(sides);
        let place = messages.place(parent, named, direction);
        let ((messages, parent), shape) = side.other().of(sides);
        let mut others = shape.references();
        others.find(|other| messages.place(parent, *other, direction) == place)
    }

    /// The same, where only the other side has it.
    fn same_in_messages(
        &self,
        pair: Pair<'a>,
        side: Side,
        named: (&'a str, &'a Member),
        direction: Direction,
    ) -> Option<(&'a str, &'a Member)> {
        let found = self.called_alike(pair, side, named, direction)?;
        let shape = side.of([pair.old, pair.new]);
        (!shape.members()?.contains_key(found.0)).then_some(found)
    }
}

/// One of two sides.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

impl Side {
    fn other(self) -> Self {
        match self {
            Side::Old => Side::New,
            Side::New => Side::Old,
        }
    }

    fn of<T>(self, [old, new]: [T; 2]) -> T {
        match self {
            Side::Old => old,
            Side::New => new,
        }
    }
}
