//! Where messages carry shapes.

use super::Side;
use crate::diff::change::Direction;
use crate::model::HttpBinding;

/// What the messages that carry a shape mean to its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Context<'m> {
    pub(super) direction: Direction,
    /// The path of the operation, empty except for requests, if the shape is a whole message whose
    /// members HTTP binds.
    pub(super) uri: Option<&'m str>,
    /// The part of the HTTP message that the shape is in as a list or map, unless that is the body.
    pub(super) list: Option<HttpBinding>,
    /// Whether the shape is flattened there.
    pub(super) is_flat: bool,
}

impl<'m> Context<'m> {
    pub(super) fn new(direction: Direction, uri: Option<&'m str>) -> Self {
        Self {
            direction,
            uri,
            list: None,
            is_flat: false,
        }
    }
}

/// A shape of each side, in the same place of messages.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Counterparts<'m> {
    pub(super) names: [&'m str; 2],
    pub(super) contexts: [Context<'m>; 2],
}

impl<'m> Counterparts<'m> {
    pub(super) fn direction(&self) -> Direction {
        let [context, _] = self.contexts;
        context.direction
    }

    /// Returns `true` if both are whole messages whose members HTTP binds.
    pub(super) fn are_messages(&self) -> bool {
        self.contexts.iter().all(|it| it.uri.is_some())
    }

    /// Returns each side, with the context and the name of its shape.
    pub(super) fn sides(&self) -> [(Side, Context<'m>, &'m str); 2] {
        let [of_old, of_new] = self.contexts;
        let [old, new] = self.names;
        [(Side::Old, of_old, old), (Side::New, of_new, new)]
    }
}
