//! The values of enums, of both versions of Smithy.

use super::definition::{Definition, MemberDefinition};
use super::reader::Reader;
use super::{prelude, traits};
use crate::model::{EnumValue, Traits};
use crate::source::cursor::Cursor;

/// The trait with the value of an enum's member.
const ENUM_VALUE: &str = "smithy.api#enumValue";

/// Reads the values of an `enum` shape. A value without the trait is its member's name.
pub(super) fn texts<'n>(reader: &Reader<'_, 'n>, definition: &Definition<'n>) -> Vec<EnumValue> {
    let values = definition.members.iter().map(|(name, member)| {
        let traits = other_traits(reader, member);
        let value = member.traits.get(ENUM_VALUE).map_or(*name, Cursor::str);
        EnumValue {
            value: value.to_owned(),
            name: Some((*name).to_owned()).filter(|name| name != value),
            traits,
        }
    });
    values.collect()
}

/// Reads the values of an `intEnum` shape.
pub(super) fn integers<'n>(
    reader: &Reader<'_, 'n>,
    definition: &Definition<'n>,
) -> Vec<EnumValue<i32>> {
    let values = definition.members.iter().filter_map(|(name, member)| {
        let traits = other_traits(reader, member);
        let number = member.traits.get(ENUM_VALUE).map(Cursor::number);
        let value = number
            .as_ref()
            .and_then(|it| it.as_ref()?.as_i64()?.try_into().ok());
        // The cursor has reported what is not a number.
        if value.is_none() && number != Some(None) {
            let message = "has no 32-bit integer; add the trait `smithy.api#enumValue` with one";
            member.place.problem(message);
        }
        Some(EnumValue {
            value: value?,
            name: Some((*name).to_owned()),
            traits,
        })
    });
    values.collect()
}

/// Reads the traits of an enum's member, besides its value.
fn other_traits(reader: &Reader<'_, '_>, member: &MemberDefinition<'_>) -> Traits {
    if ![prelude::UNIT, ""].contains(&member.target) {
        member.place.problem(
            "is a value of an enum but does not target `smithy.api#Unit`; correct the key `target`",
        );
    }
    let mut traits = Traits::default();
    for (id, cursor) in member.traits.iter().filter(|(id, _)| **id != ENUM_VALUE) {
        traits::any(reader, id, cursor, &mut traits);
    }
    traits
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
