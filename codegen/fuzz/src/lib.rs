//! What both fuzz targets do with an input, and how it is changed.

pub mod mutation;

use std::path::{Component, Path};

use codegen::api::Documentation;
use codegen::generate;
use codegen::problem::Problems;
use codegen::source::{Source, read};

/// Reads a model and, if it is sound, generates its crate.
///
/// # Panics
///
/// A problem names no place or misleads its reader, or a generated file is no Rust, would stand
/// outside its folder, or has a character that changes the direction of the text around it.
pub fn check(source: Source<'_>) {
    let model = match read(source) {
        Ok(model) => model,
        Err(problems) => return check_problems(&problems),
    };
    let files = generate(&model, &Documentation::default()).expect("a sound model is generated");
    for (path, text) in files {
        let mut components = Path::new(&path).components();
        assert!(
            components.all(|component| matches!(component, Component::Normal(_))),
            "{path:?} is no path inside a folder"
        );
        assert!(is_plain(&text), "{path} misleads its reader:\n{text}");
        if let Err(error) = syn::parse_file(&text) {
            panic!("{path} is no Rust: {error}\n{text}");
        }
    }
}

fn check_problems(problems: &Problems) {
    assert!(!problems.is_empty(), "an error without a problem");
    for problem in problems.iter() {
        let line = problem.to_string();
        assert!(!problem.path.is_empty(), "no place: {line:?}");
        assert!(
            !line.contains('\n') && is_plain(&line),
            "misleads: {line:?}"
        );
    }
}

/// Whether a text has no control character but line ends, and none that changes its direction.
fn is_plain(text: &str) -> bool {
    let misleads =
        |character| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .all(|character| character == '\n' || !character.is_control() && !misleads(character))
}
