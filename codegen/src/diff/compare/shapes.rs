//! Changes of shapes.

use serde_json::{Value, json};

use super::breaks::Breaks;
use super::breaks::Carried;
use super::facets::Facets;
use super::kinds::{between_kinds, is_measured_alike};
use super::pair::Pair;
use super::{Bump, Comparison, Entry, Part, Target, Wire};
use crate::api::{Api, Body};
use crate::diff::facts::{is_identical, pointer};
use crate::diff::rules::Rule;
use crate::model::{Constraints, ErrorTrait, Shape, ShapeKind};
use crate::plan::Module;

impl<'a> Comparison<'a> {
    /// Compares the shapes.
    pub(super) fn shapes(&mut self) {
        let (old, new) = (&self.old.model.shapes, &self.new.model.shapes);
        for (name, shape) in old {
            match (new.get(name), self.renames.new_name(name)) {
                (Some(other), _) => self.shape(name, shape, other),
                (None, Some(new_name)) => self.shape_renamed(name, new_name, shape),
                (None, None) => self.shape_alone(name, shape, false),
            }
        }
        for (name, shape) in new {
            if !old.contains_key(name) && self.renames.old_name(name).is_none() {
                self.shape_alone(name, shape, true);
            }
        }
    }

    /// The part of the model that a shape is.
    pub(super) fn shape_part(&self, name: &str) -> Part {
        Part {
            path: name.to_owned(),
            facts: pointer("/shapes", name),
            target: Target::Shape {
                old: name.to_owned(),
                new: name.to_owned(),
                step: String::new(),
            },
        }
    }

    /// Notes that only one side has a shape.
    fn shape_alone(&mut self, name: &str, shape: &Shape, is_added: bool) {
        let [here, there] = match is_added {
            true => [self.new, self.old],
            false => [self.old, self.new],
        };
        let is_exception = here.plan.names.error(name).is_some();
        let rule = match (is_exception, is_added) {
            (true, true) => Rule::ErrorShapeAdded,
            (true, false) => Rule::ErrorShapeRemoved,
            (false, true) => Rule::ShapeAdded,
            (false, false) => Rule::ShapeRemoved,
        };
        let kind = Some(shape.kind.name());
        let is_missed = is_exception && !is_added && self.is_replaced(name);
        let has_type = here.types.contains_key(name) && !is_made_up(there, here, name);
        let part = self.shape_part(name);
        let entry = part
            .entry(rule)
            .values(&kind.filter(|_| !is_added), &kind.filter(|_| is_added))
            .wire(Breaks::RESPONSES.when(is_missed).verdict())
            .rust(Bump::for_item(has_type && !is_added, has_type && is_added))
            .behaviour(self.exception_note(name, here));
        self.add(entry, [part.facts]);
    }

    /// Whether an operation that listed an exception lists one now that is new to the service: an
    /// old client does not know the failure by it.
    fn is_replaced(&self, exception: &str) -> bool {
        let is_new = |error: &String| !self.old.model.shapes.contains_key(error);
        let mut operations = self.old.model.operations.iter();
        operations.any(|(name, operation)| {
            operation.errors.iter().any(|error| error == exception)
                && self
                    .new
                    .model
                    .operations
                    .get(name)
                    .is_some_and(|other| other.errors.iter().any(is_new))
        })
    }

    fn shape_renamed(&mut self, name: &str, new_name: &str, shape: &Shape) {
        let target = Target::Shape {
            old: name.to_owned(),
            new: new_name.to_owned(),
            step: String::new(),
        };
        let types = [(self.old, name), (self.new, new_name)]
            .map(|(api, name)| api.types.get(name).map(|it| it.name.as_str()));
        let is_code = |error: &ErrorTrait| error.code.is_none();
        let wire = match shape.error.as_ref().is_some_and(is_code) {
            true => Wire::ResponseBreaking,
            false => Wire::Compatible,
        };
        let [before, after] = types;
        let entry = Entry::new(Rule::ShapeRenamed, new_name, target)
            .values(&name, &new_name)
            .wire(wire)
            .rust(if before == after {
                Bump::Patch
            } else {
                Bump::Major
            });
        self.add(entry, [name, new_name].map(|name| pointer("/shapes", name)));
    }

