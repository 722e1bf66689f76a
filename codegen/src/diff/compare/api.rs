//! Changes of the generated crate's API that follow from edits elsewhere in the model: a box, a
//! derived trait, a module or a name.

use std::collections::HashMap;

use super::breaks::Breaks;
use super::{Bump, Comparison, Entry, Target};
use crate::api::{Api, Body, Field, Kind, Operation, Trait, Type};
use crate::diff::reach::step;
use crate::diff::rules::Rule;
use crate::plan::RustType;

/// Whether a structure has a `new`: there is none where nothing is required.
pub(super) fn has_constructor(api: &Api<'_>, shape: &str) -> bool {
    let structure = api.structure(shape);
    structure.is_some_and(|structure| structure.constructor().is_some())
}

/// A type of one kind on both sides, for a shape of one name in the model.
#[derive(Clone, Copy)]
struct Kept<'a> {
    name: &'a str,
    old: &'a Type<'a>,
    new: &'a Type<'a>,
}

impl<'a> Kept<'a> {
    fn target(self, step: String) -> Target {
        Target::Shape {
            old: self.name.to_owned(),
            new: self.name.to_owned(),
            step,
        }
    }

    /// The fields or variants for members of the same name.
    fn fields(self) -> Vec<(&'a Field<'a>, &'a Field<'a>)> {
        let new = self.new.fields().iter();
        let new: HashMap<_, _> = new.map(|field| (field.member, field)).collect();
        let old = self.old.fields().iter();
        old.filter_map(|field| Some((field, *new.get(field.member)?)))
            .collect()
    }
}

