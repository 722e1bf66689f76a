//! Changes to the public API that no single edit explains: to a box, a derived trait, a module or a
//! name.

use std::fmt;

use super::breaks::Breaks;
use super::entry::{Entry, Target};
use super::items::{field, path, renamed, traits};
use super::{Comparison, zip};
use crate::api::{self, Body, Field, ServiceError, Type};
use crate::diff::code_break::CodeBreak;
use crate::diff::facts::paired;
use crate::diff::rules::Rule;
use crate::diff::verdict::Bump;
use crate::plan::RustType;

impl<'a> Comparison<'a> {
    /// Returns the entries for what no edit explains.
    pub(super) fn consequences(&self) -> Vec<Entry<'a>> {
        let [old, new] = self.apis;
        let mut found = Vec::new();
        for (name, old) in &old.types {
            if let Some(new) = new.types.get(name)
                && std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind)
            {
                self.of_type(name, [old, new], &mut found);
            }
        }
        if let (Some(old), Some(new)) = (&old.error, &new.error) {
            let names =
                |error: &ServiceError<'_>| error.traits.iter().map(|it| it.name()).collect();
            let entry = |rule| Entry::new(rule, ServiceError::NAME.to_owned(), Target::Service);
            found.extend(derives(ServiceError::NAME, [names(old), names(new)], entry));
            for (name, operation) in &self.apis[0].operations {
                if let Some(other) = self.apis[1].operations.get(name) {
                    found.extend(self.of_operation([operation, other]));
                }
            }
        }
        found
    }

    fn of_type(&self, name: &'a str, types: [&'a Type<'a>; 2], found: &mut Vec<Entry<'a>>) {
        let [old, new] = types;
        let target = || Target::Shape([name; 2], String::new());
        let entry = |rule| Entry::new(rule, name.to_owned(), target());
        let note = self.decoding_note(name);
        let all = derives(&old.name, types.map(traits), entry).into_iter();
        found.extend(all.map(|entry| entry.behaviour(note.clone())));
        let modules = types.map(|it| it.module().name());
        if modules[0] != modules[1] {
            let moved = entry(Rule::ItemMoved).values(modules);
            found.push(moved.breaks(renamed(&path(old), &path(new))));
        }
        let mut rename = |path: fmt::Arguments<'_>, start: &str, names| {
            found.extend(rust_name_entry(path, start, names, target()));
        };
        rename(format_args!("{name}"), "", types.map(|it| &*it.name));
        let variants = self.apis.map(|api| api.plan.names.error(name));
        if let [Some(before), Some(after)] = variants {
            rename(format_args!("{name}@error"), "Error::", [before, after]);
        }
        if !old.names().eq(new.names()) {
            let start = format!("{}::", old.name);
            for (member, names) in paired(old.names(), new.names()) {
                if let [Some(before), Some(after)] = names {
                    rename(format_args!("{name}.{member}"), &start, [before, after]);
                }
            }
        }
        let is_boxed = |field: &Field<'_>| matches!(field.value, RustType::Box(_));
        if !old.fields().iter().chain(new.fields()).any(is_boxed) {
            return;
        }
        let [before, after] = types.map(|it| it.fields().iter().map(|field| (field.member, field)));
        for (member, fields) in paired(before, after) {
            let [Some(before), Some(after)] = fields else {
                continue;
            };
            let boxes = [before, after].map(is_boxed);
            let targets = [before, after].map(|field| &field.facts.target);
            if boxes[0] != boxes[1] && self.renames.same(targets[0], targets[1]) {
                let path = format!("{name}.{member}");
                let target = Target::Shape([name; 2], member.to_owned());
                let entry = Entry::new(Rule::RecursionBoxChanged, path, target);
                let broken = field(old, before).broken(&[field(new, after)]);
                found.push(entry.values(boxes).breaks(broken));
            }
        }
    }

    /// Returns the entries for an operation of AWS JSON: whether it is generated, and the names of
    /// its type and of the empty structures that replace its input and output.
    fn of_operation(&self, operations: [&'a api::Operation<'a>; 2]) -> Vec<Entry<'a>> {
        let [old, new] = operations;
        let is_bound = operations.map(|it| it.binding.is_some());
        let mut found = Vec::new();
        if is_bound == [true; 2] {
            let mut rename = |path: fmt::Arguments<'_>, names| {
                found.extend(rust_name_entry(path, "", names, Target::Service));
            };
            rename(
                format_args!("{}", old.name),
                operations.map(|it| &*it.type_name),
            );
            let ends = [
                ("input", [&old.input, &new.input]),
                ("output", [&old.output, &new.output]),
            ];
            for (key, bodies) in ends {
                if let [Some(before), Some(after)] = bodies.map(Body::made_up) {
                    let path = format_args!("{}.{key}", old.name);
                    rename(path, [&*before.name, &*after.name]);
                }
            }
        }
        let [[sent, read], [sends, reads]] = zip(self.apis, operations).map(|(api, it)| {
            [&it.facts.input, &it.facts.output].map(|end| api.plan.is_event_stream(end))
        });
        let breaks = Breaks::new(sent != sends, read != reads);
        if breaks != Breaks::NOTHING {
            let target = Target::Operation(old.name, breaks.directions(), "");
            let rule = Rule::OperationBindingChanged;
            let entry = Entry::new(rule, old.name.to_owned(), target).wire(breaks);
            let body = |is_bound| if is_bound { "JSON" } else { "event stream" };
            let mut entry = entry.values(is_bound.map(body));
            match is_bound {
                [true, false] => {
                    let item = old.type_name.clone();
                    entry = entry.breaks(CodeBreak::Gone { item });
                }
                [false, true] => entry.change.rust = Bump::Minor,
                _ => {}
            }
            found.push(entry);
        }
        found
    }
}

/// Returns the entries for the traits that a type lost, and for those that it gained.
fn derives<'a>(
    item: &str,
    [old, new]: [Vec<&'static str>; 2],
    entry: impl Fn(Rule) -> Entry<'a>,
) -> Vec<Entry<'a>> {
    let only_in = |one: &[&'static str], other: &[&'static str]| {
        let only = one.iter().filter(|it| !other.contains(it)).copied();
        Some(only.collect::<Vec<_>>()).filter(|it| !it.is_empty())
    };
    let (lost, gained) = (only_in(&old, &new), only_in(&new, &old));
    let lost = lost.map(|names| {
        let broken = CodeBreak::Traits {
            item: item.to_owned(),
            names: names.iter().map(|it| (*it).to_owned()).collect(),
        };
        entry(Rule::DeriveLost)
            .values([Some(names), None])
            .breaks(broken)
    });
    let gained = gained.map(|names| {
        let mut entry = entry(Rule::DeriveGained).values([None, Some(names)]);
        entry.change.rust = Bump::Minor;
        entry
    });
    lost.into_iter().chain(gained).collect()
}

/// Returns the entry for another Rust name, or `None` if the names are the same.
fn rust_name_entry<'a>(
    path: fmt::Arguments<'_>,
    start: &str,
    [before, after]: [&str; 2],
    target: Target<'a>,
) -> Option<Entry<'a>> {
    (before != after).then(|| {
        let broken = CodeBreak::Renamed {
            before: format!("{start}{before}"),
            after: format!("{start}{after}"),
        };
        let entry = Entry::new(Rule::RustNameChanged, path.to_string(), target);
        entry.values([before, after]).breaks(broken)
    })
}
