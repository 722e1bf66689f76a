//! Every single edit of every fact of a model.

use std::collections::BTreeSet;

use codegen::diff::Rule;
use codegen::model::{Model, Shape, ShapeKind};
use serde_json::{Value, json};

use crate::common::{patched, rename, shape};

/// The rows for the parts of a model.
const ROWS: &str = include_str!("../../fixtures/edits.txt");

/// An edit of a model, and the entry that it must give.
pub(crate) struct Edit {
    pub(crate) rule: Rule,
    pub(crate) path: String,
    apply: Box<dyn Fn(&mut Model)>,
}

impl Edit {
    fn new(rule: Rule, path: impl Into<String>, apply: impl Fn(&mut Model) + 'static) -> Self {
        Self {
            rule,
            path: path.into(),
            apply: Box::new(apply),
        }
    }

    /// Returns the model after the edit, unless it already was so.
    pub(crate) fn of(&self, model: &Model) -> Option<Model> {
        let mut edited = model.clone();
        (self.apply)(&mut edited);
        // Maps are equal in any order.
        let text = |model| serde_json::to_string(model).unwrap();
        (edited != *model || text(&edited) != text(model)).then_some(edited)
    }
}

/// A part of a model that the rows edit.
struct Part {
    kinds: Vec<&'static str>,
    path: String,
    pointer: String,
}

/// Every single edit of every fact of a model.
pub(crate) fn edits(model: &Model) -> Vec<Edit> {
    let mut edits = Vec::new();
    let rows = ROWS.lines().filter(|row| !row.starts_with('#'));
    let rows: Vec<_> = rows.filter(|row| !row.is_empty()).collect();
    for part in parts(model) {
        for row in &rows {
            let columns: Vec<_> = row.splitn(4, ' ').collect();
            let [kinds, rule, suffix, change] = columns[..] else {
                panic!("{row}")
            };
            if kinds.split(',').any(|kind| part.kinds.contains(&kind)) {
                let path = format!("{}{}", part.path, suffix.trim_matches('-'));
                let pointer = part.pointer.clone();
                edits.push(Edit::new(rule.parse().unwrap(), path, move |model| {
                    let mut document = json!(model);
                    edit(&mut document, &pointer, change);
                    *model = serde_json::from_value(document).expect(change);
                }));
            }
        }
    }
    let used = used(model);
    for name in model.shapes.keys() {
        let rule = match used.contains(name.as_str()) {
            true => Rule::ShapeRenamed,
            false => Rule::ShapeAdded,
        };
        let (from, to) = (name.clone(), format!("{name}Renamed"));
        let renamed = to.clone();
        edits.push(Edit::new(rule, renamed, move |it| rename(it, &from, &to)));
        let reordered = name.clone();
        edits.push(Edit::new(Rule::MemberReordered, name, move |model| {
            reorder(shape(model, &reordered));
        }));
    }
    edits
}

/// Turns the order of members or values round.
fn reorder(shape: &mut Shape) {
    match &mut shape.kind {
        ShapeKind::Structure { members } | ShapeKind::Union { members } => members.reverse(),
        ShapeKind::Enum { values } => values.reverse(),
        ShapeKind::IntEnum { values } => values.reverse(),
        _ => {}
    }
}

/// Every part of a model. A shape that marks an error counts as one, not as a structure.
fn parts(model: &Model) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut add = |kinds: &[&'static str], path: String, pointer: String| {
        parts.push(Part {
            kinds: kinds.to_owned(),
            path,
            pointer,
        });
    };
    add(&["model"], String::new(), String::new());
    add(&["service"], "service".to_owned(), "/service".to_owned());
    for (name, operation) in &model.operations {
        let pointer = format!("/operations/{name}");
        let paginated = operation.pagination.as_ref().map_or("", |_| "paginated");
        add(&["operation", paginated], name.clone(), pointer.clone());
        for (index, error) in operation.errors.iter().enumerate() {
            let path = format!("{name}.errors.{error}");
            add(&["thrown"], path, format!("{pointer}/errors/{index}"));
        }
    }
    for (name, shape) in &model.shapes {
        let pointer = format!("/shapes/{name}");
        let kind = shape.error.as_ref().map_or(shape.kind.name(), |_| "error");
        add(&["shape", kind, size(shape)], name.clone(), pointer.clone());
        let (named, folder) = match shape.members() {
            Some(_) => ("named", "/members"),
            None => ("", ""),
        };
        for (member, facts) in shape.references() {
            let kinds = ["member", named, size(&model.shapes[&facts.target])];
            let pointer = format!("{pointer}{folder}/{member}");
            add(&kinds, format!("{name}.{member}"), pointer);
        }
        for (index, value) in shape.value_names().enumerate() {
            let kind = if kind == "enum" { "text" } else { "constant" };
            let pointer = format!("{pointer}/values/{index}");
            add(&[kind], format!("{name}.{value}"), pointer);
        }
    }
    parts
}

/// What constraints on the values of a shape bound.
fn size(shape: &Shape) -> &'static str {
    match shape.kind {
        ShapeKind::Integer | ShapeKind::Double | ShapeKind::IntEnum { .. } => "number",
        _ => "sized",
    }
}

/// Edits the part of a document at a JSON pointer.
fn edit(document: &mut Value, pointer: &str, change: &str) {
    if change != "null" {
        let part = document.pointer_mut(pointer).unwrap();
        match change.strip_prefix('+') {
            Some(value) => {
                let values = part["values"].as_array_mut().unwrap();
                values.insert(0, serde_json::from_str(value).unwrap());
            }
            None => *part = patched(part, &serde_json::from_str(change).unwrap()),
        }
        return;
    }
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Array(elements) => _ = elements.remove(key.parse().unwrap()),
        parent => _ = parent.as_object_mut().unwrap().remove(key),
    }
}

/// The names of the shapes that something refers to.
fn used(model: &Model) -> BTreeSet<&str> {
    let references = model.shapes.values().flat_map(Shape::references);
    let targets = references.map(|(_, member)| &member.target);
    let operations = model.operations.values();
    let messages = operations.flat_map(|it| it.input.iter().chain(&it.output).chain(&it.errors));
    targets.chain(messages).map(String::as_str).collect()
}
