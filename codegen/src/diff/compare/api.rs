//! Changes of the generated crate's API that follow from edits elsewhere in the model: a box, a
//! derived trait, a module or a name.

use super::operations::{directions, message};
use super::shapes::is_generated;
use super::wire::Breaks;
use super::{Bump, Comparison, Entry, Target};
use crate::diff::reach::step;
use crate::diff::rules::Rule;
use crate::model::{Operation, Shape, ShapeKind};
use crate::plan::Plan;
use crate::rust_type::RustType;
use crate::surface::module;

/// What an item asks for that is on one side only, or on both, or on none.
pub(super) fn came_or_went(before: bool, after: bool) -> Bump {
    match (before, after) {
        (true, false) => Bump::Major,
        (false, true) => Bump::Minor,
        _ => Bump::Patch,
    }
}

/// Whether a structure has a `new`: there is none where nothing is required.
pub(super) fn has_constructor(plan: &Plan<'_>, shape: &str) -> bool {
    let members = plan.model.shapes.get(shape).and_then(Shape::members);
    members.is_some_and(|members| members.values().any(|member| member.required))
}

/// A shape for which both sides generate a type of one kind, under its one name in the model.
#[derive(Clone, Copy)]
struct Kept<'a> {
    name: &'a str,
    old: &'a Shape,
    new: &'a Shape,
}

impl Kept<'_> {
    fn target(self, step: String) -> Target {
        Target::Shape {
            old: self.name.to_owned(),
            new: self.name.to_owned(),
            step,
        }
    }
}

