//! One change of a model shows as the smallest honest diff of the generated crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::fixtures::{files_below, fixture_names, read_fixture};
use crate::common::{enum_value, members, rendered, shape, structure, values};
use crate::smithy::support::missing;
use codegen::api::Documentation;
use codegen::model::{ErrorTrait, Member, Model, Shape, ShapeKind};
use codegen::{Files, generate};

#[test]
fn a_new_value_or_optional_member_adds_one_line_and_two_with_documentation() {
    let value: fn(&mut Model) =
        |model| values(shape(model, "Mode")).push(enum_value("SEMI_AUTOMATIC"));
    let member: fn(&mut Model) = |model| add_member(model, "PutCityRequest", "Added");
    for (fixture, edit, owner, name) in [
        ("enum", value, "Mode", "SEMI_AUTOMATIC"),
        ("structure", member, "PutCityRequest", "Added"),
    ] {
        let before = read_fixture(fixture);
        let mut after = before.clone();
        edit(&mut after);
        let lines = added(&rendered(&before), &rendered(&after));
        let [row] = &lines[..] else {
            panic!("{lines:?}")
        };
        assert!(row.contains(&format!(" = \"{name}\",")), "{row}");
        let documented = generate(&after, &since(owner, name)).unwrap();
        let lines = added(&rendered(&before), &documented);
        assert!(lines[0].ends_with("/// Since 2024-02-01."), "{lines:?}");
        assert_eq!(lines[1..], [row.as_str()]);
    }
}

#[test]
fn a_new_exception_adds_at_most_twelve_lines_to_one_file() {
    let before = read_fixture("exception");
    let mut after = before.clone();
    let mut exception = structure([("Message", "Text", false)]);
    exception.error = Some(ErrorTrait::default());
    let text = Shape::new(ShapeKind::String);
    after.shapes.entry("Text".to_owned()).or_insert(text);
    after.shapes.insert("ZzzException".to_owned(), exception);
    let lines = added(&rendered(&before), &rendered(&after));
    assert!((1..=12).contains(&lines.len()), "{lines:?}");
    let is_error = |line: &String| line.starts_with("error.rs: ");
    assert!(lines.iter().all(is_error), "{lines:?}");
}

/// The committed crate is as small as its form allows.
#[test]
fn the_generated_crate_has_at_most_6000_lines() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/org-types/src/generated");
    let texts = files_below(&folder).into_iter();
    let texts = texts.map(|path| fs::read_to_string(path).unwrap());
    let lines: usize = texts.map(|text| text.lines().count()).sum();
    assert!((1_000..=6_000).contains(&lines), "{lines}");
}

#[test]
fn a_new_optional_member_touches_one_file() {
    for fixture in fixture_names() {
        let model = read_fixture(&fixture);
        let before = rendered(&model);
        let is_structure = |it: &Shape| matches!(it.kind, ShapeKind::Structure { .. });
        for (name, _) in model.shapes.iter().filter(|(_, it)| is_structure(it)) {
            let mut after = model.clone();
            add_member(&mut after, name, "ZZNote");
            let after = rendered(&after);
            let files: BTreeSet<_> = after.keys().chain(before.keys()).collect();
            let touched = files
                .iter()
                .filter(|it| before.get(**it) != after.get(**it));
            let touched: Vec<_> = touched.collect();
            assert!(
                touched.len() <= 1,
                "{fixture}: a member of {name} touches {touched:?}"
            );
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
    assert_eq!(lines_missing_from(before, after), [""; 0]);
    lines_missing_from(after, before)
}

/// Adds an optional text to a structure.
fn add_member(model: &mut Model, structure: &str, name: &str) {
    let text = Shape::new(ShapeKind::String);
    model.shapes.entry("Text".to_owned()).or_insert(text);
    members(shape(model, structure)).insert(name.to_owned(), Member::new("Text"));
}

/// The lines that only the one has, with their files.
fn lines_missing_from(one: &Files, other: &Files) -> Vec<String> {
    let lines = one.iter().flat_map(|(path, text)| {
        let rest = other.get(path).map_or("", String::as_str);
        missing(text, rest).map(move |line| format!("{path}: {}", line.trim()))
    });
    lines.collect()
}
