//! The members that a path through messages leads to.

use crate::collections::IndexSet;
use crate::model::{Model, ShapeKind};

/// Returns the paths of the members at the end of a path through the messages of any operation, as a
/// change reaches them: `Handshakes[].Action`, with the exception first if it is one:
/// `Refused.Parties[].Id`.
pub(super) fn members_at(model: &Model, way: &str) -> IndexSet<String> {
    let mut found = IndexSet::default();
    for operation in model.operations.values() {
        let messages = operation.input.iter().chain(&operation.output);
        let error = way.split_once('.').filter(|(name, _)| {
            let mut errors = operation.errors.iter();
            errors.any(|error| error == name)
        });
        let ways = messages.map(|root| (root.as_str(), way)).chain(error);
        found.extend(ways.filter_map(|(root, way)| member_at(model, root, way)));
    }
    found
}

fn member_at(model: &Model, root: &str, way: &str) -> Option<String> {
    let mut shape = root;
    let mut path = None;
    for step in way.split('.') {
        let end = step.find(['[', '{']).unwrap_or(step.len());
        let (name, inner) = step.split_at_checked(end)?;
        let members = model.shapes.get(shape)?.members()?;
        path = Some(format!("{shape}.{name}"));
        shape = held(model, &members.get(name)?.target, inner)?;
    }
    path
}

/// Returns the shape that lists and maps hold: `[]` steps into a list, `{}` and `{key}` into a map.
fn held<'m>(model: &'m Model, shape: &'m str, steps: &str) -> Option<&'m str> {
    let (member, rest) = match &model.shapes.get(shape)?.kind {
        _ if steps.is_empty() => return Some(shape),
        ShapeKind::List { member } => (member, steps.strip_prefix("[]")?),
        ShapeKind::Map { key, value } => match steps.strip_prefix("{}") {
            Some(rest) => (value, rest),
            None => (key, steps.strip_prefix("{key}")?),
        },
        _ => return None,
    };
    held(model, &member.target, rest)
}
