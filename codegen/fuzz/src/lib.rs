//! The check and the mutator that both fuzz targets share.

pub mod mutation;

use std::path::{Component, Path};

use codegen::api::Documentation;
use codegen::generate;
use codegen::problem::Problems;
use codegen::source::{Source, read};

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
