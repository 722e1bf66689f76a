//! The differences in what messages can contain and what their readers accept, wherever the model
//! specifies it.

use super::breaks::Breaks;
use super::constraints::{bounds_change, refusals, texts};
use super::kinds::{is_measured_alike, is_number};
use super::slot::{Slot, is_demanded, is_set};
use super::{Comparison, zip};
use crate::diff::change::{ConstraintChange, Direction, bounds};
use crate::model::{Constraints, Member, Shape, TimestampFormat};

/// An aspect in which two members in the same place can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    Place,
    Presence,
    Timestamp,
    Flattened,
    Encoded,
    EventHeader,
    EventPayload,
    Namespace,
    Bounds,
    Pattern,
    Listed,
}

impl Aspect {
    pub(super) const ALL: [Self; 11] = [
        Self::Place,
        Self::Presence,
        Self::Timestamp,
        Self::Flattened,
        Self::Encoded,
        Self::EventHeader,
        Self::EventPayload,
        Self::Namespace,
        Self::Bounds,
        Self::Pattern,
        Self::Listed,
    ];

    /// Returns the aspect that a fact of a member or of its target is about.
    pub(super) fn of(key: &str) -> Option<Self> {
        Some(match key {
            "wire_name" | "http_binding" | "other/queryName" | "other/xmlAttribute" => Self::Place,
            "required" => Self::Presence,
            "timestamp_format" => Self::Timestamp,
            "other/flattened" => Self::Flattened,
            "other/jsonvalue" => Self::Encoded,
            "other/eventheader" => Self::EventHeader,
            "other/eventpayload" => Self::EventPayload,
            "other/xmlNamespace" => Self::Namespace,
            "bounds" => Self::Bounds,
            "pattern" => Self::Pattern,
            "other/enum" => Self::Listed,
            _ => return None,
        })
    }
}

/// The difference between two members in the same place in an aspect.
pub(super) struct Difference {
    pub(super) breaks: Breaks,
    /// The direction in which a constraint changed.
    pub(super) constraint: Option<ConstraintChange>,
    /// Descriptions of the difference, before and after, and further notes.
    pub(super) words: Vec<String>,
}

