//! The layout of a complete message, as in boto3's documentation.

use serde::Serializer;

use super::tree::{Literal, Node, RECURSIVE, quoted};

/// A text that is either entirely new or not new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text, which may have several lines.
    pub text: String,
    /// Whether the old message does not have it.
    pub is_new: bool,
}

/// Returns the pieces of a message. One that is new as a whole has nothing to set apart: it is one
/// piece that is not marked.
pub(super) fn pieces(message: &Node) -> Vec<Piece> {
    let pieces = written(message, true);
    match message.is_new {
        true => vec![Piece {
            text: joined(&pieces),
            is_new: false,
        }],
        false => pieces,
    }
}

/// Returns a part on one line.
pub(super) fn one_line(part: &Node) -> String {
    joined(&written(part, false))
}

fn written(node: &Node, has_lines: bool) -> Vec<Piece> {
    let mut writer = Writer {
        pieces: Vec::new(),
        has_lines,
    };
    writer.node(node, 0, false);
    writer.pieces
}

fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// Returns the text of all pieces.
pub(super) fn plain<S: Serializer>(pieces: &[Piece], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&joined(pieces))
}

struct Writer {
    pieces: Vec<Piece>,
    /// Whether each element and entry is on a line of its own.
    has_lines: bool,
}

impl Writer {
    fn text(&mut self, text: &str, is_new: bool) {
        match self.pieces.last_mut() {
            Some(piece) if piece.is_new == is_new => piece.text += text,
            _ => self.pieces.push(Piece {
                text: text.to_owned(),
                is_new,
            }),
        }
    }

    /// Writes a part; what it is in is new where `is_new` is set.
    fn node(&mut self, node: &Node, depth: usize, is_new: bool) {
        let is_new = is_new || node.is_new;
        match &node.literal {
            Literal::Example(example) => self.text(example, is_new),
            Literal::Recursive => self.text(RECURSIVE, is_new),
            Literal::Values(values) => {
                for (index, (value, is_new_value)) in values.iter().enumerate() {
                    self.text(if index > 0 { "|" } else { "" }, is_new);
                    self.text(&quoted(value), is_new || *is_new_value);
                }
            }
            Literal::Members(members) => {
                let members = members.iter().map(|(name, member)| {
                    let name = move |writer: &mut Self, is_new| writer.text(&quoted(name), is_new);
                    (name, member)
                });
                self.braces(members.collect(), depth, is_new);
            }
            Literal::Map(key, value) => {
                let key = |writer: &mut Self, is_new| writer.node(key, depth + 1, is_new);
                self.braces(vec![(key, &**value)], depth, is_new);
            }
            Literal::List(element) => {
                self.text("[", is_new);
                self.line(depth + 1, is_new);
                self.node(element, depth + 1, is_new);
                self.text(if self.has_lines { "," } else { "" }, is_new);
                self.line(depth, is_new);
                self.text("]", is_new);
            }
        }
    }

    /// Writes entries in braces, a line each.
    fn braces<K: Fn(&mut Self, bool)>(
        &mut self,
        entries: Vec<(K, &Node)>,
        depth: usize,
        is_new: bool,
    ) {
        self.text("{", is_new);
        let last = entries.len().saturating_sub(1);
        for (index, (key, value)) in entries.iter().enumerate() {
            self.line(depth + 1, is_new);
            let is_new_entry = is_new || value.is_new;
            key(self, is_new_entry);
            self.text(": ", is_new_entry);
            self.node(value, depth + 1, is_new);
            if index < last {
                self.text(if self.has_lines { "," } else { ", " }, is_new_entry);
            }
        }
        if !entries.is_empty() {
            self.line(depth, is_new);
        }
        self.text("}", is_new);
    }

    fn line(&mut self, depth: usize, is_new: bool) {
        if self.has_lines {
            self.text(&format!("\n{}", "    ".repeat(depth)), is_new);
        }
    }
}
