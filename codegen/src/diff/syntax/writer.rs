//! Messages as Python literals, in which the parts that the old model does not have are marked.

use std::mem;

use super::Piece;
use crate::collections::{HashMap, HashSet};
use crate::model::{EnumValue, Model, Shape, ShapeKind};
use crate::problem::visible;

/// A writer of messages of the new model.
pub(super) struct Writer<'m> {
    old: &'m Model,
    new: &'m Model,
    /// Whether each element and member is on a line of its own.
    has_lines: bool,
    /// The shapes around the current one.
    open: Vec<&'m str>,
    /// The number of parts that the message may still have.
    left: usize,
    pieces: Vec<Piece>,
}

/// A part of a message, by the name of its shape in each model. The old model may not have it.
#[derive(Clone, Copy)]
pub(super) struct Part<'m> {
    pub(super) before: Option<&'m str>,
    pub(super) after: &'m str,
}

/// The maximum number of parts in a message. A model with a few shapes can describe a message that
/// does not fit in memory: each shape has two members of the next.
const MOST: usize = 100_000;

/// The notation of a part that contains itself, and of a part beyond [`MOST`].
const RECURSIVE: &str = "{'... recursive ...'}";
const LEFT_OUT: &str = "{...}";

impl<'m> Writer<'m> {
    pub(super) fn new(old: &'m Model, new: &'m Model, has_lines: bool) -> Self {
        Self {
            old,
            new,
            has_lines,
            open: Vec::new(),
            left: MOST,
            pieces: Vec::new(),
        }
    }

    pub(super) fn whole(mut self, message: Part<'m>) -> Vec<Piece> {
        self.part(message, 0, false);
        self.pieces
    }

    /// Returns the new parts of a message with the members that lead to them; `None` if nothing is
    /// new.
    pub(super) fn additions(&mut self, part: Part<'m>) -> Option<String> {
        if self.is_new(part) {
            self.part(part, 0, false);
            return Some(joined(&mem::take(&mut self.pieces)));
        }
        let shape = self.enter(part).ok()?;
        let mut inner = self.inner(part, shape);
        let additions = match &shape.kind {
            ShapeKind::Enum { values } => {
                let before = self.values_before(part);
                let values = values.iter().map(|it| it.value.as_str());
                let new = values.filter(|value| !before.contains(value));
                braced(new.map(quoted).collect())
            }
            ShapeKind::Structure { .. } | ShapeKind::Union { .. } => {
                let new = inner.filter_map(|(name, member)| {
                    Some(format!("{}: {}", quoted(name), self.additions(member)?))
                });
                braced(new.collect())
            }
            ShapeKind::Map { .. } => {
                let [key, value] = [inner.next(), inner.next()];
                let mut parts = [value, key].into_iter().flatten();
                parts.find_map(|(_, part)| self.additions(part))
            }
            _ => inner.find_map(|(_, element)| self.additions(element)),
        };
        self.open.pop();
        additions
    }

    /// Writes a part; all of it is new if `is_new` is set.
    fn part(&mut self, part: Part<'m>, depth: usize, is_new: bool) {
        let is_new = is_new || self.is_new(part);
        let shape = match self.enter(part) {
            Ok(shape) => shape,
            Err(instead) => return self.text(instead, is_new),
        };
        let mut inner = self.inner(part, shape);
        match &shape.kind {
            ShapeKind::Enum { values } => {
                let before = self.values_before(part);
                for (index, EnumValue { value, .. }) in values.iter().enumerate() {
                    self.text(if index > 0 { "|" } else { "" }, is_new);
                    let is_new = is_new || !before.contains(value.as_str());
                    self.text(&quoted(value), is_new);
                }
            }
            ShapeKind::List { .. } => {
                self.text("[", is_new);
                self.line(depth + 1, is_new);
                inner.for_each(|(_, element)| self.part(element, depth + 1, is_new));
                self.text(if self.has_lines { "," } else { "" }, is_new);
                self.line(depth, is_new);
                self.text("]", is_new);
            }
            ShapeKind::Map { .. } => {
                self.text("{", is_new);
                self.line(depth + 1, is_new);
                if let (Some((_, key)), Some((_, value))) = (inner.next(), inner.next()) {
                    let is_new_entry = is_new || self.is_new(value);
                    self.part(key, depth + 1, is_new_entry);
                    self.text(": ", is_new_entry);
                    self.part(value, depth + 1, is_new);
                }
                self.line(depth, is_new);
                self.text("}", is_new);
            }
            ShapeKind::Structure { .. } | ShapeKind::Union { .. } => {
                self.text("{", is_new);
                let mut members = inner.peekable();
                let is_empty = members.peek().is_none();
                while let Some((name, member)) = members.next() {
                    self.line(depth + 1, is_new);
                    let is_new_member = is_new || self.is_new(member);
                    self.text(&format!("{}: ", quoted(name)), is_new_member);
                    self.part(member, depth + 1, is_new);
                    if members.peek().is_some() {
                        self.text(if self.has_lines { "," } else { ", " }, is_new_member);
                    }
                }
                if !is_empty {
                    self.line(depth, is_new);
                }
                self.text("}", is_new);
            }
            simple => self.text(notation(simple), is_new),
        }
        self.open.pop();
    }

