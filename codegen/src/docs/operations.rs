//! The operations of which a crate has the types only.

use super::comment::Block;
use super::words::{code, words};
use super::{DocComment, facts, html, prose};
use crate::model::{Operation, Protocol};
use crate::plan::{Placement, Plan};
use crate::surface::module;

/// A list of the operations that are not generated, each with its request, its types and errors.
pub(crate) fn unbound_operations(plan: &Plan<'_>) -> DocComment {
    let operations = plan.model.operations.iter();
    let unbound = operations.filter(|(_, operation)| !plan.is_bound(operation));
    let items: Vec<_> = unbound
        .map(|(name, operation)| item(plan, name, operation))
        .collect();
    let mut comment = DocComment::default();
    if items.is_empty() {
        return comment;
    }
    comment.paragraph(match plan.has_operations() {
        true => "These operations stream events, so only their types are here:",
        false => "The operations that they belong to:",
    });
    comment.blocks(vec![Block::List {
        ordered: false,
        items,
    }]);
    comment
}

fn item(plan: &Plan<'_>, name: &str, operation: &Operation) -> Vec<Block> {
    let mut facts = Vec::new();
    if let (Protocol::RestJson1 | Protocol::RestXml, Some(http)) =
        (plan.model.service.protocol, &operation.http)
    {
        facts.push(code(&format!("{} {}", http.method, http.uri)));
    }
    for (role, shape) in [("takes", &operation.input), ("returns", &operation.output)] {
        let link = shape.as_ref().and_then(|shape| link(plan, shape));
        facts.extend(link.map(|link| format!("{role} {link}")));
    }
    let errors = operation.errors.iter();
    let errors: Vec<_> = errors.filter_map(|error| link(plan, error)).collect();
    if !errors.is_empty() {
        facts.push(format!("fails with {}", errors.join(", ")));
    }
    let mut text = match facts.is_empty() {
        true => format!("{}.", code(name)),
        false => format!("{}: {}.", code(name), facts.join("; ")),
    };
    let deprecated = operation.traits.deprecated.as_ref();
    let sentences = [
        deprecated.map(facts::deprecated).unwrap_or_default(),
        operation
            .pagination
            .as_ref()
            .map(facts::pagination)
            .unwrap_or_default(),
        facts::host_prefix(operation),
        facts::api_reference(plan, name),
    ];
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        text = format!("{text} {sentence}");
    }
    let mut blocks = vec![Block::Paragraph(words(&text).map(str::to_owned).collect())];
    let message = deprecated.and_then(|deprecated| deprecated.message.as_deref());
    blocks.extend(message.map(html::blocks).into_iter().flatten());
    if !has_own_input(plan, operation) {
        blocks.extend(prose(&operation.traits));
    }
    blocks
}

/// Whether the input stands for this operation alone, so that its documentation tells of it.
fn has_own_input(plan: &Plan<'_>, operation: &Operation) -> bool {
    let input = operation.input.as_ref();
    let input = input.and_then(|input| plan.model.shapes.get_key_value(input));
    input
        .is_some_and(|(name, shape)| matches!(plan.placement(name, shape), Placement::Operation(_)))
}

/// A link to the type of a shape, from the module `operation`.
fn link(plan: &Plan<'_>, name: &str) -> Option<String> {
    let type_name = &plan.names.shape(name)?.type_name;
    Some(match module(plan, name, plan.model.shapes.get(name)?) {
        "operation" => format!("[`{type_name}`]"),
        module => format!("[`{type_name}`](super::{module}::{type_name})"),
    })
}