impl Comparison<'_> {
    /// Compares what is decided about items that no entry is about.
    pub(super) fn api(&mut self) {
        let (old, new) = (self.old, self.new);
        for (name, shape) in &old.model.shapes {
            let Some(other) = new.model.shapes.get(name) else {
                continue;
            };
            let same_kind =
                std::mem::discriminant(&shape.kind) == std::mem::discriminant(&other.kind);
            if same_kind && is_generated(old, name) && is_generated(new, name) {
                let kept = Kept {
                    name,
                    old: shape,
                    new: other,
                };
                self.boxes(kept);
                self.derives(kept);
                self.module(kept);
                self.names(kept);
            }
        }
        self.error_derives();
        self.bindings();
    }

    /// What another Rust type for a shape without a type of its own asks for.
    pub(super) fn type_level(&self, shape: &str) -> Bump {
        let is_used = self.old.usage.is_used(shape) && self.new.usage.is_used(shape);
        let [before, after] =
            [self.old, self.new].map(|plan| RustType::of(plan.model, &plan.names, shape));
        match is_used && before != after {
            true => Bump::Major,
            false => Bump::Patch,
        }
    }

    fn boxes(&mut self, kept: Kept<'_>) {
        let (Some(old), Some(new)) = (kept.old.members(), kept.new.members()) else {
            return;
        };
        for (name, member) in old {
            let before = self.old.recursion.needs_box(kept.name, &member.target);
            let Some(other) = new.get(name) else { continue };
            let after = self.new.recursion.needs_box(kept.name, &other.target);
            if before != after && self.renames.same(&member.target, &other.target) {
                let target = kept.target(step(kept.new, name));
                let path = format!("{}.{name}", kept.name);
                let entry = Entry::new(Rule::RecursionBoxChanged, path, target)
                    .values(&before, &after)
                    .rust(Bump::Major);
                self.add(entry, []);
            }
        }
    }

    fn derives(&mut self, kept: Kept<'_>) {
        let traits = |plan: &Plan<'_>| {
            let is_structure = matches!(kept.new.kind, ShapeKind::Structure { .. });
            let has_members = kept.new.members().is_some();
            let total = has_members && plan.derives.eq_and_hash(kept.name);
            let default = is_structure && plan.derives.default(kept.name);
            [("Default", default), ("Eq", total), ("Hash", total)]
        };
        let (before, after) = (traits(self.old), traits(self.new));
        if before == after {
            return;
        }
        let only_in = |one: &[(&'static str, bool)], other: &[(&'static str, bool)]| {
            let pairs = one.iter().zip(other);
            let only = pairs.filter(|((_, one), (_, other))| *one && !*other);
            only.map(|((name, _), _)| *name).collect::<Vec<_>>()
        };
        let (lost, gained) = (only_in(&before, &after), only_in(&after, &before));
        let part = (kept.name, kept.target(String::new()));
        self.derived(part, &lost, &gained, self.decoding_note(kept));
    }

    fn derived(
        &mut self,
        (path, target): (&str, Target),
        lost: &[&str],
        gained: &[&str],
        note: Option<String>,
    ) {
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
        let in_responses = |plan: &Plan<'_>| plan.usage.in_responses(kept.name);
        let note = match (in_responses(self.old), in_responses(self.new)) {
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
        let before = module(self.old, kept.name, kept.old);
        let after = module(self.new, kept.name, kept.new);
        if before != after {
            let target = kept.target(String::new());
            let entry = Entry::new(Rule::ItemMoved, kept.name, target)
                .values(&before, &after)
                .rust(Bump::Major);
            self.add(entry, []);
        }
    }

    fn names(&mut self, kept: Kept<'_>) {
        let (Some(before), Some(after)) = (
            self.old.names.shape(kept.name),
            self.new.names.shape(kept.name),
        ) else {
            return;
        };
        let target = || kept.target(String::new());
        let own_path = || kept.name.to_owned();
        self.renamed(own_path, &before.type_name, &after.type_name, target);
        if !before.members.iter().eq(after.members.iter()) {
            for (member, name) in &before.members {
                if let Some(other) = after.members.get(member) {
                    let path = || format!("{}.{member}", kept.name);
                    self.renamed(path, name, other, target);
                }
            }
        }
        let variants = [self.old, self.new].map(|plan| plan.names.error(kept.name));
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

    /// Compares the traits of the service's `Error`, which has what all exceptions have.
    fn error_derives(&mut self) {
        if !self.is_aws_json() {
            return;
        }
        let total = |plan: &Plan<'_>| {
            let mut errors = plan
                .model
                .shapes
                .iter()
                .filter(|(_, shape)| shape.error.is_some());
            errors.all(|(name, _)| plan.derives.eq_and_hash(name))
        };
        let (lost, gained): (&[&str], &[&str]) = match (total(self.old), total(self.new)) {
            (true, false) => (&["Eq", "Hash"], &[]),
            (false, true) => (&[], &["Eq", "Hash"]),
            _ => return,
        };
        self.derived(("Error", Target::Service), lost, gained, None);
    }

    /// Compares which operations of AWS JSON are generated, and how they are called.
    fn bindings(&mut self) {
        if !self.is_aws_json() {
            return;
        }
        for (name, operation) in &self.old.model.operations {
            let Some(other) = self.new.model.operations.get(name) else {
                continue;
            };
            let (before, after) = (self.old.is_bound(operation), self.new.is_bound(other));
            if before && after {
                self.operation_names(name, operation, other);
            }
            let differs = |end: fn(&Operation) -> &Option<String>| {
                self.old.is_event_stream(end(operation)) != self.new.is_event_stream(end(other))
            };
            let breaks = Breaks {
                request: differs(|it| &it.input),
                response: differs(|it| &it.output),
            };
            if breaks != Breaks::NOTHING {
                let body = |is_bound| if is_bound { "JSON" } else { "event stream" };
                let target = message(name, directions(breaks), "");
                let entry = Entry::new(Rule::OperationBindingChanged, name, target)
                    .values(&body(before), &body(after))
                    .wire(breaks.verdict())
                    .rust(came_or_went(before, after));
                self.add(entry, []);
            }
        }
    }

    /// Compares the names of an operation, and of the empty structures that are made up for it.
    fn operation_names(&mut self, name: &str, old: &Operation, new: &Operation) {
        let (Some(before), Some(after)) = (
            self.old.names.operation(name),
            self.new.names.operation(name),
        ) else {
            return;
        };
        let service = || Target::Service;
        let own_path = || name.to_owned();
        self.renamed(own_path, &before.type_name, &after.type_name, service);
        if old.input.is_none() && new.input.is_none() {
            let path = || format!("{name}.input");
            self.renamed(path, &before.input, &after.input, service);
        }
        if old.output.is_none() && new.output.is_none() {
            let path = || format!("{name}.output");
            self.renamed(path, &before.output, &after.output, service);
        }
    }
}
