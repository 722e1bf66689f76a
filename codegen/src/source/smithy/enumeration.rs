//! The values of enums, of both versions of Smithy.

use super::definition::{Definition, MemberDefinition};
use super::reader::Reader;
use super::{prelude, traits};
use crate::collections::IndexMap;
use crate::model::{EnumValue, Traits};
use crate::source::cursor::Cursor;

/// Reads the values of an `enum` shape. A value without the trait `enumValue` is its member's name.
pub(super) fn texts<'n>(reader: &Reader<'_, 'n>, definition: &Definition<'n>) -> Vec<EnumValue> {
    let mut values = Vec::with_capacity(definition.members.len());
    for (name, member) in &definition.members {
        let mut traits = Traits::default();
        let value = value(reader, member, &mut traits);
        let value = value.map_or(*name, |cursor| cursor.str());
        values.push(EnumValue {
            value: value.to_owned(),
            name: Some((*name).to_owned()).filter(|name| name != value),
            traits,
        });
    }
    values
}

pub(super) fn integers<'n>(
    reader: &Reader<'_, 'n>,
    definition: &Definition<'n>,
) -> IndexMap<String, i32> {
    let mut values = IndexMap::default();
    for (name, member) in &definition.members {
        let value = value(reader, member, &mut Traits::default());
        let value = value.and_then(|cursor| cursor.number()?.as_i64());
        match value.and_then(|value| i32::try_from(value).ok()) {
            Some(value) => _ = values.insert((*name).to_owned(), value),
            None => member
                .place
                .problem("has no 32-bit integer; add the trait `smithy.api#enumValue` with one"),
        }
    }
    values
}

/// Reads the traits of an enum's member, and finds its value among them.
fn value<'n>(
    reader: &Reader<'_, 'n>,
    member: &MemberDefinition<'n>,
    traits: &mut Traits,
) -> Option<Cursor<'n>> {
    if ![prelude::UNIT, ""].contains(&member.target) {
        member.place.problem(
            "is a value of an enum but does not target `smithy.api#Unit`; correct the key `target`",
        );
    }
    let mut value = None;
    for (id, cursor) in &member.traits {
        match *id {
            "smithy.api#enumValue" => value = Some(cursor.clone()),
            _ => traits::any(reader, id, cursor, traits),
        }
    }
    value
}

/// Reads the values in the trait `enum`, which turns a string into an enum in version 1.0.
pub(super) fn listed(array: &Cursor<'_>) -> Vec<EnumValue> {
    let mut values = Vec::new();
    for object in array.elements() {
        let mut value = EnumValue::new("");
        for (key, cursor) in object.entries() {
            match key {
                "value" => value.value = cursor.string(),
                "name" => value.name = Some(cursor.string()),
                "documentation" => value.traits.documentation = traits::prose(&cursor),
                "deprecated" if !cursor.flag() => {}
                "deprecated" => _ = value.traits.deprecated.get_or_insert_default(),
                // Labels for tools.
                "tags" => {}
                _ => cursor.unknown_key(),
            }
        }
        object.needs("value", "has no `value`; add it");
        value.name = value.name.filter(|name| *name != value.value);
        values.push(value);
    }
    values
}
