//! Changes of members: of structures and unions, and of the elements of lists and maps.

use indexmap::IndexMap;
use serde::Serialize;

use super::api::has_constructor;
use super::facets::{Carried, Facets, sensitivity_note};
use super::kept::{item, kept_field, renamed_note};
use super::timestamps::rewritten_note;
use super::wire::{Breaks, Differences, between_targets, on_wire, required_breaks};
use super::{Bump, Comparison, Part, Target};
use crate::diff::facts::{is_reordered, order, pointer};
use crate::diff::reach::step;
use crate::diff::rules::Rule;
use crate::docs::code;
use crate::model::{Member, Shape, ShapeKind};
use crate::plan::Plan;

/// A shape that both sides have, with what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) name: &'a str,
    pub(super) old: &'a Shape,
    pub(super) new: &'a Shape,
    pub(super) carried: Carried,
    /// Whether both sides generate a type for it.
    pub(super) generated: bool,
}

impl Pair<'_> {
    pub(super) fn is_structure(&self) -> bool {
        matches!(self.new.kind, ShapeKind::Structure { .. })
    }

    /// The part of the model that a member is.
    fn member(&self, name: &str) -> Part {
        let facts = pointer("/shapes", self.name);
        let facts = match self.new.members() {
            Some(_) => pointer(&facts, "members"),
            None => facts,
        };
        Part {
            path: format!("{}.{name}", self.name),
            facts: pointer(&facts, name),
            target: Target::Shape {
                old: self.name.to_owned(),
                new: self.name.to_owned(),
                step: step(self.new, name),
            },
        }
    }
}

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
    /// Compares the members of two structures or two unions.
    pub(super) fn members(
        &mut self,
        pair: Pair<'_>,
        old: &IndexMap<String, Member>,
        new: &IndexMap<String, Member>,
    ) {
        for (name, member) in old {
            match new.get(name) {
                Some(other) => self.member(pair, name, member, other),
                None => self.member_removed(pair, name, member),
            }
        }
        for (name, member) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
            self.member_added(pair, name, member);
        }
        self.member_order(pair, old, new);
    }

    /// Compares the elements of two lists or two maps.
    pub(super) fn elements(&mut self, pair: Pair<'_>) {
        for ((key, member), (_, other)) in pair.old.references().zip(pair.new.references()) {
            self.member(pair, key, member, other);
        }
    }

    fn member_added(&mut self, pair: Pair<'_>, name: &str, member: &Member) {
        let part = pair.member(name);
        let kept = kept_field(pair, [self.new, self.old], name, member);
        let is_demanded = member.required && pair.is_structure();
        let is_known = same_on_wire([pair.new, pair.old], name, member).is_some();
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
        [here, there]: [&Plan<'_>; 2],
        (name, member): (&str, &Member),
        kept: Option<(&str, String)>,
    ) -> Option<String> {
        let [shape, other_shape] = [here, there].map(|plan| plan.model.shapes.get(pair.name));
        let (shape, other_shape) = (shape?, other_shape?);
        let is_added = std::ptr::eq(here, self.new);
        let wire_name = on_wire(name, member);
        if let Some((other, item)) = kept {
            let other = on_wire(other, other_shape.members()?.get(other)?);
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
        let instead = match same_on_wire([shape, other_shape], name, member) {
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
            None => format!("{}::Unknown", here.names.shape(pair.name)?.type_name),
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
        let loses_default =
            self.old.derives.default(pair.name) && !self.new.derives.default(pair.name);
        match member.required && pair.is_structure() && (required_before || loses_default) {
            true => Bump::Major,
            false => Bump::Minor,
        }
    }

    fn member_removed(&mut self, pair: Pair<'_>, name: &str, member: &Member) {
        let part = Part {
            target: Target::Shape {
                old: pair.name.to_owned(),
                new: pair.name.to_owned(),
                step: step(pair.old, name),
            },
            ..pair.member(name)
        };
        let kept = kept_field(pair, [self.old, self.new], name, member);
        let breaks = match same_on_wire([pair.old, pair.new], name, member) {
            Some((_, other)) => {
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

    fn member_order(
        &mut self,
        pair: Pair<'_>,
        old: &IndexMap<String, Member>,
        new: &IndexMap<String, Member>,
    ) {
        let names =
            |side: &IndexMap<String, Member>| -> Vec<String> { side.keys().cloned().collect() };
        let (before, after) = (names(old), names(new));
        if !is_reordered(old.keys(), new.keys()) {
            return;
        }
        let required = |name: &&String| {
            let is_required = |side: &IndexMap<String, Member>| {
                side.get(*name).is_some_and(|member| member.required)
            };
            is_required(old) && is_required(new)
        };
        let parameters_move = pair.is_structure()
            && pair.generated
            && !before
                .iter()
                .filter(required)
                .eq(after.iter().filter(required));
        let part = self.shape_part(pair.name);
        let entry = part
            .entry(Rule::MemberReordered)
            .values(&before, &after)
            .rust(if parameters_move {
                Bump::Major
            } else {
                Bump::Patch
            });
        self.add(entry, [order(&part.fact("members"))]);
    }

    fn member(&mut self, pair: Pair<'_>, name: &str, old: &Member, new: &Member) {
        if old == new {
            return;
        }
        let part = pair.member(name);
        self.target(pair, &part, old, new);
        self.required(pair, &part, old, new);
        if old.wire_name != new.wire_name {
            let item = item(self.new, pair, name).filter(|_| pair.generated);
            let item = item.unwrap_or_else(|| part.path.clone());
            let names = [old, new].map(|member| on_wire(name, member));
            let entry = part
                .entry(Rule::WireNameChanged)
                .values(&old.wire_name, &new.wire_name)
                .wire(pair.carried.verdict(Breaks::BOTH))
                .behaviour(Some(renamed_note(&item, names)));
            self.add(entry, [part.fact("wire_name")]);
        }
        if old.http_binding != new.http_binding {
            let wire = pair.carried.verdict(Breaks::BOTH);
            let entry = part
                .entry(Rule::HttpBindingChanged)
                .values(&old.http_binding, &new.http_binding)
                .wire(self.unless_aws_json(wire));
            self.add(entry, [part.fact("http_binding")]);
        }
        if old.idempotency_token != new.idempotency_token {
            let entry = part
                .entry(Rule::IdempotencyTokenChanged)
                .values(&old.idempotency_token, &new.idempotency_token);
            self.add(entry, [part.fact("idempotency_token")]);
        }
        let facets = (
            Facets::of_member(old, self.old.model.shapes.get(&old.target)),
            Facets::of_member(new, self.new.model.shapes.get(&new.target)),
        );
        self.facets(&part, pair.carried, &facets.0, &facets.1);
        self.timestamp_format(
            &part,
            pair.carried,
            [old.timestamp_format, new.timestamp_format],
            self.rewritten_member(old, new),
        );
        self.traits(&part, pair.carried, &old.traits, &new.traits);
    }

    fn target(&mut self, pair: Pair<'_>, part: &Part, old: &Member, new: &Member) {
        if old.target == new.target {
            return;
        }
        if self.renames.same(&old.target, &new.target) {
            return self.claims.add(part.fact("target"));
        }
        let Differences { breaks, told } =
            between_targets((self.old.model, old), (self.new.model, new));
        let same_type = match pair.new.members() {
            Some(_) if pair.generated => {
                self.old.member_type(pair.name, old) == self.new.member_type(pair.name, new)
            }
            Some(_) => true,
            None => self.type_level(pair.name) == Bump::Patch,
        };
        let entry = part
            .entry(Rule::MemberRetargeted)
            .values(&old.target, &new.target)
            .differences(told)
            .wire(pair.carried.verdict(breaks))
            .behaviour(self.target_note(old, new))
            .rust(if same_type { Bump::Patch } else { Bump::Major });
        self.add(entry, [part.fact("target")]);
    }

    /// What another target does to values of the same Rust type, where nothing else says it.
    fn target_note(&self, old: &Member, new: &Member) -> Option<String> {
        let mut notes = Vec::new();
        let is_sensitive = self.new.is_sensitive(new);
        if old.sensitive == new.sensitive && self.old.is_sensitive(old) != is_sensitive {
            notes.push(sensitivity_note(is_sensitive).to_owned());
        }
        if old.timestamp_format == new.timestamp_format {
            notes.extend(self.rewritten_member(old, new).map(rewritten_note));
        }
        (!notes.is_empty()).then(|| notes.join("; "))
    }

    fn required(&mut self, pair: Pair<'_>, part: &Part, old: &Member, new: &Member) {
        let rule = match (old.required, new.required) {
            (false, true) => Rule::MemberRequired,
            (true, false) => Rule::MemberOptional,
            _ => return,
        };
        let is_field = pair.generated && pair.is_structure();
        let entry = part
            .entry(rule)
            .values(&old.required, &new.required)
            .wire(pair.carried.verdict(required_breaks(old, new)))
            .rust(if is_field { Bump::Major } else { Bump::Patch });
        self.add(entry, [part.fact("required")]);
    }
}

/// The member that only the other side has and that messages call the same, in the same place.
fn same_on_wire<'m>(
    [here, there]: [&'m Shape; 2],
    name: &str,
    member: &Member,
) -> Option<(&'m str, &'m Member)> {
    let (here, there) = (here.members()?, there.members()?);
    let others = there.iter().map(|(other, it)| (other.as_str(), it));
    let mut others = others.filter(|(other, _)| !here.contains_key(*other));
    others.find(|(other_name, other)| {
        on_wire(other_name, other) == on_wire(name, member)
            && other.http_binding == member.http_binding
    })
}