/// The traits of a type that not every type has. The input of one operation leads to it.
fn trait_names(its_type: &Type<'_>) -> Vec<&'static str> {
    let operation = match &its_type.kind {
        Kind::Structure(structure) => structure.operation.as_ref(),
        Kind::Union(_) | Kind::Enum(_) => None,
    };
    let traits = its_type.traits.iter().map(|it| it.name());
    traits.chain(operation.map(|_| "OperationInput")).collect()
}

impl Comparison<'_> {
    /// Compares what is decided about items that no entry is about.
    pub(super) fn api(&mut self) {
        let (old, new) = (self.old, self.new);
        for (name, old) in &old.types {
            let Some(new) = new.types.get(name) else {
                continue;
            };
            if std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind) {
                let kept = Kept { name, old, new };
                self.boxes(kept);
                self.derives(kept);
                self.module(kept);
                self.names(kept);
            }
        }
        if let (Some(old), Some(new)) = (&old.error, &new.error) {
            let part = ("Error", Target::Service);
            let names = |traits: &[Trait]| traits.iter().map(|it| it.name()).collect();
            self.traits_of(part, [names(&old.traits), names(&new.traits)], None);
        }
        self.bindings();
    }

    /// What another Rust type for a shape without a type of its own asks for.
    pub(super) fn type_level(&self, shape: &str) -> Bump {
        let (old, new) = (&self.old.plan, &self.new.plan);
        let is_used = old.usage.is_used(shape) && new.usage.is_used(shape);
        match is_used && old.rust_type(shape) != new.rust_type(shape) {
            true => Bump::Major,
            false => Bump::Patch,
        }
    }

    fn boxes(&mut self, kept: Kept<'_>) {
        for (old, new) in kept.fields() {
            let [before, after] = [old, new].map(|it| matches!(it.value, RustType::Box(_)));
            let same_target = || self.renames.same(&old.facts.target, &new.facts.target);
            let Some(shape) = self.new.model.shapes.get(kept.name) else {
                continue;
            };
            if before != after && same_target() {
                let target = kept.target(step(shape, new.member));
                let path = format!("{}.{}", kept.name, new.member);
                let entry = Entry::new(Rule::RecursionBoxChanged, path, target)
                    .values(&before, &after)
                    .rust(Bump::Major);
                self.add(entry, []);
            }
        }
    }

    fn derives(&mut self, kept: Kept<'_>) {
        let part = (kept.name, kept.target(String::new()));
        let traits = [kept.old, kept.new].map(trait_names);
        self.traits_of(part, traits, self.decoding_note(kept));
    }

    /// Compares the traits of a type.
    fn traits_of(
        &mut self,
        (path, target): (&str, Target),
        [old, new]: [Vec<&'static str>; 2],
        note: Option<String>,
    ) {
        let only_in = |one: &[&'static str], other: &[&'static str]| {
            let only = one.iter().filter(|it| !other.contains(it));
            only.copied().collect::<Vec<_>>()
        };
        let (lost, gained) = (only_in(&old, &new), only_in(&new, &old));
        if !lost.is_empty() {
            let entry = Entry::new(Rule::DeriveLost, path, target.clone())
                .values(&lost, &())
                .rust(Bump::Major)
                .behaviour(note.clone());
            self.add(entry, []);
        }
        if !gained.is_empty() {
            let entry = Entry::new(Rule::DeriveGained, path, target)
                .values(&(), &gained)
                .rust(Bump::Minor)
                .behaviour(note);
            self.add(entry, []);
        }
    }

    /// What decoding does about a required member that is missing, where that has changed.
    fn decoding_note(&self, kept: Kept<'_>) -> Option<String> {
        if !has_constructor(self.new, kept.name) {
            return None;
        }
        let note = match (kept.old.in_responses, kept.new.in_responses) {
            (false, true) => {
                "decoding gives a required member that is missing its zero value; it used to fail"
            }
            (true, false) => {
                "decoding fails where a required member is missing; it used to give it its zero value"
            }
            _ => return None,
        };
        Some(note.to_owned())
    }

    fn module(&mut self, kept: Kept<'_>) {
        let [before, after] = [kept.old, kept.new].map(|it| it.module().name());
        if before != after {
            let target = kept.target(String::new());
            let entry = Entry::new(Rule::ItemMoved, kept.name, target)
                .values(&before, &after)
                .rust(Bump::Major);
            self.add(entry, []);
        }
    }

    fn names(&mut self, kept: Kept<'_>) {
        let target = || kept.target(String::new());
        let own_path = || kept.name.to_owned();
        self.renamed(own_path, &kept.old.name, &kept.new.name, target);
        if !kept.old.names().eq(kept.new.names()) {
            let after: HashMap<_, _> = kept.new.names().collect();
            for (member, name) in kept.old.names() {
                if let Some(other) = after.get(member) {
                    let path = || format!("{}.{member}", kept.name);
                    self.renamed(path, name, other, target);
                }
            }
        }
        let variants = [self.old, self.new].map(|api| api.plan.names.error(kept.name));
        if let [Some(before), Some(after)] = variants {
            let path = || format!("{}@error", kept.name);
            self.renamed(path, before, after, target);
        }
    }

    /// Notes that something has another Rust name, if it has.
    fn renamed(
        &mut self,
        path: impl FnOnce() -> String,
        before: &str,
        after: &str,
        target: impl FnOnce() -> Target,
    ) {
        if before != after {
            let entry = Entry::new(Rule::RustNameChanged, path(), target())
                .values(&before, &after)
                .rust(Bump::Major);
            self.add(entry, []);
        }
    }

    /// Compares which operations of AWS JSON are generated, and how they are called.
    fn bindings(&mut self) {
        if !self.is_aws_json() {
            return;
        }
        for (name, old) in &self.old.operations {
            let Some(new) = self.new.operations.get(name) else {
                continue;
            };
            let (before, after) = (old.binding.is_some(), new.binding.is_some());
            if before && after {
                self.operation_names(old, new);
            }
            let (in_old, in_new) = (&self.old.plan, &self.new.plan);
            let breaks = Breaks {
                request: in_old.is_event_stream(&old.facts.input)
                    != in_new.is_event_stream(&new.facts.input),
                response: in_old.is_event_stream(&old.facts.output)
                    != in_new.is_event_stream(&new.facts.output),
                ..Breaks::NOTHING
            };
            if breaks != Breaks::NOTHING {
                let body = |is_bound| if is_bound { "JSON" } else { "event stream" };
                let target = Target::messages(name, breaks.directions(), "");
                let entry = Entry::new(Rule::OperationBindingChanged, *name, target)
                    .values(&body(before), &body(after))
                    .wire(breaks.verdict())
                    .rust(Bump::for_item(before, after));
                self.add(entry, []);
            }
        }
    }

    /// Compares the names of an operation, and of the empty structures that are made up for it.
    fn operation_names(&mut self, old: &Operation<'_>, new: &Operation<'_>) {
        let service = || Target::Service;
        let own_path = || old.name.to_owned();
        self.renamed(own_path, &old.type_name, &new.type_name, service);
        for (key, before, after) in [
            ("input", &old.input, &new.input),
            ("output", &old.output, &new.output),
        ] {
            if let (Body::Empty(before), Body::Empty(after)) = (before, after) {
                let path = || format!("{}.{key}", old.name);
                self.renamed(path, &before.name, &after.name, service);
            }
        }
    }
}