/// A member of both sides, with the shapes that it is part of.
#[derive(Clone, Copy)]
pub(super) struct Kept<'a> {
    /// The names of the shapes on both sides.
    pub(super) parents: [&'a str; 2],
    pub(super) name: &'a str,
    pub(super) members: [&'a Member; 2],
    /// The messages that carry it.
    pub(super) carried: Breaks,
}

impl<'a> Comparison<'a> {
    /// Returns a member in the messages of each side.
    pub(super) fn slots(&self, kept: Kept<'a>, direction: Direction) -> [Slot<'a>; 2] {
        let named = kept.members.map(|member| (kept.name, member));
        self.named_slots(kept.parents, named, direction)
    }

    pub(super) fn named_slots(
        &self,
        parents: [&str; 2],
        members: [(&'a str, &'a Member); 2],
        direction: Direction,
    ) -> [Slot<'a>; 2] {
        let sides = zip(self.models(), self.parents(parents));
        zip(sides, members).map(|((model, parent), (name, member))| Slot {
            model,
            protocol: self.protocol,
            direction,
            parent,
            name,
            member,
        })
    }

    /// Returns the members that refer to a shape of this name on both sides.
    pub(super) fn users(&self, shape: &str) -> Vec<Kept<'a>> {
        let [old, new] = self.models();
        let [api, _] = self.apis;
        let users = api.plan.usage.users(shape).iter();
        let pairs = users.filter_map(|user| {
            let renamed = self.renames.new_name(user).unwrap_or(user);
            let shapes = (old.shapes.get(*user)?, new.shapes.get(renamed)?);
            Some(([*user, renamed], shapes))
        });
        pairs
            .flat_map(|(parents, (of_old, of_new))| {
                let members = of_old.references().filter(|(_, it)| it.target == shape);
                members.filter_map(move |(name, member)| {
                    let (_, other) = of_new.references().find(|(other, _)| *other == name)?;
                    let is_same = self.renames.same(&member.target, &other.target);
                    is_same.then(|| Kept {
                        parents,
                        name,
                        members: [member, other],
                        carried: self.carried(parents),
                    })
                })
            })
            .collect()
    }

    /// Returns what the difference of these members in an aspect breaks in the messages that carry
    /// them.
    pub(super) fn breaks_in(&self, members: &[Kept<'a>], aspect: Aspect) -> Breaks {
        let of_direction = |kept: &Kept<'a>, direction| {
            let difference = self.difference(aspect, self.slots(*kept, direction));
            let breaks = difference.map_or(Breaks::NOTHING, |it| it.breaks);
            breaks
                .within(Breaks::towards(direction))
                .within(kept.carried)
        };
        let ends = members.iter().flat_map(|kept| {
            [Direction::Request, Direction::Response].map(|direction| of_direction(kept, direction))
        });
        ends.fold(Breaks::NOTHING, Breaks::and)
    }

    /// Returns the difference of two members in an aspect, if there is one.
    pub(super) fn difference(&self, aspect: Aspect, slots: [Slot<'a>; 2]) -> Option<Difference> {
        let both = |what: &str, before: String, after: String| Difference {
            breaks: Breaks::BOTH,
            constraint: None,
            words: vec![format!("{what} {before} → {after}")],
        };
        let flag = |what: &str, has: &dyn Fn(&Slot<'a>) -> bool| {
            let [old, new] = slots.each_ref().map(has);
            let text = |it| if it { "yes" } else { "no" }.to_owned();
            (old != new).then(|| both(what, text(old), text(new)))
        };
        let [old, new] = slots;
        match aspect {
            Aspect::Place => {
                let [before, after] = slots.map(|it| it.place());
                let is_other = before != after;
                is_other.then(|| both("place", before.to_string(), after.to_string()))
            }
            Aspect::Presence => {
                let [before, after] = slots.map(|it| it.member);
                let breaks = presence_breaks(before, after);
                let text = |it: &Member| if it.required { "required" } else { "optional" };
                (before.required != after.required || breaks != Breaks::NOTHING).then(|| {
                    let words = both("is", text(before).to_owned(), text(after).to_owned());
                    Difference { breaks, ..words }
                })
            }
            Aspect::Timestamp => {
                let [before, after] = slots.map(|it| it.timestamp());
                let is_rewritten = before.is_some() && after.is_some() && before != after;
                let name = |format| format_name(format).to_owned();
                is_rewritten.then(|| both("timestamp", name(before), name(after)))
            }
            Aspect::Flattened => flag("flattened", &Slot::is_flattened),
            Aspect::Encoded => flag("encoded", &Slot::is_encoded),
            Aspect::EventHeader => flag("event header", &|it| it.has("eventheader")),
            Aspect::EventPayload => flag("event payload", &|it| it.has("eventpayload")),
            Aspect::Namespace => {
                let [before, after] = slots.map(|it| it.namespace());
                let text = |it: Option<&serde_json::Value>| {
                    it.map_or("none".to_owned(), |it| it.to_string())
                };
                (before != after).then(|| both("XML namespace", text(before), text(after)))
            }
            Aspect::Bounds | Aspect::Pattern => {
                let (in_old, in_new) = (old.target()?, new.target()?);
                let constraints = slots.map(|it| it.constraints());
                is_measured_alike(&in_old.kind, &in_new.kind).then_some(())?;
                self.moved(aspect, is_number(&in_new.kind), constraints.each_ref())
            }
            Aspect::Listed => {
                let stated = slots.map(|it| it.member.traits.other.get("enum"));
                let [before, after] = slots.map(|it| it.listed());
                let is_gone = |after: &Vec<&str>| {
                    let is_there = |value| after.contains(value);
                    before
                        .as_ref()
                        .is_none_or(|before| !before.iter().all(is_there))
                };
                let breaks = Breaks::REQUESTS.when(after.as_ref().is_some_and(is_gone));
                let text = |it: Option<Vec<&str>>| it.map_or("any".to_owned(), |it| it.join(", "));
                (stated[0] != stated[1]).then(|| Difference {
                    breaks,
                    ..both("values", text(before), text(after))
                })
            }
        }
    }

    /// Returns the difference of two constraints, if there is one.
    pub(super) fn moved(
        &self,
        aspect: Aspect,
        is_number: bool,
        sides: [&Constraints; 2],
    ) -> Option<Difference> {
        let [old, new] = sides;
        let (change, what, values, notes) = match aspect {
            Aspect::Bounds => {
                let change = bounds_change(is_number, sides)?;
                let values = sides.map(|it| bounds(it.min.as_ref(), it.max.as_ref()));
                let what = if is_number { "range" } else { "length" };
                (change, what, values, Vec::new())
            }
            _ if old.pattern == new.pattern => return None,
            _ => {
                let comparison = self.patterns.compare(texts(old), texts(new));
                let text = |it: &Constraints| it.pattern.clone().unwrap_or("none".to_owned());
                let change = comparison.whole_text.change();
                (change, "pattern", sides.map(text), comparison.notes())
            }
        };
        let [before, after] = values;
        let words = [format!("{what} {before} → {after}")].into_iter();
        Some(Difference {
            breaks: refusals(change),
            constraint: Some(change),
            words: words.chain(notes).collect(),
        })
    }
}

/// Returns what breaks if a member becomes required or optional, or loses its replacement when it
/// is absent: a default, or the token that a client generates (Smithy 2.0, "Evolving models").
pub(super) fn presence_breaks(before: &Member, after: &Member) -> Breaks {
    let was_filled_in = is_demanded(before) || before.idempotency_token;
    let was_counted_on = before.required && !is_set(&before.traits, "smithy.api#clientOptional");
    Breaks::new(
        is_demanded(after) && !was_filled_in,
        was_counted_on && !after.required && after.default.is_none(),
    )
}

/// Returns what breaks if elements can now be null, or no longer can.
pub(super) fn sparse_breaks([old, new]: [&Shape; 2]) -> Breaks {
    match (old.sparse, new.sparse) {
        (false, true) => Breaks::RESPONSES,
        (true, false) => Breaks::REQUESTS,
        _ => Breaks::NOTHING,
    }
}

/// Returns the name of a timestamp format; `None` if the value is not a timestamp.
pub(super) fn format_name(format: Option<TimestampFormat>) -> &'static str {
    match format {
        None => "none",
        Some(TimestampFormat::EpochSeconds) => "epochSeconds",
        Some(TimestampFormat::DateTime) => "dateTime",
        Some(TimestampFormat::HttpDate) => "httpDate",
    }
}
