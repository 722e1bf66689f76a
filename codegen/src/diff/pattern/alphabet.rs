//! The characters that two patterns distinguish.

use regex_syntax::hir::{ClassBytes, ClassBytesRange, ClassUnicode};

use super::characters::{contains, word};
use super::syntax::{Node, Place};
use crate::collections::{IndexMap, IndexSet};
use crate::problem::visible;

/// A set of letters, each representing all characters that the patterns treat alike. Automata over
/// letters have few transitions, and none for parts of characters.
#[derive(Debug)]
pub(super) struct Alphabet {
    /// The letters, most readable first.
    letters: Vec<Letter>,
}

/// A letter of automata.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// The byte that represents it in automata. It is a word character of ASCII if the letter is
    /// one of `\w`.
    pub(super) byte: u8,
    /// The character that represents it in texts.
    pub(super) character: char,
}

/// The classes that a character is in, one bit for each.
type Membership = [u64; 4];

const MOST_CLASSES: usize = 256;

impl Alphabet {
    /// Returns the alphabet for these patterns, if it has few letters.
    pub(super) fn of(nodes: [&Node; 2]) -> Option<Self> {
        let mut classes = IndexSet::default();
        for node in nodes {
            add_classes(node, &mut classes);
        }
        let characters = characters(&classes)?;
        let mut beyond_ascii = 0x80..=0xFF;
        let letters = characters.into_iter().map(|character| {
            let byte = match u8::try_from(character) {
                Ok(byte) if byte.is_ascii() => Some(byte),
                _ => beyond_ascii.next(),
            };
            byte.map(|byte| Letter { byte, character })
        });
        let letters = letters.collect::<Option<_>>()?;
        Some(Self { letters })
    }

    pub(super) fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// Returns the letters of a class of characters.
    pub(super) fn class(&self, class: &ClassUnicode) -> ClassBytes {
        let letters = self.letters.iter();
        let letters = letters.filter(|letter| contains(class, letter.character));
        ClassBytes::new(letters.map(|letter| ClassBytesRange::new(letter.byte, letter.byte)))
    }
}

/// A class as pairs of its first and last characters.
type Ranges = Vec<(char, char)>;

fn add_classes(node: &Node, classes: &mut IndexSet<Ranges>) {
    let mut add = |class: &ClassUnicode| {
        let ranges = class.iter().map(|range| (range.start(), range.end()));
        classes.insert(ranges.collect());
    };
    match node {
        Node::Character(class) => add(class),
        Node::Place(Place::WordBoundary | Place::NoWordBoundary) => add(&word()),
        Node::Place(Place::Start | Place::End) => {}
        Node::Sequence(nodes) | Node::Choice(nodes) => {
            for node in nodes {
                add_classes(node, classes);
            }
        }
        Node::Repeat { node, .. } => add_classes(node, classes),
    }
}

/// Returns a character of each set that no class divides, most readable first.
fn characters(classes: &IndexSet<Ranges>) -> Option<Vec<char>> {
    if classes.len() > MOST_CLASSES {
        return None;
    }
    // Where characters enter or leave a class.
    let mut edges = vec![(0, None), (u32::from(char::MAX) + 1, None)];
    for (index, ranges) in classes.iter().enumerate() {
        for &(first, last) in ranges {
            edges.push((first.into(), Some(index)));
            edges.push((u32::from(last) + 1, Some(index)));
        }
    }
    edges.sort_unstable();
    let mut membership = Membership::default();
    let mut found: IndexMap<Membership, char> = IndexMap::default();
    for pair in edges.windows(2) {
        let &[(first, class), (next, _)] = pair else {
            continue;
        };
        if let Some(class) = class
            && let Some(bits) = membership.get_mut(class / 64)
        {
            *bits ^= 1 << (class % 64);
        }
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

/// Returns the most readable character of a class, among the first ones in its ranges.
pub(super) fn of_class(class: &ClassUnicode) -> Option<char> {
    let ranges = class.iter();
    let characters = ranges.filter_map(|it| most_readable(it.start().into(), it.end().into()));
    characters.min_by_key(|it| readability(*it))
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
