//! Patterns of models, which are those of ECMA-262, as expressions of the crate `regex`.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use regex::Regex;

/// The expressions compiled so far; `None` for a pattern that `regex` does not support.
static EXPRESSIONS: Mutex<Option<HashMap<&'static str, Option<Regex>>>> = Mutex::new(None);

/// Returns `true` if a pattern matches somewhere in a text, or `None` if `regex` does not support it.
pub(super) fn is_match(pattern: &'static str, text: &str) -> Option<bool> {
    let mut expressions = EXPRESSIONS.lock().unwrap_or_else(PoisonError::into_inner);
    let expressions = expressions.get_or_insert_default();
    let expression = expressions
        .entry(pattern)
        .or_insert_with(|| Regex::new(&translate(pattern)?).ok());
    expression.as_ref().map(|it| it.is_match(text))
}

/// Translates what `regex` supports with another meaning; returns `None` if that has no equivalent.
fn translate(pattern: &str) -> Option<String> {
    // Operators of `regex` on classes. ECMA-262 has none, and no classes in others.
    if ["&&", "--", "~~"].iter().any(|it| pattern.contains(it)) {
        return None;
    }
    let mut translated = String::new();
    let mut is_in_class = false;
    let mut rest = pattern.chars();
    while let Some(next) = rest.next() {
        match next {
            '[' if is_in_class => return None,
            '[' | ']' => is_in_class = next == '[',
            '\\' => {
                translated += &escape(rest.next()?);
                continue;
            }
            _ => {}
        }
        translated.push(next);
    }
    Some(translated)
}

/// Translates an escape: the classes of ECMA-262 (`CharacterClassEscape`) and its word boundaries are
/// those of ASCII, but for white space.
fn escape(letter: char) -> String {
    const SPACE: &str =
        r"\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

    match letter {
        'd' => "[0-9]".to_owned(),
        'D' => "[^0-9]".to_owned(),
        'w' => "[0-9A-Za-z_]".to_owned(),
        'W' => "[^0-9A-Za-z_]".to_owned(),
        's' => format!("[{SPACE}]"),
        'S' => format!("[^{SPACE}]"),
        'b' | 'B' => format!(r"(?-u:\{letter})"),
        '<' | '>' => letter.to_string(),
        other => format!("\\{other}"),
    }
}
