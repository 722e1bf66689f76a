//! The operations of which a crate only has the types.

use super::comment::Block;
use super::{facts, html, prose};
use crate::api::{Api, Operation, Type};
use crate::markdown::code;
use crate::model::Protocol;
use crate::plan::Module;

/// Returns a list of the operations that are not generated, each with its request, its types and
/// its errors.
pub(crate) fn unbound_operations(api: &Api<'_>) -> Vec<Block> {
    let operations = api.operations.values();
    let unbound = operations.filter(|operation| !operation.is_bound);
    let items: Vec<_> = unbound.map(|operation| item(api, operation)).collect();
    if items.is_empty() {
        return Vec::new();
    }
    let introduction = Block::paragraph(match api.has_operations() {
        true => "These operations stream events, so only their types are here:",
        false => "The operations that they belong to:",
    });
    let list = Block::List {
        ordered: false,
        items,
    };
    vec![introduction, list]
}

fn item(api: &Api<'_>, operation: &Operation<'_>) -> Vec<Block> {
    let (name, facts) = (operation.name, operation.facts);
    let mut parts = Vec::new();
    if let (Protocol::RestJson1 | Protocol::RestXml, Some(http)) =
        (api.model.service.protocol, &facts.http)
    {
        parts.push(code(&format!("{} {}", http.method, http.uri)));
    }
    for (role, body) in [("takes", &operation.input), ("returns", &operation.output)] {
        let item = api.body(body);
        parts.extend(item.map(|item| format!("{role} {}", link(item))));
    }
    let errors = facts.errors.iter();
    let errors = errors.filter_map(|error| api.types.get(error.as_str()).map(link));
    parts.extend(facts::listed("fails with", errors));
    let colon = if parts.is_empty() { "" } else { ": " };
    let deprecated = facts.traits.deprecated.as_ref();
    let pagination = facts.pagination.as_ref();
    let sentences = [
        format!("{}{colon}{}.", code(name), parts.join("; ")),
        deprecated.map(facts::deprecated).unwrap_or_default(),
        pagination
            .map(|it| facts::pagination(it, None))
            .unwrap_or_default(),
        facts::host_prefix(facts),
        facts::api_reference(api, name),
    ];
    let mut blocks = vec![Block::paragraph(&sentences.join(" "))];
    let message = deprecated.and_then(|deprecated| deprecated.message.as_deref());
    blocks.extend(message.map(html::blocks).into_iter().flatten());
    // An input that belongs to the operation alone has its prose.
    let input = api.body(&operation.input);
    if input.is_none_or(|it| it.module() != Module::Operation) {
        blocks.extend(prose(&facts.traits));
    }
    blocks
}

/// Returns a link to a type, relative to the module `operation`.
fn link(item: &Type<'_>) -> String {
    let name = &item.name;
    match item.module() {
        Module::Operation => format!("[`{name}`]"),
        module => format!("[`{name}`](super::{}::{name})", module.name()),
    }
}
