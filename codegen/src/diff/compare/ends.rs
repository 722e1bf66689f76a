//! Changes of the structures that operations take and return.

use super::api::came_or_went;
use super::facets::Carried;
use super::operations::message;
use super::wire::{Breaks, Differences, between};
use super::{Bump, Comparison, Entry};
use crate::diff::change::Direction;
use crate::diff::facts::pointer;
use crate::diff::rules::Rule;
use crate::model::{Member, Model, Operation, Shape};
use crate::names::OperationNames;

/// One of the two structures of an operation.
#[derive(Clone, Copy)]
pub(super) struct End {
    key: &'static str,
    rule: Rule,
    direction: Direction,
    carried: Carried,
    structure: fn(&Operation) -> &Option<String>,
    type_name: fn(&OperationNames) -> &str,
}

/// What operations take.
pub(super) const INPUT: End = End {
    key: "input",
    rule: Rule::OperationInputChanged,
    direction: Direction::Request,
    carried: Carried {
        requests: true,
        responses: false,
    },
    structure: |operation| &operation.input,
    type_name: |names| &names.input,
};

/// What operations return.
pub(super) const OUTPUT: End = End {
    key: "output",
    rule: Rule::OperationOutputChanged,
    direction: Direction::Response,
    carried: Carried {
        requests: false,
        responses: true,
    },
    structure: |operation| &operation.output,
    type_name: |names| &names.output,
};

impl Comparison<'_> {
    /// Compares which structure one end of an operation is.
    pub(super) fn end(&mut self, name: &str, (old, new): (&Operation, &Operation), end: End) {
        let (before, after) = ((end.structure)(old), (end.structure)(new));
        if before == after {
            return;
        }
        let fact = pointer(&pointer("/operations", name), end.key);
        let (in_old, in_new) = (self.old.model, self.new.model);
        let Differences { breaks, told } = match (before, after) {
            (Some(before), Some(after)) if self.renames.same(before, after) => {
                return self.claims.add(fact);
            }
            (Some(before), Some(after)) => between((in_old, before), (in_new, after)),
            (Some(before), None) => Breaks::BOTH
                .when(has_member(in_old, before, |_| true))
                .into(),
            (None, Some(after)) => {
                let is_demanded = has_member(in_new, after, |member| member.required);
                Breaks::REQUESTS.when(is_demanded).into()
            }
            (None, None) => Differences::default(),
        };
        let types = [self.old, self.new].map(|plan| plan.names.operation(name).map(end.type_name));
        let path = format!("{name}.{}", end.key);
        let entry = Entry::new(end.rule, path, message(name, [end.direction], ""))
            .values(before, after)
            .differences(told)
            .wire(end.carried.verdict(breaks))
            .rust(self.end_level((old, new), types, (before, after)));
        self.add(entry, [fact]);
    }

    /// What another input or output asks for. A type that keeps its name and derived traits may
    /// gain members, required ones of a response too; any other type breaks code that names it.
    fn end_level(
        &self,
        (old, new): (&Operation, &Operation),
        [old_type, new_type]: [Option<&str>; 2],
        (before, after): (&Option<String>, &Option<String>),
    ) -> Bump {
        match (before, after) {
            (None, Some(_)) if !self.old.is_bound(old) => Bump::Minor,
            (None, Some(after)) if old_type == new_type && !self.is_shared(after) => {
                // The empty structure that stood there has them all.
                let derives = &self.new.derives;
                match derives.default(after) && derives.eq_and_hash(after) {
                    true => came_or_went(false, has_member(self.new.model, after, |_| true)),
                    false => Bump::Major,
                }
            }
            (Some(before), None) if old_type == new_type && self.new.is_bound(new) => {
                came_or_went(has_member(self.old.model, before, |_| true), false)
            }
            _ => Bump::Major,
        }
    }

    /// Whether a structure of the new model stands in another module than synthesised ones.
    fn is_shared(&self, name: &str) -> bool {
        let shape = self.new.model.shapes.get(name);
        shape.is_none_or(|shape| crate::surface::module(self.new, name, shape) != "operation")
    }
}

/// Whether a structure has a member of this kind.
fn has_member(model: &Model, structure: &str, condition: impl Fn(&Member) -> bool) -> bool {
    let members = model.shapes.get(structure).and_then(Shape::members);
    members.is_some_and(|members| members.values().any(condition))
}
