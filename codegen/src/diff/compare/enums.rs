//! Changes of enum values.

use indexmap::IndexMap;

use super::breaks::Breaks;
use super::kept::{item, kept_name, renamed_note};
use super::pair::Pair;
use super::{Bump, Comparison, Part};
use crate::api::Api;
use crate::diff::facts::{is_reordered, order, pointer};
use crate::diff::rules::Rule;
use crate::markdown::code;
use crate::model::EnumValue;

impl Comparison<'_> {
    /// Compares the values of two enums.
    pub(super) fn enum_values(
        &mut self,
        pair: Pair<'_>,
        part: &Part,
        old: &[EnumValue],
        new: &[EnumValue],
    ) {
        let facts = part.fact("values");
        for before in old {
            match find(new, &before.value) {
                Some(after) => {
                    self.enum_value(&value_part(part, &facts, &before.value), [before, after])
                }
                None => self.value_alone(
                    pair,
                    value_part(part, &facts, &before.value),
                    &before.value,
                    false,
                ),
            }
        }
        for after in new.iter().filter(|after| find(old, &after.value).is_none()) {
            self.value_alone(
                pair,
                value_part(part, &facts, &after.value),
                &after.value,
                true,
            );
        }
        let texts = |values: &[EnumValue]| -> Vec<String> {
            values.iter().map(|value| value.value.clone()).collect()
        };
        self.value_order(part, &texts(old), &texts(new));
    }

    /// Compares a value that both enums have.
    fn enum_value(&mut self, part: &Part, [old, new]: [&EnumValue; 2]) {
        if old.name != new.name {
            let entry = part
                .entry_at(Rule::TraitChanged, "name")
                .values(&old.name, &new.name);
            self.add(entry, [part.fact("name")]);
        }
        self.traits(part, [&old.traits, &new.traits], |_, _, _| Breaks::NOTHING);
    }

    /// Notes that only one side has a value.
    fn value_alone(&mut self, pair: Pair<'_>, part: Part, value: &str, is_added: bool) {
        let (rule, sides) = match is_added {
            true => (Rule::EnumValueAdded, [self.new, self.old]),
            false => (Rule::EnumValueRemoved, [self.old, self.new]),
        };
        let kept = kept_name(pair, sides, value);
        let has_variant = pair.generated && kept.is_none();
        let shown = Some(value);
        let entry = part
            .entry(rule)
            .values(&shown.filter(|_| !is_added), &shown.filter(|_| is_added))
            .wire(pair.carried.verdict(Breaks::REQUESTS.when(!is_added)))
            .rust(Bump::for_item(
                has_variant && !is_added,
                has_variant && is_added,
            ))
            .behaviour(match kept {
                Some((other, variant)) if is_added => Some(renamed_note(&variant, [other, value])),
                Some((other, variant)) => Some(renamed_note(&variant, [value, other])),
                None => self.variant_note(pair, value, sides[0]),
            });
        self.add(entry, [part.facts]);
    }

    /// How a response's value arrives on the side that has a variant for it, and on the other.
    fn variant_note(&self, pair: Pair<'_>, value: &str, side: &Api<'_>) -> Option<String> {
        let its_type = side.types.get(pair.name).filter(|_| pair.generated)?;
        let known = item(side, pair, value)?;
        let unknown = format!("{}::Unknown({value:?})", its_type.name);
        let (now, before) = match side.model.shapes.get(pair.name) {
            Some(shape) if std::ptr::eq(shape, pair.new) => (known, unknown),
            _ => (unknown, known),
        };
        pair.carried.responses.then(|| {
            let [value, now, before] = [value, &now, &before].map(code);
            format!("{value} arrives as {now}, before as {before}")
        })
    }

    /// Compares the values of two enums of integers.
    pub(super) fn int_enum_values(
        &mut self,
        pair: Pair<'_>,
        part: &Part,
        old: &IndexMap<String, i32>,
        new: &IndexMap<String, i32>,
    ) {
        let facts = part.fact("values");
        for (name, before) in old {
            let value_part = value_part(part, &facts, name);
            let (rule, breaks) = match new.get(name) {
                Some(after) if after == before => continue,
                Some(_) => (Rule::WireNameChanged, Breaks::BOTH),
                None => {
                    let is_sent = new.values().any(|after| after == before);
                    (Rule::EnumValueRemoved, Breaks::REQUESTS.when(!is_sent))
                }
            };
            let entry = value_part
                .entry(rule)
                .values(before, &new.get(name))
                .wire(pair.carried.verdict(breaks));
            self.add(entry, [value_part.facts]);
        }
        for (name, after) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
            let value_part = value_part(part, &facts, name);
            let entry = value_part.entry(Rule::EnumValueAdded).values(&(), after);
            self.add(entry, [value_part.facts]);
        }
        let names =
            |values: &IndexMap<String, i32>| -> Vec<String> { values.keys().cloned().collect() };
        self.value_order(part, &names(old), &names(new));
    }

    fn value_order(&mut self, part: &Part, old: &[String], new: &[String]) {
        if is_reordered(old.iter(), new.iter()) {
            let entry = part.entry(Rule::MemberReordered).values(&old, &new);
            self.add(entry, [order(&part.fact("values"))]);
        }
    }
}

fn find<'v>(values: &'v [EnumValue], value: &str) -> Option<&'v EnumValue> {
    values.iter().find(|other| other.value == value)
}

/// The part of the model that an enum value is.
fn value_part(shape: &Part, facts: &str, value: &str) -> Part {
    Part {
        path: format!("{}.{value}", shape.path),
        facts: pointer(facts, value),
        target: shape.target.clone(),
    }
}
