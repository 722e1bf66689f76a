//! Parsing of patterns (ECMA-262, "Patterns", with the flag `u` and the leniency of its annex B).

use regex_syntax::hir::ClassUnicode;

use super::Undecided;
use super::characters::{any, dot, escape, property, range};
use super::syntax::{Node, Place, Syntax};

/// The maximum length of a pattern, in bytes.
const LONGEST: usize = 16 << 10;
/// The maximum depth of groups, so that walking a tree needs little stack.
const DEEPEST: usize = 100;

/// Reads a pattern.
pub(super) fn parse(text: &str) -> Result<Syntax, Undecided> {
    if text.len() > LONGEST {
        return Err(Undecided::Budget);
    }
    let mut parser = Parser {
        rest: text,
        depth: 0,
        is_exact: true,
        dot: dot(),
    };
    let node = parser.choice()?;
    match parser.rest.is_empty() {
        true => Ok(Syntax {
            node,
            is_exact: parser.is_exact,
        }),
        false => Err(Undecided::Syntax),
    }
}

/// The meaning of an element of a class, or of an escape.
enum Atom {
    /// One code point, which may be a surrogate.
    CodePoint(u32),
    Class(ClassUnicode),
}

impl Atom {
    fn class(self) -> ClassUnicode {
        match self {
            Self::CodePoint(code_point) => range(code_point, code_point),
            Self::Class(class) => class,
        }
    }
}

struct Parser<'t> {
    rest: &'t str,
    depth: usize,
    is_exact: bool,
    /// The characters that `.` matches.
    dot: ClassUnicode,
}

impl<'t> Parser<'t> {
    /// Reads alternatives, up to the end of the group or the pattern.
    fn choice(&mut self) -> Result<Node, Undecided> {
        let first = self.sequence()?;
        if !self.rest.starts_with('|') {
            return Ok(first);
        }
        let mut alternatives = vec![first];
        while self.skip("|") {
            alternatives.push(self.sequence()?);
        }
        Ok(Node::Choice(alternatives))
    }

