//! Facts in which the APIs differ although no edit is about them: a box, a derived trait, a module
//! or a name that changed because of an edit elsewhere.

use serde_json::Value;

use super::breaks::Breaks;
use super::items::traits;
use super::{Comparison, only_in_each};
use crate::api::{Body, Field, Operation, Type};
use crate::diff::facts::{Fact, Found, Pair, Part, is_alike, paired};
use crate::plan::RustType;

impl<'a> Comparison<'a> {
    pub(super) fn consequences(&self) -> Vec<Fact<'a>> {
        let [old, new] = self.apis;
        let mut found = Found::default();
        for (name, before) in &old.types {
            if let Some(after) = new.types.get(name) {
                self.of_type(name, [before, after], &mut found);
            }
        }
        if let (Some(before), Some(after)) = (&old.error, &new.error) {
            let traits = [before, after].map(|it| it.traits.iter().map(|it| it.name()).collect());
            found.derives(Part::Service, traits);
            for (name, before) in &old.operations {
                if let Some(after) = new.operations.get(name) {
                    self.of_operation([before, after], &mut found);
                }
            }
        }
        found.0
    }

    fn of_type(&self, name: &'a str, types: [&'a Type<'a>; 2], found: &mut Found<'a>) {
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
        if !traits(old).eq(traits(new)) {
            found.derives(part, types.map(|it| traits(it).collect()));
        }
        found.changed(part, "module", types.map(|it| Some(it.module().name())));
        found.changed(part, "rust_name", types.map(|it| Some(&*it.name)));
        let variants = self.apis.map(|api| api.plan.names.error(name));
        found.changed(part, "rust_name@error", variants);
        // The names of members are facts of the type, like those of values.
        if !old.names().eq(new.names()) {
            for (name, names) in paired(old.names(), new.names()) {
                found.changed(Part::Value(pair, name), "rust_name", names);
            }
        }
        let is_boxed = |field: &Field<'_>| matches!(field.value, RustType::Box(_));
        let boxes = |it: &'a Type<'a>| it.fields().iter().map(|it| (it.member, is_boxed(it)));
        // Most types have the same fields on both sides.
        if boxes(old).eq(boxes(new)) {
            return;
        }
        for before in old.fields() {
            let Some(after) = new.field(before.member) else {
                continue;
            };
            let [was, is] = [before, after].map(|field| field.facts);
            if self.renames.same(&was.target, &is.target) {
                let part = Part::Member(pair, before.member, [Some(was), Some(is)]);
                found.changed(part, "box", [before, after].map(|it| Some(is_boxed(it))));
            }
        }
    }

    /// Adds the facts of an operation of AWS JSON: whether it is generated, and the names of its
    /// type and of the empty structures that replace its input and output.
    fn of_operation(&self, sides: [&'a Operation<'a>; 2], found: &mut Found<'a>) {
        let [old, _] = sides;
        let facts = sides.map(|it| it.facts);
        let part = Part::Operation(old.name, facts.map(Some));
        let is_bound = sides.map(|it| it.is_bound);
        if is_bound == [true; 2] {
            let made_up = |body: &'a Body<'a>| Some(&*body.made_up()?.name);
            let [inputs, outputs] = [sides.map(|it| &it.input), sides.map(|it| &it.output)];
            found.changed(part, "rust_name", sides.map(|it| Some(&*it.type_name)));
            found.changed(part, "rust_name.input", inputs.map(made_up));
            found.changed(part, "rust_name.output", outputs.map(made_up));
        }
        if self.stream_breaks(facts) != Breaks::NOTHING {
            let form = |is_bound| if is_bound { "JSON" } else { "event stream" };
            found.add(part, "binding", is_bound.map(form).map(Some));
        }
    }
}

impl<'a> Found<'a> {
    /// Adds what both sides have, if it differs.
    fn changed<T>(&mut self, part: Part<'a>, key: &str, sides: [Option<T>; 2])
    where
        T: PartialEq + Into<Value>,
    {
        if let [Some(before), Some(after)] = &sides
            && before != after
        {
            self.add(part, key, sides);
        }
    }

    fn derives(&mut self, part: Part<'a>, sides: [Vec<&'static str>; 2]) {
        let [lost, gained] = only_in_each(sides.each_ref().map(Vec::as_slice));
        if !lost.is_empty() {
            self.add(part, "derives", [Some(lost), None]);
        }
        if !gained.is_empty() {
            self.add(part, "derives", [None, Some(gained)]);
        }
    }
}
