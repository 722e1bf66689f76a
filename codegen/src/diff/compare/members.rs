//! Changes of members: of structures and unions, and of the elements of lists and maps.

use indexmap::IndexMap;
use serde_json::Value;

use super::breaks::Breaks;
use super::facets::{Facets, sensitivity_note};
use super::kept::{item, renamed_note};
use super::pair::Pair;
use super::timestamps::rewritten_note;
use super::wire::{Differences, between_targets, on_wire, required_breaks};
use super::{Bump, Comparison, Part};
use crate::api::Api;
use crate::diff::facts::{is_reordered, order};
use crate::diff::rules::Rule;
use crate::markdown::code;
use crate::model::Member;

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
        self.target(pair, (name, &part), old, new);
        self.required(pair, &part, old, new);
        if old.wire_name != new.wire_name {
            self.wire_name(pair, (name, &part), old, new);
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
            Facets::of_member(new, self.new.model.shapes.get(&new.target))
                .with_default_note(self.default_note(pair, name)),
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

    /// What an absent member is read as, where that has changed.
    fn default_note(&self, pair: Pair<'_>, name: &str) -> Option<String> {
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

    fn wire_name(
        &mut self,
        pair: Pair<'_>,
        (name, part): (&str, &Part),
        old: &Member,
        new: &Member,
    ) {
        let names = [
            on_wire(self.old.model, name, old),
            on_wire(self.new.model, name, new),
        ];
        let item = item(self.new, pair, name).filter(|_| pair.generated);
        let item = item.unwrap_or_else(|| part.path.clone());
        let is_sent = names[0] != names[1];
        let entry = part
            .entry(Rule::WireNameChanged)
            .values(&old.wire_name, &new.wire_name)
            .wire(pair.carried.verdict(Breaks::BOTH.when(is_sent)))
            .behaviour(is_sent.then(|| renamed_note(&item, names)));
        self.add(entry, [part.fact("wire_name")]);
    }

    fn target(&mut self, pair: Pair<'_>, (name, part): (&str, &Part), old: &Member, new: &Member) {
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
            .behaviour(self.target_note(old, new))
            .rust(if same_type { Bump::Patch } else { Bump::Major });
        self.add(entry, [part.fact("target")]);
    }

    /// What another target does to values of the same Rust type, where nothing else says it.
    fn target_note(&self, old: &Member, new: &Member) -> Option<String> {
        let mut notes = Vec::new();
        let is_sensitive = self.new.plan.is_sensitive(new);
        if old.sensitive == new.sensitive && self.old.plan.is_sensitive(old) != is_sensitive {
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
