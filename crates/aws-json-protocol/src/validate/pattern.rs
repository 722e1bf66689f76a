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

/// The contents of the classes of ECMA-262 (`CharacterClassEscape`), which differ from those of `regex`.
const DIGIT: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
const SPACE: &str =
    r"\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";
const LINE_TERMINATOR: &str = r"\n\r\x{2028}\x{2029}";

/// Translates a pattern to the syntax of `regex`; `None` if it has no equivalent.
fn translate(pattern: &str) -> Option<String> {
    let mut translated = String::new();
    let mut rest = pattern;
    // ECMA-262 does not have this syntax for the flag `s`, but models use it.
    let dot_is_any = rest.starts_with("(?s)");
    rest = rest.strip_prefix("(?s)").unwrap_or(rest);
    while let Some(first) = rest.chars().next() {
        let behind = rest.get(first.len_utf8()..)?;
        rest = match first {
            '\\' => escape(behind, &mut translated, false)?,
            '[' => class(behind, &mut translated)?,
            '.' if dot_is_any => push(&mut translated, r"(?s:.)", behind),
            '.' => push(&mut translated, &format!("[^{LINE_TERMINATOR}]"), behind),
            '{' if !is_quantifier(behind) => push(&mut translated, r"\{", behind),
            '(' if ["?=", "?!", "?<=", "?<!"]
                .iter()
                .any(|it| behind.starts_with(it)) =>
            {
                return None;
            }
            other => {
                translated.push(other);
                behind
            }
        };
    }
    Some(translated)
}

fn push<'p>(translated: &mut String, text: &str, rest: &'p str) -> &'p str {
    translated.push_str(text);
    rest
}

/// Returns `true` if an opening brace begins a quantifier: `{1}`, `{1,}`, `{1,2}`.
fn is_quantifier(behind: &str) -> bool {
    let Some((inner, _)) = behind.split_once('}') else {
        return false;
    };
    let (min, max) = inner.split_once(',').unwrap_or((inner, ""));
    let is_number = |text: &str| text.bytes().all(|it| it.is_ascii_digit());
    !min.is_empty() && is_number(min) && is_number(max)
}

/// Translates a class, after its opening bracket, and returns the rest.
fn class<'p>(behind: &'p str, translated: &mut String) -> Option<&'p str> {
    let is_negated = behind.starts_with('^');
    let mut rest = behind.strip_prefix('^').unwrap_or(behind);
    if let Some(rest) = rest.strip_prefix(']') {
        // It matches no character, or any.
        return Some(push(
            translated,
            if is_negated { r"(?s:.)" } else { r"[^\s\S]" },
            rest,
        ));
    }
    translated.push_str(if is_negated { "[^" } else { "[" });
    // Whether a hyphen can form a range with the element before it. After a range or a class, it cannot.
    let mut can_begin_range = false;
    loop {
        let first = rest.chars().next()?;
        let behind = rest.get(first.len_utf8()..)?;
        match first {
            ']' => return Some(push(translated, "]", behind)),
            '-' if can_begin_range && !behind.starts_with(']') && !begins_class(behind) => {
                translated.push('-');
                rest = element(behind, translated)?;
                can_begin_range = false;
            }
            _ => {
                can_begin_range = !begins_class(rest);
                rest = element(rest, translated)?;
            }
        }
    }
}

/// Returns `true` if the next element of a class is a class itself.
fn begins_class(rest: &str) -> bool {
    let escape = rest.strip_prefix('\\');
    escape.is_some_and(|letter| letter.starts_with(['d', 'D', 's', 'S', 'w', 'W', 'p', 'P']))
}

/// Translates an element of a class and returns the rest.
fn element<'p>(rest: &'p str, translated: &mut String) -> Option<&'p str> {
    let first = rest.chars().next()?;
    let behind = rest.get(first.len_utf8()..)?;
    match first {
        '\\' => escape(behind, translated, true),
        // `regex` would read these as a nested class, an operator or a range.
        '[' | '&' | '~' | '-' | '^' => {
            translated.push('\\');
            translated.push(first);
            Some(behind)
        }
        other => {
            translated.push(other);
            Some(behind)
        }
    }
}

/// Translates an escape, after its backslash, and returns the rest.
fn escape<'p>(behind: &'p str, translated: &mut String, in_class: bool) -> Option<&'p str> {
    let letter = behind.chars().next()?;
    let rest = behind.get(letter.len_utf8()..)?;
    let set = |inside: &str, is_negated: bool| match (in_class, is_negated) {
        (true, false) => inside.to_owned(),
        (false, false) => format!("[{inside}]"),
        (_, true) => format!("[^{inside}]"),
    };
    let text = match letter {
        'd' | 'D' => set(DIGIT, letter == 'D'),
        'w' | 'W' => set(WORD, letter == 'W'),
        's' | 'S' => set(SPACE, letter == 'S'),
        'b' if in_class => r"\x08".to_owned(),
        'b' => r"(?-u:\b)".to_owned(),
        'B' => r"(?-u:\B)".to_owned(),
        '0' if !rest.starts_with(|next: char| next.is_ascii_digit()) => r"\x00".to_owned(),
        // Anchors that ECMA-262 does not have, and models use.
        'A' | 'z' if !in_class => format!("\\{letter}"),
        'c' => {
            let control = rest.chars().next().filter(char::is_ascii_alphabetic)?;
            translated.push_str(&format!("\\x{:02X}", u32::from(control) % 32));
            return rest.get(1..);
        }
        'u' => return code_point(rest, translated),
        '1'..='9' | 'k' => return None,
        'p' | 'P' => {
            let (name, rest) = rest.strip_prefix('{')?.split_once('}')?;
            return Some(push(translated, &format!("\\{letter}{{{name}}}"), rest));
        }
        't' | 'n' | 'v' | 'f' | 'r' | 'x' => format!("\\{letter}"),
        other if other.is_ascii_alphanumeric() => return None,
        // `regex` does not allow any other character to be escaped.
        other if other.is_ascii_punctuation() && !matches!(other, '<' | '>') => {
            format!("\\{other}")
        }
        other => other.to_string(),
    };
    Some(push(translated, &text, rest))
}

/// Translates an escape, after `\u`, and returns the rest. Two surrogates are one character.
fn code_point<'p>(behind: &'p str, translated: &mut String) -> Option<&'p str> {
    if let Some(behind) = behind.strip_prefix('{') {
        let (digits, rest) = behind.split_once('}')?;
        return Some(push(translated, &format!(r"\x{{{digits}}}"), rest));
    }
    let unit = |digits: &str| u16::from_str_radix(digits, 16).ok();
    let (digits, mut rest) = behind.split_at_checked(4)?;
    let mut units = vec![unit(digits)?];
    let second = rest
        .strip_prefix(r"\u")
        .and_then(|it| it.split_at_checked(4));
    if matches!(units.as_slice(), [0xD800..=0xDBFF])
        && let Some((digits, behind)) = second
    {
        units.push(unit(digits)?);
        rest = behind;
    }
    let character = char::decode_utf16(units).next()?.ok()?;
    Some(push(
        translated,
        &format!(r"\x{{{:X}}}", u32::from(character)),
        rest,
    ))
}
