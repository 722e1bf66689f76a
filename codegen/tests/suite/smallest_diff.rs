//! One change of a model shows as the smallest honest diff of the generated crate.
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::fixtures::{fixture_names, read_fixture};
use codegen::api::Documentation;
use codegen::model::{EnumValue, Member, Model, ShapeKind, Traits};
use codegen::{Files, generate};

#[test]
fn an_enum_value_more_is_one_line_more_and_two_with_its_documentation() {
    let before = read_fixture("enum");
    let mut after = before.clone();
    add_value(&mut after, "Mode", "SEMI_AUTOMATIC");
    let row = r#"enums.rs: SemiAutomatic = "SEMI_AUTOMATIC","#;
    assert_eq!(added(&rendered(&before), &rendered(&after)), [row]);
    let documented = generate(&after, &since("Mode", "SEMI_AUTOMATIC")).unwrap();
    assert_eq!(
        added(&rendered(&before), &documented),
        ["enums.rs: /// Since 2024-02-01.", row]
    );
}

#[test]
fn an_optional_member_more_is_one_line_more_and_two_with_its_documentation() {
    let before = read_fixture("structure");
    let mut after = before.clone();
    let (structure, shape) = after
        .shapes
        .iter_mut()
        .find(|(_, it)| it.members().is_some())
        .unwrap();
    let structure = structure.clone();
    let ShapeKind::Structure { members } = &mut shape.kind else {
        panic!("{structure} is not a structure");
    };
    members.insert("Added".to_owned(), Member::new("Plain"));
    let plain = codegen::model::Shape::new(ShapeKind::String);
    after.shapes.insert("Plain".to_owned(), plain);
    let lines = added(&rendered(&before), &rendered(&after));
    assert!(
        matches!(lines.as_slice(), [row] if row.contains(r#" = "Added","#)),
        "{lines:?}"
    );
    let documented = generate(&after, &since(&structure, "Added")).unwrap();
    let lines = added(&rendered(&before), &documented);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].ends_with("/// Since 2024-02-01."), "{lines:?}");
}

#[test]
fn an_exception_more_is_at_most_twelve_lines_more_of_one_file() {
    let before = read_fixture("exception");
    let mut after = before.clone();
    let exceptions = after.shapes.iter();
    let exceptions = exceptions.filter(|(_, shape)| shape.error.is_some());
    let (_, exception) = exceptions.clone().next().unwrap();
    let mut exception = exception.clone();
    exception.error = Some(codegen::model::ErrorTrait::default());
    exception.kind = ShapeKind::Structure {
        members: [("Message".to_owned(), Member::new("Text"))]
            .into_iter()
            .collect(),
    };
    let text = codegen::model::Shape::new(ShapeKind::String);
    after.shapes.entry("Text".to_owned()).or_insert(text);
    after.shapes.insert("ZzzException".to_owned(), exception);
    let lines = added(&rendered(&before), &rendered(&after));
    assert!(lines.len() <= 12, "{lines:?}");
    assert!(
        lines.iter().all(|line| line.starts_with("error.rs: ")),
        "{lines:?}"
    );
}

/// The committed crate is as small as its form allows.
#[test]
fn the_generated_crate_has_at_most_6000_lines() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/org-types/src/generated");
    let lines: usize = lines_below(&folder);
    assert!((1_000..=6_000).contains(&lines), "{lines}");
}

fn lines_below(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap();
    let count = |path: &Path| match path.is_dir() {
        true => lines_below(path),
        false => fs::read_to_string(path).unwrap().lines().count(),
    };
    entries.map(|entry| count(&entry.unwrap().path())).sum()
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

/// Documentation that knows the revision that introduced one member or value.
fn since(shape: &str, member: &str) -> Documentation {
    let mut documentation = Documentation::default();
    let since = documentation.since.members.entry(shape.to_owned());
    let date = "2024-02-01".to_owned();
    since.or_default().insert(member.to_owned(), date);
    documentation
}

/// The lines that are added; none is removed.
fn added(before: &Files, after: &Files) -> Vec<String> {
    let (removed, added) = changed_lines(before, after);
    assert_eq!(removed, [""; 0]);
    added
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
