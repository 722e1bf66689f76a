//! A message as a tree of literals.

use crate::model::{Member, Model, Shape, ShapeKind};
use crate::problem::visible;

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// Whether the old message does not have it. All its contents are then new as well.
    pub(super) is_new: bool,
    pub(super) literal: Literal,
}

/// The notation of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    /// A value of a simple type: `'string'`.
    Example(&'static str),
    /// The values of an enum, with whether each is new.
    Values(Vec<(String, bool)>),
    /// Members by name.
    Members(Vec<(String, Node)>),
    List(Box<Node>),
    Map(Box<Node>, Box<Node>),
    /// A part that contains itself.
    Recursive,
}

/// A builder of messages of the new model, in which the parts that the old one does not have are
/// marked.
pub(super) struct Builder<'m> {
    old: &'m Model,
    new: &'m Model,
    /// The number of parts that the message may still have.
    left: usize,
}

impl<'m> Builder<'m> {
    /// The maximum number of parts in a message. A model with a few shapes can describe a message
    /// that does not fit in memory: each shape has two members of the next.
    const MOST: usize = 100_000;

    pub(super) fn new(old: &'m Model, new: &'m Model) -> Self {
        let left = 0;
        Self { old, new, left }
    }

    /// Returns a request or response that is the structure `after`, and was `before`.
    pub(super) fn message(&mut self, before: Option<&'m str>, after: &'m str) -> Node {
        self.left = Self::MOST;
        self.node(before, after, &mut Vec::new())
    }

    /// Returns the node for a shape. `open` are the shapes around it.
    fn node(&mut self, before: Option<&'m str>, after: &'m str, open: &mut Vec<&'m str>) -> Node {
        let before_shape = before.and_then(|before| self.old.shapes.get(before));
        let is_new = before_shape.is_none();
        let Some(left) = self.left.checked_sub(1) else {
            let literal = Literal::Example("{...}");
            return Node { is_new, literal };
        };
        self.left = left;
        let Some(shape) = self
            .new
            .shapes
            .get(after)
            .filter(|_| !open.contains(&after))
        else {
            let literal = Literal::Recursive;
            return Node { is_new, literal };
        };
        open.push(after);
        let node = self.written(before_shape, shape, open);
        open.pop();
        node
    }

    fn written(&mut self, old: Option<&'m Shape>, new: &'m Shape, open: &mut Vec<&'m str>) -> Node {
        let old_kind = old.map(|shape| &shape.kind);
        let mut of = |old: Option<&'m Member>, new: &'m Member| {
            self.node(old.map(|old| old.target.as_str()), &new.target, open)
        };
        let literal = match &new.kind {
            ShapeKind::Structure { members } | ShapeKind::Union { members } => {
                let before = old.and_then(Shape::members);
                let members = members.iter().map(|(name, member)| {
                    let before = before.and_then(|members| members.get(name));
                    (name.clone(), of(before, member))
                });
                Literal::Members(members.collect())
            }
            ShapeKind::List { member } => {
                let before = match old_kind {
                    Some(ShapeKind::List { member }) => Some(&**member),
                    _ => None,
                };
                Literal::List(Box::new(of(before, member)))
            }
            ShapeKind::Map { key, value } => {
                let (old_key, old_value) = match old_kind {
                    Some(ShapeKind::Map { key, value }) => (Some(&**key), Some(&**value)),
                    _ => (None, None),
                };
                Literal::Map(Box::new(of(old_key, key)), Box::new(of(old_value, value)))
            }
            ShapeKind::Enum { values } => {
                let before = match old_kind {
                    Some(ShapeKind::Enum { values }) => values.as_slice(),
                    _ => &[],
                };
                let values = values.iter().map(|value| {
                    let is_new = !before.iter().any(|before| before.value == value.value);
                    (value.value.clone(), is_new)
                });
                Literal::Values(values.collect())
            }
            simple => Literal::Example(example(simple)),
        };
        let is_new = !old_kind.is_some_and(|old| is_same_type(&literal, old));
        Node { is_new, literal }
    }
}

/// Returns `true` if the same type was written before, so that only its parts can be new. An enum
/// is a text of which the values are known.
fn is_same_type(literal: &Literal, before: &ShapeKind) -> bool {
    match literal {
        Literal::Example(literal) => *literal == example(before),
        Literal::Values(_) => matches!(before, ShapeKind::Enum { .. } | ShapeKind::String),
        Literal::Members(_) => {
            matches!(
                before,
                ShapeKind::Structure { .. } | ShapeKind::Union { .. }
            )
        }
        Literal::List(_) => matches!(before, ShapeKind::List { .. }),
        Literal::Map(..) => matches!(before, ShapeKind::Map { .. }),
        Literal::Recursive => true,
    }
}

/// Returns the value that stands for a type: that of botocore's documentation.
fn example(kind: &ShapeKind) -> &'static str {
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
        ShapeKind::Map { .. } | ShapeKind::Structure { .. } | ShapeKind::Union { .. } => "{...}",
    }
}

/// The notation of a part that contains itself.
pub(super) const RECURSIVE: &str = "{'... recursive ...'}";

/// Returns a text as a Python literal.
pub(super) fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{}'", visible(&text))
}