    fn text(&mut self, text: &str, is_new: bool) {
        match self.pieces.last_mut() {
            Some(piece) if piece.is_new == is_new => piece.text += text,
            _ => self.pieces.push(Piece {
                text: text.to_owned(),
                is_new,
            }),
        }
    }

    fn line(&mut self, depth: usize, is_new: bool) {
        if self.has_lines {
            self.text(&format!("\n{}", "    ".repeat(depth)), is_new);
        }
    }

    /// Returns the shape of a part, which is open from now on, or the text in its place.
    fn enter(&mut self, part: Part<'m>) -> Result<&'m Shape, &'static str> {
        self.left = self.left.checked_sub(1).ok_or(LEFT_OUT)?;
        let is_open = self.open.contains(&part.after);
        let shape = self.new.shapes.get(part.after);
        let shape = shape.filter(|_| !is_open).ok_or(RECURSIVE)?;
        self.open.push(part.after);
        Ok(shape)
    }

    /// Returns the parts of a part, with the names of members.
    fn inner(
        &self,
        part: Part<'m>,
        shape: &'m Shape,
    ) -> impl Iterator<Item = (&'m str, Part<'m>)> + use<'m> {
        let before = self.shape_before(part).into_iter();
        let before: HashMap<_, _> = before.flat_map(Shape::references).collect();
        shape.references().map(move |(name, member)| {
            let before = before.get(name).map(|member| member.target.as_str());
            let after = member.target.as_str();
            (name, Part { before, after })
        })
    }

    /// Returns `true` if the old model does not have a part, or has another type there, so that all
    /// of it is new.
    fn is_new(&self, part: Part<'m>) -> bool {
        let before = self.shape_before(part);
        let after = self.new.shapes.get(part.after);
        let after = after.filter(|_| !self.open.contains(&part.after));
        before.is_none_or(|before| {
            after.is_some_and(|after| notation(&before.kind) != notation(&after.kind))
        })
    }

    fn values_before(&self, part: Part<'m>) -> HashSet<&'m str> {
        match self.shape_before(part).map(|shape| &shape.kind) {
            Some(ShapeKind::Enum { values }) => values.iter().map(|it| &*it.value).collect(),
            _ => HashSet::default(),
        }
    }

    fn shape_before(&self, part: Part<'m>) -> Option<&'m Shape> {
        self.old.shapes.get(part.before?)
    }
}

pub(super) fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn braced(parts: Vec<String>) -> Option<String> {
    (!parts.is_empty()).then(|| format!("{{{}}}", parts.join(", ")))
}

/// Returns the value that stands for a type: that of botocore's documentation. Types with the same
/// notation count as the same. An enum is a string with known values.
fn notation(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Blob => "b'bytes'",
        ShapeKind::Boolean => "True|False",
        ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::Long
        | ShapeKind::BigInteger
        | ShapeKind::IntEnum { .. } => "123",
        ShapeKind::Float | ShapeKind::Double | ShapeKind::BigDecimal => "123.0",
        ShapeKind::Timestamp => "datetime(2015, 1, 1)",
        ShapeKind::Document => "{...}|[...]|123|123.4|'string'|True|None",
        ShapeKind::Enum { .. } | ShapeKind::String => "'string'",
        ShapeKind::List { .. } => "[...]",
        ShapeKind::Map { .. } => "{...: ...}",
        ShapeKind::Structure { .. } | ShapeKind::Union { .. } => "{...}",
    }
}

/// Returns a text as a Python literal.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{}'", visible(&text))
}
