//! Data shapes.

use super::definition::Definition;
use super::reader::Reader;
use super::{enumeration, error, member, prelude, traits, version_1};
use crate::collections::IndexMap;
use crate::model::{ErrorTrait, Member, Protocol, Shape, ShapeKind};
use crate::source::cursor::Cursor;

/// Reads the shape with an ID, of the document or of the prelude.
pub(super) fn read<'n>(reader: &Reader<'_, 'n>, id: &str) -> Option<Shape> {
    if let Some(shape) = prelude::shape(id) {
        return Some(shape);
    }
    let definition = reader.document.definition(id)?;
    let mut shape = Shape::new(kind(reader, &definition)?);
    let protocol = reader.chosen;
    let mut error = ErrorTrait::default();
    for (id, cursor) in &definition.traits {
        if !error::read(id, cursor, protocol, &mut error) {
            shape_trait(reader, id, cursor, &mut shape);
        } else if *id == "aws.protocols#awsQueryError" && protocol != Protocol::AwsQuery {
            // The code that other protocols may have in a header, beside the structure's name.
            shape.traits.keep(id, cursor.value());
        }
    }
    shape.error = error::finished(error, &definition, protocol);
    // A set, of version 1.0, is a list of unique elements.
    if definition.type_name == "set" {
        shape.traits.keep("smithy.api#uniqueItems", true);
    }
    if reader.document.index.is_version_1 {
        version_1::give_default(&mut shape);
    }
    Some(shape)
}

/// Marks the structures that are events of an event stream, as botocore does.
pub(super) fn mark_events(shapes: &mut IndexMap<String, Shape>) {
    let is_stream = |shape: &&Shape| shape.traits.other.contains_key("eventstream");
    let members = shapes.values().filter(is_stream).filter_map(Shape::members);
    let targets = members.flat_map(IndexMap::values);
    let events: Vec<String> = targets.map(|member| member.target.clone()).collect();
    for event in &events {
        if let Some(shape) = shapes.get_mut(event).filter(|shape| shape.error.is_none()) {
            shape.traits.keep("event", true);
        }
    }
}

fn kind<'n>(reader: &Reader<'_, 'n>, definition: &Definition<'n>) -> Option<ShapeKind> {
    let element = |name| Box::new(element(reader, definition, name));
    let members = || {
        let named = definition.members.iter();
        named
            .map(|(name, member)| ((*name).to_owned(), member::read(reader, name, member)))
            .collect()
    };
    Some(match definition.type_name {
        "string" if let Some(place) = definition.traits.get("smithy.api#enum") => ShapeKind::Enum {
            values: enumeration::listed(place),
        },
        "enum" => ShapeKind::Enum {
            values: enumeration::texts(reader, definition),
        },
        "intEnum" => ShapeKind::IntEnum {
            values: enumeration::integers(reader, definition),
        },
        "list" | "set" => ShapeKind::List {
            member: element("member"),
        },
        "map" => ShapeKind::Map {
            key: element("key"),
            value: element("value"),
        },
        "structure" => ShapeKind::Structure { members: members() },
        "union" => ShapeKind::Union { members: members() },
        name => return ShapeKind::simple(name),
    })
}

/// Reads the member of a list, or the key or value of a map. botocore gives these no name.
fn element<'n>(reader: &Reader<'_, 'n>, definition: &Definition<'n>, name: &str) -> Member {
    match definition.members.get(name) {
        Some(member) => member::read(reader, "", member),
        None => {
            definition.place.problem(format!("has no `{name}`; add it"));
            Member::default()
        }
    }
}

fn shape_trait(reader: &Reader<'_, '_>, id: &str, cursor: &Cursor<'_>, shape: &mut Shape) {
    if traits::constraint(id, || shape.kind.name(), cursor, &mut shape.constraints) {
        return;
    }
    match id {
        "smithy.api#sensitive" => shape.sensitive = cursor.annotation(),
        "smithy.api#sparse" => shape.sparse = cursor.annotation(),
        "smithy.api#box" => shape.boxed = cursor.annotation(),
        "smithy.api#default" => shape.default = cursor.default(),
        "smithy.api#timestampFormat" => {
            shape.timestamp_format = cursor.one_of("a timestamp format", &traits::TIMESTAMP_FORMATS)
        }
        // The shape's kind already has the values.
        "smithy.api#enum" if matches!(shape.kind, ShapeKind::Enum { .. }) => {}
        "smithy.api#mixin" => {
            cursor.problem("is on a shape that is used as data; a mixin can only be mixed in");
        }
        "smithy.api#streaming" if !cursor.annotation() => {}
        "smithy.api#streaming" => {
            let name = match shape.kind {
                ShapeKind::Union { .. } => "eventstream",
                _ => "streaming",
            };
            shape.traits.keep(name, true);
        }
        "smithy.api#xmlName" if reader.protocol.is_xml() => {
            shape.traits.keep("locationName", cursor.str());
        }
        "smithy.api#xmlName" => traits::keep(id, cursor, &mut shape.traits),
        _ => traits::any(reader, id, cursor, &mut shape.traits),
    }
}
