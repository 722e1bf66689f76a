//! A model with prose renders the same code as one without, and says each text once.

use crate::common::fixtures::read_fixture;
use codegen::api::Documentation;
use codegen::model::Model;
use codegen::{Files, generate};

fn without_prose(mut model: Model) -> Model {
    for traits in model.traits_mut() {
        traits.documentation = None;
        if let Some(deprecated) = &mut traits.deprecated {
            deprecated.message = None;
        }
    }
    model
}

fn rendered(model: &Model) -> Files {
    generate(model, &Documentation::default()).unwrap()
}

/// The lines that are code.
fn code(files: &Files) -> Vec<(&str, &str)> {
    let lines = files
        .iter()
        .flat_map(|(path, text)| text.lines().map(move |line| (path.as_str(), line)));
    lines
        .filter(|(_, line)| {
            !["//", "#[deprecated"]
                .iter()
                .any(|start| line.trim_start().starts_with(start))
        })
        .collect()
}

#[test]
fn prose_changes_comments_only() {
    let model = read_fixture("prose");
    let (with, without) = (rendered(&model), rendered(&without_prose(model)));
    assert_ne!(with, without);
    assert_eq!(code(&with), code(&without));
}

#[test]
fn each_text_is_there_once() {
    let files = rendered(&read_fixture("prose"));
    let source: String = files.values().map(String::as_str).collect();
    for text in [
        "Lends a book.",
        "See [the rules](https://example.com/rules).",
        r"One book, as a \[reader\] knows it.",
        "Where a book is.",
        "Lends books to **everybody**.",
    ] {
        assert_eq!(source.matches(text).count(), 1, "{text}\n{source}");
    }
    // The shape of a number has no type to say it at, so both members do.
    assert_eq!(source.matches("For how many days.").count(), 2);
}
