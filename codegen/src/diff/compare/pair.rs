//! A shape that both sides have.

use super::breaks::Carried;
use super::{Part, Target};
use crate::diff::facts::pointer;
use crate::diff::reach::step;
use crate::model::{Shape, ShapeKind};

/// A shape that both sides have, with what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) name: &'a str,
    pub(super) old: &'a Shape,
    pub(super) new: &'a Shape,
    pub(super) carried: Carried,
    /// Whether both sides generate a type for it.
    pub(super) generated: bool,
}

impl Pair<'_> {
    pub(super) fn is_structure(&self) -> bool {
        matches!(self.new.kind, ShapeKind::Structure { .. })
    }

    /// The part of the model that a member is.
    pub(super) fn member(&self, name: &str) -> Part {
        let facts = pointer("/shapes", self.name);
        let facts = match self.new.members() {
            Some(_) => pointer(&facts, "members"),
            None => facts,
        };
        Part {
            path: format!("{}.{name}", self.name),
            facts: pointer(&facts, name),
            target: Target::Shape {
                old: self.name.to_owned(),
                new: self.name.to_owned(),
                step: step(self.new, name),
            },
        }
    }
}
