//! Parts that only one side has: what is in them, and which are part of another's entry.

use super::code::code_verdict;
use super::{Comparison, Side};
use crate::diff::change::{Direction, Reach};
use crate::diff::contents::Contents;
use crate::diff::facts::{Fact, Part, WHOLE};
use crate::diff::verdict::Bump;

impl<'a> Comparison<'a> {
    /// Returns the contents of an operation, structure, union or enum that only one side has.
    pub(super) fn contents(&self, fact: &Fact<'a>) -> Option<Contents> {
        let side = Side::of_fact(fact);
        let model = side.of(self.models());
        match fact.part {
            _ if fact.key != WHOLE => None,
            Part::Operation(_, sides) => Some(Contents::of_operation(side.of(sides)?, model)),
            Part::Shape(_, sides) => Contents::of_shape(side.of(sides)?, model),
            _ => None,
        }
    }

    /// Returns `true` if a shape came or went with an operation, is one of its messages, is used
    /// nowhere else, and does not break code where the operation does not.
    pub(super) fn is_message_of_operation(&self, fact: &Fact<'a>, name: &'a str) -> bool {
        let side = Side::of_fact(fact);
        let operations = self.models().map(|model| &model.operations);
        let (here, there) = (side.of(operations), side.other().of(operations));
        let is_own = |reach: &Reach| {
            let operation = here.get(&reach.operation);
            let message = operation.and_then(|it| match reach.direction {
                Direction::Request => it.input.as_deref(),
                Direction::Response => it.output.as_deref(),
                Direction::Error => None,
            });
            message == Some(name) && !there.contains_key(&reach.operation)
        };
        let reaches = self.ways.to([name; 2], "");
        let is_of_one = reaches.first().is_some_and(|first| {
            let mut reaches = reaches.iter();
            reaches.all(|it| it.operation == first.operation && is_own(it))
        });
        let breaks_more = || side == Side::New && code_verdict(self.items(fact)).0 == Bump::Major;
        is_of_one && !breaks_more()
    }
}
