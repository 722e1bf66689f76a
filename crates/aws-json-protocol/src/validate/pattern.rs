//! Patterns of models, which are those of ECMA-262, as expressions of the crate `regex`.

use std::collections::HashMap;
use std::str::Chars;
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

/// What matches any character.
const ANY: &str = r"(?s:.)";

/// Translates a pattern to the syntax of `regex`; `None` if it has no equivalent.
fn translate(pattern: &str) -> Option<String> {
    // ECMA-262 does not have this syntax for the flag `s`, but models use it.
    let (dot, pattern) = match pattern.strip_prefix("(?s)") {
        Some(rest) => (ANY.to_owned(), rest),
        None => (format!("[^{LINE_TERMINATOR}]"), pattern),
    };
    let mut translated = String::new();
    let mut rest = pattern.chars();
    while let Some(next) = rest.next() {
        let begins = |prefix: &&str| rest.as_str().starts_with(*prefix);
        match next {
            '\\' => translated += &escape(&mut rest, false)?,
            '[' => translated += &class(&mut rest)?,
            '.' => translated += &dot,
            '{' if !is_quantifier(rest.as_str()) => translated += r"\{",
            '(' if ["?=", "?!", "?<=", "?<!"].iter().any(begins) => return None,
            other => translated.push(other),
        }
    }
    Some(translated)
}

/// Skips a character, if it is the next one.
fn skip(rest: &mut Chars<'_>, next: char) -> bool {
    let behind = rest.as_str().strip_prefix(next);
    *rest = behind.unwrap_or(rest.as_str()).chars();
    behind.is_some()
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

/// Translates a class, after its opening bracket.
fn class(rest: &mut Chars<'_>) -> Option<String> {
    let is_negated = skip(rest, '^');
    if skip(rest, ']') {
        // It matches no character, or any.
        return Some(if is_negated { ANY } else { r"[^\s\S]" }.to_owned());
    }
    let mut translated = if is_negated { "[^" } else { "[" }.to_owned();
    // Whether a hyphen can form a range with the element before it. After a range or a class, it cannot.
    let mut can_begin_range = false;
    while !skip(rest, ']') {
        let end = rest.as_str().strip_prefix('-');
        if can_begin_range && end.is_some_and(|end| !end.starts_with(']') && !begins_class(end)) {
            rest.next();
            translated.push('-');
            can_begin_range = false;
        } else {
            can_begin_range = !begins_class(rest.as_str());
        }
        translated += &match rest.next()? {
            '\\' => escape(rest, true)?,
            // `regex` would read these as a nested class, an operator or a range.
            other @ ('[' | '&' | '~' | '-' | '^') => format!("\\{other}"),
            other => other.to_string(),
        };
    }
    Some(translated + "]")
}

/// Returns `true` if the next element of a class is a class itself.
fn begins_class(rest: &str) -> bool {
    let escape = rest.strip_prefix('\\');
    escape.is_some_and(|letter| letter.starts_with(['d', 'D', 's', 'S', 'w', 'W', 'p', 'P']))
}

/// Translates an escape, after its backslash.
fn escape(rest: &mut Chars<'_>, in_class: bool) -> Option<String> {
    let letter = rest.next()?;
    let set = |inside: &str, is_negated: bool| match (in_class, is_negated) {
        (true, false) => inside.to_owned(),
        (false, false) => format!("[{inside}]"),
        (_, true) => format!("[^{inside}]"),
    };
    Some(match letter {
        'd' | 'D' => set(DIGIT, letter == 'D'),
        'w' | 'W' => set(WORD, letter == 'W'),
        's' | 'S' => set(SPACE, letter == 'S'),
        'b' if in_class => r"\x08".to_owned(),
        'b' | 'B' => format!(r"(?-u:\{letter})"),
        '0' if !rest
            .as_str()
            .starts_with(|next: char| next.is_ascii_digit()) =>
        {
            r"\x00".to_owned()
        }
        // Anchors that ECMA-262 does not have, and models use.
        'A' | 'z' if !in_class => format!("\\{letter}"),
        'c' => {
            let control = rest.next().filter(char::is_ascii_alphabetic)?;
            format!("\\x{:02X}", u32::from(control) % 32)
        }
        'u' => code_point(rest)?,
        'p' | 'P' => format!("\\{letter}{{{}}}", in_braces(rest)?),
        't' | 'n' | 'v' | 'f' | 'r' | 'x' => format!("\\{letter}"),
        // Among them are backreferences.
        other if other.is_ascii_alphanumeric() => return None,
        // `regex` does not allow any other character to be escaped.
        other if other.is_ascii_punctuation() && !matches!(other, '<' | '>') => {
            format!("\\{other}")
        }
        other => other.to_string(),
    })
}

/// Takes the text in braces that comes next.
fn in_braces<'p>(rest: &mut Chars<'p>) -> Option<&'p str> {
    let (inside, behind) = rest.as_str().strip_prefix('{')?.split_once('}')?;
    *rest = behind.chars();
    Some(inside)
}

/// Translates an escape, after `\u`. Two surrogates are one character.
fn code_point(rest: &mut Chars<'_>) -> Option<String> {
    if rest.as_str().starts_with('{') {
        return Some(format!(r"\x{{{}}}", in_braces(rest)?));
    }
    let mut units = vec![unit(rest)?];
    if matches!(units.as_slice(), [0xD800..=0xDBFF]) && skip(rest, '\\') && skip(rest, 'u') {
        units.push(unit(rest)?);
    }
    let character = char::decode_utf16(units).next()?.ok()?;
    Some(format!(r"\x{{{:X}}}", u32::from(character)))
}

/// Takes four hexadecimal digits.
fn unit(rest: &mut Chars<'_>) -> Option<u16> {
    let (digits, behind) = rest.as_str().split_at_checked(4)?;
    *rest = behind.chars();
    u16::from_str_radix(digits, 16).ok()
}
