//! Parts that only one side has: what is in them, and which are part of another's entry.

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
        let reaches = self.ways.to([name; 2], "");
        let Some(Reach { operation, .. }) = reaches.first() else {
            return false;
        };
        let (here, there) = (side.of(operations), side.other().of(operations));
        let Some(facts) = here
            .get(operation)
            .filter(|_| !there.contains_key(operation))
        else {
            return false;
        };
        let is_own = |reach: &Reach| {
            let message = match reach.direction {
                Direction::Request => &facts.input,
                Direction::Response => &facts.output,
                Direction::Error => &None,
            };
            reach.operation == *operation && message.as_deref() == Some(name)
        };
        let breaks_more =
            || side == Side::New && matches!(self.code_verdict(fact), (Bump::Major, _));
        reaches.iter().all(is_own) && !breaks_more()
    }
}
