//! Notes on what compiled code does differently, although its API is the same.

use serde_json::Value;

use super::context::Counterparts;
use super::difference::format_name;
use super::slot::Slot;
use super::{Comparison, Side, zip};
use crate::diff::change::Direction;
use crate::diff::facts::{Fact, Pair, Part};
use crate::diff::rules::Rule;
use crate::markdown::code;
use crate::model::Member;

fn arrives(sent: &str, [before, after]: [&str; 2]) -> String {
    let [sent, before, after] = [sent, before, after].map(code);
    format!("{sent} arrives as {after}, previously as {before}")
}

fn is_renamed(item: &str, [before, after]: [&str; 2]) -> String {
    let [item, before, after] = [item, before, after].map(code);
    format!("{item} is {after} on the wire, previously {before}")
}

fn sensitivity(is_sensitive: bool) -> &'static str {
    match is_sensitive {
        true => "`Debug` hides the value now",
        false => "`Debug` shows the value now",
    }
}

impl<'a> Comparison<'a> {
    /// Returns what compiled code does differently because of a fact, if anything.
    pub(super) fn note(
        &self,
        fact: &Fact<'a>,
        rule: Rule,
        uses: &[[Slot<'a>; 2]],
    ) -> Option<String> {
        match (rule, fact.part) {
            (Rule::OperationErrorAdded, _) => Some("older clients do not list it".to_owned()),
            (Rule::SensitiveChanged, _) => {
                let is_sensitive = fact.sides()[1] == Some(&Value::Bool(true));
                Some(sensitivity(is_sensitive).to_owned())
            }
            (Rule::TimestampFormatChanged, _) => self.timestamp_note(uses),
            (Rule::DeriveLost | Rule::DeriveGained, Part::Shape([_, name], _)) => {
                self.decoding_note(name)
            }
            (
                Rule::ErrorShapeAdded | Rule::ErrorShapeRemoved | Rule::ErrorTraitChanged,
                Part::Shape([_, name], _),
            ) => self.exception_note(Side::of_fact(fact), name),
            (Rule::EnumValueAdded | Rule::EnumValueRemoved, Part::Value(pair, value)) => {
                self.value_note(Side::of_fact(fact), pair, value)
            }
            (_, Part::Member(pair, name, [Some(old), Some(new)])) => match rule {
                Rule::DefaultChanged => self.default_note(pair, name),
                Rule::WireNameChanged | Rule::HttpBindingChanged => self.wire_name_note(uses),
                Rule::MemberRetargeted => self.target_note(uses, [old, new]),
                _ => None,
            },
            (_, Part::Member(pair, name, [old, new])) => {
                self.presence_note(pair, Side::of_fact(fact), (name, old.or(new)?))
            }
            _ => None,
        }
    }

    fn exception_note(&self, side: Side, name: &str) -> Option<String> {
        let here = side.of(self.apis);
        let error = here.model.shapes.get(name)?.error.as_ref()?;
        let have_errors = self.apis.into_iter().all(|api| api.has_operations());
        let variant = here.error_variant(name).filter(|_| have_errors)?;
        let known = format!("Error::{}", variant.name);
        let sent = error.code.as_deref().unwrap_or(name);
        Some(arrives(sent, side.in_order(&known, "Error::Unknown")))
    }

    fn value_note(&self, side: Side, pair: Pair<'a>, value: &str) -> Option<String> {
        let known = self.item(side, pair.name, value)?;
        if let Some(other) = self.kept_name(side, pair.name, value) {
            return Some(is_renamed(&known, side.in_order(value, other)));
        }
        let its_type = side.of(self.generated(pair.name)?);
        let unknown = format!("{}::Unknown({value:?})", its_type.name);
        let is_read = self.carriers([pair.name; 2]).response;
        is_read.then(|| arrives(value, side.in_order(&known, &unknown)))
    }

    fn presence_note(
        &self,
        pair: Pair<'a>,
        side: Side,
        named: (&'a str, &'a Member),
    ) -> Option<String> {
        let known = self.item(side, pair.name, named.0)?;
        let is_read = |it: &Counterparts<'_>| it.direction() != Direction::Request;
        let counterparts = self.carried([pair.name; 2]).max_by_key(is_read)?;
        let contexts = counterparts.contexts;
        let here = self.slot(side, side.of(contexts), pair.name, named);
        let wire_name = here.place().to_string();
        if let Some(other) = self.kept_field(side, pair.name, named.0) {
            let named = (other, side.other().of(pair.shapes).members()?.get(other)?);
            let there = self.slot(side.other(), side.other().of(contexts), pair.name, named);
            let [before, after] = side.in_order(wire_name, there.place().to_string());
            return (before != after).then(|| is_renamed(&known, [&before, &after]));
        }
        let types = self.generated(pair.name);
        let its_type = side.of(types.filter(|_| is_read(&counterparts))?);
        let instead = match self.in_the_place_of(side, counterparts, named.0) {
            Some(other) => self.item(side.other(), pair.name, other.name)?,
            None if its_type.structure().is_some() => {
                let message = match pair.shapes[1].error {
                    Some(_) => "errors",
                    None => "responses",
                };
                let [now, before] = match side {
                    Side::New => ["now", "drop it"],
                    Side::Old => ["no longer", "do"],
                };
                let name = code(&wire_name);
                return Some(format!(
                    "{message} {now} keep {name}; older versions of the crate {before}"
                ));
            }
            None => format!("{}::Unknown", its_type.name),
        };
        Some(arrives(&wire_name, side.in_order(&known, &instead)))
    }

    fn default_note(&self, pair: Pair<'a>, name: &str) -> Option<String> {
        let [Some(old), Some(new)] = self.generated(pair.name)?.map(|it| it.field(name)) else {
            return None;
        };
        let [before, after] = [old, new].map(|field| match field.default {
            Some(default) => format!("as {}", code(&default.to_string())),
            None if field.facts.required => "as its zero value".to_owned(),
            None => "as absent".to_owned(),
        });
        (old.default != new.default).then(|| {
            let name = code(name);
            format!("an absent {name} is read {after}, previously {before}")
        })
    }

    fn wire_name_note(&self, uses: &[[Slot<'a>; 2]]) -> Option<String> {
        let mut uses = uses.iter();
        let [old, new] = uses.find(|[old, new]| old.place() != new.place())?;
        let item = self.generated(new.shape);
        let item = item.and_then(|_| self.item(Side::New, new.shape, new.name));
        let item = item.unwrap_or_else(|| format!("{}.{}", new.shape, new.name));
        let [before, after] = [old, new].map(|it| it.place().to_string());
        (before != after).then(|| is_renamed(&item, [&before, &after]))
    }

    fn timestamp_note(&self, uses: &[[Slot<'a>; 2]]) -> Option<String> {
        let key = "timestamp_format";
        let slots = uses
            .iter()
            .find(|slots| self.of_members(key, **slots).is_some())?;
        let [Some(before), Some(after)] = slots.map(|slot| slot.timestamp()) else {
            return None;
        };
        let [before, after] = [before, after].map(|it| code(format_name(it)));
        Some(format!(
            "the timestamp is written as {after}, previously as {before}"
        ))
    }

    /// Returns what another target does to values of the same Rust type, unless another entry
    /// covers it.
    fn target_note(&self, uses: &[[Slot<'a>; 2]], members: [&Member; 2]) -> Option<String> {
        let [old, new] = members;
        let [was_sensitive, is_sensitive] =
            zip(self.apis, members).map(|(api, member)| api.plan.is_sensitive(member));
        let mut notes = Vec::new();
        if old.sensitive == new.sensitive && was_sensitive != is_sensitive {
            notes.push(sensitivity(is_sensitive).to_owned());
        }
        if old.timestamp_format == new.timestamp_format {
            notes.extend(self.timestamp_note(uses));
        }
        (!notes.is_empty()).then(|| notes.join("; "))
    }

    /// Returns how decoding treats a missing required member, if that changed.
    fn decoding_note(&self, name: &str) -> Option<String> {
        let [_, new] = self.apis;
        new.structure(name)?.constructor()?;
        let note = match self.generated(name)?.map(|it| it.in_responses) {
            [false, true] => {
                "decoding gives a missing required member its zero value; it used to fail"
            }
            [true, false] => {
                "decoding fails if a required member is missing; it used to be given its zero value"
            }
            _ => return None,
        };
        Some(note.to_owned())
    }
}
