//! Fixtures of both formats, cut short or with something changed: a crate or problems, never a
//! panic.

#[path = "../../../fuzz/src/mutation.rs"]
mod mutation;

use std::fs;

use codegen::model::Model;
use codegen::source::{Source, read};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::common::fixtures::files_below;
use crate::common::rendered;
use crate::smithy::support::{fixture, read_fixture};

/// The documents of the fixtures that are read without problems.
fn sound_documents() -> Vec<Value> {
    let files = files_below(&fixture("")).into_iter();
    let documents = files.filter(|path| path.extension().is_some_and(|it| it == "json"));
    let texts = documents.map(|path| fs::read(path).unwrap());
    let sound = texts.filter(|text| read(Source::new(text)).is_ok());
    sound
        .map(|text| serde_json::from_slice(&text).unwrap())
        .collect()
}

#[test]
fn random_changes_give_a_crate_or_problems() {
    let documents = sound_documents();
    assert!(documents.len() > 50, "{}", documents.len());
    let mut random = Rng::with_seed(20_161_128);
    let (mut models, mut refused) = (0, 0);
    for document in &documents {
        let unchanged = read(Source::new(document.to_string().as_bytes())).unwrap();
        for _ in 0..30 {
            let text = mutated(document, &mut random);
            match read(Source::new(&text)) {
                // Most changes that are accepted change the model; others say nothing new.
                Ok(model) if model == unchanged => {}
                Ok(model) => {
                    models += 1;
                    assert!(names(&model).all(|name| !name.contains("evil")));
                    rendered(&model);
                }
                Err(problems) => {
                    refused += 1;
                    let is_placed =
                        |path: &str, message: &str| !path.is_empty() && !message.is_empty();
                    assert!(problems.iter().all(|it| is_placed(&it.path, &it.message)));
                }
            }
        }
    }
    assert!(
        models > 80 && refused > 500,
        "{models} models, {refused} refused"
    );
}

/// Everything in a model that becomes a name in generated code.
fn names(model: &Model) -> impl Iterator<Item = &str> {
    let shapes = model.shapes.iter().flat_map(|(name, shape)| {
        let references = shape.references();
        let used = references.flat_map(|(name, member)| [name, member.target.as_str()]);
        std::iter::once(name.as_str()).chain(used)
    });
    model.operations.keys().map(String::as_str).chain(shapes)
}

/// Changes one or two values, or one byte.
fn mutated(document: &Value, random: &mut Rng) -> Vec<u8> {
    if random.usize(..10) == 0 {
        let mut text = document.to_string().into_bytes();
        let index = random.usize(..text.len());
        text[index] = random.u8(..);
        return text;
    }
    let mut mutant = document.clone();
    for _ in 0..=random.usize(..2) {
        mutation::change(&mut mutant, random);
    }
    mutant.to_string().into_bytes()
}

/// How often one value of a document is replaced by one of another type, and how often it is then
/// refused.
pub(crate) fn refused_with_wrong_values(
    document: &Value,
    is_refused: impl Fn(&[u8]) -> bool,
) -> (usize, usize) {
    let wrong = [
        json!(null),
        json!(7),
        json!("{x}"),
        json!([]),
        json!({}),
        json!([[]]),
        json!({"ref": "x"}),
    ];
    let count = mutation::nodes(document).len();
    let mut refused = 0;
    for index in 0..count {
        for wrong in &wrong {
            let mut changed = document.clone();
            *mutation::node_mut(&mut changed, index).unwrap() = wrong.clone();
            refused += usize::from(is_refused(changed.to_string().as_bytes()));
        }
    }
    (count * wrong.len(), refused)
}

#[test]
fn a_value_of_the_wrong_type_is_a_problem_or_ignored() {
    for file in [
        "features/http_bindings/service-2.json",
        "smithy/mixins.json",
    ] {
        let document = serde_json::from_slice(&read_fixture(file)).unwrap();
        let is_refused = |text: &[u8]| read(Source::new(text)).is_err();
        let (changed, refused) = refused_with_wrong_values(&document, is_refused);
        assert!(refused > changed / 2, "{refused} of {changed}");
    }
}
