//! Translation of patterns (ECMA-262, "Patterns", with the flag `u` and the leniency of its annex
//! B) into the syntax of `regex-syntax`, which parses them.

use std::cmp::Ordering;

use regex_syntax::ast::ErrorKind;
use regex_syntax::hir::Hir;
use regex_syntax::{Error, ParserBuilder};

use super::Undecided;

/// The maximum length of a pattern, in bytes.
const LONGEST: usize = 16 << 10;
/// The maximum depth of groups, so that walking a pattern needs little stack.
const DEEPEST: u32 = 200;

const ANY: &str = "(?s:.)";
const ANY_TEXT: &str = "(?s:.*)";
const NO_CHARACTER: &str = r"[^\x{0}-\x{10FFFF}]";
const NO_LINE_TERMINATOR: &str = r"[^\n\r\x{2028}\x{2029}]";

/// A parsed pattern.
pub(super) struct Pattern {
    pub(super) expression: Hir,
    /// Whether the expression is equivalent to the pattern. Otherwise, look-around and
    /// backreferences were left out, and the expression matches more texts.
    pub(super) is_exact: bool,
}

pub(super) fn parse(text: &str) -> Result<Pattern, Undecided> {
    if text.len() > LONGEST {
        return Err(Undecided::Budget);
    }
    let mut translator = Translator {
        rest: text,
        translated: String::new(),
        open: Vec::new(),
        dot: NO_LINE_TERMINATOR,
        is_exact: true,
    };
    translator.run()?;
    let mut parser = ParserBuilder::new();
    let mut parser = parser.nest_limit(DEEPEST).utf8(false).build();
    let expression = parser.parse(&translator.translated);
    Ok(Pattern {
        expression: expression.map_err(|error| match error {
            Error::Parse(error) if is_size(error.kind()) => Undecided::Budget,
            _ => Undecided::Syntax,
        })?,
        is_exact: translator.is_exact,
    })
}

/// Returns `true` if a pattern is valid, but too large.
fn is_size(error: &ErrorKind) -> bool {
    matches!(
        error,
        ErrorKind::NestLimitExceeded(_) | ErrorKind::DecimalInvalid
    )
}

/// An element of a class, or the meaning of an escape.
enum Atom {
    /// One code point, which may be a surrogate.
    CodePoint(u32),
    /// A class in the syntax of `regex-syntax`.
    Class(String),
}

impl Atom {
    fn class(self) -> String {
        match self {
            Self::CodePoint(code_point) => range(code_point, code_point),
            Self::Class(class) => class,
        }
    }
}

struct Translator<'t> {
    rest: &'t str,
    translated: String,
    /// What closes each open group.
    open: Vec<&'static str>,
    /// What matches the characters of `.`.
    dot: &'static str,
    is_exact: bool,
}

impl<'t> Translator<'t> {
    fn run(&mut self) -> Result<(), Undecided> {
        while !self.rest.is_empty() {
            if let Some(quantifier) = quantifier(self.rest) {
                self.skip(quantifier);
                self.translated += quantifier;
                // A lazy quantifier matches the same texts, and no other quantifier may follow.
                self.skip("?");
                if self::quantifier(self.rest).is_some() {
                    return Err(Undecided::Syntax);
                }
                continue;
            }
            match self.next()? {
                place @ ('^' | '$' | '|') => self.translated.push(place),
                '.' => self.translated += self.dot,
                '(' => self.group()?,
                ')' => self.translated += self.open.pop().ok_or(Undecided::Syntax)?,
                '[' => self.class()?,
                '\\' => self.escape_in_sequence()?,
                other => self.translated += &literal(other.into()),
            }
        }
        Ok(())
    }

    /// Translates the start of a group, after its parenthesis.
    fn group(&mut self) -> Result<(), Undecided> {
        // ECMA-262 has the flag `s`, but not this way to write it, which models use.
        if self.open.is_empty() && self.skip("?s)") {
            self.dot = ANY;
            return Ok(());
        }
        let looks_around = ["?=", "?!", "?<=", "?<!"];
        if looks_around.iter().any(|start| self.skip(start)) {
            self.is_exact = false;
            // What is repeated zero times is parsed, and then left out.
            self.open.push("){0}");
        } else {
            if self.skip("?<") {
                self.until('>')?;
            } else if self.rest.starts_with('?') && !self.skip("?:") {
                return Err(Undecided::Syntax);
            }
            self.open.push(")");
        }
        self.translated += "(?:";
        Ok(())
    }

    /// Translates an escape outside classes, after its backslash.
    fn escape_in_sequence(&mut self) -> Result<(), Undecided> {
        let is_digit = |character: char| character.is_ascii_digit();
        if self.skip("b") {
            self.translated += r"(?-u:\b)";
        } else if self.skip("B") {
            self.translated += r"(?-u:\B)";
        } else if self.skip("k<") {
            self.until('>')?;
            self.left_out();
        } else if self.rest.starts_with(is_digit) && !self.rest.starts_with('0') {
            self.rest = self.rest.trim_start_matches(is_digit);
            self.left_out();
        } else {
            let class = self.escape()?.class();
            self.translated += &class;
        }
        Ok(())
    }

    /// Records that a backreference is left out, and puts any text in its place.
    fn left_out(&mut self) {
        self.is_exact = false;
        self.translated += ANY_TEXT;
    }

