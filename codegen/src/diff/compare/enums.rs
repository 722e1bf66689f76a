//! Changes of enum values.

use indexmap::IndexMap;

use super::kept::{item, kept_name, renamed_note};
use super::members::Pair;
use super::wire::Breaks;
use super::{Bump, Comparison, Part};
use crate::diff::facts::{is_reordered, order, pointer};
use crate::diff::rules::Rule;
use crate::docs::code;
use crate::model::EnumValue;
use crate::plan::Plan;

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
        let find = |values: &[EnumValue], value: &str| -> Option<EnumValue> {
            values.iter().find(|other| other.value == value).cloned()
        };
        for before in old {
            let value_part = value_part(part, &facts, &before.value);
            match find(new, &before.value) {
                Some(after) => {
                    if before.name != after.name {
                        let entry = value_part
                            .entry_at(Rule::TraitChanged, "name")
                            .values(&before.name, &after.name);
                        self.add(entry, [value_part.fact("name")]);
                    }
                    self.traits(&value_part, pair.carried, &before.traits, &after.traits);
                }
                None => {
                    let kept = kept_name(pair, [self.old, self.new], &before.value);
                    let entry = value_part
                        .entry(Rule::EnumValueRemoved)
                        .values(&before.value, &())
                        .wire(pair.carried.verdict(Breaks::REQUESTS))
                        .rust(match pair.generated && kept.is_none() {
                            true => Bump::Major,
                            false => Bump::Patch,
                        })
                        .behaviour(match kept {
                            Some((after, variant)) => {
                                Some(renamed_note(&variant, [&before.value, after]))
                            }
                            None => self.variant_note(pair, &before.value, self.old),
                        });
                    self.add(entry, [value_part.facts]);
                }
            }
        }
        for after in new.iter().filter(|after| find(old, &after.value).is_none()) {
            let value_part = value_part(part, &facts, &after.value);
            let kept = kept_name(pair, [self.new, self.old], &after.value);
            let entry = value_part
                .entry(Rule::EnumValueAdded)
                .values(&(), &after.value)
                .rust(match pair.generated && kept.is_none() {
                    true => Bump::Minor,
                    false => Bump::Patch,
                })
                .behaviour(match kept {
                    Some((before, variant)) => Some(renamed_note(&variant, [before, &after.value])),
                    None => self.variant_note(pair, &after.value, self.new),
                });
            self.add(entry, [value_part.facts]);
        }
        let texts = |values: &[EnumValue]| -> Vec<String> {
            values.iter().map(|value| value.value.clone()).collect()
        };
        self.value_order(part, &texts(old), &texts(new));
    }

    /// How a response's value arrives on the side that has a variant for it, and on the other.
    fn variant_note(&self, pair: Pair<'_>, value: &str, side: &Plan<'_>) -> Option<String> {
        let names = side.names.shape(pair.name).filter(|_| pair.generated)?;
        let known = item(side, pair, value)?;
        let unknown = format!("{}::Unknown({value:?})", names.type_name);
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
                None => (Rule::EnumValueRemoved, Breaks::REQUESTS),
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

/// The part of the model that an enum value is.
fn value_part(shape: &Part, facts: &str, value: &str) -> Part {
    Part {
        path: format!("{}.{value}", shape.path),
        facts: pointer(facts, value),
        target: shape.target.clone(),
    }
}
