//! The names of the shapes in a model, which have no namespace.

use super::closure::Closure;
use super::definition::{AppliedTraits, Definition};
use super::reader::Reader;
use super::{id, prelude, shape};
use crate::collections::{IndexMap, IndexSet};
use crate::model::{Shape, ShapeKind};
use crate::problem::printable;
use crate::source::cursor::Cursor;
use crate::validate::is_identifier;

/// Chooses the name of each shape in a service's closure; returns the names by ID, in the order of
/// the IDs.
///
/// The name is the one that the service renames the shape to, or else the name in its ID. If shapes
/// of two namespaces have the same name, the one in the service's namespace keeps it, else the
/// first by ID; the others get their namespace as a prefix. So a name depends only on the closure's
/// IDs, not on their order in the document. Equal simple shapes, and lists of them, share a name
/// (Smithy 2.0, "Shape types allowed to conflict in a closure").
pub(super) fn choose<'n>(
    reader: &Reader<'_, 'n>,
    service: &Definition<'n>,
    closure: &Closure<'n>,
) -> IndexMap<&'n str, String> {
    let renamed = renamed(service, closure);
    let mut wanted: IndexMap<&str, Vec<&'n str>> = IndexMap::default();
    for id in &closure.shapes {
        let name = renamed.get(id).map_or(id::name(id), Cursor::str);
        wanted.entry(name).or_default().push(id);
    }
    note_taken(&renamed, &wanted);
    let mut names: IndexMap<&'n str, String> = IndexMap::default();
    let mut conflicts = Vec::new();
    for (name, mut ids) in wanted {
        let rank = |id: &&'n str| {
            let own = renamed.contains_key(id) || id::namespace(id) == id::namespace(service.id);
            (!own, prelude::shape(id).is_some(), *id)
        };
        ids.sort_by_key(rank);
        if let Some((first, others)) = ids.split_first() {
            names.insert(first, name.to_owned());
            if !others.is_empty() {
                conflicts.push((*first, others.to_vec()));
            }
        }
    }
    resolve(reader, service, conflicts, &mut names);
    names.sort_unstable_keys();
    names
}

/// Returns the names that the service renames shapes to, by ID.
fn renamed<'n>(service: &Definition<'n>, closure: &Closure<'n>) -> IndexMap<&'n str, Cursor<'n>> {
    let mut renamed = IndexMap::default();
    for (id, name) in service.property("rename").flat_map(Cursor::entries) {
        if !is_identifier(name.str()) {
            name.problem("renames a shape to an invalid identifier; correct the new name");
        } else if !closure.shapes.contains(id) {
            name.problem("renames a shape that this service's closure does not have; remove it");
        } else {
            renamed.insert(id, name);
        }
    }
    renamed
}

/// Reports each new name that another shape has, by its ID or as its new name.
fn note_taken(renamed: &IndexMap<&str, Cursor<'_>>, wanted: &IndexMap<&str, Vec<&str>>) {
    for place in renamed.values() {
        let name = place.str();
        if wanted.get(name).is_some_and(|ids| ids.len() > 1) {
            let name = printable(name);
            place.problem(format!(
                "renames a shape to `{name}`, the name of another shape; choose an unused name"
            ));
        }
    }
}

/// Names the other shapes of each conflict, given the first, which keeps its name.
fn resolve<'n>(
    reader: &Reader<'_, 'n>,
    service: &Definition<'n>,
    conflicts: Vec<(&'n str, Vec<&'n str>)>,
    names: &mut IndexMap<&'n str, String>,
) {
    let mut taken: IndexSet<String> = names.values().cloned().collect();
    let mut different = Vec::new();
    for (first, others) in conflicts {
        let shape = simple(reader, first);
        for other in others {
            let is_equal = shape.is_some() && simple(reader, other) == shape;
            match names.get(first).filter(|_| is_equal).cloned() {
                Some(name) => _ = names.insert(other, name),
                None => different.push((first, other)),
            }
        }
    }
    for (first, other) in different {
        let shared = names
            .get(first)
            .filter(|_| are_alike_lists(reader, names, first, other));
        let name = match shared {
            Some(name) => name.clone(),
            None => qualified(other),
        };
        if shared.is_none() && !taken.insert(name.clone()) {
            service.place.problem(format!(
                "leads to several shapes that would be named `{}`, one of them `{other}`; \
                 give it a name in `rename`",
                printable(&name)
            ));
        }
        names.insert(other, name);
    }
}

/// Returns a name with its namespace as a prefix: `ComExampleTag` for `com.example#Tag`.
fn qualified(id: &str) -> String {
    let capitalised = |part: &str| {
        let mut characters = part.chars();
        let first = characters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(characters).collect::<String>()
    };
    let namespace: String = id::namespace(id).split('.').map(capitalised).collect();
    namespace + id::name(id)
}

/// Returns `true` if a shape of the closure has no members that hold other shapes.
fn is_simple(reader: &Reader<'_, '_>, id: &str) -> bool {
    let aggregate = ["list", "map", "set", "structure", "union"];
    let definition = reader.document.definition(id);
    id != prelude::UNIT
        && !definition.is_some_and(|definition| aggregate.contains(&definition.type_name))
}

/// Reads a simple shape, without prose.
fn simple(reader: &Reader<'_, '_>, id: &str) -> Option<Shape> {
    if !is_simple(reader, id) {
        return None;
    }
    let mut shape = shape::read(reader, id)?;
    shape.traits.documentation = None;
    if let ShapeKind::Enum { values } = &mut shape.kind {
        for value in values {
            value.traits.documentation = None;
        }
    }
    Some(shape)
}

/// Returns `true` if two shapes are lists with the same traits, of simple shapes that share a name.
fn are_alike_lists(
    reader: &Reader<'_, '_>,
    names: &IndexMap<&str, String>,
    first: &str,
    other: &str,
) -> bool {
    let definition = |id: &str| {
        let definition = reader.document.definition(id)?;
        ["list", "set"]
            .contains(&definition.type_name)
            .then_some(definition)
    };
    let (Some(first), Some(other)) = (definition(first), definition(other)) else {
        return false;
    };
    let (Some(member), Some(other_member)) =
        (first.members.get("member"), other.members.get("member"))
    else {
        return false;
    };
    first.type_name == other.type_name
        && are_alike_traits(&first.traits, &other.traits)
        && are_alike_traits(&member.traits, &other_member.traits)
        && names.contains_key(member.target)
        && names.get(member.target) == names.get(other_member.target)
        && is_simple(reader, member.target)
        && is_simple(reader, other_member.target)
}

fn are_alike_traits(first: &AppliedTraits<'_>, other: &AppliedTraits<'_>) -> bool {
    let contains = |traits: &AppliedTraits<'_>, others: &AppliedTraits<'_>| {
        let mut others = others
            .iter()
            .filter(|(id, _)| **id != "smithy.api#documentation");
        others.all(|(id, value)| traits.get(id).is_some_and(|own| own.node == value.node))
    };
    contains(first, other) && contains(other, first)
}