    /// Translates a class, after its opening bracket.
    fn class(&mut self) -> Result<(), Undecided> {
        let negation = if self.skip("^") { "^" } else { "" };
        let mut class = String::new();
        while !self.skip("]") {
            let first = self.element()?;
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            if !is_range {
                class += &first.class();
                continue;
            }
            self.skip("-");
            class += &match (first, self.element()?) {
                (Atom::CodePoint(first), Atom::CodePoint(last)) if first <= last => {
                    range(first, last)
                }
                (Atom::CodePoint(_), Atom::CodePoint(_)) => return Err(Undecided::Syntax),
                // Annex B: next to a class, a hyphen is a literal hyphen.
                (first, last) => format!(r"{}{}\-", first.class(), last.class()),
            };
        }
        if class.is_empty() {
            // A class cannot be empty in the syntax of `regex-syntax`.
            class += NO_CHARACTER;
        }
        self.translated += &format!("[{negation}{class}]");
        Ok(())
    }

    fn element(&mut self) -> Result<Atom, Undecided> {
        match self.next()? {
            '\\' if self.skip("b") => Ok(Atom::CodePoint(8)),
            '\\' => self.escape(),
            other => Ok(Atom::CodePoint(other.into())),
        }
    }

    /// Reads an escape that represents characters, after its backslash.
    fn escape(&mut self) -> Result<Atom, Undecided> {
        // Digits and words are ASCII's, and white space is that of the productions WhiteSpace and
        // LineTerminator.
        const SPACE: &str = r"\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";
        let class = |class: String| Ok(Atom::Class(class));
        let code_point = match self.next()? {
            't' => 0x09,
            'n' => 0x0A,
            'v' => 0x0B,
            'f' => 0x0C,
            'r' => 0x0D,
            '0' if !self.rest.starts_with(|c: char| c.is_ascii_digit()) => 0,
            'c' => match self.next()? {
                letter if letter.is_ascii_alphabetic() => u32::from(letter) % 32,
                _ => return Err(Undecided::Syntax),
            },
            'x' => self.hexadecimal(2)?,
            'u' => self.unicode_escape()?,
            'd' => return class("[0-9]".to_owned()),
            'D' => return class("[^0-9]".to_owned()),
            'w' => return class("[0-9A-Z_a-z]".to_owned()),
            'W' => return class("[^0-9A-Z_a-z]".to_owned()),
            's' => return class(format!("[{SPACE}]")),
            'S' => return class(format!("[^{SPACE}]")),
            letter @ ('p' | 'P') if self.skip("{") => {
                let name = self.until('}')?;
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '=';
                return match name.chars().all(is_name) {
                    true => class(format!(r"\{letter}{{{name}}}")),
                    false => Err(Undecided::Syntax),
                };
            }
            letter if letter.is_ascii_alphanumeric() => return Err(Undecided::Syntax),
            other => other.into(),
        };
        Ok(Atom::CodePoint(code_point))
    }

    /// Reads the rest of `\u0020`, `\u{20}`, or of two surrogates that make one character.
    fn unicode_escape(&mut self) -> Result<u32, Undecided> {
        if self.skip("{") {
            let code_point = hexadecimal(self.until('}')?)?;
            let is_one = code_point <= char::MAX.into();
            return is_one.then_some(code_point).ok_or(Undecided::Syntax);
        }
        let first = self.hexadecimal(4)?;
        let behind = self.rest;
        if matches!(first, 0xD800..=0xDBFF) && self.skip("\\u") {
            if let Ok(second @ 0xDC00..=0xDFFF) = self.hexadecimal(4) {
                return Ok(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            }
            self.rest = behind;
        }
        Ok(first)
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<u32, Undecided> {
        let split = self.rest.split_at_checked(digits);
        let (digits, rest) = split.ok_or(Undecided::Syntax)?;
        self.rest = rest;
        hexadecimal(digits)
    }

    /// Reads what comes before a closing character, and skips that character.
    fn until(&mut self, closing: char) -> Result<&'t str, Undecided> {
        let (before, behind) = self.rest.split_once(closing).ok_or(Undecided::Syntax)?;
        self.rest = behind;
        Ok(before)
    }

    fn next(&mut self) -> Result<char, Undecided> {
        let mut characters = self.rest.chars();
        let next = characters.next().ok_or(Undecided::Syntax)?;
        self.rest = characters.as_str();
        Ok(next)
    }

    fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// Returns the quantifier with which a text starts: `*`, `+`, `?`, `{2}`, `{2,}` or `{2,3}`.
fn quantifier(text: &str) -> Option<&str> {
    if text.starts_with(['*', '+', '?']) {
        return text.get(..1);
    }
    let (bounds, _) = text.strip_prefix('{')?.split_once('}')?;
    let (min, max) = bounds.split_once(',').unwrap_or((bounds, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_quantifier = !min.is_empty() && are_digits(min) && are_digits(max);
    text.get(..bounds.len() + 2).filter(|_| is_quantifier)
}

/// Translates a range of code points in a class. Surrogates are not characters: no text in JSON can
/// contain one on its own.
fn range(first: u32, last: u32) -> String {
    let is_surrogate = |code_point| matches!(code_point, 0xD800..=0xDFFF);
    let first = if is_surrogate(first) { 0xE000 } else { first };
    let last = if is_surrogate(last) { 0xD7FF } else { last };
    match first.cmp(&last) {
        Ordering::Less => format!("{}-{}", literal(first), literal(last)),
        Ordering::Equal => literal(first),
        Ordering::Greater => NO_CHARACTER.to_owned(),
    }
}

fn literal(code_point: u32) -> String {
    match char::from_u32(code_point) {
        Some(character) if character.is_ascii_alphanumeric() => character.to_string(),
        _ => format!(r"\x{{{code_point:X}}}"),
    }
}

fn hexadecimal(digits: &str) -> Result<u32, Undecided> {
    let is_number = digits.bytes().all(|it| it.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok();
    number.filter(|_| is_number).ok_or(Undecided::Syntax)
}
