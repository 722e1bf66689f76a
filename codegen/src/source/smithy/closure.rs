//! The closure of a service: its operations, including those of its resources, and the shapes that
//! they lead to (Smithy 2.0, "Service closure").

use super::definition::Definition;
use super::reader::Reader;
use super::{prelude, traits};
use crate::collections::IndexSet;
use crate::model::Traits;
use crate::problem::printable;
use crate::source::cursor::Cursor;

/// The operations and shapes of a service by ID.
#[derive(Default)]
pub(super) struct Closure<'n> {
    pub(super) operations: IndexSet<&'n str>,
    pub(super) shapes: IndexSet<&'n str>,
}

impl<'n> Closure<'n> {
    pub(super) fn of(reader: &Reader<'_, 'n>, service: &Definition<'n>) -> Self {
        let mut closure = Self::default();
        closure.add_operations(reader, service);
        let errors = service.bound("errors").map(|(id, _)| id);
        closure.shapes.extend(errors);
        closure.add_operation_shapes(reader);
        closure.add_member_targets(reader);
        closure
    }

    /// Follows the service and its resources to their operations.
    fn add_operations(&mut self, reader: &Reader<'_, 'n>, service: &Definition<'n>) {
        let mut resources = IndexSet::default();
        self.add_bound(reader, service, &mut resources);
        let mut next = 0;
        while let Some(id) = resources.get_index(next).copied() {
            next += 1;
            if let Some(resource) = reader.document.definition(id) {
                self.add_bound(reader, &resource, &mut resources);
                check_resource(reader, &resource);
            }
        }
    }

    /// Adds the operations and resources that a service or resource binds.
    fn add_bound(
        &mut self,
        reader: &Reader<'_, 'n>,
        owner: &Definition<'n>,
        resources: &mut IndexSet<&'n str>,
    ) {
        let problem = |place: &Cursor<'n>, id: &str, message: &str| {
            place.problem(format!("binds `{}`, which {message}", printable(id)));
        };
        let lifecycle = ["create", "put", "read", "update", "delete", "list"].into_iter();
        let lifecycle = lifecycle.filter_map(|key| owner.property(key).next_back());
        let lifecycle = lifecycle.filter_map(|place| Some((place.target()?, place)));
        let others = ["operations", "collectionOperations"].into_iter();
        let others = others.flat_map(|key| owner.bound(key));
        for (id, place) in lifecycle.chain(others) {
            if reader.document.index.is_a(id, "operation") {
                self.operations.insert(id);
            } else {
                let message = "is not an operation of this document; add it or correct the ID";
                problem(place, id, message);
            }
        }
        for (id, place) in owner.bound("resources") {
            if !reader.document.index.is_a(id, "resource") {
                let message = "is not a resource of this document; add it or correct the ID";
                problem(place, id, message);
            } else if !resources.insert(id) {
                let message = "is bound already; a service binds a resource once, without cycles";
                problem(place, id, message);
            }
        }
    }

    /// Adds the inputs, outputs and errors. Validation reports unknown shapes.
    fn add_operation_shapes(&mut self, reader: &Reader<'_, 'n>) {
        for id in &self.operations {
            let Some(operation) = reader.document.definition(id) else {
                continue;
            };
            for role in ["input", "output"] {
                let place = operation.property(role).next_back();
                let id = place.and_then(Cursor::target);
                self.shapes.extend(id.filter(|id| *id != prelude::UNIT));
            }
            self.shapes
                .extend(operation.bound("errors").map(|(id, _)| id));
        }
        let index = &reader.document.index;
        self.shapes.retain(|id| index.has_data_shape(id));
    }

    /// Adds the shapes that members lead to. Validation reports unknown shapes.
    fn add_member_targets(&mut self, reader: &Reader<'_, 'n>) {
        let index = &reader.document.index;
        let mut next = 0;
        while let Some(id) = self.shapes.get_index(next).copied() {
            next += 1;
            let definition = reader.document.definition(id);
            let is_enum = |it: &Definition<'_>| ["enum", "intEnum"].contains(&it.type_name);
            if let Some(definition) = definition.filter(|definition| !is_enum(definition)) {
                let targets = definition.members.values().map(|member| member.target);
                self.shapes
                    .extend(targets.filter(|target| index.has_data_shape(target)));
            }
        }
    }
}

/// Checks the definition of a resource, none of which is part of the model.
fn check_resource(reader: &Reader<'_, '_>, resource: &Definition<'_>) {
    for (id, value) in &resource.traits {
        traits::any(reader, id, value, &mut Traits::default());
    }
    let places = ["identifiers", "properties"].map(|key| resource.property(key));
    for place in places.into_iter().flatten() {
        for (_, cursor) in place.entries() {
            let is_unknown = |id: &&str| !reader.document.index.has_data_shape(id);
            if let Some(id) = cursor.target().filter(is_unknown) {
                cursor.problem(format!(
                    "refers to `{}`, which is not a data shape of this document; add the shape or \
                     correct the ID",
                    printable(id)
                ));
            }
        }
    }
}
