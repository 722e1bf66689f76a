//! Changes of members: of structures and unions, and of the elements of lists and maps.

use indexmap::IndexMap;
use serde_json::Value;

use super::breaks::Breaks;
use super::facets::{Facets, sensitivity_note};
use super::kept::{item, renamed_note};
use super::messages::presence_breaks;
use super::pair::Pair;
use super::users::Kept;
use super::wire::{Differences, between_members};
use super::{Bump, Comparison, Part};
use crate::api::Api;
use crate::diff::change::Direction;
use crate::diff::facts::{is_reordered, order};
use crate::diff::rules::Rule;
use crate::markdown::code;
use crate::model::Member;

impl<'a> Comparison<'a> {
    /// Compares the members of two structures or two unions.
    pub(super) fn members(
        &mut self,
        pair: Pair<'a>,
        old: &'a IndexMap<String, Member>,
        new: &'a IndexMap<String, Member>,
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
    pub(super) fn elements(&mut self, pair: Pair<'a>) {
        for ((key, member), (_, other)) in pair.old.references().zip(pair.new.references()) {
            self.member(pair, key, member, other);
        }
    }

    fn member_order(
        &mut self,
        pair: Pair<'a>,
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

    fn member(&mut self, pair: Pair<'a>, name: &'a str, old: &'a Member, new: &'a Member) {
        if old == new {
            return;
        }
        let part = pair.member(name);
        let kept = Kept {
            parents: [pair.name; 2],
            name,
            members: [old, new],
            carried: pair.carried,
        };
        self.target((pair, &part), kept);
        self.required(pair, &part, old, new);
        let is_moved = self.form_breaks(kept, |old, new| old.place != new.place);
        let moved = pair.carried.verdict(is_moved);
        if old.wire_name != new.wire_name {
            self.wire_name((pair, &part), kept, is_moved);
        }
        if old.http_binding != new.http_binding {
            let entry = part
                .entry(Rule::HttpBindingChanged)
                .values(&old.http_binding, &new.http_binding)
                .wire(moved);
            self.add(entry, [part.fact("http_binding")]);
        }
        if old.idempotency_token != new.idempotency_token {
            let entry = part
                .entry(Rule::IdempotencyTokenChanged)
                .values(&old.idempotency_token, &new.idempotency_token);
            self.add(entry, [part.fact("idempotency_token")]);
        }
        // What became required or optional has an entry of its own.
        let presence = presence_breaks(old, new).when(old.required == new.required);
        let presence = pair.carried.verdict(presence);
        let facets = (
            Facets::of_member(old, self.old.model.shapes.get(&old.target)),
            Facets::of_member(new, self.new.model.shapes.get(&new.target))
                .with_default(presence, self.default_note(pair, name)),
        );
        self.facets(&part, &[self.in_force(kept)], &facets.0, &facets.1);
        if old.timestamp_format != new.timestamp_format {
            let rewritten = self.rewritten(&[kept]);
            self.timestamp_format(
                &part,
                [old.timestamp_format, new.timestamp_format],
                rewritten,
            );
        }
        self.traits(&part, [&old.traits, &new.traits], |comparison, key, _| {
            let breaks = comparison.member_trait_breaks(key, kept);
            pair.carried.of(breaks)
        });
    }

    /// What an absent member is read as, where that has changed.
    fn default_note(&self, pair: Pair<'a>, name: &str) -> Option<String> {
        let [before, after] = [self.old, self.new].map(|api| {
            let field = api.types.get(pair.name)?.field(name)?;
            Some((field.default, field.facts.required))
        });
        let read_as = |(default, required): (Option<&Value>, bool)| match default {
            Some(default) => format!("as {}", code(&default.to_string())),
            None if required => "as its zero value".to_owned(),
            None => "as absent".to_owned(),
        };
        let (before, after) = (before?, after?);
        (before.0 != after.0).then(|| {
            let [before, after] = [before, after].map(read_as);
            format!("an absent {} is read {after}, before {before}", code(name))
        })
    }

    fn wire_name(&mut self, (pair, part): (Pair<'a>, &Part), kept: Kept<'a>, moved: Breaks) {
        let [old, new] = kept.members;
        let in_requests = moved.request && pair.carried.requests;
        let direction = match in_requests || !moved.response {
            true => Direction::Request,
            false => Direction::Response,
        };
        let [before, after] = self.forms(kept, direction);
        let item = item(self.new, pair, kept.name).filter(|_| pair.generated);
        let item = item.unwrap_or_else(|| part.path.clone());
        let is_renamed = before.place != after.place;
        let names = [before, after].map(|form| form.place.to_string());
        let entry = part
            .entry(Rule::WireNameChanged)
            .values(&old.wire_name, &new.wire_name)
            .wire(pair.carried.verdict(moved))
            .behaviour(is_renamed.then(|| renamed_note(&item, names.each_ref().map(|it| &**it))));
        self.add(entry, [part.fact("wire_name")]);
    }

    fn target(&mut self, (pair, part): (Pair<'a>, &Part), kept: Kept<'a>) {
        let (name, [old, new]) = (kept.name, kept.members);
        if old.target == new.target {
            return;
        }
        if self.renames.same(&old.target, &new.target) {
            return self.claims.add(part.fact("target"));
        }
        let Differences { breaks, told } =
            between_members(self, [pair.name; 2], [(name, old), (name, new)]);
        let same_type = match pair.new.members() {
            Some(_) if pair.generated => {
                let value = |api: &Api<'_>| {
                    let field = api.types.get(pair.name)?.field(name)?;
                    Some(field.value.clone())
                };
                value(self.old) == value(self.new)
            }
            Some(_) => true,
            None => self.type_level(pair.name) == Bump::Patch,
        };
        let entry = part
            .entry(Rule::MemberRetargeted)
            .values(&old.target, &new.target)
            .differences(told)
            .wire(pair.carried.verdict(breaks))
            .behaviour(self.target_note(kept))
            .rust(if same_type { Bump::Patch } else { Bump::Major });
        self.add(entry, [part.fact("target")]);
    }

    /// What another target does to values of the same Rust type, where nothing else says it.
    fn target_note(&self, kept: Kept<'a>) -> Option<String> {
        let [old, new] = kept.members;
        let mut notes = Vec::new();
        let is_sensitive = self.new.plan.is_sensitive(new);
        if old.sensitive == new.sensitive && self.old.plan.is_sensitive(old) != is_sensitive {
            notes.push(sensitivity_note(is_sensitive).to_owned());
        }
        if old.timestamp_format == new.timestamp_format {
            notes.extend(self.rewritten(&[kept]).map(|it| it.note()));
        }
        (!notes.is_empty()).then(|| notes.join("; "))
    }

    fn required(&mut self, pair: Pair<'a>, part: &Part, old: &Member, new: &Member) {
        let rule = match (old.required, new.required) {
            (false, true) => Rule::MemberRequired,
            (true, false) => Rule::MemberOptional,
            _ => return,
        };
        let is_field = pair.generated && pair.is_structure();
        let entry = part
            .entry(rule)
            .values(&old.required, &new.required)
            .wire(pair.carried.verdict(presence_breaks(old, new)))
            .rust(if is_field { Bump::Major } else { Bump::Patch });
        self.add(entry, [part.fact("required")]);
    }
}