    fn sequence(&mut self) -> Result<Node, Undecided> {
        let mut nodes = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let node = self.term()?;
            match self.repeated(node)? {
                // A group without a repetition is equivalent to its parts.
                Node::Sequence(parts) => nodes.extend(parts),
                node => nodes.push(node),
            }
        }
        let only = (nodes.len() == 1).then(|| nodes.pop()).flatten();
        Ok(only.unwrap_or(Node::Sequence(nodes)))
    }

    fn term(&mut self) -> Result<Node, Undecided> {
        if self.rest.starts_with('{') && self.quantifier().is_some() {
            return Err(Undecided::Syntax);
        }
        Ok(match self.next()? {
            '^' => Node::Place(Place::Start),
            '$' => Node::Place(Place::End),
            '.' => Node::Character(self.dot.clone()),
            '(' => self.group()?,
            '[' => Node::Character(self.class()?),
            '*' | '+' | '?' => return Err(Undecided::Syntax),
            '\\' => self.escape_in_sequence()?,
            other => Node::Character(range(other.into(), other.into())),
        })
    }

    /// Reads the rest of a group, after its opening parenthesis.
    fn group(&mut self) -> Result<Node, Undecided> {
        // ECMA-262 has the flag `s`, but not this way to write it, which models use.
        if self.depth == 0 && self.skip("?s)") {
            self.dot = any();
            return Ok(Node::empty());
        }
        let looks_around = ["?=", "?!", "?<=", "?<!"];
        let is_left_out = looks_around.iter().any(|start| self.skip(start));
        if !is_left_out && self.skip("?<") {
            self.until('>')?;
        } else if !is_left_out && self.rest.starts_with('?') && !self.skip("?:") {
            return Err(Undecided::Syntax);
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Undecided::Budget);
        }
        let node = self.choice()?;
        self.depth -= 1;
        if !self.skip(")") {
            return Err(Undecided::Syntax);
        }
        match is_left_out {
            true => Ok(self.left_out(Node::empty())),
            false => Ok(node),
        }
    }

    /// Records that the tree leaves something out, and returns the node that replaces it.
    fn left_out(&mut self, instead: Node) -> Node {
        self.is_exact = false;
        instead
    }

    /// Returns the node, repeated if a quantifier follows.
    fn repeated(&mut self, node: Node) -> Result<Node, Undecided> {
        let Some((min, max, length)) = self.quantifier() else {
            return Ok(node);
        };
        self.rest = self.rest.get(length..).unwrap_or_default();
        // A lazy quantifier matches the same texts.
        self.skip("?");
        let count = |digits: &str| digits.parse().map_err(|_| Undecided::Budget);
        let min = count(min)?;
        let max = max.map(count).transpose()?;
        if max.is_some_and(|max| max < min) {
            return Err(Undecided::Syntax);
        }
        Ok(Node::Repeat {
            node: Box::new(node),
            min,
            max,
        })
    }

    /// Returns the bounds and the length of the quantifier that comes next, or `None` if none does.
    fn quantifier(&self) -> Option<(&'t str, Option<&'t str>, usize)> {
        let simple = match self.rest.chars().next()? {
            '*' => ("0", None, 1),
            '+' => ("1", None, 1),
            '?' => ("0", Some("1"), 1),
            '{' => {
                let (inner, _) = self.rest.strip_prefix('{')?.split_once('}')?;
                let (min, max) = match inner.split_once(',') {
                    None => (inner, Some(inner)),
                    Some((min, "")) => (min, None),
                    Some((min, max)) => (min, Some(max)),
                };
                let is_number =
                    |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
                (is_number(min) && max.is_none_or(is_number)).then_some((
                    min,
                    max,
                    inner.len() + 2,
                ))?
            }
            _ => return None,
        };
        Some(simple)
    }

    /// Reads the rest of an escape outside classes, after its backslash.
    fn escape_in_sequence(&mut self) -> Result<Node, Undecided> {
        if self.skip("b") {
            return Ok(Node::Place(Place::WordBoundary));
        }
        if self.skip("B") {
            return Ok(Node::Place(Place::NoWordBoundary));
        }
        if self.skip("k<") {
            self.until('>')?;
            return Ok(self.left_out(Node::any_text()));
        }
        if self.rest.starts_with(|c| matches!(c, '1'..='9')) {
            let digits = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
            self.rest = digits;
            return Ok(self.left_out(Node::any_text()));
        }
        Ok(Node::Character(self.escape()?.class()))
    }

    /// Reads the rest of a class, after its opening bracket.
    fn class(&mut self) -> Result<ClassUnicode, Undecided> {
        let is_negated = self.skip("^");
        let mut class = ClassUnicode::empty();
        while !self.skip("]") {
            let first = self.element()?;
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            if !is_range {
                class.union(&first.class());
                continue;
            }
            self.skip("-");
            match (first, self.element()?) {
                (Atom::CodePoint(first), Atom::CodePoint(last)) if first <= last => {
                    class.union(&range(first, last));
                }
                (Atom::CodePoint(_), Atom::CodePoint(_)) => return Err(Undecided::Syntax),
                // Annex B: next to a class, a hyphen is a literal hyphen.
                (first, last) => {
                    for part in [first, last, Atom::CodePoint('-'.into())] {
                        class.union(&part.class());
                    }
                }
            }
        }
        if is_negated {
            class.negate();
        }
        Ok(class)
    }

    fn element(&mut self) -> Result<Atom, Undecided> {
        match self.next()? {
            '\\' if self.skip("b") => Ok(Atom::CodePoint(8)),
            '\\' => self.escape(),
            other => Ok(Atom::CodePoint(other.into())),
        }
    }

    /// Reads the rest of an escape that represents characters, after its backslash.
    fn escape(&mut self) -> Result<Atom, Undecided> {
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
            letter @ ('p' | 'P') => return self.property(letter == 'P').map(Atom::Class),
            letter if letter.is_ascii_alphanumeric() => {
                return escape(letter).map(Atom::Class).ok_or(Undecided::Syntax);
            }
            other => other.into(),
        };
        Ok(Atom::CodePoint(code_point))
    }

    /// Reads the rest of `\p{…}` or `\P{…}`, after the letter.
    fn property(&mut self, is_negated: bool) -> Result<ClassUnicode, Undecided> {
        if !self.skip("{") {
            return Err(Undecided::Syntax);
        }
        let mut class = property(self.until('}')?).ok_or(Undecided::Syntax)?;
        if is_negated {
            class.negate();
        }
        Ok(class)
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

    /// Reads a number with this many hexadecimal digits.
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

    /// Skips this text if it comes next.
    fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

fn hexadecimal(digits: &str) -> Result<u32, Undecided> {
    let is_number = digits.bytes().all(|it| it.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok();
    number.filter(|_| is_number).ok_or(Undecided::Syntax)
}
