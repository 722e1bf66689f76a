//! Members that only one side has.

use serde::Serialize;

use super::api::has_constructor;
use super::breaks::Breaks;
use super::kept::{item, kept_field, renamed_note};
use super::pair::Pair;
use super::wire::{between_targets, on_wire, required_breaks};
use super::{Bump, Comparison, Part, Target};
use crate::api::{Api, Trait};
use crate::diff::reach::step;
use crate::diff::rules::Rule;
use crate::markdown::code;
use crate::model::{Member, Shape};

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

impl Comparison<'_> {
    pub(super) fn member_added(&mut self, pair: Pair<'_>, name: &str, member: &Member) {
        let part = pair.member(name);
        let kept = kept_field(pair, [self.new, self.old], name);
        let is_demanded = member.required && pair.is_structure();
        let is_known =
            same_on_wire([(self.new, pair.new), (self.old, pair.old)], name, member).is_some();
        let entry = part
            .entry(Rule::MemberAdded)
            .values(&(), &Shown::of(member))
            .wire(
                pair.carried
                    .verdict(Breaks::REQUESTS.when(is_demanded && !is_known)),
            )
            .rust(match kept {
                Some(_) => Bump::Patch,
                None => self.added_member_level(pair, member),
            })
            .behaviour(self.presence_note(pair, [self.new, self.old], (name, member), kept));
        self.add(entry, [part.facts]);
    }

    /// What code sees of a member that only one side has, `here`. `kept` is its field or variant
    /// where that stands for another member on the other side.
    fn presence_note(
        &self,
        pair: Pair<'_>,
        [here, there]: [&Api<'_>; 2],
        (name, member): (&str, &Member),
        kept: Option<(&str, String)>,
    ) -> Option<String> {
        let other_shape = there.model.shapes.get(pair.name)?;
        let is_added = std::ptr::eq(here, self.new);
        let wire_name = on_wire(here.model, name, member);
        if let Some((other, item)) = kept {
            let other = on_wire(there.model, other, other_shape.members()?.get(other)?);
            let [before, after] = match is_added {
                true => [other, wire_name],
                false => [wire_name, other],
            };
            return (before != after).then(|| renamed_note(&item, [before, after]));
        }
        if !pair.carried.responses || !pair.generated {
            return None;
        }
        let known = item(here, pair, name)?;
        let instead = match called_alike(here, (there, other_shape), name, member) {
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
                let name = code(wire_name);
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
        let [name, now, before] = [wire_name, &now, &before].map(code);
        Some(format!("{name} arrives as {now}, before as {before}"))
    }

    /// What a new member asks for: `new` takes another parameter, `Default` goes, or the type
    /// just grows.
    fn added_member_level(&self, pair: Pair<'_>, member: &Member) -> Bump {
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

    pub(super) fn member_removed(&mut self, pair: Pair<'_>, name: &str, member: &Member) {
        let part = Part {
            target: Target::Shape {
                old: pair.name.to_owned(),
                new: pair.name.to_owned(),
                step: step(pair.old, name),
            },
            ..pair.member(name)
        };
        let kept = kept_field(pair, [self.old, self.new], name);
        let breaks = match same_on_wire([(self.old, pair.old), (self.new, pair.new)], name, member)
        {
            Some(other) => {
                let (old, new) = ((self.old.model, member), (self.new.model, other));
                let differences = between_targets(old, new);
                differences.breaks.and(required_breaks(member, other))
            }
            None => Breaks::BOTH,
        };
        let entry = part
            .entry(Rule::MemberRemoved)
            .values(&Shown::of(member), &())
            .wire(pair.carried.verdict(breaks))
            .rust(match pair.generated && kept.is_none() {
                true => Bump::Major,
                false => Bump::Patch,
            })
            .behaviour(self.presence_note(pair, [self.old, self.new], (name, member), kept));
        self.add(entry, [part.facts]);
    }
}

/// The member of the other side that messages call the same, in the same place.
fn called_alike<'m>(
    here: &Api<'_>,
    (there, other_shape): (&Api<'_>, &'m Shape),
    name: &str,
    member: &Member,
) -> Option<(&'m str, &'m Member)> {
    let mut others = other_shape.members()?.iter();
    let other = others.find(|(other_name, other)| {
        on_wire(there.model, other_name, other) == on_wire(here.model, name, member)
            && other.http_binding == member.http_binding
    });
    other.map(|(name, member)| (name.as_str(), member))
}

/// The same, where only the other side has it.
fn same_on_wire<'m>(
    [(here, shape), there]: [(&Api<'_>, &'m Shape); 2],
    name: &str,
    member: &Member,
) -> Option<&'m Member> {
    let (other, found) = called_alike(here, there, name, member)?;
    (!shape.members()?.contains_key(other)).then_some(found)
}
