//! The check and the mutator that both fuzz targets share.

mod mutation;

use std::path::{Component, Path};

use codegen::api::Documentation;
use codegen::generate;
use codegen::problem::Problems;
use codegen::source::{Source, read};
use fastrand::Rng;
use mutation::{change, string};
use serde_json::{Value, json};

/// Reads a model and, if it is valid, generates its crate.
///
/// # Panics
///
/// Panics if a problem has an empty path or contains misleading characters, or if a generated file
/// is not valid Rust, would lie outside its folder, or contains a character that changes the
/// direction of the surrounding text.
pub fn check(source: Source<'_>) {
    let model = match read(source) {
        Ok(model) => model,
        Err(problems) => return check_problems(&problems),
    };
    let files = generate(&model, &Documentation::default()).expect("a valid model is generated");
    for (path, text) in files {
        let mut components = Path::new(&path).components();
        assert!(
            components.all(|component| matches!(component, Component::Normal(_))),
            "{path:?} is not a path inside a folder"
        );
        assert!(
            is_plain(&text),
            "{path} contains misleading characters:\n{text}"
        );
        if let Err(error) = syn::parse_file(&text) {
            panic!("{path} is not valid Rust: {error}\n{text}");
        }
    }
}

fn check_problems(problems: &Problems) {
    assert!(!problems.is_empty(), "an error without a problem");
    for problem in problems.iter() {
        let line = problem.to_string();
        assert!(!problem.path.is_empty(), "empty path: {line:?}");
        assert!(
            !line.contains('\n') && is_plain(&line),
            "misleading characters: {line:?}"
        );
    }
}

/// Returns `true` if a text has no control characters except line ends, and no characters that
/// change its direction.
fn is_plain(text: &str) -> bool {
    let misleads =
        |character| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .all(|character| character == '\n' || !character.is_control() && !misleads(character))
}

/// Mutates an input of `size` bytes in place, to at most `most` bytes, and returns its new size.
///
/// The text after a zero byte is a second JSON text, which is mutated, invented or dropped, too.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut random = Rng::with_seed(u64::from(seed));
    let mut parts = data[..size].splitn(2, |byte| *byte == 0);
    let first = parts
        .next()
        .and_then(|text| serde_json::from_slice(text).ok());
    let second = parts
        .next()
        .and_then(|text| serde_json::from_slice(text).ok());
    let (Some(mut first), false) = (first, random.usize(..16) == 0) else {
        return libfuzzer_sys::fuzzer_mutate(data, size, most);
    };
    let second = paginators(second, &first, &mut random);
    for _ in 0..=random.usize(..4) {
        change(&mut first, &mut random);
    }
    let mut text = first.to_string().into_bytes();
    if let Some(second) = second {
        text.push(0);
        text.extend(second.to_string().into_bytes());
    }
    match data.get_mut(..text.len()) {
        Some(room) if text.len() <= most => {
            room.copy_from_slice(&text);
            text.len()
        }
        _ => libfuzzer_sys::fuzzer_mutate(data, size, most),
    }
}

/// Returns another second text for a `service-2.json`, the only format that has one.
fn paginators(second: Option<Value>, first: &Value, random: &mut Rng) -> Option<Value> {
    let operations = first
        .get("metadata")
        .and_then(|_| first.get("operations")?.as_object())?;
    match (second, random.usize(..8)) {
        (_, 0) => None,
        (Some(mut second), 1 | 2) => {
            change(&mut second, random);
            Some(second)
        }
        (None, 1) => {
            let operation = random.choice(operations.keys())?;
            let mut path = || string(first, random);
            let paginator = json!({
                "input_token": path(), "output_token": path(), "limit_key": path(), "result_key": [path()],
            });
            Some(json!({"pagination": {operation: paginator}}))
        }
        (second, _) => second,
    }
}
