//! Entries for additions and removals list what is in them, with messages of their own.

use crate::common::{
    compare, enum_value, json, members, model, operation, shape, structure, text, values,
};
use codegen::diff::{Bump, Contents, Diff, Rule};
use codegen::model::{Member, Model, Operation};
use serde_json::Value;

/// The diffs of an edit and of its reversal.
fn by(edit: impl Fn(&mut Model)) -> [Diff; 2] {
    let (old, mut new) = (model(), model());
    edit(&mut new);
    [compare(&old, &new), compare(&new, &old)]
}

fn paths(diff: &Diff) -> Vec<&str> {
    let changes = diff.changes.iter();
    changes.map(|change| change.path.as_str()).collect()
}

/// Adds an operation with a new request, which has a new enum, and an existing response.
fn add_operation(model: &mut Model) {
    let request = structure([
        ("AKind", "Kind", true),
        ("ANameList", "NameList", false),
        ("ALabels", "Labels", false),
        ("AThingList", "ThingList", false),
    ]);
    model.shapes.insert("DeleteRequest".to_owned(), request);
    let delete = Operation {
        input: Some("DeleteRequest".to_owned()),
        output: Some("Place".to_owned()),
        errors: vec!["Refused".to_owned()],
        ..Operation::default()
    };
    model.operations.insert("Delete".to_owned(), delete);
    let mut color = shape(model, "Kind").clone();
    values(&mut color).extend((0..30).map(|number| enum_value(&format!("COLOR_{number}"))));
    model.shapes.insert("Color".to_owned(), color);
    let color = Member::new("Color");
    members(shape(model, "DeleteRequest")).insert("Color".to_owned(), color);
}

/// The report for programs leaves nothing out.
#[test]
fn an_addition_lists_its_contents() {
    let [diff, _] = by(add_operation);
    insta::assert_snapshot!(text(&diff));
    let program: Value = serde_json::from_str(&json(&diff)).unwrap();
    let [operation, color] = [0, 1].map(|change| &program["changes"][change]["contents"]);
    insta::assert_json_snapshot!(operation);
    assert_eq!(color["values"].as_array().unwrap().len(), 32);
}

#[test]
fn a_message_belongs_to_the_operation_added_or_removed_with_it() {
    let [there, back] = by(add_operation);
    for (diff, rule, bump) in [
        (&there, Rule::OperationAdded, Bump::Minor),
        (&back, Rule::OperationRemoved, Bump::Major),
    ] {
        assert_eq!(paths(diff), ["Delete", "Color"]);
        let operation = &diff.changes[0];
        assert_eq!((operation.rule, operation.rust), (rule, bump));
        let Some(Contents::Operation { input, .. }) = &operation.contents else {
            panic!("{operation:?}");
        };
        assert_eq!(input.as_ref().unwrap().members.len(), 5);
    }
}

#[test]
fn a_message_that_is_used_elsewhere_has_its_own_entry() {
    let both = |model: &mut Model| {
        add_operation(model);
        operation(model, "Ping").input = Some("DeleteRequest".to_owned());
    };
    let member = |model: &mut Model| {
        add_operation(model);
        let request = Member::new("DeleteRequest");
        members(shape(model, "Spare")).insert("Request".to_owned(), request);
        operation(model, "Ping").input = Some("Spare".to_owned());
    };
    let output = |model: &mut Model| {
        add_operation(model);
        operation(model, "Delete").input = None;
        members(shape(model, "Place")).insert("It".to_owned(), Member::new("DeleteRequest"));
    };
    let edits: [fn(&mut Model); 3] = [both, member, output];
    for edit in edits {
        for diff in by(edit) {
            assert!(
                paths(&diff).contains(&"DeleteRequest"),
                "{:?}",
                paths(&diff)
            );
        }
    }
}
