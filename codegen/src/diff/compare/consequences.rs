//! Facts in which the APIs differ although no edit is about them: a box, a derived trait, a module
//! or a name that changed because of an edit elsewhere.

use serde_json::Value;

use super::Comparison;
use super::breaks::Breaks;
use super::items::traits;
use crate::api::{Body, Field, Operation, Type};
use crate::diff::facts::{Fact, Pair, Part, is_alike, paired};
use crate::plan::RustType;

impl<'a> Comparison<'a> {
    /// Returns what no edit explains.
    pub(super) fn consequences(&self) -> Vec<Fact<'a>> {
        let [old, new] = self.apis;
        let mut found = Vec::new();
        for (name, before) in &old.types {
            if let Some(after) = new.types.get(name) {
                self.of_type(name, [before, after], &mut found);
            }
        }
        if let (Some(before), Some(after)) = (&old.error, &new.error) {
            let traits = [before, after].map(|it| it.traits.iter().map(|it| it.name()).collect());
            derives(&mut found, Part::Service, traits);
            for (name, before) in &old.operations {
                if let Some(after) = new.operations.get(name) {
                    self.of_operation([before, after], &mut found);
                }
            }
        }
        found
    }

    fn of_type(&self, name: &'a str, types: [&'a Type<'a>; 2], found: &mut Vec<Fact<'a>>) {
        let shapes = self.models().map(|model| model.shapes.get(name));
        let part = Part::Shape([name; 2], shapes);
        let [Some(before), Some(after)] = shapes else {
            return;
        };
        if !is_alike(&before.kind, &after.kind) {
            return;
        }
        let shapes = [before, after];
        let pair = Pair { name, shapes };
        let [old, new] = types;
        derives(found, part, types.map(traits));
        changed(
            found,
            part,
            "module",
            types.map(|it| Some(it.module().name())),
        );
        changed(found, part, "rust_name", types.map(|it| Some(&*it.name)));
        let variants = self.apis.map(|api| api.plan.names.error(name));
        changed(found, part, "rust_name@error", variants);
        if !old.names().eq(new.names()) {
            for (name, names) in paired(old.names(), new.names()) {
                changed(found, Part::Value(pair, name), "rust_name", names);
            }
        }
        for before in old.fields() {
            let Some(after) = new.field(before.member) else {
                continue;
            };
            let [was, is] = [before, after].map(|field| field.facts);
            if self.renames.same(&was.target, &is.target) {
                let part = Part::Member(pair, before.member, [Some(was), Some(is)]);
                let is_boxed = |field: &Field<'_>| Some(matches!(field.value, RustType::Box(_)));
                changed(found, part, "box", [before, after].map(is_boxed));
            }
        }
    }

    /// Adds the facts of an operation of AWS JSON: whether it is generated, and the names of its
    /// type and of the empty structures that replace its input and output.
    fn of_operation(&self, sides: [&'a Operation<'a>; 2], found: &mut Vec<Fact<'a>>) {
        let [old, _] = sides;
        let facts = sides.map(|it| it.facts);
        let part = Part::Operation(old.name, facts.map(Some));
        let is_bound = sides.map(|it| it.binding.is_some());
        if is_bound == [true; 2] {
            let made_up = |body: &'a Body<'a>| Some(&*body.made_up()?.name);
            let [inputs, outputs] = [sides.map(|it| &it.input), sides.map(|it| &it.output)];
            changed(
                found,
                part,
                "rust_name",
                sides.map(|it| Some(&*it.type_name)),
            );
            changed(found, part, "rust_name.input", inputs.map(made_up));
            changed(found, part, "rust_name.output", outputs.map(made_up));
        }
        if self.stream_breaks(facts) != Breaks::NOTHING {
            let form = |is_bound| if is_bound { "JSON" } else { "event stream" };
            add(found, part, "binding", is_bound.map(form).map(Some));
        }
    }
}

fn add<'a, T: Into<Value>>(
    found: &mut Vec<Fact<'a>>,
    part: Part<'a>,
    key: &str,
    sides: [Option<T>; 2],
) {
    let key = key.to_owned();
    let values = sides.map(|side| side.map(T::into));
    found.push(Fact { part, key, values });
}

/// Adds a fact that both sides have, if it differs.
fn changed<'a, T: PartialEq + Into<Value>>(
    found: &mut Vec<Fact<'a>>,
    part: Part<'a>,
    key: &str,
    sides: [Option<T>; 2],
) {
    if let [Some(before), Some(after)] = &sides
        && before != after
    {
        add(found, part, key, sides);
    }
}

/// Adds the traits that a type lost, and those that it gained.
fn derives<'a>(
    found: &mut Vec<Fact<'a>>,
    part: Part<'a>,
    [mut old, mut new]: [Vec<&'static str>; 2],
) {
    let kept: Vec<_> = old.iter().filter(|it| new.contains(it)).copied().collect();
    for names in [&mut old, &mut new] {
        names.retain(|it| !kept.contains(it));
    }
    if !old.is_empty() {
        add(found, part, "derives", [Some(old), None]);
    }
    if !new.is_empty() {
        add(found, part, "derives", [None, Some(new)]);
    }
}
