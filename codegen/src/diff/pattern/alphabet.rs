//! The characters that two patterns distinguish.

use std::str;

use regex_syntax::hir::{
    Class, ClassBytes, ClassBytesRange, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look,
    Repetition,
};

use crate::problem::misleads;

/// The maximum number of different classes in two patterns.
const MOST_CLASSES: usize = 128;
/// The maximum number of letters, each of which is a byte.
const MOST_LETTERS: usize = 256;

/// A set of letters, each representing all characters that the patterns treat alike. Automata over
/// letters have few transitions, and none for parts of characters.
pub(super) struct Alphabet {
    /// The letters, most readable first.
    pub(super) letters: Vec<Letter>,
}

/// A letter of automata.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    /// The byte that represents it in automata. It is a word character of ASCII if the letter is
    /// one of `\w`.
    pub(super) byte: u8,
    /// The character that represents it in texts.
    pub(super) character: char,
}

impl Alphabet {
    /// Returns the alphabet for these expressions, if it has few letters.
    pub(super) fn of(expressions: [&Hir; 2]) -> Option<Self> {
        let mut classes = Vec::new();
        for expression in expressions {
            add_classes(expression, &mut classes);
        }
        if classes.len() > MOST_CLASSES {
            return None;
        }
        let mut alike = vec![from_to('\0', char::MAX)];
        for class in classes {
            alike = alike.iter().flat_map(|set| divided(set, &class)).collect();
            if alike.len() > MOST_LETTERS {
                return None;
            }
        }
        let characters = alike.iter().filter_map(most_readable);
        let mut characters: Vec<_> = characters.collect();
        characters.sort_by_key(|character| readability(*character));
        let mut beyond_ascii = 0x80..=0xFF;
        let letters = characters.into_iter().map(|character| {
            let ascii = u8::try_from(character).ok().filter(u8::is_ascii);
            let byte = ascii.or_else(|| beyond_ascii.next())?;
            Some(Letter { byte, character })
        });
        Some(Self {
            letters: letters.collect::<Option<_>>()?,
        })
    }

    /// Returns a text in letters as characters.
    pub(super) fn text(&self, letters: &[u8]) -> String {
        let character = |byte| self.letters.iter().find(|letter| letter.byte == byte);
        let letters = letters.iter().filter_map(|byte| character(*byte));
        letters.map(|letter| letter.character).collect()
    }

    /// Returns an expression over letters, with what is shorter tried first, so that an automaton
    /// stops at the first match.
    pub(super) fn spell(&self, expression: &Hir) -> Hir {
        let parts = |parts: &[Hir]| parts.iter().map(|part| self.spell(part)).collect();
        match expression.kind() {
            HirKind::Empty => Hir::empty(),
            HirKind::Look(look) => Hir::look(*look),
            kind @ (HirKind::Literal(_) | HirKind::Class(_)) => {
                let classes = classes(kind).into_iter();
                Hir::concat(classes.map(|it| self.class(&it)).collect())
            }
            HirKind::Repetition(repetition) => Hir::repetition(Repetition {
                greedy: false,
                sub: Box::new(self.spell(&repetition.sub)),
                ..*repetition
            }),
            HirKind::Capture(capture) => self.spell(&capture.sub),
            HirKind::Concat(concatenated) => Hir::concat(parts(concatenated)),
            HirKind::Alternation(alternatives) => Hir::alternation(parts(alternatives)),
        }
    }

    fn class(&self, class: &ClassUnicode) -> Hir {
        let contains = |character| {
            let mut ranges = class.ranges().iter();
            ranges.any(|range| (range.start()..=range.end()).contains(&character))
        };
        let letters = self.letters.iter().filter(|it| contains(it.character));
        let letters = letters.map(|it| ClassBytesRange::new(it.byte, it.byte));
        Hir::class(Class::Bytes(ClassBytes::new(letters)))
    }
}

fn from_to(first: char, last: char) -> ClassUnicode {
    ClassUnicode::new([ClassUnicodeRange::new(first, last)])
}

/// Returns the classes of the characters that an expression distinguishes: for text, that of each
/// character.
fn classes(kind: &HirKind) -> Vec<ClassUnicode> {
    match kind {
        HirKind::Literal(literal) => {
            let text = str::from_utf8(&literal.0).unwrap_or_default();
            text.chars().map(|it| from_to(it, it)).collect()
        }
        HirKind::Class(Class::Unicode(class)) => vec![class.clone()],
        // Only the class of no character is one of bytes.
        HirKind::Class(Class::Bytes(_)) => vec![ClassUnicode::empty()],
        HirKind::Look(look) if !matches!(look, Look::Start | Look::End) => {
            let word = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
            let word = word.map(|(first, last)| ClassUnicodeRange::new(first, last));
            vec![ClassUnicode::new(word)]
        }
        _ => Vec::new(),
    }
}

/// Adds the classes of an expression and its parts that are not there yet.
fn add_classes(expression: &Hir, all: &mut Vec<ClassUnicode>) {
    for class in classes(expression.kind()) {
        if !all.contains(&class) {
            all.push(class);
        }
    }
    let parts = expression.kind().subs().iter();
    parts.for_each(|part| add_classes(part, all));
}

/// Returns the characters of a set that are in a class, and those that are not.
fn divided(set: &ClassUnicode, class: &ClassUnicode) -> impl Iterator<Item = ClassUnicode> {
    let (mut inside, mut outside) = (set.clone(), set.clone());
    inside.intersect(class);
    outside.difference(class);
    let parts = [inside, outside].into_iter();
    parts.filter(|part| !part.ranges().is_empty())
}

/// Returns the most readable character of a set, among the first ones of each range.
fn most_readable(set: &ClassUnicode) -> Option<char> {
    let ranges = set.ranges().iter();
    let characters = ranges.flat_map(|range| (range.start()..=range.end()).take(256));
    characters.min_by_key(|it| readability(*it))
}

/// Returns a key that sorts characters by readability, most readable first.
fn readability(character: char) -> (u8, char) {
    let is_shown = !misleads(character);
    let rank = match character {
        '0'..='9' => 0,
        'a'..='z' => 1,
        'A'..='Z' => 2,
        '!'..='~' => 3,
        ' ' => 4,
        _ if is_shown && character.is_uppercase() => 5,
        _ if is_shown && character.is_alphabetic() => 6,
        _ if is_shown && !character.is_whitespace() => 7,
        _ => 8,
    };
    (rank, character)
}
