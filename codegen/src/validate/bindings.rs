//! Parts of the HTTP message that members are bound to.

use crate::collections::IndexSet;
use crate::model::{self, HttpBinding, Model, Operation, Shape};
use crate::problem::{Place, printable};

/// Reports labels of the path and of the host name that no member of the input fills in, and
/// members that have no label to fill in.
pub(super) fn labels(model: &Model, operation: &Operation, place: &Place<'_>) {
    let input = operation.input.as_ref();
    let shape = input.and_then(|input| model.shapes.get(input));
    if input.is_some() && shape.is_none() {
        return;
    }
    let members = shape.and_then(Shape::members);
    let host_prefix = operation.host_prefix.as_deref().unwrap_or_default();
    for label in model::labels(host_prefix).filter(|label| is_name(label)) {
        if !members.is_some_and(|members| members.contains_key(label)) {
            let label = printable(label);
            place.key("endpoint").problem(format!(
                "has the label `{label}`, which is not a member of the input; add one or correct it"
            ));
        }
    }
    if !model.service.protocol.binds_http() {
        return;
    }
    let bound = members.into_iter().flatten();
    let bound = bound.filter(|(_, member)| member.http_binding == Some(HttpBinding::Label));
    let bound: IndexSet<&str> = bound
        .map(|(name, member)| member.wire_name.as_deref().unwrap_or(name))
        .collect();
    let uri = operation.http.as_ref().map_or("", |http| &http.uri);
    let labels: IndexSet<&str> = model::labels(uri).collect();
    let place = place.key("http");
    for label in labels.difference(&bound).filter(|label| is_name(label)) {
        let label = printable(label);
        place.problem(format!(
            "has the label `{label}`, which no member of the input is bound to; bind one or \
             correct it"
        ));
    }
    for label in bound.difference(&labels) {
        let label = printable(label);
        place.problem(format!(
            "has no label `{label}`, which a member of the input is bound to; add it or correct \
             the member"
        ));
    }
}

/// Returns `true` if text in braces is a label. Any other text is left unchanged.
fn is_name(label: &str) -> bool {
    label.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && (label.chars())
            .all(|character| character.is_ascii_alphanumeric() || "_-".contains(character))
}

/// Reports each payload except the first: a message has one body.
pub(super) fn payloads(shape: &Shape, place: &Place<'_>) {
    let members = shape.members().into_iter().flatten();
    let payloads = members.filter(|(_, member)| member.http_binding == Some(HttpBinding::Payload));
    for (name, _) in payloads.skip(1) {
        place.key(name).problem(
            "is another payload; a message has only one, bind this member to another part",
        );
    }
}
