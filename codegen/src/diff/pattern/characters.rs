//! Sets of characters (ECMA-262, "Runtime Semantics: CompileToCharSet").

use regex_syntax::Parser;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

/// The last code point of Unicode.
const LAST: u32 = 0x10_FFFF;

/// Returns every character.
pub(super) fn any() -> ClassUnicode {
    ranges(&[(0, LAST)])
}

/// Returns the characters of `.`: all but the line terminators.
pub(super) fn dot() -> ClassUnicode {
    let mut dot = line_terminators();
    dot.negate();
    dot
}

/// Returns the characters of the escape `\d`, `\s` or `\w`, or of its complement in upper case;
/// `None` for another letter. Without the flags `u` and `i` together, digits and words are ASCII's.
pub(super) fn escape(letter: char) -> Option<ClassUnicode> {
    let mut class = match letter.to_ascii_lowercase() {
        'd' => ranges(&[(0x30, 0x39)]),
        's' => white_space(),
        'w' => word(),
        _ => return None,
    };
    if letter.is_ascii_uppercase() {
        class.negate();
    }
    Some(class)
}

/// Returns the characters of words: `\w`.
pub(super) fn word() -> ClassUnicode {
    ranges(&[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
}

/// Returns the characters with a Unicode property, such as `L` or `Script=Greek`; `None` if the
/// property is unknown.
pub(super) fn property(name: &str) -> Option<ClassUnicode> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '=';
    if !name.chars().all(is_name) {
        return None;
    }
    let parsed = Parser::new().parse(&format!(r"\p{{{name}}}")).ok()?;
    match parsed.into_kind() {
        HirKind::Class(Class::Unicode(class)) => Some(class),
        _ => None,
    }
}

/// Returns the characters in a range of code points. Surrogates are not characters: no text in JSON
/// can contain one on its own.
pub(super) fn range(first: u32, last: u32) -> ClassUnicode {
    ranges(&[(first, last)])
}

/// Returns `true` if a character is in a set.
pub(super) fn contains(class: &ClassUnicode, character: char) -> bool {
    let ranges = class.ranges();
    let following = ranges.partition_point(|range| range.end() < character);
    ranges
        .get(following)
        .is_some_and(|range| range.start() <= character)
}

/// Returns `true` if one set holds all of another.
pub(super) fn includes(outer: &ClassUnicode, inner: &ClassUnicode) -> bool {
    let mut left = inner.clone();
    left.difference(outer);
    left.ranges().is_empty()
}

/// Returns the characters of `\s`: those of the productions WhiteSpace and LineTerminator.
fn white_space() -> ClassUnicode {
    let mut class = line_terminators();
    class.union(&ranges(&[
        (0x09, 0x09),
        (0x0B, 0x0C),
        (0x20, 0x20),
        (0xA0, 0xA0),
        (0x1680, 0x1680),
        (0x2000, 0x200A),
        (0x202F, 0x202F),
        (0x205F, 0x205F),
        (0x3000, 0x3000),
        (0xFEFF, 0xFEFF),
    ]));
    class
}

fn line_terminators() -> ClassUnicode {
    ranges(&[(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)])
}

fn ranges(bounds: &[(u32, u32)]) -> ClassUnicode {
    let ranges = bounds.iter().filter_map(|&(first, last)| {
        let first = char::from_u32(first).or(char::from_u32(0xE000))?;
        let last = char::from_u32(last).or(char::from_u32(0xD7FF))?;
        (first <= last).then(|| ClassUnicodeRange::new(first, last))
    });
    ClassUnicode::new(ranges)
}

#[cfg(test)]
mod tests {
    use super::{any, contains, dot, escape, property, range};

    #[test]
    fn digits_and_words_are_those_of_ascii() {
        let digit = escape('d').unwrap();
        assert!(contains(&digit, '7') && !contains(&digit, '٣'));
        let word = escape('w').unwrap();
        assert!(contains(&word, '_') && !contains(&word, 'é') && !contains(&word, '-'));
        let no_word = escape('W').unwrap();
        assert!(!contains(&no_word, '_') && contains(&no_word, 'é'));
        assert_eq!(escape('h'), None);
    }

    #[test]
    fn white_space_is_that_of_ecmascript() {
        let space = escape('s').unwrap();
        for character in " \t\n\r\u{b}\u{c}\u{a0}\u{2003}\u{2028}\u{3000}\u{feff}".chars() {
            assert!(contains(&space, character), "{character:?}");
        }
        // Unicode's White_Space has the first, older editions of Unicode the second.
        for character in "\u{85}\u{180e}x".chars() {
            assert!(!contains(&space, character), "{character:?}");
        }
    }

    #[test]
    fn a_dot_is_no_line_terminator() {
        assert!(contains(&dot(), '\u{85}') && contains(&dot(), '😀'));
        assert!(!contains(&dot(), '\n') && !contains(&dot(), '\u{2029}'));
    }

    #[test]
    fn surrogates_are_no_characters() {
        assert!(range(0xD800, 0xDFFF).ranges().is_empty());
        assert_eq!(range(0xD000, 0xDBFF), range(0xD000, 0xD7FF));
        assert_eq!(range(0xDC00, 0xE001), range(0xE000, 0xE001));
        assert_eq!(range(0, 0x10_FFFF), any());
    }

    #[test]
    fn properties_are_those_of_unicode() {
        assert!(contains(&property("L").unwrap(), 'é'));
        assert!(contains(&property("Script=Greek").unwrap(), 'λ'));
        assert!(contains(&property("Alphabetic").unwrap(), 'x'));
        assert_eq!(property("Alnum"), None);
        assert_eq!(property("L}x\\p{N"), None);
    }
}
