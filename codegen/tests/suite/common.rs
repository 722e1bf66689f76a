//! What the tests of the diff share: a small model that has every kind of fact.

pub(crate) mod fixtures;
pub(crate) mod judge;
pub(crate) mod wire;

use codegen::api::Documentation;
use codegen::diff::report::{self, Options};
use codegen::diff::{Change, Diff, Revision, Rule, diff};
use codegen::model::{EnumValue, IndexMap, Member, Model, Operation, Shape, ShapeKind};
use codegen::validate::validate;
use codegen::{Files, generate};
use serde_json::Value;

/// A service for things: every kind of shape, and every fact that a model can have somewhere.
pub(crate) fn model() -> Model {
    let model = include_str!("../fixtures/diff/things/model.json");
    let model = serde_json::from_str(model).unwrap();
    assert_eq!(validate(&model).to_string(), "");
    model
}

/// The generated files of a model, without documentation of its own.
pub(crate) fn rendered(model: &Model) -> Files {
    generate(model, &Documentation::default()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A structure: each member's name, target, and whether it is required.
pub(crate) fn structure<const N: usize>(members: [(&str, &str, bool); N]) -> Shape {
    let members = members.map(|(name, target, required)| {
        let member = Member {
            required,
            ..Member::new(target)
        };
        (name.to_owned(), member)
    });
    Shape::new(ShapeKind::Structure {
        members: IndexMap::from_iter(members),
    })
}

/// An enum.
pub(crate) fn enumeration(values: &[&str]) -> Shape {
    let values = values.iter().map(|value| enum_value(value)).collect();
    Shape::new(ShapeKind::Enum { values })
}

/// A value of an enum.
pub(crate) fn enum_value(value: &str) -> EnumValue {
    EnumValue::new(value)
}

/// A shape of a model.
pub(crate) fn shape<'m>(model: &'m mut Model, name: &str) -> &'m mut Shape {
    model.shapes.get_mut(name).expect(name)
}

/// An operation of a model.
pub(crate) fn operation<'m>(model: &'m mut Model, name: &str) -> &'m mut Operation {
    model.operations.get_mut(name).expect(name)
}

/// The members of a structure or union.
pub(crate) fn members(shape: &mut Shape) -> &mut IndexMap<String, Member> {
    match &mut shape.kind {
        ShapeKind::Structure { members } | ShapeKind::Union { members } => members,
        kind => panic!("a {} has no members", kind.name()),
    }
}

/// The values of an enum.
pub(crate) fn values(shape: &mut Shape) -> &mut Vec<EnumValue> {
    match &mut shape.kind {
        ShapeKind::Enum { values } => values,
        kind => panic!("a {} has no values", kind.name()),
    }
}

/// Renames a shape wherever it is used.
pub(crate) fn rename(model: &mut Model, from: &str, to: &str) {
    let (index, _, shape) = model.shapes.shift_remove_full(from).expect(from);
    model.shapes.shift_insert(index, to.to_owned(), shape);
    let retarget = |target: &mut String| {
        if target == from {
            to.clone_into(target);
        }
    };
    let members = model.shapes.values_mut().flat_map(Shape::references_mut);
    members.for_each(|member| retarget(&mut member.target));
    for operation in model.operations.values_mut() {
        operation.input.iter_mut().for_each(retarget);
        operation.output.iter_mut().for_each(retarget);
        operation.errors.iter_mut().for_each(retarget);
    }
}

/// The diff of two models.
pub(crate) fn compare(old: &Model, new: &Model) -> Diff {
    diff(&Revision::new("old", old), &Revision::new("new", new))
}

/// The change of a rule at a path.
pub(crate) fn find<'d>(diff: &'d Diff, rule: Rule, path: &str) -> Option<&'d Change> {
    diff.changes
        .iter()
        .find(|change| change.rule == rule && change.path == path)
}

/// The changes in short, for messages.
pub(crate) fn short(diff: &Diff) -> Vec<String> {
    diff.changes
        .iter()
        .map(|change| {
            format!(
                "{} {} {} {}",
                change.rule, change.path, change.wire, change.rust
            )
        })
        .collect()
}

/// A document with a JSON Merge Patch (RFC 7396) applied.
pub(crate) fn patched(document: &Value, patch: &Value) -> Value {
    match (document, patch) {
        (_, Value::Null) => document.clone(),
        (Value::Object(entries), Value::Object(changes)) => {
            let mut entries = entries.clone();
            for (key, change) in changes {
                match change {
                    Value::Null => _ = entries.remove(key),
                    change => {
                        let before = entries.get(key).unwrap_or(&Value::Bool(false));
                        let after = patched(before, change);
                        entries.insert(key.clone(), after);
                    }
                }
            }
            entries.into()
        }
        (_, Value::Object(_)) => patched(&Value::Object(Default::default()), patch),
        (_, value) => value.clone(),
    }
}

/// The small model with JSON Merge Patches: `both` of both sides, and then `after` of the new one.
pub(crate) fn sides(patches: &Value) -> [Model; 2] {
    let mut document = serde_json::to_value(model()).unwrap();
    ["both", "after"].map(|key| {
        document = patched(&document, &patches[key]);
        serde_json::from_value(document.clone()).unwrap()
    })
}

/// The report for a terminal, without options.
pub(crate) fn text(diff: &Diff) -> String {
    report::text(diff, &Options::default())
}

/// The report for a program, without options.
pub(crate) fn json(diff: &Diff) -> String {
    report::json(diff, &Options::default())
}
