//! The characters that two patterns distinguish.

use std::str;

use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look, Repetition};

use crate::collections::{IndexMap, IndexSet};
use crate::problem::visible;

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

/// A class as pairs of its first and last characters.
type Ranges = Vec<(char, char)>;

/// The classes that a character is in, one bit for each.
type Membership = u128;

impl Alphabet {
    /// Returns the alphabet for these expressions, if it has few letters.
    pub(super) fn of(expressions: &[&Hir]) -> Option<Self> {
        let mut classes = IndexSet::default();
        for expression in expressions {
            add_classes(expression, &mut classes);
        }
        let mut beyond_ascii = 0x80..=0xFF;
        let letters = characters(&classes)?.into_iter().map(|character| {
            let byte = match u8::try_from(character) {
                Ok(byte) if byte.is_ascii() => Some(byte),
                _ => beyond_ascii.next(),
            };
            byte.map(|byte| Letter { byte, character })
        });
        let letters = letters.collect::<Option<_>>()?;
        Some(Self { letters })
    }

    /// Returns an expression over letters, with what is shorter tried first, so that an automaton
    /// stops at the first match.
    pub(super) fn spell(&self, expression: &Hir) -> Hir {
        let parts = |parts: &[Hir]| parts.iter().map(|part| self.spell(part)).collect();
        match expression.kind() {
            HirKind::Empty => Hir::empty(),
            HirKind::Look(look) => Hir::look(*look),
            HirKind::Literal(literal) => {
                let characters = str::from_utf8(&literal.0).unwrap_or_default().chars();
                Hir::concat(characters.map(|it| self.class(&[(it, it)])).collect())
            }
            HirKind::Class(class) => self.class(&ranges(class)),
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

    /// Returns a text in letters as characters.
    pub(super) fn text(&self, letters: &[u8]) -> String {
        let character = |byte| self.letters.iter().find(|letter| letter.byte == byte);
        let letters = letters.iter().filter_map(|byte| character(*byte));
        letters.map(|letter| letter.character).collect()
    }

    /// Returns a text in letters, if they represent its characters.
    pub(super) fn letters_of(&self, text: &str) -> Option<Vec<u8>> {
        let letter = |character| self.letters.iter().find(|it| it.character == character);
        text.chars()
            .map(|it| letter(it).map(|letter| letter.byte))
            .collect()
    }

    /// Returns the letters of a class of characters.
    fn class(&self, ranges: &[(char, char)]) -> Hir {
        let contains = |character| {
            let following = ranges.partition_point(|(_, last)| *last < character);
            ranges
                .get(following)
                .is_some_and(|(first, _)| *first <= character)
        };
        let letters = self
            .letters
            .iter()
            .filter(|letter| contains(letter.character));
        let letters = letters.map(|letter| ClassBytesRange::new(letter.byte, letter.byte));
        Hir::class(Class::Bytes(ClassBytes::new(letters)))
    }
}

/// Returns the ranges of a class; bytes are only in the class of no character.
fn ranges(class: &Class) -> Ranges {
    let ranges = match class {
        Class::Unicode(class) => class.ranges(),
        Class::Bytes(_) => &[],
    };
    ranges.iter().map(|it| (it.start(), it.end())).collect()
}

fn add_classes(expression: &Hir, classes: &mut IndexSet<Ranges>) {
    match expression.kind() {
        HirKind::Class(class) => {
            classes.insert(ranges(class));
        }
        HirKind::Literal(literal) => {
            let characters = str::from_utf8(&literal.0).unwrap_or_default().chars();
            classes.extend(characters.map(|it| vec![(it, it)]));
        }
        HirKind::Look(look) if !matches!(look, Look::Start | Look::End) => {
            classes.insert(vec![('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]);
        }
        kind => {
            for part in kind.subs() {
                add_classes(part, classes);
            }
        }
    }
}

/// Returns a character of each set that no class divides, most readable first.
fn characters(classes: &IndexSet<Ranges>) -> Option<Vec<char>> {
    if classes.len() > Membership::BITS as usize {
        return None;
    }
    // Where characters enter or leave classes.
    let mut edges = vec![(0, 0), (u32::from(char::MAX) + 1, 0)];
    for (index, ranges) in classes.iter().enumerate() {
        for &(first, last) in ranges {
            edges.push((first.into(), 1 << index));
            edges.push((u32::from(last) + 1, 1 << index));
        }
    }
    edges.sort_unstable();
    let mut membership: Membership = 0;
    let mut found: IndexMap<Membership, char> = IndexMap::default();
    for pair in edges.windows(2) {
        let &[(first, class), (next, _)] = pair else {
            continue;
        };
        membership ^= class;
        if first < next
            && let Some(character) = most_readable(first, next - 1)
        {
            let best = found.entry(membership).or_insert(character);
            if readability(character) < readability(*best) {
                *best = character;
            }
        }
    }
    let mut characters: Vec<_> = found.into_values().collect();
    characters.sort_by_key(|character| readability(*character));
    Some(characters)
}

/// Returns the most readable character in a range of code points, among the first ones.
fn most_readable(first: u32, last: u32) -> Option<char> {
    let characters = (first..=last).filter_map(char::from_u32);
    characters.take(256).min_by_key(|it| readability(*it))
}

/// Returns a key that sorts characters by readability, most readable first.
fn readability(character: char) -> (u8, char) {
    let is_shown = visible(character.encode_utf8(&mut [0; 4])).len() == character.len_utf8();
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