    fn shape(&mut self, name: &'a str, old: &'a Shape, new: &'a Shape) {
        if is_identical(old, new) {
            return;
        }
        let pair = Pair {
            name,
            old,
            new,
            carried: self.carried_as([name; 2]),
            generated: self.old.types.contains_key(name) && self.new.types.contains_key(name),
        };
        let part = self.shape_part(name);
        match (&old.kind, &new.kind) {
            (ShapeKind::Structure { members: before }, ShapeKind::Structure { members: after })
            | (ShapeKind::Union { members: before }, ShapeKind::Union { members: after }) => {
                self.members(pair, before, after);
            }
            (ShapeKind::List { .. }, ShapeKind::List { .. })
            | (ShapeKind::Map { .. }, ShapeKind::Map { .. }) => self.elements(pair),
            (ShapeKind::Enum { values: before }, ShapeKind::Enum { values: after }) => {
                self.enum_values(pair, &part, before, after);
            }
            (ShapeKind::IntEnum { values: before }, ShapeKind::IntEnum { values: after }) => {
                self.int_enum_values(pair, &part, before, after);
            }
            (before, after) if before != after => self.kind(pair, &part),
            _ => {}
        }
        let facets = (Facets::of_shape(old), Facets::of_shape(new));
        let users = self.users(name);
        let in_force: Vec<_> = users.iter().map(|kept| self.in_force(*kept)).collect();
        self.facets(&part, &in_force, &facets.0, &facets.1);
        let formats = [old, new].map(|shape| shape.timestamp_format);
        if formats[0] != formats[1] {
            self.timestamp_format(&part, formats, self.rewritten(&users));
        }
        self.sparse(pair, &part);
        self.error(pair, &part);
        self.traits(
            &part,
            [&old.traits, &new.traits],
            |comparison, key, values| comparison.shape_trait_breaks(key, name, values),
        );
    }

    fn kind(&mut self, pair: Pair<'_>, part: &Part) {
        let (before, after) = (&pair.old.kind, &pair.new.kind);
        let rule = match (before, after) {
            (ShapeKind::String, ShapeKind::Enum { .. }) => Rule::EnumAddedToString,
            (ShapeKind::Enum { .. }, ShapeKind::String) => Rule::EnumDroppedFromString,
            _ => Rule::ShapeKindChanged,
        };
        let rust = match pair.generated {
            true => Bump::Major,
            false => self.type_level(pair.name),
        };
        let is_alike = is_measured_alike(before, after);
        let shown = |shape: &Shape| {
            let kind = match &shape.kind {
                ShapeKind::Enum { values } => values
                    .iter()
                    .map(|value| value.value.as_str())
                    .collect::<Vec<_>>()
                    .into(),
                kind => Value::from(kind.name()),
            };
            let Constraints { min, max, pattern } = &shape.constraints;
            match is_alike || shape.constraints == Constraints::default() {
                true => kind,
                false => json!({"kind": kind, "min": min, "max": max, "pattern": pattern}),
            }
        };
        let entry = part
            .entry(rule)
            .values(&shown(pair.old), &shown(pair.new))
            .wire(pair.carried.verdict(between_kinds(before, after)))
            .rust(rust);
        let facts = ["type", "values", "members", "member", "key", "value"];
        self.add(entry, facts.map(|key| part.fact(key)));
    }

    fn sparse(&mut self, pair: Pair<'_>, part: &Part) {
        let breaks = match (pair.old.sparse, pair.new.sparse) {
            (false, true) => Breaks::RESPONSES,
            (true, false) => Breaks::REQUESTS,
            _ => return,
        };
        let entry = part
            .entry(Rule::SparseChanged)
            .values(&pair.old.sparse, &pair.new.sparse)
            .wire(pair.carried.verdict(breaks))
            .rust(self.type_level(pair.name));
        self.add(entry, [part.fact("sparse")]);
    }

    /// Which messages carry a shape on both sides: only there can one side misread the other.
    pub(super) fn carried_as(&self, [in_old, in_new]: [&str; 2]) -> Carried {
        let (old, new) = (&self.old.plan.usage, &self.new.plan.usage);
        Carried {
            requests: old.in_requests(in_old) && new.in_requests(in_new),
            responses: old.in_responses(in_old) && new.in_responses(in_new),
        }
    }
}

/// Whether an API makes up an empty structure in the place where `other` has this shape.
fn is_made_up(api: &Api<'_>, other: &Api<'_>, name: &str) -> bool {
    let its_type = other.types.get(name);
    let Some(own) = its_type.filter(|it| it.module() == Module::Operation) else {
        return false;
    };
    let mut operations = api.operations.values();
    operations.any(|operation| {
        let bodies = [&operation.input, &operation.output].into_iter();
        let mut made_up = bodies.filter_map(Body::made_up);
        made_up.any(|it| it.name == own.name)
    })
}
