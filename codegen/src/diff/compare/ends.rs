//! Changes of the structures that operations take and return.

use super::breaks::Breaks;
use super::breaks::Carried;
use super::messages::is_demanded;
use super::wire::{Differences, between};
use super::{Bump, Comparison, Entry, Target};
use crate::api::{self, Body, Trait};
use crate::diff::change::Direction;
use crate::diff::facts::pointer;
use crate::diff::rules::Rule;
use crate::model::{Member, Model, Operation, Shape};
use crate::plan::Module;

/// One of the two structures of an operation.
#[derive(Clone, Copy)]
pub(super) struct End {
    key: &'static str,
    rule: Rule,
    direction: Direction,
    carried: Carried,
    structure: fn(&Operation) -> &Option<String>,
    body: for<'a, 'm> fn(&'a api::Operation<'m>) -> &'a Body<'m>,
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
    body: |operation| &operation.input,
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
    body: |operation| &operation.output,
};

impl Comparison<'_> {
    /// Compares which structure one end of an operation is.
    pub(super) fn end(&mut self, name: &str, (old, new): (&Operation, &Operation), end: End) {
        let (before, after) = ((end.structure)(old), (end.structure)(new));
        if before == after {
            return;
        }
        let fact = pointer(&pointer("/operations", name), end.key);
        if let (Some(before), Some(after)) = (before, after)
            && self.renames.same(before, after)
        {
            return self.claims.add(fact);
        }
        let Differences { breaks, told } = self.content((old, new), end);
        let types = [self.old, self.new].map(|api| {
            let operation = api.operations.get(name)?;
            (end.body)(operation).type_name()
        });
        let path = format!("{name}.{}", end.key);
        let entry = Entry::new(end.rule, path, Target::messages(name, [end.direction], ""))
            .values(before, after)
            .differences(told)
            .wire(breaks.verdict())
            .rust(self.end_level((old, new), types, (before, after)));
        self.add(entry, [fact]);
    }

    /// What one end of an operation breaks in the place of that of another, by content.
    pub(super) fn content(&self, (old, new): (&Operation, &Operation), end: End) -> Differences {
        let (in_old, in_new) = (self.old.model, self.new.model);
        let mut found = match ((end.structure)(old), (end.structure)(new)) {
            (Some(before), Some(after)) => {
                let uri = |operation: &Operation| {
                    let http = operation.http.as_ref();
                    http.map_or_else(String::new, |http| http.uri.clone())
                };
                between(
                    self,
                    [before, after],
                    [uri(old), uri(new)].each_ref().map(|it| &**it),
                )
            }
            (Some(before), None) => Breaks::BOTH
                .when(has_member(in_old, before, |_| true))
                .into(),
            (None, Some(after)) => {
                let is_demanded = has_member(in_new, after, is_demanded);
                Breaks::REQUESTS.when(is_demanded).into()
            }
            (None, None) => Differences::default(),
        };
        found.breaks = end.carried.of(found.breaks);
        found
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
            (None, Some(_)) if !self.old.plan.is_bound(old) => Bump::Minor,
            (None, Some(after)) if old_type == new_type && !self.is_shared(after) => {
                // The empty structure that stood there has them all.
                let new = self.new.types.get(after.as_str());
                match new.is_some_and(|it| it.has(Trait::Default) && it.has(Trait::Eq)) {
                    true => Bump::for_item(false, has_member(self.new.model, after, |_| true)),
                    false => Bump::Major,
                }
            }
            (Some(before), None) if old_type == new_type && self.new.plan.is_bound(new) => {
                Bump::for_item(has_member(self.old.model, before, |_| true), false)
            }
            _ => Bump::Major,
        }
    }

    /// Whether a structure of the new model stands in another module than synthesised ones.
    fn is_shared(&self, name: &str) -> bool {
        let its_type = self.new.types.get(name);
        its_type.is_none_or(|it| it.module() != Module::Operation)
    }
}

/// Whether a structure has a member of this kind.
fn has_member(model: &Model, structure: &str, condition: impl Fn(&Member) -> bool) -> bool {
    let members = model.shapes.get(structure).and_then(Shape::members);
    members.is_some_and(|members| members.values().any(condition))
}
