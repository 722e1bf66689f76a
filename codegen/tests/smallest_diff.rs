//! One change of a model shows as the smallest honest diff of the generated crate.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;

use codegen::documentation::{Documentation, Since};
use codegen::model::{EnumValue, Member, Model, ShapeKind, Traits};
use codegen::{Files, generate};
use support::{fixture_names, read_fixture};

#[test]
fn an_enum_value_more_is_three_lines_more() {
    let before = read_fixture("enum");
    let mut after = before.clone();
    add_value(&mut after, "Mode", "SEMI_AUTOMATIC");
    let (removed, added) = changed_lines(&rendered(&before), &rendered(&after));
    assert_eq!(removed, [""; 0]);
    assert_eq!(
        added,
        [
            "enums.rs: SemiAutomatic,",
            r#"enums.rs: Self::SemiAutomatic => "SEMI_AUTOMATIC","#,
            r#"enums.rs: "SEMI_AUTOMATIC" => Self::SemiAutomatic,"#,
        ]
    );
}

#[test]
fn a_doc_line_of_an_enum_value_is_one_line_more() {
    let before = read_fixture("enum");
    let mut after = before.clone();
    add_value(&mut after, "Mode", "SEMI_AUTOMATIC");
    let mut documentation = Documentation {
        since: Since::default(),
        ..Documentation::default()
    };
    let since = documentation
        .since
        .members
        .entry("Mode".to_owned())
        .or_default();
    since.insert("SEMI_AUTOMATIC".to_owned(), "2024-02-01".to_owned());
    let (removed, added) = changed_lines(
        &rendered(&before),
        &generate(&after, &documentation).unwrap(),
    );
    assert_eq!(removed, [""; 0]);
    assert_eq!(added.len(), 4);
    assert_eq!(added.first().unwrap(), "enums.rs: /// Since 2024-02-01.");
}

#[test]
fn an_optional_member_more_touches_one_file() {
    for name in fixture_names() {
        let before = read_fixture(&name);
        let structures = before
            .shapes
            .iter()
            .filter(|(_, shape)| matches!(shape.kind, ShapeKind::Structure { .. }));
        for (structure, _) in structures {
            let mut after = before.clone();
            let shape = after.shapes.get_mut(structure).unwrap();
            let ShapeKind::Structure { members } = &mut shape.kind else {
                continue;
            };
            members.insert("ZZNote".to_owned(), Member::new("Text"));
            after
                .shapes
                .entry("Text".to_owned())
                .or_insert_with(|| codegen::model::Shape::new(ShapeKind::String));
            let (before, after) = (rendered(&before), rendered(&after));
            let touched: BTreeSet<_> = after
                .keys()
                .chain(before.keys())
                .filter(|path| before.get(*path) != after.get(*path))
                .collect();
            assert!(
                touched.len() <= 1,
                "{name}: a member of {structure} touches {touched:?}"
            );
        }
    }
}

#[test]
fn names_do_not_change_when_an_unusual_spelling_is_added_anywhere() {
    let before = read_fixture("names");
    let ShapeKind::Enum { values } = &before.shapes["Value"].kind else {
        return;
    };
    for added in [
        "FOO-BAR ",
        "sELF ",
        "UNKNOWN!",
        "5,1",
        " ",
        "Invalid.Request",
    ] {
        for position in [0, values.len() / 2, values.len()] {
            let mut after = before.clone();
            insert_value(&mut after, "Value", position, added);
            let (removed, _) = changed_lines(&rendered(&before), &rendered(&after));
            let usual = [
                "FOO_BAR",
                "INVALID_REQUEST",
                "Self",
                "Unknown",
                "\"5.1\"",
                "2xlarge",
            ];
            let renamed = removed.iter().filter(|line| {
                usual
                    .iter()
                    .any(|value| line.contains(&format!("\"{value}\"")))
            });
            assert_eq!(renamed.count(), 0, "{added:?} at {position}: {removed:?}");
        }
    }
}

fn rendered(model: &Model) -> Files {
    generate(model, &Documentation::default()).unwrap()
}

fn add_value(model: &mut Model, shape: &str, value: &str) {
    insert_value(model, shape, usize::MAX, value);
}

fn insert_value(model: &mut Model, shape: &str, position: usize, value: &str) {
    let ShapeKind::Enum { values } = &mut model.shapes.get_mut(shape).unwrap().kind else {
        return;
    };
    let value = EnumValue {
        value: value.to_owned(),
        name: None,
        traits: Traits::default(),
    };
    values.insert(position.min(values.len()), value);
}

/// The lines that only the one and only the other side has, with their files.
fn changed_lines(before: &Files, after: &Files) -> (Vec<String>, Vec<String>) {
    (
        lines_missing_from(before, after),
        lines_missing_from(after, before),
    )
}

fn lines_missing_from(one: &Files, other: &Files) -> Vec<String> {
    let mut missing = Vec::new();
    for (path, text) in one {
        let mut rest: Vec<_> = other
            .get(path)
            .map(|text| text.lines().collect())
            .unwrap_or_default();
        for line in text.lines() {
            match rest.iter().position(|other| *other == line) {
                Some(index) => _ = rest.remove(index),
                None => missing.push(format!("{path}: {}", line.trim())),
            }
        }
    }
    missing
}
