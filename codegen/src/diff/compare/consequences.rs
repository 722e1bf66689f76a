//! Changes to the public API that no single edit explains: to a box, a derived trait, a module or a
//! name.

use super::breaks::Breaks;
use super::items::{field, gone, lacks, path, renamed, traits};
use super::{Comparison, of_operation, zip};
use crate::api::{self, Body, Field, ServiceError, Type};
use crate::diff::change::Change;
use crate::diff::facts::paired;
use crate::diff::rules::Rule;
use crate::diff::verdict::Bump;
use crate::markdown::code;
use crate::plan::RustType;

impl<'a> Comparison<'a> {
    /// Returns the entries for what no edit explains.
    pub(super) fn consequences(&self) -> Vec<Change> {
        let [old, new] = self.apis;
        let mut found = Vec::new();
        for (name, old) in &old.types {
            if let Some(new) = new.types.get(name)
                && std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind)
            {
                self.of_type(name, [old, new], &mut found);
            }
        }
        if let (Some(before), Some(after)) = (&old.error, &new.error) {
            let entry = |rule| Change::new(rule, ServiceError::NAME.to_owned());
            let traits = [before, after].map(|it| it.traits.iter().map(|it| it.name()).collect());
            found.extend(derives(ServiceError::NAME, traits, entry));
            for (name, operation) in &old.operations {
                if let Some(other) = new.operations.get(name) {
                    self.of_operation([operation, other], &mut found);
                }
            }
        }
        found
    }

    fn of_type(&self, name: &'a str, types: [&'a Type<'a>; 2], found: &mut Vec<Change>) {
        let [old, new] = types;
        let reaches = || self.ways.to([name; 2], "");
        let entry = |rule| Change::new(rule, name.to_owned()).reaching(reaches());
        for mut entry in derives(&old.name, types.map(traits), entry) {
            entry.behaviour = self.decoding_note(name);
            found.push(entry);
        }
        let modules = types.map(|it| it.module().name());
        if modules[0] != modules[1] {
            let moved = entry(Rule::ItemMoved).values(modules);
            found.push(moved.breaking(renamed(&path(old), &path(new))));
        }
        let mut rename = |path: &str, start: &str, names| {
            let change = other_name(path, start, names);
            found.extend(change.map(|it| it.reaching(reaches())));
        };
        rename(name, "", types.map(|it| Some(&*it.name)));
        let variants = self.apis.map(|api| api.plan.names.error(name));
        rename(&format!("{name}@error"), "Error::", variants);
        if !old.names().eq(new.names()) {
            let start = format!("{}::", old.name);
            for (member, names) in paired(old.names(), new.names()) {
                rename(&format!("{name}.{member}"), &start, names);
            }
        }
        for before in old.fields() {
            let Some(after) = new.field(before.member) else {
                continue;
            };
            let is_boxed = |field: &Field<'_>| matches!(field.value, RustType::Box(_));
            let boxes = [before, after].map(is_boxed);
            let [was, is] = [before, after].map(|field| &field.facts.target);
            if boxes[0] != boxes[1] && self.renames.same(was, is) {
                let path = format!("{name}.{}", before.member);
                let entry = Change::new(Rule::RecursionBoxChanged, path)
                    .reaching(self.ways.to([name; 2], before.member));
                let broken = field(old, before).broken(&[field(new, after)]);
                found.push(entry.values(boxes).breaking(broken));
            }
        }
    }

    /// Adds the entries for an operation of AWS JSON: whether it is generated, and the names of its
    /// type and of the empty structures that replace its input and output.
    fn of_operation(&self, operations: [&'a api::Operation<'a>; 2], found: &mut Vec<Change>) {
        let [old, _] = operations;
        let is_bound = operations.map(|it| it.binding.is_some());
        if is_bound == [true; 2] {
            let made_up = |body: &'a Body<'a>| body.made_up().map(|it| &*it.name);
            let names = [
                ("", operations.map(|it| Some(&*it.type_name))),
                (".input", operations.map(|it| made_up(&it.input))),
                (".output", operations.map(|it| made_up(&it.output))),
            ];
            found.extend(
                names.into_iter().filter_map(|(end, names)| {
                    other_name(&format!("{}{end}", old.name), "", names)
                }),
            );
        }
        let [[sent, read], [sends, reads]] = zip(self.apis, operations).map(|(api, it)| {
            [&it.facts.input, &it.facts.output].map(|end| api.plan.is_event_stream(end))
        });
        let breaks = Breaks::new(sent != sends, read != reads);
        if breaks == Breaks::NOTHING {
            return;
        }
        let body = |is_bound| if is_bound { "JSON" } else { "event stream" };
        let mut entry = Change::new(Rule::OperationBindingChanged, old.name.to_owned())
            .values(is_bound.map(body))
            .reaching(of_operation(old.name, breaks.directions(), ""));
        entry.wire = breaks.verdict();
        match is_bound {
            [true, false] => entry = entry.breaking(gone(&old.type_name)),
            [false, true] => entry.rust = Bump::Minor,
            _ => {}
        }
        found.push(entry);
    }
}

/// Returns the entries for the traits that a type lost, and for those that it gained.
fn derives(
    item: &str,
    [old, new]: [Vec<&'static str>; 2],
    entry: impl Fn(Rule) -> Change,
) -> impl Iterator<Item = Change> {
    let only_in = |one: &[&'static str], other: &[&'static str]| {
        let only = one.iter().filter(|it| !other.contains(it)).copied();
        Some(only.collect::<Vec<_>>()).filter(|it| !it.is_empty())
    };
    let lost = only_in(&old, &new).map(|names| {
        let broken = lacks(item, &names);
        entry(Rule::DeriveLost)
            .values([Some(names), None])
            .breaking(broken)
    });
    let gained = only_in(&new, &old).map(|names| Change {
        rust: Bump::Minor,
        ..entry(Rule::DeriveGained).values([None, Some(names)])
    });
    lost.into_iter().chain(gained)
}

/// Returns the entry for another Rust name; `None` if one side has none, or both have the same.
fn other_name(path: &str, start: &str, names: [Option<&str>; 2]) -> Option<Change> {
    let [before, after] = [names[0]?, names[1]?];
    if before == after {
        return None;
    }
    let [was, is] = [before, after].map(|name| code(&format!("{start}{name}")));
    let entry = Change::new(Rule::RustNameChanged, path.to_owned()).values([before, after]);
    Some(entry.breaking(format!("{was} is now {is}")))
}
