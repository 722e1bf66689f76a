//! Broken and hostile models give an error with a place, or harmless text; never a panic.

mod mutations;
mod size;

use codegen::source::{Source, read};
use serde_json::{Value, json};

use crate::mistakes::edited;
pub(crate) use mutations::refused_with_wrong_values;

/// A sound model with one structure, with these values at these JSON pointers.
fn model<P: AsRef<str>>(edits: impl IntoIterator<Item = (P, Value)>) -> String {
    edited("botocore", edits).to_string()
}

fn problems(model: &str) -> String {
    let problems = read(Source::new(model.as_bytes())).unwrap_err();
    problems.to_string()
}

#[test]
fn a_minimum_may_equal_the_maximum() {
    let equal = [
        ("/shapes/Text/min", json!(2)),
        ("/shapes/Text/max", json!(2.0)),
    ];
    read(Source::new(model(equal).as_bytes())).unwrap();
}

#[test]
fn anything_but_one_model_is_rejected() {
    let model = model::<&str>([]);
    let paginators = r#"{"pagination": {}}"#;
    for (files, counted) in [
        (vec![paginators], "0 models and 1 file of paginators"),
        (
            vec![&*model, paginators, paginators],
            "1 model and 2 files of paginators",
        ),
    ] {
        let problems = Source::of_files(files.into_iter().map(str::as_bytes)).unwrap_err();
        let expected = format!(
            "(files): are {counted}; expected one model and at most one file of paginators"
        );
        assert_eq!(problems.to_string(), expected);
    }
}

#[test]
fn a_text_that_is_not_utf_8_is_rejected_with_its_line() {
    let broken = read(Source::new(b"{\n\"metadata\": \"\xff\"}"));
    let problems = broken.unwrap_err().to_string();
    assert!(problems.contains("line 2"), "{problems}");
}
