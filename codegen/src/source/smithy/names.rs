//! The names of the shapes in a model, which have no namespace.

use super::closure::Closure;
use super::definition::Definition;
use super::reader::Reader;
use super::{id, prelude, shape};
use crate::collections::{IndexMap, IndexSet};
use crate::model::Shape;
use crate::problem::{capitalised, printable};
use crate::source::cursor::Cursor;
use crate::validate::is_identifier;

/// Chooses the name of each shape in a service's closure, in the order of the IDs.
///
/// The name is the one that the service renames the shape to, or else the name in its ID. If shapes
/// of two namespaces have the same name, the one in the service's namespace keeps it, else the
/// first by ID; the others get their namespace as a prefix. So a name depends only on the closure's
/// IDs, not on their order in the document. Equal simple shapes share a name (Smithy 2.0, "Shape
/// types allowed to conflict in a closure"): many models have a `String` of their own.
pub(super) fn choose<'n>(
    reader: &mut Reader<'_, 'n>,
    service: &Definition<'n>,
    closure: &Closure<'n>,
) {
    let renamed = renamed(service, closure);
    let mut wanted: IndexMap<&str, Vec<&'n str>> = IndexMap::default();
    for id in &closure.shapes {
        let name = renamed.get(id).map_or(id::name(id), Cursor::str);
        wanted.entry(name).or_default().push(id);
    }
    let mut conflicts = Vec::new();
    for (name, mut ids) in wanted {
        let rank = |id: &&'n str| {
            let own = renamed.contains_key(id) || id::namespace(id) == id::namespace(service.id);
            (!own, prelude::shape(id).is_some(), *id)
        };
        ids.sort_by_key(rank);
        if let Some((first, others)) = ids.split_first() {
            reader.names.insert(first, name.to_owned());
            if !others.is_empty() {
                conflicts.push((*first, others.to_vec()));
                for place in ids.iter().filter_map(|id| renamed.get(id)) {
                    let name = printable(name);
                    place.problem(format!(
                        "renames a shape to `{name}`, the name of another shape; choose an unused name"
                    ));
                }
            }
        }
    }
    resolve(reader, service, conflicts);
    reader.names.sort_unstable_keys();
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

/// Names the other shapes of each conflict; the first keeps its name.
fn resolve<'n>(
    reader: &mut Reader<'_, 'n>,
    service: &Definition<'n>,
    conflicts: Vec<(&'n str, Vec<&'n str>)>,
) {
    let mut taken: IndexSet<String> = reader.names.values().cloned().collect();
    for (first, others) in conflicts {
        let shape = simple(reader, first);
        for other in others {
            let is_shared = shape.is_some() && simple(reader, other) == shape;
            let shared = reader.names.get(first).filter(|_| is_shared).cloned();
            let name = shared.unwrap_or_else(|| qualified(other));
            if !is_shared && !taken.insert(name.clone()) {
                service.place.problem(format!(
                    "leads to several shapes that would be named `{}`, one of them `{other}`; \
                     give it a name in `rename`",
                    printable(&name)
                ));
            }
            reader.names.insert(other, name);
        }
    }
}

/// Returns a name with its namespace as a prefix: `ComExampleTag` for `com.example#Tag`.
fn qualified(id: &str) -> String {
    let namespace: String = id::namespace(id).split('.').map(capitalised).collect();
    namespace + id::name(id)
}

/// Reads a simple shape, without prose; `None` for a shape with members that target others.
fn simple(reader: &Reader<'_, '_>, id: &str) -> Option<Shape> {
    let aggregate = ["list", "map", "set", "structure", "union"];
    if aggregate.contains(&reader.document.index.type_name(id)) {
        return None;
    }
    let mut shape = shape::read(reader, id)?;
    shape
        .traits_mut()
        .for_each(|traits| traits.documentation = None);
    Some(shape)
}
