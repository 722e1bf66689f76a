//! The contents in entries for added and removed parts, whose messages then need no entries of
//! their own.

use std::cmp::max;

use super::change::{Change, Direction, Reach};
use super::contents::{Contents, Message};
use super::rules::Rule;
use super::verdict::Wire;
use crate::collections::HashMap;
use crate::model::Model;

/// Adds the contents to each entry for an added or removed part. A request or response structure
/// that came or went with its only operation becomes part of that operation's entry.
pub(super) fn fill(changes: &mut Vec<Change>, old: &Model, new: &Model) {
    for change in changes.iter_mut() {
        let model = if change.rule.is_removal() { old } else { new };
        change.contents = contents(change, model);
    }
    fold(changes);
}

fn contents(change: &Change, model: &Model) -> Option<Contents> {
    match change.rule {
        Rule::OperationAdded | Rule::OperationRemoved => Some(Contents::of_operation(
            model.operations.get(&change.path)?,
            model,
        )),
        Rule::ShapeAdded | Rule::ShapeRemoved | Rule::ErrorShapeAdded | Rule::ErrorShapeRemoved => {
            Contents::of_shape(model.shapes.get(&change.path)?, model)
        }
        _ => None,
    }
}

/// Merges the entries of request and response structures into those of their operations, if nothing
/// else uses the structures. The operation's verdict becomes that of both.
fn fold(changes: &mut Vec<Change>) {
    let of_operations = changes
        .iter()
        .enumerate()
        .filter(|(_, change)| matches!(change.rule, Rule::OperationAdded | Rule::OperationRemoved));
    let operations: HashMap<_, _> = of_operations
        .map(|(index, operation)| (operation.path.as_str(), (index, operation)))
        .collect();
    let takers: Vec<Option<usize>> = changes
        .iter()
        .map(|change| {
            let (index, operation) = operations.get(change.reaches.first()?.operation.as_str())?;
            is_message_of(change, operation).then_some(*index)
        })
        .collect();
    let verdicts: Vec<_> = changes.iter().map(|change| change.rust).collect();
    for (taker, rust) in takers.iter().zip(verdicts) {
        if let Some(operation) = taker.and_then(|index| changes.get_mut(index)) {
            operation.rust = max(operation.rust, rust);
        }
    }
    let mut takers = takers.into_iter();
    changes.retain(|_| takers.next().flatten().is_none());
}

/// Returns `true` if a structure was added or removed with an operation, is one of its messages,
/// and is used nowhere else.
fn is_message_of(shape: &Change, operation: &Change) -> bool {
    let of_shapes = match operation.rule {
        Rule::OperationAdded => Rule::ShapeAdded,
        _ => Rule::ShapeRemoved,
    };
    let Some(Contents::Operation { input, output, .. }) = &operation.contents else {
        return false;
    };
    let is_own = |reach: &Reach| {
        let message = match reach.direction {
            Direction::Request => input,
            Direction::Response => output,
            Direction::Error => return false,
        };
        let is_shape = |message: &Message| message.shape == shape.path;
        reach.operation == operation.path && message.as_ref().is_some_and(is_shape)
    };
    shape.rule == of_shapes && shape.wire == Wire::Compatible && shape.reaches.iter().all(is_own)
}
